"""Bookings for walk-ins: asked for as Wix documents it, and read with care."""

from datetime import timedelta

import pytest

from app.domain.errors import NoBookingsApp, NotAllowed, NotFound, RowRefused, Stale, Unreachable
from app.domain.model import BookingId, BookingStatus, EventId, ScheduleId, Session, SessionKind
from app.domain.walk_ins import BookingMade, BookingWish
from tests.wix.scripted import NOON, Reply, fixture
from tests.wix.test_translate import application

CREATE, CONFIRM = fixture("bookings.create.json"), fixture("bookings.confirm.json")
ASKED = CREATE["request"]["body"]
BOOKED = CREATE["response"]["body"]["booking"]
SLOT = ASKED["booking"]["bookedEntity"]["slot"]
WREN = BookingId(BOOKED["id"])
YOGA = Session(
    EventId(SLOT["eventId"]), SessionKind.CLASS, "Morning Flow", NOON, NOON + timedelta(hours=1),
    "America/New_York", service_id=SLOT["serviceId"],
)  # fmt: skip
WISH = BookingWish(YOGA, "Wren Walkin", "wren.walkin@example.com", "+1 212-555-0199")
MADE = BookingMade(WREN, BookingStatus.CREATED, "1", "Wren Walkin", 1)
METHODS = {
    "create": lambda client: client.create_booking(WISH),
    "confirm": lambda client: client.confirm_booking(WREN, "1"),
}


def test_a_class_is_booked_as_the_fixture_shows(site, client):
    site.says(CREATE["response"]["body"])
    assert client.create_booking(WISH) == MADE
    [asked] = site.asked
    assert (asked.method, asked.path) == ("POST", "/_api/bookings-service/v2/bookings")
    assert asked.body == ASKED


def test_a_course_is_booked_by_its_schedule(site, client):
    [course] = [each for each in CREATE["variants"] if each["name"] == "course"]
    expected = course["request"]["booking"]
    schedule = expected["bookedEntity"]["schedule"]
    session = YOGA._replace(
        kind=SessionKind.COURSE, service_id=schedule["serviceId"],
        schedule_id=ScheduleId(schedule["scheduleId"]),
    )  # fmt: skip
    site.says(CREATE["response"]["body"])
    client.create_booking(WISH._replace(session=session, phone=""))
    assert site.asked[0].body["booking"] == {**expected, "selectedPaymentOption": "OFFLINE"}


def test_what_is_not_known_is_left_out(site, client):
    site.says(CREATE["response"]["body"])
    client.create_booking(
        WISH._replace(session=YOGA._replace(service_id=None), name="Walk-in", phone="", party=3)
    )
    asked = site.asked[0].body["booking"]
    assert asked["bookedEntity"] == {"slot": {"eventId": YOGA.event_id}}
    assert asked["contactDetails"] == {"firstName": "Walk-in", "email": WISH.email}
    assert asked["totalParticipants"] == 3


def test_a_course_nobody_knows_cannot_be_booked(site, client):
    session = YOGA._replace(kind=SessionKind.COURSE)
    with pytest.raises(RowRefused, match="not known which course"):
        client.create_booking(WISH._replace(session=session))
    with pytest.raises(RowRefused, match="not known which course"):
        client.find_bookings(session, WISH.email)
    assert site.asked == []


def test_it_is_confirmed_with_its_revision_and_without_a_word_to_anybody(site, client):
    site.says(CONFIRM["response"]["body"])
    made = client.confirm_booking(WREN, "1")
    assert (made.status, made.revision) == (BookingStatus.CONFIRMED, "2")
    [asked] = site.asked
    assert asked.path == f"/_api/bookings-service/v2/bookings/{WREN}/confirm"
    assert CONFIRM["request"]["body"].items() <= asked.body.items()
    assert asked.body["sendSmsReminder"] is False
    assert asked.body["flowControlSettings"] == {"checkAvailabilityValidation": False}


def test_the_confirmation_of_another_booking_is_none(site, client):
    site.says(CONFIRM["response"]["body"])
    with pytest.raises(Unreachable):
        client.confirm_booking(BookingId("another"), "1")


@pytest.mark.parametrize(
    ("session", "where", "which"),
    [
        (YOGA, "bookedEntity.item.slot.eventId", YOGA.event_id),
        (
            YOGA._replace(kind=SessionKind.COURSE, schedule_id=ScheduleId("c1")),
            "bookedEntity.item.schedule.scheduleId",
            "c1",
        ),
    ],
)
def test_bookings_are_looked_for_by_place_and_address(site, client, session, where, which):
    site.says({"extendedBookings": [{"booking": BOOKED}, {"booking": {"id": "x"}}, "?"]})
    assert client.find_bookings(session, "Wren@Example.com") == [MADE]
    assert site.asked[0].body["query"]["filter"] == {
        where: {"$in": [which]},
        "contactDetails.email": {"$in": ["Wren@Example.com", "wren@example.com"]},
    }


@pytest.mark.parametrize(("revision", "read"), [("7", "7"), (7, "7"), (None, "1"), ({}, "1")])
def test_a_revision_however_it_is_written(site, client, revision, read):
    site.says({"booking": {**BOOKED, "revision": revision, "bookedEntity": {}}})
    assert client.create_booking(WISH).revision == read


def test_a_booking_with_little_in_it(site, client):
    site.says({"booking": {"id": WREN, "status": "CREATED"}})
    assert client.create_booking(WISH) == BookingMade(WREN, BookingStatus.CREATED, "1")


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("reply", "kind", "words"),
    [
        (Reply({}), Unreachable, "not from Wix"),
        (Reply({"booking": {"id": WREN}}), Unreachable, "not from Wix"),
        (Reply(body=b"<html>"), Unreachable, "not from Wix"),
        (Reply(application("PERMISSION_DENIED"), 403), RowRefused, "no permission to make"),
        (Reply({}, 403), RowRefused, "no permission to make"),
        (Reply(status=403, body=b""), Unreachable, "blocked"),
        (Reply(status=404, body=b"<html>"), Unreachable, "not from Wix"),
        (Reply(application("BOOKING_NOT_FOUND"), 404), NotFound, "does not know this booking"),
        (Reply(application("UNAUTHENTICATED"), 401), NotAllowed, "key"),
        (Reply(application("FAILED_PRECONDITION"), 428), NoBookingsApp, "Wix Bookings"),
        (Reply(application("INVALID_BOOKING_STATUS"), 428), RowRefused, "status of the booking"),
        (Reply(application("REVISION_MISMATCH"), 409), Stale, "Somebody else"),
        (Reply(application("SESSION_CAPACITY_EXCEEDED"), 409), Stale, "session is full"),
        (Reply(application("SCHEDULE_CAPACITY_EXCEEDED"), 428), RowRefused, "course is full"),
        (Reply(application("SLOT_NOT_AVAILABLE"), 409), Stale, "no more bookings"),
        (Reply(application("BOOKING_POLICY_VIOLATION"), 400), RowRefused, "policy"),
        (Reply({}, 500), Unreachable, "problem of its own"),
    ],
)
def test_every_no_has_its_kind_and_its_sentence(site, client, method, reply, kind, words):
    site.says(reply)
    with pytest.raises(kind, match=words) as caught:
        METHODS[method](client)
    assert type(caught.value) is kind
