"""The journal keeps its own order, and what the server said stays apart from what people did."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.errors import Refusal
from app.domain.fold import project
from app.domain.model import (
    BookingId,
    BookingStatus,
    DeviceId,
    EventId,
    GestureId,
    NewOp,
    OpId,
    OpKind,
    RowId,
    ScheduleId,
    SessionKind,
)
from app.domain.values import NONE, Value
from app.storage.store import Store
from tests.desks import NOON, booking, make_desk

ROW = RowId(BookingId("dana"), EventId("yoga"))
SERVERS = ("sessions", "bookings", "seats", "shadows")


@pytest.fixture
def made(tmp_path):
    made = make_desk(tmp_path)
    made.add_session("yoga")
    made.add_bookings("yoga", booking("dana", party=4), booking("noa", "Noa", 2))
    yield made
    made.store.close()


def content(store, *tables):
    return {table: store._database.rows(f"SELECT * FROM {table}") for table in tables}


def test_order_is_the_devices_own_while_the_wall_clock_jumps_a_day_back(made):
    first = made.desk.arrive(ROW).op_id
    made.clock.wall -= timedelta(days=1)
    second = made.desk.arrive(ROW).op_id
    made.clock.wall += timedelta(days=2)
    third = made.desk.leave(ROW).op_id
    ops = made.store.journal.of_row(ROW)
    assert [op.op_id for op in ops] == [first, second, third]
    assert [op.seq for op in ops] == [1, 2, 3]
    assert ops[1].at < ops[0].at < ops[2].at
    assert [op.before for op in ops] == [Value(0), Value(1), Value(2)]
    assert [op.op_id for op, _ in made.store.journal.open_ops()] == [first, second, third]


def test_an_op_is_read_back_as_it_was_written(made):
    recorded = made.desk.arrive(ROW, 3)
    op = made.store.journal.op(recorded.op_id)
    assert (op.row, op.kind.value, op.count, op.at, op.party) == (ROW, "arrive", 3, NOON, 4)
    assert made.store.journal.of_gesture(op.gesture_id) == [op]
    assert made.store.journal.latest(NOON) == [op]
    assert made.store.journal.latest(NOON + timedelta(seconds=1)) == []
    assert made.store.journal.op(OpId("nobody's")) is None


def test_a_name_of_an_op_is_never_given_twice(made):
    made.desk.arrive(ROW)
    made.desk.arrive(ROW)
    made.desk.leave(ROW)
    assert len({op.op_id for op in made.store.journal.of_row(ROW)}) == 3


def test_an_op_its_effect_and_its_place_in_the_queue_are_one_transaction(made, tmp_path):
    """I2: another connection sees all three or none, also in the middle."""
    other = Store(tmp_path / "turnout.sqlite3")

    def seen():
        row = other.view.of_row(ROW).shown
        return len(other.journal.of_row(ROW)), row.shown.count, other.journal.tally().saved

    assert seen() == (0, 0, 0)

    def stop_halfway():
        new = NewOp(ROW, OpKind.ARRIVE, GestureId("g"), 1)
        with made.store.transaction():
            made.store.journal.append(new, OpId("x"), DeviceId("d"), NOON, (NONE, 4))
            assert made.store.view.of_row(ROW).shown.shown == Value(1)
            assert seen() == (0, 0, 0)
            raise Refusal("stop")

    with pytest.raises(Refusal, match="stop"):
        stop_halfway()
    assert seen() == (0, 0, 0)
    made.desk.arrive(ROW)
    assert seen() == (1, 1, 1)
    other.close()


def test_what_people_do_changes_no_column_of_the_servers(made):
    """I3: and what is read changes no op."""
    before = content(made.store, *SERVERS)
    op = made.desk.arrive(ROW, 2).op_id
    made.desk.undo(op)
    made.desk.mark_no_show(ROW)
    made.desk.clear(ROW)
    made.desk.add_extra(ROW)
    assert content(made.store, *SERVERS) == before
    ops = content(made.store, "ops")
    made.read(ROW, Value(3))
    made.add_bookings("yoga", booking("dana", party=1, status=BookingStatus.CANCELED))
    assert content(made.store, "ops") == ops


def test_the_screen_is_the_fold_and_the_same_after_a_restart(made, tmp_path):
    made.read(ROW, Value(1))
    made.desk.arrive(ROW, 2)
    made.desk.leave(ROW)
    shown = made.store.view.of_row(ROW)
    again = Store(tmp_path / "turnout.sqlite3")
    assert again.view.of_row(ROW) == shown
    assert again.view.of_events([ROW.event_id])[0] == shown
    again.close()
    assert shown.projection == project(shown.shadow, shown.ops, 4)
    assert shown.shown.shown == Value(2)


def test_a_row_that_nobody_touched_has_no_op_and_shows_what_was_read(made):
    seat = made.store.view.of_row(ROW)
    assert (seat.last_seq, seat.shown.shown, seat.shown.undo) == (0, Value(0), None)
    made.read(ROW, Value(2))
    assert made.store.view.of_row(ROW).shown.shown == Value(2)


def test_a_session_left_out_of_an_answer_is_gone_from_the_day_and_its_ops_stay(made):
    made.desk.arrive(ROW)
    day = (NOON - timedelta(hours=12), NOON + timedelta(hours=12))
    store = made.store
    [session] = store.days.between(*day)
    with store.transaction():
        store.days.replace_sessions(*day, [])
    assert store.days.between(*day) == []
    assert store.days.session(session.event_id) == session
    assert store.view.of_row(ROW).shown.shown == Value(1)
    with store.transaction():
        store.days.replace_sessions(*day, [session])
    assert store.days.between(*day) == [session]


def test_a_seat_left_out_of_an_answer_is_unlisted_and_its_ops_stay(made):
    made.desk.arrive(ROW)
    made.add_bookings("yoga", booking("noa", "Noa", 2))
    seats = {seat.shown.row.booking_id: seat for seat in made.store.view.of_events([ROW.event_id])}
    assert (seats["dana"].listed, seats["dana"].on_roster) == (False, True)
    assert seats["noa"].listed
    assert len(made.store.journal.open_ops()) == 1


def test_a_session_is_read_back_whole(made):
    start = datetime(2026, 3, 8, 6, 30, tzinfo=UTC)
    made.clock.wall = start
    made.add_session(
        "clay", title="Töpfern — יצירה", kind=SessionKind.COURSE, capacity=None, staff=("A", "ב"),
        starts_in=timedelta(), cancelled=True,
    )  # fmt: skip
    found = made.store.days.session(EventId("clay"))
    assert (found.title, found.staff, found.capacity) == ("Töpfern — יצירה", ("A", "ב"), None)
    assert (found.kind, found.cancelled, found.start) == (SessionKind.COURSE, True, start)
    assert (found.schedule_id, found.service_id) == (None, None)
    assert made.store.days.session(EventId("nothing")) is None


def test_a_course_booking_has_a_seat_in_each_session_and_its_schedule_is_kept(made):
    day = (NOON - timedelta(hours=12), NOON + timedelta(hours=12))
    store = made.store
    [session] = store.days.between(*day)
    evenings = [
        session._replace(
            event_id=EventId(f"clay {n}"), kind=SessionKind.COURSE,
            schedule_id=ScheduleId("clay"), service_id="s",
        )
        for n in (1, 2)
    ]  # fmt: skip
    with store.transaction():
        store.days.replace_sessions(*day, evenings)
        for each in evenings:
            seat = (RowId(BookingId("course"), each.event_id), booking("course", party=2))
            store.days.replace_rosters([each.event_id], [seat], NOON)
    assert store.days.between(*day) == evenings
    rows = store.view.of_events([each.event_id for each in evenings])
    assert [(seat.shown.row.event_id, seat.shown.party) for seat in rows] == [
        ("clay 1", 2),
        ("clay 2", 2),
    ]


def test_which_rosters_were_ever_complete_is_known(made):
    with made.store.transaction():
        made.store._database.run("UPDATE sessions SET loaded_s = NULL")
    assert made.store.days.loaded([EventId("yoga")]) == {}
    made.add_bookings("yoga")
    assert made.store.days.loaded([EventId("yoga"), EventId("x")]) == {"yoga": NOON.timestamp()}
    assert made.store.days.loaded([]) == {}


def test_a_booking_without_a_date_is_read_back(made):
    made.add_bookings("yoga", booking("dana")._replace(created=None))
    assert made.store._database.rows("SELECT created_s FROM bookings WHERE booking_id='dana'") == [
        (None,)
    ]
