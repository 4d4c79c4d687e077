"""What Wix sends becomes a value of the domain, or is left out alone."""

import copy
from datetime import UTC, datetime

import pytest

from app.domain.model import BookingStatus, SessionKind
from app.domain.site import SiteFacts
from app.domain.values import NO_SHOW, NONE, Value
from app.wix.wire import Properties, attendance_of, booking_of, session_of
from tests.wix.scripted import fixture

EVENT = {
    "id": "event-1",
    "type": "CLASS",
    "start": {"utcDate": "2026-11-23T14:00:00Z"},
    "end": {"utcDate": "2026-11-23T15:00:00.000Z"},
}
BOOKING = {
    "id": "booking-1",
    "status": "CONFIRMED",
    "bookedEntity": {"slot": {"eventId": "event-1"}},
}
ATTENDANCE = {"id": "a-1", "bookingId": "booking-1", "eventId": "event-1", "status": "ATTENDED"}
NINE = datetime(2026, 11, 23, 14, tzinfo=UTC)


def event(**members):
    return session_of({**EVENT, **members})


def booking(**members):
    return booking_of({"booking": {**BOOKING, **members}})


def attendance(**members):
    return attendance_of({**ATTENDANCE, **members})


def test_a_session_of_the_fixture():
    sent = fixture("calendar.events.query.json")["response"]["body"]["events"]
    morning, massage, pottery = (session_of(each) for each in sent)
    assert morning.title == "Morning Flow"
    assert (morning.start, morning.end) == (NINE, datetime(2026, 11, 23, 15, tzinfo=UTC))
    assert morning.start.tzinfo is UTC
    assert morning.zone == "America/New_York"
    assert (morning.location, morning.staff) == ("Harbor Loft", ("Maya Ortiz",))
    assert (morning.capacity, morning.cancelled) == (12, False)
    assert morning.schedule_id == "56d67a77-de18-479b-a7ed-c407321bc0cd"
    assert morning.service_id == "f2831dc0-293d-41c0-a9e9-12a9620aa1dc"
    kinds = [each.kind for each in (morning, massage, pottery)]
    assert kinds == [SessionKind.CLASS, SessionKind.APPOINTMENT, SessionKind.COURSE]


def test_the_listed_sessions_of_the_fixture():
    sent = fixture("calendar.events.list.json")["response"]["body"]["events"]
    assert [session_of(each).event_id for each in sent] == [each["id"] for each in sent]


def test_a_session_of_very_little():
    session = event()
    assert (session.title, session.zone, session.location, session.staff) == ("", "UTC", "", ())
    assert (session.capacity, session.schedule_id, session.service_id) == (None, None, None)


@pytest.mark.parametrize(
    ("moment", "zone"),
    [
        ({"utcDate": "2026-11-23T14:00:00"}, None),
        ({"utcDate": "2026-11-23T09:00:00-05:00"}, None),
        ({"localDate": "2026-11-23T09:00:00", "timeZone": "America/New_York"}, None),
        ({"localDate": "2026-11-23T09:00:00", "utcDate": "rubbish"}, "America/New_York"),
        ({"localDate": "2026-11-23T09:00:00-05:00", "timeZone": "America/New_York"}, None),
        ({"localDate": "2026-11-23T14:00:00"}, None),
    ],
)
def test_a_moment_however_it_is_told(moment, zone):
    assert event(start=moment, timeZone=zone).start == NINE


def test_an_end_before_the_start_is_the_start():
    assert event(end={"utcDate": "2026-11-23T13:00:00Z"}).end == NINE


@pytest.mark.parametrize(
    "members",
    [
        {"id": None},
        {"id": ""},
        {"id": 7},
        {"type": "WORKING_HOURS"},
        {"type": None},
        {"start": None},
        {"start": {}},
        {"start": {"utcDate": "soon"}},
        {"start": {"localDate": "2026-11-23T09:00:00", "timeZone": "Mars/Olympus"}},
        {"start": {"localDate": "2026-11-23T09:00:00", "timeZone": "../etc/passwd"}},
        {"end": {"utcDate": "0001-01-01T00:00:00Z"}},
        {"end": {"utcDate": "9999-12-31T23:59:59-12:00"}},
        {"end": {"utcDate": 10**400}},
    ],
)
def test_a_session_that_cannot_be_placed_is_not_understood(members):
    with pytest.raises(ValueError, match=r"."):
        event(**members)


@pytest.mark.parametrize("odd", [None, 7, "x", [], {}, [None], {"name": None}, "\ud800", -1])
def test_members_that_are_odd_do_not_cost_the_session(odd):
    members = ("location", "resources", "totalCapacity", "title", "scheduleName", "status")
    session = event(**dict.fromkeys(members, odd), scheduleId=odd, externalScheduleId=odd)
    assert session.event_id == "event-1"
    assert session.capacity in (None, 7)
    session.title.encode()


def test_titles_are_one_line():
    assert event(title=" Slow\n\tYoga\0 ", scheduleName="x").title == "Slow Yoga"
    assert event(title=" ", scheduleName="Slow Yoga").title == "Slow Yoga"


@pytest.mark.parametrize("status", ["CANCELLED", "CANCELED"])
def test_a_cancelled_session_is_kept_as_such(status):
    assert event(status=status).cancelled


def test_numbers_may_come_as_text():
    assert event(totalCapacity="12").capacity == 12
    assert booking(totalParticipants="3").party == 3
    assert attendance(numberOfAttendees="2").value == Value(2)


