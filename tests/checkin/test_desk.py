"""What a tap does: counted by the rules, durable before it is answered, taken back alone."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import apsw
import pytest

from app.domain.errors import Refusal, StoreError
from app.domain.model import (
    BookingId,
    BookingStatus,
    EventId,
    OpId,
    RowId,
    Seq,
    Shadow,
    SyncState,
)
from app.domain.roster import Standing
from app.domain.values import NO_SHOW, NONE, Value
from app.storage.store import Store
from tests.desks import booking, make_desk
from tests.storage.disk import Disk

DANA = RowId(BookingId("dana"), EventId("yoga"))
NOA = RowId(BookingId("noa"), EventId("yoga"))


def shown(made, row=DANA):
    return made.store.view.of_row(row).shown.shown


def ops(made, row=DANA):
    return [(op.kind.value, op.count) for op in made.store.journal.of_row(row)]


def refused(words, act, *given):
    with pytest.raises(Refusal, match=words):
        act(*given)


# Counting


def test_a_party_arrives_one_by_one_and_cannot_go_past_itself(made):
    for people in range(1, 5):
        recorded = made.desk.arrive(DANA)
        assert (recorded.row.shown, recorded.before) == (Value(people), Value(people - 1))
        assert recorded.card.attended == people
    refused("All 4 of this booking are in", made.desk.arrive, DANA)
    assert shown(made) == Value(4)
    assert len(ops(made)) == 4


def test_more_than_what_is_left_of_the_party_is_refused_with_both_numbers(made):
    made.desk.arrive(DANA, 3)
    refused("Booked for 4, 3 in: 1 more can arrive", made.desk.arrive, DANA, 2)
    assert shown(made) == Value(3)


def test_an_extra_is_a_step_of_its_own_and_says_so(made):
    made.desk.arrive(DANA, 4)
    recorded = made.desk.add_extra(DANA)
    assert (recorded.row.shown, recorded.row.extra, recorded.row.missing) == (Value(5), 1, 0)
    assert ops(made)[-1] == ("extra", 1)
    refused("All 4", made.desk.arrive, DANA)


def test_an_extra_comes_before_the_party_is_full_and_the_party_keeps_its_places(made):
    made.desk.arrive(DANA, 3)
    made.desk.add_extra(DANA)
    assert shown(made) == Value(4)


def test_some_leave_and_nobody_leaves_below_none(made):
    made.desk.arrive(DANA, 2)
    assert made.desk.leave(DANA).row.shown == Value(1)
    refused("Only 1 checked in", made.desk.leave, DANA, 2)
    made.desk.leave(DANA)
    refused("Nobody is checked in", made.desk.leave, DANA)
    assert shown(made) == NONE


@pytest.mark.parametrize("people", [0, -1, 1001, 10**30])
def test_a_number_nobody_means_is_refused(made, people):
    for act in (made.desk.arrive, made.desk.leave, made.desk.add_extra):
        refused("a number from 1 to 1000", act, DANA, people)
    assert ops(made) == []


def test_a_no_show_is_no_number_and_can_still_come(made):
    recorded = made.desk.mark_no_show(DANA)
    assert (recorded.row.shown, recorded.row.standing) == (NO_SHOW, Standing.NO_SHOW)
    refused("Already marked", made.desk.mark_no_show, DANA)
    assert made.desk.arrive(DANA).row.shown == Value(1)


def test_clear_is_back_to_booked_and_needs_something_to_clear(made):
    refused("Nothing to clear", made.desk.clear, DANA)
    made.desk.arrive(DANA, 3)
    assert made.desk.clear(DANA).row.standing is Standing.BOOKED
    made.desk.mark_no_show(DANA)
    assert made.desk.clear(DANA).row.shown == NONE


def test_setting_a_count_is_recorded_as_the_difference(made):
    assert made.desk.set_count(DANA, 0) is None
    assert made.desk.set_count(DANA, 3).row.shown == Value(3)
    assert made.desk.set_count(DANA, 3) is None
    assert made.desk.set_count(DANA, 1).row.shown == Value(1)
    assert made.desk.set_count(DANA, 0).row.shown == NONE
    assert ops(made) == [("arrive", 3), ("leave", 2), ("clear", 0)]
    made.desk.mark_no_show(DANA)
    assert made.desk.set_count(DANA, 0).row.shown == NONE
    refused("Booked for 4", made.desk.set_count, DANA, 5)


def test_what_another_device_counted_is_counted_on(made):
    made.read(DANA, Value(2))
    assert made.desk.arrive(DANA).row.shown == Value(3)
    refused("Booked for 4, 3 in", made.desk.arrive, DANA, 2)


def test_a_party_that_shrank_never_lowers_a_count(made):
    made.desk.arrive(DANA, 4)
    made.add_bookings("yoga", booking("dana", party=2))
    assert shown(made) == Value(4)
    refused("All 2", made.desk.arrive, DANA)
    assert made.desk.leave(DANA).row.shown == Value(3)


# Undo


def test_undo_takes_back_its_own_effect_though_others_came_since(made):
    first = made.desk.arrive(DANA).op_id
    made.desk.arrive(DANA, 2)
    made.read(DANA, Value(1))  # and another device counted one
    before = shown(made).count
    assert made.desk.undo(first).row.shown == Value(before - 1)


@pytest.mark.parametrize(
    ("act", "after_undo"),
    [("arrive", Value(2)), ("leave", Value(2)), ("add_extra", Value(2)), ("clear", Value(2))],
)
def test_undo_of_each_kind_of_op_restores_the_count(made, act, after_undo):
    made.desk.arrive(DANA, 2)
    op = getattr(made.desk, act)(DANA).op_id
    assert shown(made) != after_undo
    assert made.desk.undo(op).row.shown == after_undo


@pytest.mark.parametrize("before", [NONE, Value(3)])
def test_undo_of_a_no_show_restores_what_the_row_was(made, before):
    if before.count:
        made.desk.arrive(DANA, before.count)
    op = made.desk.mark_no_show(DANA).op_id
    assert made.desk.undo(op).row.shown == before


def test_undo_of_a_clear_restores_a_no_show(made):
    made.desk.mark_no_show(DANA)
    op = made.desk.clear(DANA).op_id
    assert made.desk.undo(op).row.shown == NO_SHOW


def test_an_undo_of_a_no_show_that_was_overtaken_is_refused(made):
    op = made.desk.mark_no_show(DANA).op_id
    made.desk.arrive(DANA)
    refused("Something was counted since", made.desk.undo, op)
    assert shown(made) == Value(1)


def test_undo_works_once(made):
    op = made.desk.arrive(DANA).op_id
    made.desk.undo(op)
    refused("already undone", made.desk.undo, op)
    assert shown(made) == NONE


def test_redo_is_the_undo_of_the_undo_and_then_it_can_be_undone_again(made):
    op = made.desk.arrive(DANA, 2).op_id
    undo = made.desk.undo(op).op_id
    assert made.desk.undo(undo).row.shown == Value(2)
    refused("already undone", made.desk.undo, undo)
    assert made.desk.undo(op).row.shown == NONE


def test_redo_of_a_no_show(made):
    undo = made.desk.undo(made.desk.mark_no_show(DANA).op_id).op_id
    assert made.desk.undo(undo).row.shown == NO_SHOW


def test_undo_below_none_is_refused(made):
    op = made.desk.arrive(DANA, 2).op_id
    made.desk.leave(DANA)
    refused("Only 1 checked in", made.desk.undo, op)
    made.desk.leave(DANA)
    refused("Nobody is checked in", made.desk.undo, op)


def test_undo_of_a_leave_does_not_go_past_the_party(made):
    made.desk.arrive(DANA, 4)
    op = made.desk.leave(DANA, 2).op_id
    made.desk.arrive(DANA)
    refused("Booked for 4, 3 in", made.desk.undo, op)


def test_undo_of_what_nobody_did_is_refused(made):
    refused("is not a check-in of this computer", made.desk.undo, OpId("x"))


def test_undo_of_what_the_server_already_holds_works_by_the_same_step(made):
    op = made.desk.arrive(DANA, 2).op_id
    with made.store.transaction():
        made.store.shadows.put(
            DANA, Shadow(a=Value(3), a_seq=Seq(1), r=Value(3), r_seq=Seq(1))
        )  # fmt: skip
    assert made.desk.undo(op).row.shown == Value(1)


def test_the_last_gesture_is_taken_back_then_the_one_before_it(made):
    made.desk.arrive(DANA)
    made.desk.mark_no_show(NOA)
    assert made.desk.undo_last().row.row == NOA
    assert made.desk.undo_last().row.row == DANA
    assert made.desk.undo_last() is None
    assert (shown(made), shown(made, NOA)) == (NONE, NONE)


def test_a_redo_can_be_taken_back_as_the_last_gesture(made):
    undo = made.desk.undo(made.desk.arrive(DANA).op_id).op_id
    made.desk.undo(undo)
    assert made.desk.undo_last().row.shown == NONE


@pytest.mark.parametrize("days", [-1, 1])
def test_the_last_gesture_is_found_though_the_wall_clock_jumped_by_a_day(made, days):
    made.desk.arrive(NOA)
    made.clock.wall += timedelta(days=days)
    made.desk.arrive(DANA)
    made.clock.wall += timedelta(days=days, seconds=5)
    assert made.desk.undo_last().row.row == DANA


def test_what_was_done_days_ago_is_not_taken_back_by_accident(made):
    made.desk.arrive(DANA)
    made.clock.advance(3 * 86_400)
    assert made.desk.undo_last() is None


def test_a_gesture_over_several_rows_is_taken_back_as_one(made):
    first = made.desk.mark_no_show(DANA).op_id
    made.desk.mark_no_show(NOA)
    with made.store.transaction():
        made.store._database.run("UPDATE ops SET gesture_id = 'close-out'")
    made.desk.undo_last()
    assert (shown(made), shown(made, NOA)) == (NONE, NONE)
    undos = made.store.journal.latest(made.clock.now() - timedelta(hours=1))[:2]
    assert len({op.gesture_id for op in undos}) == 1
    refused("already undone", made.desk.undo, first)


def test_the_rest_of_a_gesture_is_taken_back_where_one_row_was_taken_back_before(made):
    first = made.desk.mark_no_show(DANA).op_id
    made.desk.mark_no_show(NOA)
    with made.store.transaction():
        made.store._database.run("UPDATE ops SET gesture_id = 'close-out'")
    made.desk.undo(first)
    made.desk.undo_last()
    assert (shown(made), shown(made, NOA)) == (NONE, NONE)


def test_a_row_offers_this_devices_last_standing_op_to_undo(made):
    one = made.desk.arrive(DANA)
    assert one.row.undo == one.op_id
    two = made.desk.arrive(DANA)
    assert two.row.undo == two.op_id
    assert made.desk.undo(two.op_id).row.undo == one.op_id
    assert made.desk.undo(one.op_id).row.undo is None


# Refused by what the row or the session is


def test_a_cancelled_session_takes_nobody_in_but_lets_people_leave(made):
    made.desk.arrive(DANA)
    made.add_session("yoga", cancelled=True)
    made.add_bookings("yoga", booking("dana", party=4), booking("noa"))
    for act in (made.desk.arrive, made.desk.add_extra, made.desk.mark_no_show):
        refused("Yoga Flow was cancelled", act, DANA)
    assert made.desk.leave(DANA).row.shown == NONE


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (BookingStatus.CANCELED, "was cancelled in Wix"),
        (BookingStatus.DECLINED, "was cancelled in Wix"),
        (BookingStatus.WAITING_LIST, "waiting list"),
    ],
)
def test_a_booking_that_is_none_any_more_is_refused_and_what_was_counted_stays(made, status, words):
    made.desk.arrive(DANA)
    made.add_bookings("yoga", booking("dana", party=4, status=status))
    refused(words, made.desk.arrive, DANA)
    refused(words, made.desk.add_extra, DANA)
    assert shown(made) == Value(1)
    assert made.desk.leave(DANA).row.shown == NONE


def test_a_pending_booking_may_come_in(made):
    made.add_bookings("yoga", booking("dana", party=4, status=BookingStatus.PENDING))
    assert made.desk.arrive(DANA).row.booking_status is BookingStatus.PENDING


@pytest.mark.parametrize("act", ["arrive", "leave", "add_extra", "mark_no_show", "clear"])
def test_what_was_never_loaded_is_named_and_what_to_do_about_it(made, act):
    nobody, nowhere = RowId(BookingId("x"), EventId("yoga")), RowId(BookingId("x"), EventId("y"))
    loaded = "not loaded on this computer; run turnout sync"
    refused(f"This booking is {loaded}", getattr(made.desk, act), nobody)
    refused(f"This session is {loaded}", getattr(made.desk, act), nowhere)
    refused(f"This booking is {loaded}", made.desk.set_count, nobody, 1)
    refused(f"This session is {loaded}", made.desk.set_count, nowhere, 1)
    refused(f"This session is {loaded}", made.desk.roster, nowhere.event_id)


# Durable, and told to the sync


def test_the_sync_is_woken_after_the_commit_and_not_by_a_refusal(made, tmp_path):
    other = Store(tmp_path / "turnout.sqlite3")
    seen = []
    made.desk.recording._wake = lambda: seen.append(len(other.journal.of_row(DANA)))
    op = made.desk.arrive(DANA).op_id
    made.desk.undo(op)
    made.desk.undo_last()
    refused("Only 0|Nobody", made.desk.leave, DANA)
    refused("already undone", made.desk.undo, op)
    assert seen == [1, 2]
    other.close()


def test_a_store_that_cannot_be_written_says_so_and_counts_nothing(tmp_path):
    disk = Disk()
    made = make_desk(tmp_path)
    made.add_session("yoga")
    made.add_bookings("yoga", booking("dana", party=4))
    made.store.close()
    store = Store(tmp_path / "turnout.sqlite3", vfs=disk.name)
    woken = []
    desk = type(made.desk)(store, made.clock, lambda: woken.append(1))
    desk.arrive(DANA)
    assert desk.writable() == ""
    disk.error = apsw.FullError
    with pytest.raises(StoreError, match="disk is full"):
        desk.arrive(DANA)
    assert "disk is full" in desk.writable()
    disk.error = None
    assert (store.view.of_row(DANA).shown.shown, len(woken)) == (Value(1), 1)
    recorded = desk.arrive(DANA)
    assert (recorded.row.shown, recorded.card.attended) == (Value(2), 2)
    store.close()


def test_after_a_tap_that_could_not_be_kept_the_card_still_counts_its_row(made, tmp_path):
    disk = Disk()
    store = Store(tmp_path / "turnout.sqlite3", vfs=disk.name)
    desk = type(made.desk)(store, made.clock, lambda: None)
    desk.arrive(DANA, 2)
    disk.error = apsw.FullError
    with pytest.raises(StoreError):
        desk.arrive(DANA)
    disk.error = None
    assert desk.arrive(NOA).card.attended == 3
    assert desk.arrive(DANA).card.attended == 4
    store.close()


def test_what_was_answered_survives_a_kill(tmp_path):
    """I1, Y-03: a real process, killed without a chance to close anything."""
    make_desk(tmp_path).store.close()
    code = """
