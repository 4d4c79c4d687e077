"""Walk-ins on their way into Wix: one booking on the site and one row here, whatever goes wrong."""

import math
from datetime import timedelta
from itertools import product

import pytest

from app.checkin.walk_ins import WalkIns
from app.demo.faults import Fault
from app.domain.errors import Refusal
from app.domain.model import EventId, Link, RowId, SyncState
from app.domain.values import NONE, Value
from app.domain.walk_ins import AMBIGUOUS, NO_EMAIL, TAKEN_BACK
from tests.rigs import Rig, site_now
from tests.some import some

WREN = {"name": "Wren Walkin", "email": "wren@example.com", "phone": "+1 212-555-0199"}
LIFE_S = 80.0
LAG_S = 10.0


@pytest.fixture
def event(site, rig):
    made = site.add_session("Yoga Flow", start=site_now(site) - timedelta(minutes=5), capacity=9)
    rig.pass_once()
    return EventId(made)


def walk_in(rig, event, count=1, **changed):
    return WalkIns(rig.store, rig.clock, lambda: None).add(
        event, **{**WREN, **changed}, count=count
    )


def bookings(site, email="wren@example.com"):
    return [b for b in site._state.all("booking") if b["contactDetails"].get("email") == email]


def marks(site, event):
    """What the site has counted in the session."""
    return [
        site.attendance(booking["id"], event)
        for booking in site._state.all("booking")
        if site.attendance(booking["id"], event)
    ]


def people(rig, event):
    return rig.desk.roster(event).card.attended


def holds(rig, text):
    """Whether the device's files hold it anywhere."""
    return any(text.encode() in each.read_bytes() for each in rig.folder.iterdir())


def is_one(rig, site, event, count=1):
    """One confirmed booking with its people on the site, and one row with the same here."""
    [booking] = bookings(site)
    [row] = rig.desk.roster(event).rows
    assert (booking["status"], booking["totalParticipants"]) == ("CONFIRMED", count)
    assert marks(site, event) == [("ATTENDED", count)]
    assert (row.shown, row.walk_in, row.not_in_wix) == (Value(count), True, False)
    assert (row.wix_id, row.sync) == (booking["id"], SyncState.VERIFIED)
    card = rig.desk.roster(event).card
    assert (card.booked, card.attended) == (count, count)
    assert rig.desk.status().tally.unsent == 0
    assert not holds(rig, "wren@example.com")
    assert not holds(rig, "212-555-0199")
    return row


def stays_here(rig, event, reason, count=1):
    [row] = [each for each in rig.desk.roster(event).rows if each.walk_in]
    assert (row.shown, row.not_in_wix, row.reason) == (Value(count), True, reason)
    assert (row.sync, people(rig, event)) == (SyncState.VERIFIED, count)
    assert rig.desk.status().tally.unsent == 0
    assert not holds(rig, "wren@example.com")
    return row


def test_a_walk_in_is_on_the_roster_at_once_and_in_wix_after_one_pass(site, rig, event):
    done = walk_in(rig, event, 2)
    assert (done.row.shown, done.row.walk_in, done.row.sync) == (Value(2), True, SyncState.SAVED)
    assert (done.row.name, done.row.party, done.card.attended) == ("Wren Walkin", 2, 2)
    status = rig.pass_once()
    assert (status.link, status.tally.sent) == (Link.ONLINE, 1)
    assert marks(site, event) == [("ATTENDED", 2)]
    [made] = bookings(site)
    assert made["contactDetails"]["firstName"] == "Wren"
    assert made["contactDetails"]["phone"] == "+1 212-555-0199"
    assert not holds(rig, "wren@example.com")
    rig.settle(200)
    is_one(rig, site, event, 2)
    assert (rig.count("bookings.create"), rig.count("bookings.confirm")) == (1, 1)