def test_bookings_of_the_fixtures():
    body = fixture("extended-bookings.query.by-event.json")["response"]["body"]
    ana, ben, dov = (booking_of(each) for each in body["extendedBookings"])
    assert (ana.name, ana.party, ana.phone_tail) == ("Ana Lindqvist", 1, "5550101")
    assert ana.created == datetime(2026, 11, 20, 15, 4, 5, 123000, tzinfo=UTC)
    assert (ben.party, ben.status) == (2, BookingStatus.CONFIRMED)
    assert dov.event_id == "65ad4a4ee9e84862aede850873bf042e65f9bc626b994137aa547ea4e53704fb"
    assert ana.schedule_id is None


def test_a_course_booking_of_the_fixture():
    body = fixture("extended-bookings.query.course.json")["response"]["body"]
    [cleo] = (booking_of(each) for each in body["extendedBookings"])
    assert (cleo.event_id, cleo.schedule_id) == (None, "7b81fabd-50ed-49cf-a708-75c91bbf67cf")


def test_a_booking_of_very_little():
    found = booking()
    assert (found.name, found.party, found.phone_tail) == ("No name", 1, "")
    assert found.created is None


@pytest.mark.parametrize(
    ("members", "party"),
    [
        ({"totalParticipants": 4}, 4),
        ({"numberOfParticipants": 3}, 3),
        ({"totalParticipants": 0, "numberOfParticipants": 2}, 2),
        ({"totalParticipants": -4}, 1),
        ({"totalParticipants": 10**30}, 1),
        ({"totalParticipants": None}, 1),
        (
            {
                "totalParticipants": 9,
                "participantsChoices": {
                    "serviceChoices": [{"numberOfParticipants": 2}, {"numberOfParticipants": 3}]
                },
            },
            5,
        ),
        ({"totalParticipants": 9, "participantsChoices": {"serviceChoices": []}}, 9),
        ({"totalParticipants": 9, "participantsChoices": {"serviceChoices": [{}]}}, 9),
    ],
)
def test_how_many_are_booked(members, party):
    assert booking(**members).party == party


@pytest.mark.parametrize(
    ("entity", "event_id", "schedule_id"),
    [
        ({"slot": {"eventId": "e", "sessionId": "s"}}, "e", None),
        ({"slot": {"eventId": "", "sessionId": "s"}}, "s", None),
        ({"slot": None, "schedule": {"scheduleId": "c"}}, None, "c"),
        ({"slot": {"eventId": "e", "scheduleId": "x"}, "schedule": {"scheduleId": "c"}}, "e", None),
    ],
)
def test_where_a_booking_is_for(entity, event_id, schedule_id):
    found = booking(bookedEntity=entity)
    assert (found.event_id, found.schedule_id) == (event_id, schedule_id)


@pytest.mark.parametrize(
    "members",
    [
        {"id": None},
        {"status": "NEW_STATUS"},
        {"status": None},
        {"bookedEntity": None},
        {"bookedEntity": {}},
        {"bookedEntity": {"slot": {}, "schedule": {}}},
    ],
)
def test_a_booking_that_cannot_be_placed_is_not_understood(members):
    with pytest.raises(ValueError, match=r"."):
        booking(**members)


def test_a_booking_with_odd_members_is_kept():
    found = booking(
        contactDetails={"firstName": "Zo\ud800", "lastName": 7, "phone": ["1"]},
        createdDate="0001-01-01T00:00:00Z",
        participantsChoices="x",
    )
    assert found.name == "Zo?"
    assert (found.phone_tail, found.created) == ("", None)


@pytest.mark.parametrize(
    ("status", "number", "value"),
    [
        ("ATTENDED", 3, Value(3)),
        ("ATTENDED", None, Value(1)),
        ("ATTENDED", 0, Value(1)),
        ("ATTENDED", -2, Value(1)),
        ("NOT_ATTENDED", 5, NO_SHOW),
        ("NOT_ATTENDED", None, NO_SHOW),
        ("NOT_SET", 5, NONE),
    ],
)
def test_the_one_reading_of_a_status_and_its_number(status, number, value):
    assert attendance(status=status, numberOfAttendees=number).value == value


def test_attendance_by_the_older_id():
    assert attendance(eventId=None, sessionId="s").row == ("booking-1", "s")
    assert attendance(eventId="e", sessionId="s").row == ("booking-1", "e")


@pytest.mark.parametrize(
    "members",
    [
        {"id": None},
        {"bookingId": None},
        {"eventId": None},
        {"status": "MAYBE"},
        {"status": None},
        {"numberOfAttendees": "many"},
        {"numberOfAttendees": 10**30},
        {"numberOfAttendees": 1.5},
    ],
)
def test_attendance_is_never_guessed(members):
    with pytest.raises(ValueError, match=r"."):
        attendance(**members)


def test_attendances_of_the_fixture():
    sent = fixture("attendance.query.json")["response"]["body"]["attendances"]
    assert [attendance_of(each).value for each in sent] == [Value(1), Value(2), NO_SHOW]


@pytest.mark.parametrize(
    ("properties", "facts"),
    [
        (
            fixture("site-properties.get.json")["response"]["body"]["properties"],
            SiteFacts("Harbor Yoga Loft", "America/New_York", "en-US"),
        ),
        ({"siteDisplayName": "Loft", "language": "he"}, SiteFacts("Loft", "", "he")),
        ({"businessName": None, "timeZone": 3, "locale": "en"}, SiteFacts("", "", "")),
    ],
)
def test_the_facts_of_a_site(properties, facts):
    assert Properties.model_validate(properties).to_domain() == facts


def test_what_cannot_be_read_is_not_repeated_in_the_complaint():
    sent = copy.deepcopy(BOOKING) | {"status": "Dana Levi"}
    with pytest.raises(ValueError, match="status") as raised:
        booking_of({"booking": sent})
    assert "Dana" not in str(raised.value)
