"""Whose booking a scanned code is, and how it stands."""

from datetime import timedelta

import pytest

from app.checkin.finding import CodeFinder, Standing
from app.domain.model import BookingId, BookingStatus, Conflict, ConflictKind, EventId, RowId
from app.domain.scan import Code, short_code
from app.domain.stage import Stage
from app.domain.values import NO_SHOW, Value
from app.domain.walk_ins import WalkIn
from tests.desks import booking, make_desk

DANA, NOA = (f"1b4ee5d3-9f36-4c27-8f4e-0a7f6c2d9e1{n}" for n in (1, 2))


@pytest.fixture
def made(tmp_path):
    made = make_desk(tmp_path)
    made.add_session("yoga")
    made.add_bookings("yoga", booking(DANA, "Dana Levi", 4), booking(NOA, "Noa Kahn"))
    yield made
    made.store.close()


@pytest.fixture
def scanned(made):
    finding = CodeFinder(made.store, made.desk.now)

    def scan(booking_id):
        found = finding.scanned(Code((booking_id,)))
        assert finding.scanned(Code(short=short_code(booking_id))) == found
        return found

    return scan


def row(booking_id, event_id="yoga"):
    return RowId(BookingId(booking_id), EventId(event_id))


def test_by_id_or_by_short_code_a_booking_is_found_and_a_party_told_from_one_alone(scanned):
    for booking_id, standing in ((DANA, Standing.PARTY), (NOA, Standing.ALONE)):
        found = scanned(booking_id)
        assert found.standing is standing
        assert (found.found.row.row, found.found.session.title) == (row(booking_id), "Yoga Flow")


def test_x08_what_is_not_of_today_is_unknown(made, scanned):
    """X-08: a booking of tomorrow, or none at all."""
    other = DANA.replace("1", "7")
    assert scanned(other) == (Standing.UNKNOWN, None)
    made.add_session("tomorrow", starts_in=timedelta(days=1))
    made.add_bookings("tomorrow", booking(other))
    assert scanned(other).standing is Standing.UNKNOWN
    made.clock.advance(86_400)
    assert scanned(other).standing is Standing.ALONE


def test_somebody_who_is_in_is_here_and_a_no_show_may_still_come(made, scanned):
    made.desk.arrive(row(NOA))
    assert scanned(NOA).standing is Standing.HERE
    made.desk.arrive(row(DANA), 3)
    assert scanned(DANA).standing is Standing.PARTY
    made.desk.arrive(row(DANA))
    assert scanned(DANA).standing is Standing.HERE
    made.desk.undo_last()
    made.desk.mark_no_show(row(NOA))
    found = scanned(NOA)
    assert (found.standing, found.found.row.shown) == (Standing.ALONE, NO_SHOW)


def test_after_the_end_a_person_decides(made, scanned):
    made.clock.advance(3_600)
    assert scanned(NOA).standing is Standing.ENDED


def test_what_was_cancelled_is_said(made, scanned):
    made.add_bookings("yoga", booking(NOA, status=BookingStatus.CANCELED))
    assert scanned(NOA).standing is Standing.CANCELLED
    assert scanned(DANA).standing is Standing.UNKNOWN  # not on the roster any more
    made.add_session("yoga", cancelled=True)
    made.add_bookings("yoga", booking(NOA))
    assert scanned(NOA).standing is Standing.CANCELLED


def test_what_waits_for_a_decision_is_left_to_it(made, scanned):
    made.desk.arrive(row(NOA))
    with made.store.transaction():
        seat = made.store.view.of_row(row(NOA))
        card = Conflict(ConflictKind.FOREIGN, NO_SHOW, Value(1))
        made.store.shadows.put(row(NOA), seat.shadow._replace(conflict=card))
    assert scanned(NOA).standing is Standing.ATTENTION


def test_of_a_course_with_two_sessions_the_one_that_is_on_is_meant(made, scanned):
    made.add_session("evening", title="Evening", starts_in=timedelta(hours=5))
    made.add_bookings("evening", booking(NOA))
    assert scanned(NOA).found.row.row == row(NOA)
    made.desk.arrive(row(NOA))
    assert scanned(NOA).found.row.row == row(NOA, "evening")
    made.desk.arrive(row(NOA, "evening"))
    assert scanned(NOA).standing is Standing.HERE


@pytest.mark.parametrize("hours", [(0.4, 0.6), (3, 5)])
def test_of_two_sessions_equally_near_a_person_chooses(made, scanned, hours):
    made.clock.advance(-3_600)
    for name, starts in zip(("one", "two"), hours, strict=True):
        made.add_session(name, starts_in=timedelta(hours=starts))
        made.add_bookings(name, booking(DANA.replace("1", "8"), "Ruth Adler"))
    found = scanned(DANA.replace("1", "8"))
    assert (found.standing, found.found.row.row.event_id) == (Standing.SEVERAL, "one")


def test_a_walk_in_is_found_by_the_id_it_got_in_wix(made, scanned):
    local = row("walk-in-1")
    with made.store.transaction():
        made.store.walk_ins.add(WalkIn(local, Stage.NEW, "ruth@example.com"), "Ruth", 2)
    made.desk.arrive(local)
    in_wix = BookingId(NOA.replace("1", "9"))
    assert scanned(in_wix).standing is Standing.UNKNOWN
    with made.store.transaction():
        made.store.walk_ins.name_in_wix(WalkIn(local, Stage.CREATED), in_wix, "1")
    assert scanned(in_wix).found.row.row == local