def test_nobody_is_reminded_or_notified(site, rig, event):
    asked = []
    run = site._front._run
    site._front._run = lambda request, faults: asked.append(request) or run(request, faults)
    walk_in(rig, event)
    rig.pass_once()
    sent = [
        each.raw
        for each in asked
        if each.route.operation in ("bookings.create", "bookings.confirm")
    ]
    assert len(sent) == 2
    for raw in sent:
        assert b'"sendSmsReminder": false' in raw
        assert b'"notifyParticipants": false' in raw


FAULTS = [
    *("drop", "lose_answer", "cut_json", "error_500", "error_503", "error_504"),
    *("throttle", "empty_403", "html", "unauthenticated", "precondition"),
]
ALL_BUT_BOOKINGS = [
    *("BOOKINGS.ATTENDANCE_READ", "BOOKINGS.ATTENDANCE_SET", "BOOKINGS.BOOKING_READ"),
    *("CALENDAR.READ", "SITE_SETTINGS.VIEW"),
]
HOWS = [(1, False), (1, True), (2, True)]
"""How often the fault comes, and whether the program starts anew after the first."""
STEPS = ["bookings.query", "bookings.create", "bookings.confirm", "attendance.bulk_set"]


@pytest.mark.parametrize(("kind", "step", "how"), some(product(FAULTS, STEPS, HOWS), one_in=5))
def test_a_fault_at_any_step_ends_in_one_booking_and_one_row(site, rig, event, kind, step, how):
    times, restarts = how
    walk_in(rig, event, 2)
    site.faults.add(Fault(kind, step, times=times))
    rig.pass_once()
    assert site.faults.hits(kind) >= 1
    assert people(rig, event) == 2
    if restarts:
        rig.restart()
    rig.settle(450)
    is_one(rig, site, event, 2)


@pytest.mark.parametrize(
    ("lands_after_s", "step", "restarts"),
    some(product([2, 40, 79], STEPS[1:], [False, True]), one_in=4),
)
def test_a_late_write_at_any_step_ends_in_one_booking_and_one_row(
    site, rig, event, step, lands_after_s, restarts
):
    walk_in(rig, event)
    site.faults.add(Fault("apply_late", step, times=1, delay_s=math.inf))
    rig.pass_once()
    assert site.faults.hits("apply_late") == 1
    if restarts:
        rig.restart()
    rig.settle(lands_after_s)
    site.faults.release()
    assert site.faults.wait_for_late_writes()
    rig.settle(450)
    is_one(rig, site, event)


def crashes_after(rig, site, operation):
    """The process dies with the answer of this request in its hands."""

    class Crash(Exception):
        pass

    method = {"bookings.create": "create_booking", "bookings.confirm": "confirm_booking"}[operation]
    inner = rig.engine._site._site
    asked = getattr(inner, method)

    def die(*given):
        asked(*given)
        raise Crash

    setattr(inner, method, die)
    with pytest.raises(Crash):
        rig.pass_once()
    rig.restart()


@pytest.mark.parametrize("operation", ["bookings.create", "bookings.confirm"])
@pytest.mark.parametrize("again", [False, True])
def test_a_crash_before_the_answer_was_kept_makes_no_second_booking(
    site, rig, event, operation, again
):
    done = walk_in(rig, event, 3)
    crashes_after(rig, site, operation)
    assert rig.row(done.row.row).sync is SyncState.IN_DOUBT
    if again:
        rig.restart()
    rig.settle(400)
    is_one(rig, site, event, 3)
    assert rig.count("bookings.create") == 1


def test_a_lost_create_is_looked_for_twice_a_request_life_later_before_it_is_sent_again(
    site, rig, event
):
    walk_in(rig, event)
    site.faults.add(Fault("drop", "bookings.create", times=1))
    rig.pass_once()
    began = rig.clock.monotonic()
    while rig.count("bookings.create") == 1:
        rig.wait(1)
    assert LIFE_S + LAG_S <= rig.clock.monotonic() - began <= LIFE_S + LAG_S + 2
    rig.settle(300)
    is_one(rig, site, event)


