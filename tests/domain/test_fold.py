"""What a row should be, for every kind of op, undo, party and foreign change."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from app.domain.fold import Projection, project, undone
from app.domain.model import BookingId, EventId, GestureId, Op, OpId, OpKind, RowId, Seq, Shadow
from app.domain.values import NO_SHOW, NONE, Value

ROW = RowId(BookingId("b"), EventId("e"))
AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
COUNTED = (OpKind.ARRIVE, OpKind.LEAVE, OpKind.EXTRA)


def op(
    seq: int,
    kind: OpKind,
    count: int = 1,
    undoes: int | None = None,
    *,
    before: Value = NONE,
    party: int = 4,
) -> Op:
    target = None if undoes is None else OpId(str(undoes))
    return Op(
        Seq(seq), OpId(str(seq)), ROW, kind, GestureId(str(seq)), AT,
        count, target, "", before, party,
    )  # fmt: skip


def arrive(seq: int, count: int = 1, party: int = 4) -> Op:
    return op(seq, OpKind.ARRIVE, count, party=party)


def shown(shadow: Shadow, *ops: Op, party: int = 4) -> Value:
    return project(shadow, ops, party).shown


def read_as(value: Value, absorbed: int = 0) -> Shadow:
    return Shadow(a=value, a_seq=Seq(absorbed), r=value, r_seq=Seq(absorbed))


FRESH = Shadow()


def test_arrivals_add_up_to_the_party_and_what_has_no_room_is_told() -> None:
    assert project(FRESH, [arrive(1, 3)], 4) == Projection(Value(3), Value(3), waits=True)
    both = project(read_as(Value(4)), [arrive(1, 4)], 4)
    assert both == Projection(Value(4), Value(4), surplus=4, waits=True)


def test_taking_one_off_after_both_devices_counted_lowers_the_row() -> None:
    ops = [arrive(1, 4), op(2, OpKind.LEAVE)]
    assert project(read_as(Value(4)), ops, 4) == Projection(Value(3), Value(3), waits=True)


def test_an_extra_goes_over_the_party_and_takes_up_the_surplus() -> None:
    assert shown(FRESH, arrive(1, 4), op(2, OpKind.EXTRA)) == Value(5)
    both = project(read_as(Value(4)), [arrive(1), op(2, OpKind.EXTRA)], 4)
    assert both == Projection(Value(5), Value(5), waits=True)


def test_an_extra_counts_on_top_of_one_that_was_read() -> None:
    assert project(read_as(Value(5)), [op(1, OpKind.EXTRA)], 4).target == Value(6)


def test_a_party_that_shrank_lowers_no_count_and_sends_no_more_than_it_may() -> None:
    unsent = project(FRESH, [arrive(1, 4, party=4)], 2)
    assert unsent == Projection(Value(4), Value(2), waits=True)
    sent = project(Shadow(a=Value(4), a_seq=Seq(1)), [arrive(1, 4, party=4)], 2)
    assert sent == Projection(Value(4), Value(4))


def test_nobody_is_taken_off_a_row_without_anybody() -> None:
    assert shown(read_as(NONE), op(1, OpKind.LEAVE, 3)) == NONE


def test_a_no_show_is_no_number_and_who_arrives_after_it_starts_from_nobody() -> None:
    assert shown(read_as(Value(2)), op(1, OpKind.NO_SHOW)) == NO_SHOW
    assert shown(read_as(NO_SHOW), arrive(1)) == Value(1)
    assert shown(read_as(NO_SHOW), op(1, OpKind.LEAVE)) == NO_SHOW
    assert project(FRESH, [op(1, OpKind.NO_SHOW)], 4).absolute_waits
    sent = Shadow(a=NO_SHOW, a_seq=Seq(1))
    assert not project(sent, [op(1, OpKind.NO_SHOW)], 4).absolute_waits


def test_a_clear_takes_off_those_it_saw_so_somebody_counted_elsewhere_stays() -> None:
    clear = op(2, OpKind.CLEAR, before=Value(2))
    assert shown(FRESH, arrive(1, 2), clear) == NONE
    assert shown(read_as(Value(3), absorbed=1), arrive(1, 2), clear) == Value(1)
    assert shown(read_as(NO_SHOW), op(1, OpKind.CLEAR, before=NO_SHOW)) == NONE


def test_a_decision_sets_the_row_outright() -> None:
    assert shown(read_as(Value(3)), op(1, OpKind.DECIDE, 1)) == Value(1)
    assert shown(read_as(Value(3)), op(1, OpKind.DECIDE, -1)) == NO_SHOW
    assert shown(read_as(Value(3)), op(1, OpKind.DECIDE, 0), arrive(2)) == Value(1)


def test_an_undo_takes_back_that_ops_own_effect_and_a_redo_brings_it_again() -> None:
    first, second = arrive(1, 2), arrive(2, 1)
    assert shown(FRESH, first, second, op(3, OpKind.UNDO, 2, 1)) == Value(1)
    redo = op(4, OpKind.UNDO, 2, 3)
    assert shown(FRESH, first, second, op(3, OpKind.UNDO, 2, 1), redo) == Value(3)
    assert undone([first, second, op(3, OpKind.UNDO, 2, 1), redo]) == {"3"}


def test_an_undo_of_a_no_show_gives_back_the_row_before_it() -> None:
    ops = [arrive(1, 2), op(2, OpKind.NO_SHOW, before=Value(2)), op(3, OpKind.UNDO, 0, 2)]
    assert shown(FRESH, *ops) == Value(2)


def test_what_was_undone_no_longer_waits() -> None:
    ops = [op(1, OpKind.NO_SHOW), op(2, OpKind.UNDO, 0, 1)]
    assert not project(FRESH, ops, 4).absolute_waits


def absorbed_undo(kind: OpKind, count: int, now: Value, before: Value = NONE) -> Value:
    """The value after the undo of an op that the server's own value already includes."""
    ops = [op(1, kind, count, before=before), op(2, OpKind.UNDO, count, 1)]
    return shown(read_as(now, absorbed=1), *ops)