import os, signal, sys
from pathlib import Path
from tests.checkin.test_desk import DANA
from tests.desks import booking, make_desk
made = make_desk(Path(sys.argv[1]))
made.add_session("yoga")
made.add_bookings("yoga", booking("dana", party=4))
made.desk.arrive(DANA)
print(made.desk.arrive(DANA, 2).op_id, flush=True)
os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
"""
    ran = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        capture_output=True, text=True, check=False, cwd=Path(__file__).parent.parent.parent,
    )  # fmt: skip
    assert ran.returncode != 0
    store = Store(tmp_path / "turnout.sqlite3")
    seat = store.view.of_row(DANA)
    assert (seat.shown.shown, seat.shown.sync) == (Value(3), SyncState.SAVED)
    assert seat.ops[-1].op_id == ran.stdout.strip()
    store.close()


def test_two_desks_on_one_store_count_on_each_other(made, tmp_path):
    other = make_desk(tmp_path, clock=made.clock)
    for turn in range(2):
        assert made.desk.arrive(DANA).card.attended == 2 * turn + 1
        assert other.desk.arrive(DANA).card.attended == 2 * turn + 2
    refused("All 4", made.desk.arrive, DANA)
    other.desk.leave(DANA)
    assert made.desk.arrive(NOA).card.attended == 4
    other.store.close()


def test_the_card_counts_a_row_by_what_was_written_between_two_reads(made, tmp_path):
    """The other desk writes after the tapped row was read back and before the rest is."""
    other = make_desk(tmp_path, clock=made.clock)
    made.desk.arrive(DANA)
    made.desk.recording._wake = lambda: other.desk.arrive(NOA)
    card = made.desk.arrive(DANA).card
    made.desk.recording._wake = lambda: None
    assert card.attended == 3
    assert made.desk.arrive(DANA).card.attended == 4
    other.store.close()


def test_the_queue_is_told_by_the_store_after_a_restart_too(made, tmp_path):
    assert made.desk.status().last_pull is None
    made.desk.arrive(DANA)
    with made.store.transaction():
        made.store.days.keep_fact("last_pull", made.clock.now().isoformat())
    again = make_desk(tmp_path, clock=made.clock)
    status = again.desk.status()
    assert (status.tally.saved, status.last_pull) == (1, made.clock.now())
    again.store.close()