def test_a_query_that_lags_makes_no_second_booking(site, rig, event):
    """The first look a life later is answered from before the booking was there."""
    walk_in(rig, event)
    site.faults.add(
        Fault("lose_answer", "bookings.create", times=1),
        Fault("stale", "bookings.query", times=2, after=1, delay_s=3600),
    )
    rig.pass_once()
    rig.settle(400)
    is_one(rig, site, event)
    assert rig.count("bookings.create") == 1


def test_not_sent_at_all_is_sent_when_the_site_is_back(site, rig, event):
    walk_in(rig, event)
    site.faults.add(Fault("unplug"))
    assert rig.pass_once().link is Link.OFFLINE
    assert rig.desk.status().tally.saved == 1
    site.faults.clear()
    rig.settle(200)
    is_one(rig, site, event)
    assert rig.count("bookings.create") == 1


@pytest.mark.parametrize("operation", ["bookings.create", "bookings.confirm"])
@pytest.mark.parametrize("kind", ["denied", "method_not_allowed", "not_implemented", "not_found"])
def test_one_that_wix_refuses_stays_here_with_the_reason(site, rig, event, kind, operation):
    done = walk_in(rig, event, 2)
    site.faults.add(Fault(kind, operation))
    rig.settle(300)
    row = stays_here(rig, event, rig.row(done.row.row).reason, 2)
    assert row.reason
    assert marks(site, event) == []
    assert rig.count(operation) == 1
    rig.restart()
    site.faults.clear()
    rig.settle(300)
    assert stays_here(rig, event, row.reason, 2) == row


def test_a_key_without_the_permission_says_so(site, tmp_path):
    event = EventId(site.add_session("Yoga Flow", start=site_now(site)))
    rig = Rig(site, tmp_path / "other", key=site.add_key(ALL_BUT_BOOKINGS))
    assert rig.pass_once().link is Link.ONLINE
    walk_in(rig, event)
    rig.settle(100)
    stays_here(rig, event, "The key has no permission to make bookings.")
    rig.close()


@pytest.mark.parametrize("operation", ["bookings.create", "bookings.confirm"])
@pytest.mark.parametrize("kind", ["unauthenticated", "precondition"])
def test_a_no_to_bookings_alone_does_not_pause_everything_else(site, rig, event, kind, operation):
    """Both are said of the whole site, but while reads pass they are about this one thing."""
    walk_in(rig, event)
    site.faults.add(Fault(kind, operation))
    assert rig.pass_once().link is Link.ONLINE
    other = RowId(site.add_booking(event, 1), event)
    status = rig.settle(200)
    assert (status.link, rig.row(other).shown) == (Link.ONLINE, NONE)
    [row] = [row for row in rig.desk.roster(event).rows if row.walk_in]
    assert (row.not_in_wix, bool(row.reason)) == (True, True)
    assert rig.count(operation) == 3


def test_a_key_that_is_gone_pauses_and_leaves_the_walk_in_waiting(site, rig, event):
    row = walk_in(rig, event).row.row
    site.faults.add(Fault("unauthenticated", "*"))
    assert rig.pass_once().link is Link.SIGN_IN
    rig.settle(200)
    assert rig.row(row).sync is SyncState.SAVED
    site.faults.clear()
    rig.settle(300)
    is_one(rig, site, event)


def test_a_full_session_keeps_the_walk_in_here(site, rig, event):
    site.quirks.override_availability = False
    site.add_booking(event, 8, "Many")
    walk_in(rig, event, 2)
    rig.settle(200)
    stays_here(rig, event, "This session is full in Wix.", 2)
    assert bookings(site) == []


def test_a_session_cancelled_meanwhile_keeps_the_walk_in_here(site, rig, event):
    done = walk_in(rig, event)
    site.cancel_session(event)
    rig.settle(200)
    row = rig.row(done.row.row)
    assert (row.not_in_wix, row.shown) == (True, Value(1))
    assert row.reason == "Wix takes no more bookings for this session."


