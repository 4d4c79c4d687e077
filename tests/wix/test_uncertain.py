"""What is not known about Wix: each point, its two readings, and that the desk stands both.

The table below is the list. The demo site is switched to one reading and then to the other, and
the same check has to pass: what a person did is on the site, exactly, and nothing else is.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from app.checkin.walk_ins import WalkIns
from app.demo import DemoSite
from app.demo.faults import Fault
from app.domain.model import EventId, Link, SyncState
from app.domain.values import NO_SHOW, NONE, Value
from tests.desks import MIDDAY
from tests.rigs import Rig, seat, site_now

Check = Callable[[DemoSite, Rig], None]
Switch = Fault | dict[str, object] | None


class Reading(NamedTuple):
    """One of the two: what the site would do, and what makes the demo site do it."""

    does: str
    switch: Switch = None


class Point(NamedTuple):
    """`where` is the section of the contract; `check` holds under both readings."""

    where: str
    about: str
    one: Reading
    other: Reading
    check: Check


# What a check may find on its site: nothing but a catalogue; it seats people itself.


def counts_up_and_down(site: DemoSite, rig: Rig) -> None:
    """3, a no-show, 2: what is last is what stands there, and every count has its number."""
    (row,) = seat(site, 4)
    rig.pass_once()
    for act, held in (
        (lambda: rig.desk.arrive(row, 3), ("ATTENDED", 3)),
        (lambda: (rig.desk.leave(row, 3), rig.desk.mark_no_show(row)), ("NOT_ATTENDED", None)),
        (lambda: rig.desk.arrive(row, 2), ("ATTENDED", 2)),
    ):
        act()
        rig.wait(1)
        found = rig.on_site(row)
        assert found is not None
        assert (found[0], held[1] and found[1]) == held
    assert all(each.number for each in site.writes() if each.status == "ATTENDED")
    assert rig.settle(200).tally.verified == 4
    assert rig.row(row).shown == Value(2)


def takes_back(site: DemoSite, rig: Rig) -> None:
    """An undo after the send: nobody is in, on the site as well."""
    (row,) = seat(site, 4)
    rig.pass_once()
    done = rig.desk.arrive(row, 2)
    rig.wait(1)
    rig.desk.undo(done.op_id)
    assert rig.settle(200).tally.verified == 2
    assert rig.on_site(row) in (None, ("NOT_SET", 1))
    assert rig.row(row).shown == NONE


def takes_back_or_says_why(site: DemoSite, rig: Rig) -> None:
    """The same where the site does not let entries be deleted: what it refuses is shown."""
    site.faults.add(Fault("not_implemented", "attendance.*delete"))
    (row,) = seat(site, 4)
    rig.pass_once()
    rig.desk.clear(rig.desk.arrive(row, 2).row.row)
    rig.desk.arrive(row, 2)
    rig.wait(1)
    rig.desk.clear(row)
    rig.settle(200)
    shown = rig.row(row)
    assert shown.shown == NONE
    if site.quirks.store_not_set:
        assert (rig.on_site(row), shown.sync) == (("NOT_SET", 1), SyncState.VERIFIED)
    else:
        assert (rig.on_site(row), shown.sync) == (("ATTENDED", 2), SyncState.PARKED)
        assert shown.reason


def counts_one(site: DemoSite, rig: Rig) -> None:
    """A tap is on the site, is verified, and went out with its session named."""
    (row,) = seat(site, 4)
    rig.pass_once()
    rig.desk.arrive(row, 2)
    assert rig.settle(200).tally.verified == 1
    assert rig.on_site(row) == ("ATTENDED", 2)
    assert all(each.event_id for each in site.writes())


def parks_the_one(site: DemoSite, rig: Rig) -> None:
    """A booking that the site no longer knows is parked with words; its neighbour is sent."""
    lost, kept = seat(site, 2, 2)
    rig.pass_once()
    site._parts.state.delete("booking", lost.booking_id)
    rig.desk.arrive(lost)
    rig.desk.arrive(kept)
    rig.settle(200)
    assert (rig.row(lost).sync, rig.row(lost).shown) == (SyncState.PARKED, Value(1))
    assert rig.row(lost).reason
    assert rig.on_site(kept) == ("ATTENDED", 1)


def parks_the_one_in_a_lost_session(site: DemoSite, rig: Rig) -> None:
    """The same of a session."""
    (lost,) = seat(site, 2)
    (kept,) = seat(site, 2, title="Another")
    rig.pass_once()
    site._parts.state.delete("event", lost.event_id)
    rig.desk.arrive(lost)
    rig.desk.arrive(kept)
    rig.settle(200)
    assert rig.row(lost).sync is SyncState.PARKED
    assert rig.on_site(kept) == ("ATTENDED", 1)


def sees_that_it_is_gone(site: DemoSite, rig: Rig) -> None:
    """Staff deleted an entry: nobody is in, here too; and a clear of ours is done."""
    row, other = seat(site, 2, 2)
    rig.pass_once()
    rig.desk.arrive(row)
    rig.desk.arrive(other)
    assert rig.settle(200).tally.verified == 2
    site.clear_attendance(row.booking_id, row.event_id)
    rig.pass_once(pull=True)
    assert rig.row(row).shown == NONE
    rig.desk.clear(other)
    assert rig.settle(200).tally.verified == 3
    assert rig.on_site(other) is None


def writes_in_bulk(site: DemoSite, rig: Rig) -> None:
    """Eight and more at once are all sent, once each."""
    rows = seat(site, *[1] * 10)
    rig.pass_once()
    for row in rows:
        rig.desk.arrive(row)
    assert rig.settle(200).tally.verified == 10
    assert {rig.on_site(row) for row in rows} == {("ATTENDED", 1)}
    assert len(site.writes()) == 10


def reads_who_is_in(site: DemoSite, rig: Rig) -> None:
    """Somebody marked in the dashboard, somebody not, somebody as a no-show."""
    rows = seat(site, 3, 2, 1)
    site.set_attendance(rows[0].booking_id, rows[0].event_id, "ATTENDED", 3)
    site.set_attendance(rows[2].booking_id, rows[2].event_id, "NOT_ATTENDED")
    rig.pass_once()
    assert [rig.row(row).shown for row in rows] == [Value(3), NONE, NO_SHOW]


def reads_each_evening_of_a_course(site: DemoSite, rig: Rig) -> None:
    """Two sessions of one course, one booking: each has its own attendance."""
    start = site_now(site)
    first = site.add_session("Wheel", kind="COURSE", start=start - timedelta(hours=2))
    second = site.add_session("Wheel", kind="COURSE", start=start)
    booking = site.add_booking(first, 2)
    site.set_attendance(booking, first, "ATTENDED", 2)
    rig.pass_once()
    assert [r.shown for r in rig.desk.roster(EventId(first)).rows] == [Value(2)]
    assert [r.shown for r in rig.desk.roster(EventId(second)).rows] == [NONE]
    rig.desk.arrive(rig.desk.roster(EventId(second)).rows[0].row)
    assert rig.settle(200).tally.verified == 1
    assert site.attendance(booking, first) == ("ATTENDED", 2)
    assert site.attendance(booking, second) == ("ATTENDED", 1)


def keeps_sessions_apart(site: DemoSite, rig: Rig) -> None:
    """Attendance of another session never shows in this one, whatever the site returns."""
    (here,) = seat(site, 2)
    (there,) = seat(site, 2, title="Another")
    site.set_attendance(there.booking_id, there.event_id, "ATTENDED", 2)
    rig.pass_once()
    assert (rig.row(here).shown, rig.row(there).shown) == (NONE, Value(2))
    rig.desk.arrive(here)
    assert rig.settle(200).tally.verified == 1
    assert rig.on_site(here) == ("ATTENDED", 1)
    assert rig.on_site(there) == ("ATTENDED", 2)


def has_everybody(site: DemoSite, rig: Rig) -> None:
    """More bookings than a page holds, with all there is to say about their session."""
    rows = seat(site, *[1] * 130)
    rig.pass_once()
    roster = rig.desk.roster(rows[0].event_id)
    assert len(roster.rows) == roster.card.booked == 130
    assert roster.card.session.staff == ("Maya Ortiz",)


def sees_who_books_later(site: DemoSite, rig: Rig) -> None:
    """Somebody books for tonight while the desk is open: on the roster, soon or a little later."""
    start = site_now(site) + timedelta(hours=3)
    event = EventId(site.add_session("Tonight", start=start))
    rig.pass_once()
    site.add_booking(event, 2)
    rig.settle(400)
    roster = rig.desk.roster(event)
    assert (len(roster.rows), roster.card.booked) == (1, 2)


def makes_nobody_new_who_is_not(site: DemoSite, rig: Rig) -> None:
    """One who came last week, and one who never did: the mark is with the second."""
    start = site_now(site)
    before = site.add_session("Last week", start=start - timedelta(days=7))
    event = EventId(site.add_session("Yoga", start=start - timedelta(minutes=5)))
    site.add_booking(before, 1, "Dana", contact="dana")
    for name in ("Dana", "Omar"):
        site.add_booking(event, 1, name, contact=name.lower())
    rig.settle(60)
    marks = {row.name.split()[0]: row.first_visit for row in rig.desk.roster(event).rows}
    assert marks == {"Dana": False, "Omar": True}


def books_a_walk_in_or_keeps_it_here(site: DemoSite, rig: Rig) -> None:
    """A full session: the walk-in is counted, in Wix or here with the reason."""
    site.quirks.override_availability = False
    event = EventId(site.add_session("Yoga", start=site_now(site), capacity=1))
    site.add_booking(event, 1)
    rig.pass_once()
    WalkIns(rig.store, rig.clock, lambda: None).add(
        event, name="Wren Walkin", email="wren@example.com", phone="", count=1
    )
    rig.settle(400)
    [row] = [each for each in rig.desk.roster(event).rows if each.walk_in]
    assert (row.shown, row.not_in_wix) == (Value(1), True)
    assert row.reason == "This session is full in Wix."


def confirms_what_is_confirmed(site: DemoSite, rig: Rig) -> None:
    """The answer to a confirmation is lost, and the next one finds it done."""
    event = EventId(site.add_session("Yoga", start=site_now(site)))
    rig.pass_once()
    site.faults.add(Fault("lose_answer", "bookings.confirm", times=1))
    WalkIns(rig.store, rig.clock, lambda: None).add(
        event, name="Wren Walkin", email="wren@example.com", phone="", count=1
    )
    rig.settle(600)
    [row] = rig.desk.roster(event).rows
    assert row.wix_id is not None
    assert site.booking(row.wix_id)["status"] == "CONFIRMED"
    assert site.attendance(row.wix_id, event) == ("ATTENDED", 1)


def pauses_for_a_wrong_key(site: DemoSite, rig: Rig) -> None:
    """A key that the site does not accept: said so, and check-in goes on."""
    (row,) = seat(site, 2)
    rig.pass_once()
    with site._parts.state.writing():
        site._parts.state.delete("key", site.api_key)
    rig.desk.arrive(row)
    status = rig.wait(1)
    assert (status.link, status.message) == (
        Link.SIGN_IN,
        "Wix does not accept the key of this site.",
    )
    assert (rig.row(row).shown, status.tally.saved) == (Value(1), 1)


def waits_as_told(site: DemoSite, rig: Rig) -> None:
    """Throttled once: nothing is asked for that long, then everything is sent."""
    (row,) = seat(site, 2)
    rig.pass_once()
    rig.desk.arrive(row)
    wait_s = site.faults._rules[0].fault.retry_after_s or 60
    status = rig.wait(1)
    seen = len(site.requests())
    assert (status.link, round(status.next_in_s)) == (Link.THROTTLED, wait_s)
    rig.wait(wait_s - 1)
    assert len(site.requests()) == seen
    rig.wait(2)
    assert rig.on_site(row) == ("ATTENDED", 1)


def outlives_a_lagging_read(site: DemoSite, rig: Rig) -> None:
    """A query that still shows what was before our write does not move the count."""
    (row,) = seat(site, 4)
    rig.pass_once()
    rig.desk.arrive(row, 2)
    rig.wait(1)
    rig.pass_once(pull=True)
    assert rig.row(row).shown == Value(2)
    site.faults.clear()
    assert rig.settle(200).tally.verified == 1
    assert rig.on_site(row) == ("ATTENDED", 2)


POINTS = (
    Point(
        "a: Set Attendance",
        "numberOfAttendees omitted on an update",
        Reading("becomes 1"),
        Reading("keeps the old number", {"keep_number": True}),
        counts_up_and_down,
    ),
    Point(
        "a: Set Attendance; j.2",
        "Delete Attendance as the undo",
        Reading("there is one"),
        Reading("is not implemented", Fault("not_implemented", "attendance.*delete")),
        takes_back,
    ),
    Point(
        "a: Set Attendance; j.2",
        "NOT_SET as the undo, where nothing can be deleted",
        Reading("is stored"),
        Reading("is refused", {"store_not_set": False}),
        takes_back_or_says_why,
    ),
    Point(
        "a: Set Attendance",
        "SESSION_ID_NOT_PROVIDED for a booking of a single session",
        Reading("is raised"),
        Reading("is waived", {"derive_session": True}),
        counts_one,
    ),
    Point(
        "h: eventId and sessionId",
        "the id by which attendance is set",
        Reading("eventId"),
        Reading("sessionId alone", {"knows_event_id": False}),
        counts_one,
    ),
    Point(
        "a: Set Attendance; j.5",
        "an unknown booking",
        Reading("is a 404"),
        Reading("is a 400", {"unknown_status": 400}),
        parks_the_one,
    ),
    Point(
        "a: Set Attendance; j.5",
        "an unknown event",
        Reading("is a 404"),
        Reading("is a 400", {"unknown_status": 400}),
        parks_the_one_in_a_lost_session,
    ),
    Point(
        "a: Get Attendance; j.5",
        "ATTENDANCE_NOT_FOUND",
        Reading("is a 404"),
        Reading("is a 400", {"unknown_status": 400}),
        sees_that_it_is_gone,
    ),
    Point(
        "a: Bulk Set Attendance",
        "`item` in an answer",
        Reading("is there"),
        Reading("is left out", Fault("missing_members", "attendance.bulk_set", members=("item",))),
        writes_in_bulk,
    ),
    Point(
        "a: Attendance object",
        "updatedDate and statusUpdatedDate in answers",
        Reading("are left out"),
        Reading("are there", {"status_updated_date": True}),
        counts_one,
    ),
    Point(
        "h: sessionId; j.4",
        "sessionId beside eventId in attendance",
        Reading("is there"),
        Reading("is left out", {"echo_session_id": False}),
        reads_who_is_in,
    ),
    Point(
        "h: sessionId; j.4",
        "slot.sessionId in bookings",
        Reading("is there"),
        Reading("is left out", {"slot_session_id": False}),
        has_everybody,
    ),
    Point(
        "a: Query Attendance; j.6",
        "eventId with $in in a filter",
        Reading("is honoured"),
        Reading("gives everything", {"filters_events": False}),
        keeps_sessions_apart,
    ),
    Point(
        "b: embedded attendance",
        "a booking that was never marked",
        Reading("has none"),
        Reading("has NOT_SET", {"embed_not_set": True}),
        reads_who_is_in,
    ),
    Point(
        "b: embedded attendance; j.1",
        "the one that a course booking shows",
        Reading("is the newest"),
        Reading("is the oldest", {"embed_oldest": True}),
        reads_each_evening_of_a_course,
    ),
    Point(
        "b: filters; j.6",
        "a date in a filter of the reader",
        Reading("finds bookings"),
        Reading("finds none", {"filters_dates": False}),
        sees_who_books_later,
    ),
    Point(
        "b: filters; j.6",
        "a client's earlier bookings, asked by a date",
        Reading("are found"),
        Reading("are not", {"filters_dates": False}),
        makes_nobody_new_who_is_not,
    ),
    Point(
        "b: filters",
        "bookings sorted by when they begin",
        Reading("are"),
        Reading("are not", {"sorts_dates": False}),
        makes_nobody_new_who_is_not,
    ),
    Point(
        "0.1: cursors",
        "hasNext",
        Reading("is there"),
        Reading("is left out", {"has_next": False}),
        has_everybody,
    ),
    Point(
        "c: resources; j.7",
        "the literal of resources[].type",
        Reading("staff"),
        Reading("another", {"resource_type": "1cd44cf8-756f-41c3-bd90-3e2ffcaf1155"}),
        has_everybody,
    ),
    Point(
        "e: Create Booking; j.5",
        "SESSION_CAPACITY_EXCEEDED",
        Reading("is a 409"),
        Reading("is a 428", {"refused_status": 428}),
        books_a_walk_in_or_keeps_it_here,
    ),
    Point(
        "e: Confirm Booking; j.5",
        "INVALID_BOOKING_STATUS",
        Reading("is a 428"),
        Reading("is a 409", {"wrong_state_status": 409}),
        confirms_what_is_confirmed,
    ),
    Point(
        "f: 401; j.5",
        "the body of a 401",
        Reading("is JSON"),
        Reading("is empty", {"bare_401": True}),
        pauses_for_a_wrong_key,
    ),
    Point(
        "g: 429; j.5",
        "Retry-After",
        Reading("is not there", Fault("throttle", "attendance.query", after=1, times=1)),
        Reading(
            "is there",
            Fault("throttle", "attendance.query", after=1, times=1, retry_after_s=7),
        ),
        waits_as_told,
    ),
    Point(
        "g: consistency",
        "a query right after a write",
        Reading("shows it"),
        Reading("lags behind", Fault("stale", "attendance.query", after=2, delay_s=3600.0)),
        outlives_a_lagging_read,
    ),
)

UNDECIDED_AND_NOT_MET = {
    "c: Get Event": "no event is asked for by its id",
    "c: Participations.externalId": "participations are not asked: they need a heavy scope",
    "c: participants of a course event": "rosters come from bookings",
    "e: createdBy of API-key calls": "nobody reads it",
    "f: a token with `Bearer`": "it is sent as it is, as the SDK does; see tests/demo/test_auth",
    "a: domain events": "a desk has no public address to be told at",
}
"""Points that the program does not depend on, and why."""

CASES = [
    pytest.param(point, reading, id=f"{point.where} {point.about}: {reading.does}")
    for point in POINTS
    for reading in (point.one, point.other)
]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[DemoSite]:
    with DemoSite(tmp_path / "site", seed="empty", time_zone=MIDDAY) as made:
        yield made
        assert made.forbidden_writes() == []


@pytest.fixture
def rig(site: DemoSite, tmp_path: Path) -> Iterator[Rig]:
    made = Rig(site, tmp_path / "device")
    yield made
    made.close()


@pytest.mark.parametrize(("point", "reading"), CASES)
def test_both_readings(site: DemoSite, rig: Rig, point: Point, reading: Reading) -> None:
    if isinstance(reading.switch, Fault):
        site.faults.add(reading.switch)
    for name, value in (reading.switch if isinstance(reading.switch, dict) else {}).items():
        assert getattr(site.quirks, name) != value, "this is the site's usual reading"
        setattr(site.quirks, name, value)
    point.check(site, rig)
