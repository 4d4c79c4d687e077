"""Rule M and what follows from it, branch by branch."""

import pytest

from app.domain.fold import Projection
from app.domain.merge import Ghost, News, duplicated, merge, settle, verify
from app.domain.model import Conflict, ConflictKind, Seq, Shadow
from app.domain.values import NO_SHOW, NONE, Value

ONE, TWO, THREE = Value(1), Value(2), Value(3)
IN_STEP = Projection(shown=ONE, target=ONE)
WAITS = Projection(shown=TWO, target=TWO)
A_ONE = Shadow(a=ONE, a_seq=Seq(4), r=NONE)


def test_the_same_value_is_no_news() -> None:
    merged = merge(A_ONE, ONE, WAITS, [Ghost(TWO, Seq(5))], {ONE})
    assert (merged.news, merged.shadow) == (News.NONE, A_ONE)


def test_a_value_replaced_a_moment_ago_is_a_lagging_answer() -> None:
    merged = merge(A_ONE, NONE, WAITS, [Ghost(NONE, Seq(3))], {NONE})
    assert (merged.news, merged.shadow) == (News.STALE, A_ONE)


def test_an_unanswered_write_that_is_read_back_has_landed_and_reopens_the_row() -> None:
    verified = A_ONE._replace(v_seq=Seq(4), changed_from=THREE)
    ghosts = [Ghost(TWO, Seq(6)), Ghost(TWO, Seq(5)), Ghost(THREE, Seq(7))]
    merged = merge(verified, TWO, WAITS, ghosts)
    assert merged.news is News.LANDED
    expected = A_ONE._replace(a=TWO, a_seq=Seq(6), v_seq=Seq(0), changed_from=None)
    assert merged.shadow == expected


def test_nothing_is_believed_that_a_lagging_query_could_return_from_before_the_last_news() -> None:
    # Two unanswered writes landed, 2 and then 1 over it. Read were 1 and, from before it, 2: had
    # that been believed, the row would have seemed to be as it should, and 1 somebody's edit.
    first, second = Ghost(ONE, Seq(1)), Ghost(TWO, Seq(2))
    read_one = merge(Shadow(), ONE, WAITS, [first, second])
    assert (read_one.news, read_one.shadow.a) == (News.LANDED, ONE)
    read_two = merge(read_one.shadow, TWO, WAITS, [second], {NONE})
    assert (read_two.news, read_two.shadow) == (News.STALE, read_one.shadow)
    # 1 landed under the answered 2, and a lagging query shows it.
    answered = Shadow(a=TWO, a_seq=Seq(2))
    assert merge(answered, ONE, IN_STEP, [first], {NONE}).shadow == answered
    assert merge(answered, ONE, WAITS, [first]).news is News.LANDED


def test_a_foreign_change_under_an_unanswered_write_is_for_a_person() -> None:
    merged = merge(A_ONE, THREE, WAITS, [Ghost(TWO, Seq(5))])
    assert merged.news is News.CONFLICT
    assert merged.shadow.conflict == Conflict(ConflictKind.FOREIGN, server=THREE, mine=TWO)
    assert merged.shadow._replace(conflict=None) == A_ONE


def test_a_foreign_change_is_taken_and_what_waits_counts_on_top() -> None:
    merged = merge(A_ONE, THREE, WAITS)
    assert merged.news is News.FOREIGN
    expected = Shadow(a=THREE, a_seq=Seq(4), r=THREE, r_seq=Seq(4), changed_from=ONE)
    assert merged.shadow == expected


@pytest.mark.parametrize(
    ("a", "read", "projection"),
    [
        (ONE, NO_SHOW, WAITS),
        (NO_SHOW, ONE, WAITS),
        (ONE, THREE, Projection(shown=NO_SHOW, target=NO_SHOW, absolute_waits=True)),
        # No-show and in after all; one in and one out: they leave the row as it was, not as it is.
        (ONE, THREE, Projection(shown=ONE, target=ONE, waits=True, absolute_waits=True)),
        (ONE, NO_SHOW, Projection(shown=ONE, target=ONE, waits=True)),
    ],
)
def test_a_no_show_crossing_what_waits_is_for_a_person(
    a: Value, read: Value, projection: Projection
) -> None:
    merged = merge(A_ONE._replace(a=a), read, projection)
    assert merged.news is News.CONFLICT
    assert merged.shadow.conflict == Conflict(ConflictKind.FOREIGN, read, projection.shown)


def test_a_foreign_no_show_is_taken_where_nothing_waits() -> None:
    merged = merge(A_ONE, NO_SHOW, IN_STEP)
    assert (merged.news, merged.shadow.a, merged.shadow.r) == (News.FOREIGN, NO_SHOW, NO_SHOW)


def test_a_row_that_waits_for_a_person_only_follows_the_server_on_its_card() -> None:
    held = A_ONE._replace(conflict=Conflict(ConflictKind.DUPLICATE, THREE, TWO))
    merged = merge(held, NONE, WAITS)
    assert merged.news is News.CONFLICT
    assert merged.shadow.conflict == Conflict(ConflictKind.FOREIGN, NONE, TWO)
    assert merged.shadow.a == ONE


def test_two_objects_for_one_row_are_for_a_person() -> None:
    assert duplicated(A_ONE, THREE, WAITS).conflict == Conflict(ConflictKind.DUPLICATE, THREE, TWO)


def test_ops_that_leave_the_row_as_it_is_need_no_request() -> None:
    assert settle(A_ONE, IN_STEP, Seq(9), ghosts=False).a_seq == 9
    assert settle(A_ONE, IN_STEP, Seq(2), ghosts=False).a_seq == 4
    held = A_ONE._replace(conflict=Conflict(ConflictKind.FOREIGN, TWO, ONE))
    for shadow, projection, ghosts in (
        (A_ONE, WAITS, False),
        (A_ONE, IN_STEP, True),
        (held, IN_STEP, False),
    ):
        assert settle(shadow, projection, Seq(9), ghosts=ghosts) == shadow


def test_only_what_was_read_back_after_all_ops_is_verified() -> None:
    assert verify(A_ONE, ONE, IN_STEP, Seq(4)).v_seq == 4
    held = A_ONE._replace(conflict=Conflict(ConflictKind.FOREIGN, ONE, ONE))
    for shadow, read, projection, last in (
        (A_ONE, ONE, IN_STEP, Seq(5)),
        (A_ONE, TWO, IN_STEP, Seq(4)),
        (A_ONE, ONE, WAITS, Seq(4)),
        (held, ONE, IN_STEP, Seq(4)),
    ):
        assert verify(shadow, read, projection, last) == shadow