def test_over_the_capacity_is_flagged_and_goes_into_wix(site, rig, event):
    site.add_booking(event, 9, "Everybody")
    rig.pass_once(pull=True)
    done = walk_in(rig, event, 10)
    assert (done.card.over_capacity, done.card.attended) == (True, 10)
    rig.settle(200)
    assert marks(site, event) == [("ATTENDED", 10)]


def test_without_an_e_mail_it_stays_here(site, rig, event):
    walk_in(rig, event, 2, email="")
    rig.settle(100)
    stays_here(rig, event, NO_EMAIL, 2)
    assert not holds(rig, "212-555-0199")
    assert (rig.count("bookings.create"), marks(site, event)) == (0, [])


def test_more_and_fewer_before_and_after_the_booking(site, rig, event):
    row = walk_in(rig, event, 3).row.row
    rig.desk.leave(row)
    rig.settle(200)
    assert marks(site, event) == [("ATTENDED", 2)]
    assert bookings(site)[0]["totalParticipants"] == 3
    rig.desk.arrive(row)
    with pytest.raises(Refusal):
        rig.desk.arrive(row)
    rig.desk.add_extra(row, 2)
    rig.settle(200)
    assert marks(site, event) == [("ATTENDED", 5)]
    assert people(rig, event) == 5


def test_an_extra_before_the_booking_is_one_on_the_site_too(site, rig, event):
    row = walk_in(rig, event, 1).row.row
    rig.desk.add_extra(row)
    rig.settle(200)
    assert (marks(site, event), people(rig, event)) == ([("ATTENDED", 2)], 2)
    assert bookings(site)[0]["totalParticipants"] == 1


def test_a_no_show_of_a_walk_in_is_told_as_any_other(site, rig, event):
    row = walk_in(rig, event).row.row
    rig.desk.mark_no_show(row)
    rig.settle(200)
    [(status, _)] = marks(site, event)
    assert status == "NOT_ATTENDED"


def test_one_taken_back_in_time_never_reaches_wix(site, rig, event):
    done = walk_in(rig, event)
    rig.desk.undo(done.op_id)
    assert rig.desk.roster(event).rows == ()
    assert people(rig, event) == 0
    status = rig.settle(300)
    assert (status.tally.unsent, status.tally.verified) == (0, 2)
    assert (rig.count("bookings.create"), bookings(site)) == (0, [])
    assert not holds(rig, "wren@example.com")


def test_one_taken_back_and_brought_back_is_made_after_all(site, rig, event):
    done = walk_in(rig, event)
    undone = rig.desk.undo(done.op_id)
    rig.settle(20)
    rig.desk.undo(undone.op_id)
    rig.settle(300)
    is_one(rig, site, event)


def test_brought_back_after_its_e_mail_is_gone_it_stays_here(site, rig, event):
    done = walk_in(rig, event)
    undone = rig.desk.undo(done.op_id)
    rig.settle(300)
    rig.desk.undo(undone.op_id)
    rig.settle(300)
    stays_here(rig, event, TAKEN_BACK)
    assert bookings(site) == []


def test_taken_back_while_its_confirmation_is_in_doubt_the_booking_is_shown_as_it_is(
    site, rig, event
):
    done = walk_in(rig, event)
    site.faults.add(Fault("lose_answer", "bookings.confirm", times=1))
    rig.pass_once()
    rig.desk.undo(done.op_id)
    rig.settle(300)
    [row] = rig.desk.roster(event).rows
    assert (row.row, row.shown, row.wix_id) == (done.row.row, NONE, bookings(site)[0]["id"])
    assert marks(site, event) == []


def test_undone_in_wix_leaves_the_booking_and_takes_the_mark_away(site, rig, event):
    done = walk_in(rig, event)
    rig.settle(200)
    rig.desk.undo(done.op_id)
    rig.settle(200)
    assert (people(rig, event), marks(site, event)) == (0, [])
    [row] = rig.desk.roster(event).rows
    assert (row.shown, row.booking_status.value) == (NONE, "CONFIRMED")