def test_an_undo_of_an_op_that_the_server_already_counts_takes_off_its_effect() -> None:
    assert absorbed_undo(OpKind.ARRIVE, 2, Value(3)) == Value(1)
    assert absorbed_undo(OpKind.EXTRA, 1, Value(5)) == Value(4)
    assert absorbed_undo(OpKind.LEAVE, 1, Value(3), before=Value(4)) == Value(4)
    assert absorbed_undo(OpKind.CLEAR, 0, NONE, before=Value(2)) == Value(2)
    assert absorbed_undo(OpKind.CLEAR, 0, NONE, before=NO_SHOW) == NO_SHOW
    assert absorbed_undo(OpKind.CLEAR, 0, Value(1), before=NO_SHOW) == Value(1)
    assert absorbed_undo(OpKind.NO_SHOW, 0, NO_SHOW, before=Value(2)) == Value(2)
    assert absorbed_undo(OpKind.NO_SHOW, 0, Value(1), before=NONE) == Value(1)


def test_a_redo_of_an_undo_that_the_server_already_counts_brings_the_op_again() -> None:
    undo = op(2, OpKind.UNDO, 2, 1, before=Value(2))
    ops = [arrive(1, 2), undo, op(3, OpKind.UNDO, 2, 2)]
    assert shown(read_as(Value(1), absorbed=2), *ops) == Value(3)
    redo = op(3, OpKind.UNDO, 2, 2)
    again = [arrive(1, 2), undo, redo, op(4, OpKind.UNDO, 2, 3, before=Value(2))]
    assert shown(read_as(Value(3), absorbed=3), *again) == Value(1)


def test_an_undo_takes_off_what_the_op_added_also_where_others_came_since() -> None:
    ops = [arrive(1, 4), op(2, OpKind.LEAVE, 2, before=Value(4)), arrive(3, 2)]
    assert shown(FRESH, *ops) == Value(4)
    assert shown(FRESH, *ops, op(4, OpKind.UNDO, 4, 1, before=Value(4))) == NONE
    gone = [arrive(1, 4), op(2, OpKind.NO_SHOW, before=Value(4)), arrive(3)]
    assert shown(FRESH, *gone, op(4, OpKind.UNDO, 1, 3, before=Value(1))) == NO_SHOW
    left = [op(1, OpKind.LEAVE), op(2, OpKind.NO_SHOW), op(3, OpKind.UNDO, 1, 1, before=NO_SHOW)]
    assert shown(read_as(Value(2)), *left) == Value(1)


def test_an_extra_that_a_clear_took_off_may_go_on_the_wire_again_with_its_undo() -> None:
    full, clear = op(1, OpKind.CLEAR, before=Value(5)), op(2, OpKind.UNDO, 0, 1)
    assert project(read_as(NONE, absorbed=1), [full, clear], 4).target == Value(5)


def test_what_cancels_out_does_not_wait() -> None:
    assert project(FRESH, [arrive(1)], 4).waits
    assert not project(FRESH, [arrive(1), op(2, OpKind.UNDO, 1, 1)], 4).waits
    assert not project(Shadow(a=Value(1), a_seq=Seq(1)), [arrive(1)], 4).waits
    again = [arrive(1), op(2, OpKind.UNDO, 1, 1), op(3, OpKind.UNDO, 1, 2)]
    assert project(FRESH, again, 4).waits
    assert project(FRESH, [arrive(1), op(2, OpKind.LEAVE)], 4).waits


def test_an_undo_of_something_unknown_changes_nothing() -> None:
    assert shown(read_as(Value(2)), op(1, OpKind.UNDO, 1, 77)) == Value(2)
    assert shown(read_as(Value(2)), op(1, OpKind.UNDO, 1)) == Value(2)
    ops = [op(1, OpKind.UNDO, 1, 77), op(2, OpKind.UNDO, 1, 1)]
    assert shown(read_as(Value(2), absorbed=1), *ops) == Value(2)


@st.composite
def histories(draw: st.DrawFn) -> list[Op]:
    """Ops as a desk could have recorded them, undos of earlier ones among them."""
    ops: list[Op] = []
    for seq in range(1, draw(st.integers(1, 8)) + 1):
        kind = draw(st.sampled_from(list(OpKind)))
        target = draw(st.integers(1, max(1, seq - 1))) if kind is OpKind.UNDO else None
        before = draw(st.sampled_from([NONE, NO_SHOW, Value(1), Value(3)]))
        ops.append(op(seq, kind, draw(st.integers(1, 3)), target, before=before))
    return ops


@given(histories(), st.integers(0, 6))
def test_without_extras_nothing_above_party_and_what_was_read_goes_on_the_wire(
    ops: list[Op], read: int
) -> None:
    ops = [each for each in ops if each.kind not in (OpKind.EXTRA, OpKind.DECIDE)]
    shadow = read_as(Value(read))
    assert project(shadow, ops, 4).target.count <= max(4, read)


@given(histories(), st.integers(0, 6))
def test_an_op_and_its_undo_leave_no_trace(ops: list[Op], read: int) -> None:
    shadow = read_as(Value(read))
    last = len(ops) + 1
    pair = [arrive(last), op(last + 1, OpKind.UNDO, 1, last)]
    assert project(shadow, [*ops, *pair], 4) == project(shadow, ops, 4)
