"""Back through what was done and forth again, and the gesture of several rows."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import Refusal
from app.domain.model import OpId, OpKind, RowId
from app.domain.values import NO_SHOW, NONE, Value
from app.storage.store import Store
from tests.checkin.test_desk import DANA, NOA, refused, shown
from tests.desks import booking, make_desk

SAM = RowId("sam", "yoga")
ROWS = (DANA, NOA, SAM)


def state(made):
    return tuple(shown(made, row) for row in ROWS)


def test_s12_sixty_gestures_go_back_one_by_one_and_forth_again(made):
    """S-12: at least 50 deep; each step is an op of its own, and the journal only grows."""
    seen = [state(made)]
    for turn in range(30):
        made.desk.arrive(DANA, 1 + turn % 3)
        seen.append(state(made))
        made.desk.leave(DANA, 1 + turn % 3)
        seen.append(state(made))
    for before in reversed(seen[:-1]):
        made.desk.undo_last()
        assert state(made) == before
    assert made.desk.undo_last() is None
    for after in seen[1:]:
        made.desk.history.redo_last()
        assert state(made) == after
    assert made.desk.history.redo_last() is None
    ops = made.store.journal.of_row(DANA)
    assert [op.kind for op in ops].count(OpKind.UNDO) == 120
    assert len(ops) == 180
    assert len(made.woken) == 180


def test_s12_what_was_taken_back_can_be_done_again_after_a_restart(made, tmp_path):
    """S-12: an undo is in the journal, so a new run goes on from it."""
    made.desk.arrive(DANA, 2)
    made.desk.mark_no_show(NOA)
    made.desk.undo_last()
    made.desk.undo_last()
    again = make_desk(tmp_path, clock=made.clock)
    again.desk.history.redo_last()
    again.desk.history.redo_last()
    assert (shown(again), shown(again, NOA)) == (Value(2), NO_SHOW)
    again.store.close()


def test_something_new_leaves_nothing_to_do_again(made):
    made.desk.arrive(DANA)
    made.desk.undo_last()
    made.desk.arrive(NOA)
    assert made.desk.history.redo_last() is None
    assert made.desk.undo_last().row.row == NOA


def test_what_was_done_again_last_is_taken_back_first(made):
    first = made.desk.arrive(DANA).op_id
    made.desk.arrive(NOA)
    made.desk.undo(first)
    assert made.desk.history.redo_last().row.row == DANA
    assert made.desk.undo_last().row.row == DANA
    assert made.desk.undo_last().row.row == NOA


def test_the_undo_of_a_redo_can_be_done_again(made):
    made.desk.arrive(DANA, 2)
    made.desk.undo_last()
    redo = made.desk.history.redo_last()
    made.desk.undo(redo.op_id)
    assert shown(made) == NONE
    made.desk.history.redo_last()
    assert shown(made) == Value(2)


def test_an_undo_of_something_older_than_a_day_and_a_half_is_left_alone(made):
    op = made.desk.arrive(DANA).op_id
    made.clock.advance(40 * 3600)
    made.desk.undo(op)
    assert made.desk.history.redo_last() is None
    assert made.desk.undo_last() is None


def test_a_decision_is_no_gesture_to_go_back_over(made):
    made.desk.arrive(DANA)
    with made.store.transaction():
        made.store._database.run("UPDATE ops SET kind = 'decide'")
    assert made.desk.undo_last() is None
    made.desk.arrive(NOA)
    made.desk.undo_last()
    assert made.desk.history.redo_last().row.row == NOA


@settings(max_examples=25)
@given(st.lists(st.sampled_from("abcABCUURR"), max_size=24))
def test_undo_and_redo_are_those_of_any_editor(tmp_path_factory, steps):
    """Against two stacks, whatever is pressed in whatever order."""
    made = make_desk(tmp_path_factory.mktemp("desk"))
    made.add_session("yoga")
    made.add_bookings("yoga", booking("dana", party=20), booking("noa", party=20), booking("sam"))
    done, back, now = [], [], state(made)
    for step in steps:
        if step in "Uu":
            moved = made.desk.undo_last()
            assert (moved is None) is (not done)
            if done:
                back.append(now)
                now = done.pop()
        elif step == "R":
            moved = made.desk.history.redo_last()
            assert (moved is None) is (not back)
            if back:
                done.append(now)
                now = back.pop()
        else:
            try:
                act = made.desk.arrive if step.islower() else made.desk.leave
                act(ROWS["abc".index(step.lower())])
            except Refusal:
                continue
            done.append(now)
            back.clear()
            now = state(made)
        assert state(made) == now
    made.store.close()


# The close-out: several rows, one gesture


def test_s13_exactly_those_listed_are_marked_and_one_undo_restores_them_all(made, tmp_path):
    """S-13: one transaction, one gesture, one undo; the sync is woken once."""
    made.desk.arrive(DANA)
    recorded = made.desk.mark_all_no_show([NOA, SAM])
    assert state(made) == (Value(1), NO_SHOW, NO_SHOW)
    assert {recorded.row.row, *(row.row for row in recorded.also)} == {NOA, SAM}
    assert len({op.gesture_id for row in (NOA, SAM) for op in made.store.journal.of_row(row)}) == 1
    assert len(made.woken) == 2
    other = Store(tmp_path / "turnout.sqlite3")
    assert [len(other.journal.of_row(row)) for row in ROWS] == [1, 1, 1]
    other.close()
    back = made.desk.undo_last()
    assert state(made) == (Value(1), NONE, NONE)
    assert len(back.also) == 1
    made.desk.history.redo_last()
    assert state(made) == (Value(1), NO_SHOW, NO_SHOW)
    made.desk.history.undo_gesture(recorded.op_id)
    assert state(made) == (Value(1), NONE, NONE)


def test_s13_who_came_in_while_the_list_was_read_is_not_marked(made):
    made.desk.arrive(NOA)
    recorded = made.desk.mark_all_no_show(ROWS)
    assert state(made) == (NO_SHOW, Value(1), NO_SHOW)
    assert len(recorded.also) == 1
    refused("Nobody of them is missing", made.desk.mark_all_no_show, ROWS)


def test_a_session_that_was_called_off_meanwhile_marks_nobody(made):
    made.add_session("yoga", cancelled=True)
    made.add_bookings("yoga", booking("noa"), booking("sam"))
    refused("was cancelled", made.desk.mark_all_no_show, [NOA, SAM])
    assert made.store.journal.of_row(NOA) == []


def test_who_arrived_after_the_close_out_stays_in_when_it_is_taken_back(made):
    marked = made.desk.mark_all_no_show(ROWS).op_id
    made.desk.arrive(NOA)
    made.desk.history.undo_gesture(marked)
    assert state(made) == (NONE, Value(1), NONE)
    refused("already undone|counted since", made.desk.history.undo_gesture, marked)
    refused("is not a check-in", made.desk.history.undo_gesture, OpId("nothing"))


@pytest.mark.parametrize("hours", [1, 30])
def test_a_close_out_of_two_hundred_is_one_step_back(tmp_path, hours):
    made = make_desk(tmp_path)
    made.add_session("yoga")
    rows = made.add_bookings("yoga", *(booking(f"b{n}", f"Guest {n}") for n in range(200)))
    made.desk.mark_all_no_show(rows)
    made.clock.wall += timedelta(hours=hours)
    assert len(made.desk.undo_last().also) == 199
    assert all(row.shown.is_none for row in made.desk.roster("yoga").rows)
    made.store.close()