def test_two_of_one_family_have_a_booking_each(site, rig, event):
    site.faults.add(Fault("lose_answer", "bookings.create", times=2))
    first = walk_in(rig, event, name="Ada Walkin").row.row
    second = walk_in(rig, event, name="Bo Walkin").row.row
    rig.settle(450)
    ids = {rig.row(row).wix_id for row in (first, second)}
    assert ids == {booking["id"] for booking in bookings(site)}
    assert (len(ids), people(rig, event)) == (2, 2)
    assert marks(site, event) == [("ATTENDED", 1), ("ATTENDED", 1)]


def test_two_that_look_alike_have_a_booking_each(site, rig, event):
    site.faults.add(Fault("lose_answer", "bookings.create", times=1))
    site.faults.add(Fault("drop", "bookings.create", times=1, after=1))
    walk_in(rig, event)
    walk_in(rig, event)
    rig.settle(450)
    assert len(bookings(site)) == 2
    assert (people(rig, event), marks(site, event)) == (2, [("ATTENDED", 1)] * 2)


def test_the_booking_they_had_already_is_not_taken_for_theirs(site, rig, event):
    held = site.add_booking(event, 1, "Wren", "Walkin", email="wren@example.com")
    site.faults.add(Fault("drop", "bookings.create", times=1))
    done = walk_in(rig, event)
    rig.settle(450)
    assert rig.row(done.row.row).wix_id != held
    assert len(bookings(site)) == 2
    assert site.attendance(held, event) is None


def lost_and_confirmed_there(site, rig, event):
    """The create lands late, staff confirm the booking, a refresh brings it before any look."""
    done = walk_in(rig, event)
    site.faults.add(Fault("apply_late", "bookings.create", times=1, delay_s=math.inf))
    rig.pass_once()
    rig.settle(10)
    site.faults.release()
    assert site.faults.wait_for_late_writes()
    [made] = bookings(site)
    site._change_booking(made["id"], {"status": "CONFIRMED"})
    rig.pass_once(pull=True)
    return done.row.row, RowId(made["id"], event)


def test_a_booking_that_a_refresh_brought_first_becomes_the_row(site, rig, event):
    row, there = lost_and_confirmed_there(site, rig, event)
    rig.settle(300)
    assert is_one(rig, site, event).row == row
    assert rig.store.view.of_row(there) is None


def test_one_that_was_counted_by_itself_meanwhile_is_left_to_a_person(site, rig, event):
    row, there = lost_and_confirmed_there(site, rig, event)
    rig.desk.arrive(there)
    rig.settle(400)
    assert (rig.row(row).not_in_wix, rig.row(row).reason) == (True, AMBIGUOUS)
    assert rig.row(there).shown == Value(1)
    assert marks(site, event) == [("ATTENDED", 1)]


def test_a_refresh_before_the_confirmation_was_kept_shows_one_row(site, rig, event):
    done = walk_in(rig, event)
    site.faults.add(
        Fault("lose_answer", "bookings.confirm", times=1), Fault("stale", "bookings.query", after=1)
    )
    rig.pass_once(pull=True)
    site.faults.clear()
    assert [row.row for row in rig.desk.roster(event).rows] == [done.row.row]
    assert rig.desk.roster(event).card.booked == 1
    rig.settle(300)
    is_one(rig, site, event)


def test_a_lost_confirmation_is_looked_up_among_others_of_that_address(site, rig, event):
    held = site.add_booking(event, 1, "Wren", "Walkin", email="wren@example.com")
    row = walk_in(rig, event).row.row
    site.faults.add(Fault("lose_answer", "bookings.confirm", times=1))
    rig.settle(300)
    assert rig.row(row).wix_id not in (None, held)
    assert (rig.count("bookings.create"), rig.count("bookings.confirm")) == (1, 1)
    assert marks(site, event) == [("ATTENDED", 1)]


def test_cancelled_between_the_two_steps_it_stays_here(site, rig, event):
    walk_in(rig, event)
    site.faults.add(Fault("drop", "bookings.confirm", times=1))
    rig.pass_once()
    site._change_booking(bookings(site)[0]["id"], {"status": "CANCELED"})
    rig.settle(300)
    stays_here(rig, event, "This booking was cancelled in Wix.")


def test_changed_between_the_two_steps_it_is_confirmed_with_the_new_revision(site, rig, event):
    walk_in(rig, event)
    site.faults.add(Fault("drop", "bookings.confirm", times=1))
    rig.pass_once()
    site._change_booking(bookings(site)[0]["id"], {"selectedPaymentOption": "ONLINE"})
    rig.settle(300)
    is_one(rig, site, event)


def test_a_confirmation_that_is_overtaken_again_and_again_ends_with_a_person(site, rig, event):
    walk_in(rig, event)
    site.faults.add(Fault("drop", "bookings.confirm", times=1))
    rig.pass_once()
    site._change_booking(bookings(site)[0]["id"], {"selectedPaymentOption": "ONLINE"})
    site.faults.add(Fault("stale", "bookings.query", delay_s=0.0, times=0))
    site._change_booking(bookings(site)[0]["id"], {"contactDetails": {"email": "x@example.com"}})
    rig.settle(600)
    stays_here(rig, event, "Somebody else changed this in Wix meanwhile.")
    assert rig.count("bookings.confirm") == 6


def test_a_course_is_booked_whole_and_counted_in_its_session(site, rig):
    now = site_now(site)
    today = site.add_session("Pottery", kind="COURSE", start=now)
    later = site.add_session("Pottery", kind="COURSE", start=now + timedelta(hours=2))
    rig.pass_once()
    done = walk_in(rig, EventId(today))
    site.faults.add(Fault("lose_answer", "bookings.create", times=1))
    rig.settle(300)
    [made] = bookings(site)
    assert made["bookedEntity"]["schedule"]["scheduleId"]
    assert site.attendance(made["id"], today) == ("ATTENDED", 1)
    [here] = rig.desk.roster(EventId(today)).rows
    [there] = rig.desk.roster(EventId(later)).rows
    assert here.row == done.row.row
    assert (there.row.booking_id, there.walk_in) == (here.row.booking_id, False)
    rig.desk.arrive(there.row)
    rig.settle(200)
    assert site.attendance(made["id"], later) == ("ATTENDED", 1)


def test_one_that_cannot_be_made_holds_up_nobody(site, rig, event):
    stuck = walk_in(rig, event, email="stuck@example.com").row.row
    site.faults.add(Fault("error_500", "bookings.create", times=1))
    rig.pass_once()
    fine = walk_in(rig, event).row.row
    rig.pass_once()
    assert rig.row(fine).wix_id
    assert rig.row(stuck).sync is SyncState.IN_DOUBT
    rig.settle(300)
    assert rig.row(stuck).wix_id


def test_what_others_do_to_the_booking_is_merged_as_ever(site, rig, event):
    walk_in(rig, event, 2)
    rig.settle(200)
    [made] = bookings(site)
    site.set_attendance(made["id"], event, "ATTENDED", 1)
    rig.pass_once(pull=True)
    assert people(rig, event) == 1
    site.cancel_booking(made["id"])
    rig.pass_once(pull=True)
    [row] = rig.desk.roster(event).rows
    assert (row.booking_status.value, row.shown) == ("CANCELED", Value(1))


def test_a_row_that_is_not_there_any_more_waits_for_nobody(rig, event):
    done = walk_in(rig, event)
    rig.store._database.run("PRAGMA foreign_keys = OFF")
    rig.store._database.run("DELETE FROM seats WHERE booking_id = ?", (done.row.row.booking_id,))
    assert rig.pass_once().link is Link.ONLINE
