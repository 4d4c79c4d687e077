"""Lists are complete or an error, and hold only what was asked for."""

import logging
from datetime import datetime, timedelta, timezone

import pytest

from app.domain.errors import NotAllowed, NotFound, Unreachable
from app.domain.model import AttendanceId, BookingId, BookingStatus, EventId, RowId, ScheduleId
from app.domain.site import AttendanceRead, SiteFacts
from app.domain.values import Value
from app.wix import lists
from tests.wix.scripted import Reply, fixture
from tests.wix.test_wire import ATTENDANCE, BOOKING, EVENT

FROM = datetime(2026, 11, 23)  # noqa: DTZ001 - site-local, as the calendar wants it
TO = datetime(2026, 11, 24)  # noqa: DTZ001
ZONE = "America/New_York"
EVENT_1, EVENT_2 = EventId("event-1"), EventId("event-2")


def page(key: str, *entities: object, cursor: object = None) -> dict:
    return {key: list(entities), "pagingMetadata": {"cursors": {"next": cursor}}}


def event(number: int, **members) -> dict:
    return {**EVENT, "id": f"event-{number}", **members}


def booked(number: int, **members) -> dict:
    return {"booking": {**BOOKING, "id": f"booking-{number}", **members}}


def marked(number: int, **members) -> dict:
    return {**ATTENDANCE, "id": f"a-{number}", **members}


READS = [
    ("events", lambda client: client.sessions(FROM, TO, ZONE)),
    ("extendedBookings", lambda client: client.bookings_in([EVENT_1], [])),
    ("attendances", lambda client: client.attendance_of([EVENT_1])),
]


@pytest.fixture(params=READS, ids=lambda each: each[0])
def listing(request):
    return request.param


def test_sessions_are_asked_as_documented(site, client):
    site.says(page("events", event(1), event(2)))
    found = client.sessions(FROM, TO, ZONE)
    assert [each.event_id for each in found] == ["event-1", "event-2"]
    [asked] = site.asked
    sample = fixture("calendar.events.query.json")["request"]["body"]
    del sample["fields"]  # participants and notes are nobody's business at the desk
    assert (asked.method, asked.path) == ("POST", "/calendar/v3/events/query")
    assert asked.body == sample


def test_the_calendar_is_told_its_window_on_every_page(site, client):
    site.says(page("events", event(1), cursor="c1"), page("events", event(2)))
    assert len(client.sessions(FROM, TO, ZONE)) == 2
    first, second = site.asked
    assert second.body == {
        **first.body,
        "query": {"cursorPaging": {"limit": 100, "cursor": "c1"}},
    }


def test_bookings_are_asked_as_documented(site, client):
    site.says(page("extendedBookings"))
    client.bookings_in([EVENT_1, EVENT_2, EVENT_1], [ScheduleId("course-1")])
    bodies = [asked.body["query"] for asked in site.asked]
    assert {asked.path for asked in site.asked} == {
        "/_api/bookings-reader/v2/extended-bookings/query"
    }
    assert [body["filter"] for body in bodies] == [
        {"bookedEntity.item.slot.eventId": {"$in": ["event-1", "event-2"]}},
        {"bookedEntity.item.schedule.scheduleId": {"$in": ["course-1"]}},
    ]
    for body in bodies:
        assert body["sort"] == [{"fieldName": "createdDate", "order": "ASC"}]
        assert body["cursorPaging"] == {"limit": 100}


def test_changes_are_asked_by_their_date_in_utc(site, client):
    site.says({"extendedBookings": []})
    since = datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=-5)))
    assert client.bookings_changed(since) == []
    [asked] = site.asked
    assert asked.path == "/_api/bookings-reader/v2/extended-bookings/query"
    assert asked.body["query"] == {
        "filter": {"updatedDate": {"$gte": "2026-11-23T14:00:00.000Z"}},
        "sort": [{"fieldName": "updatedDate", "order": "ASC"}],
        "cursorPaging": {"limit": 100},
    }


def test_attendance_is_asked_by_one_condition(site, client):
    site.says(page("attendances"))
    client.attendance_of([EVENT_1, EVENT_2])
    [asked] = site.asked
    assert asked.path == "/bookings/bookings-attendance/query"
    assert asked.body == {
        "query": {
            "filter": {"eventId": {"$in": ["event-1", "event-2"]}},
            "sort": [{"fieldName": "id", "order": "ASC"}],
            "cursorPaging": {"limit": 100},
        }
    }


def test_many_ids_are_asked_in_parts(site, client):
    site.says(page("attendances"))
    client.attendance_of([EventId(f"event-{number}") for number in range(120)])
    parts = [asked.body["query"]["filter"]["eventId"]["$in"] for asked in site.asked]
    assert [len(part) for part in parts] == [50, 50, 20]
    assert len({each for part in parts for each in part}) == 120


def test_nothing_asked_is_nothing_sent(site, client):
    assert client.bookings_in([], []) == []
    assert client.attendance_of([]) == []
    assert site.asked == []


def test_pages_are_followed_to_the_end(site, client, listing):
    key, read = listing
    make = {"events": event, "extendedBookings": booked, "attendances": marked}[key]
    site.says(
        page(key, make(1), cursor="c1"),
        page(key, cursor="c2"),  # an empty page is not the end
        page(key, make(2), make(1), cursor=""),
    )
    assert len(read(client)) == 2
    follow_ups = [asked.body["query"] for asked in site.asked[1:]]
    assert follow_ups == [
        {"cursorPaging": {"limit": 100, "cursor": cursor}} for cursor in ("c1", "c2")
    ]


@pytest.mark.parametrize("paging", [None, [], {"cursors": None}, {"cursors": {"next": 7}}, "end"])
def test_no_cursor_is_the_end(site, client, listing, paging):
    key, read = listing
    site.says({key: [], "pagingMetadata": paging})
    assert read(client) == []


def test_a_cursor_that_comes_again_is_an_error(site, client, listing):
    key, read = listing
    site.says(page(key, cursor="c1"), page(key, cursor="c2"), page(key, cursor="c1"))
    with pytest.raises(Unreachable, match="does not end"):
        read(client)
    assert len(site.asked) == 3


def test_cursors_without_end_are_an_error(site, client, listing, monkeypatch):
    key, read = listing
    monkeypatch.setattr(lists, "PAGES_MOST", 5)
    site.says(lambda _asked: Reply(page(key, cursor=f"c{len(site.asked)}")))
    with pytest.raises(Unreachable, match="does not end"):
        read(client)
    assert len(site.asked) == 5


@pytest.mark.parametrize("document", [{}, {"events": None}, {"items": []}, {"events": {}}])
def test_an_answer_without_the_list_is_not_from_wix(site, client, listing, document):
    key, read = listing
    site.says({name.replace("events", key): value for name, value in document.items()})
    with pytest.raises(Unreachable, match="not from Wix") as raised:
        read(client)
    assert raised.value.request_id == "req.1"


def test_a_list_that_breaks_off_is_no_list(site, client, listing):
    key, read = listing
    site.says(page(key, cursor="c1"), Reply(status=500))
    with pytest.raises(Unreachable):
        read(client)


def test_what_cannot_be_read_is_left_out_and_named_by_its_id(site, client, listing, caplog):
    key, read = listing
    make = {"events": event, "extendedBookings": booked, "attendances": marked}[key]
    private = {"type": "Dana", "status": "Dana", "bookingId": None}
    broken = make(2, **private) if key != "events" else make(2, type="Dana")
    site.says(page(key, make(1), broken, None, 7, {"id": 7}, {"booking": "Dana"}, [["Dana"]]))
    with caplog.at_level(logging.DEBUG):
        assert len(read(client)) == 1
    left_out = [text for text in caplog.messages if "left out" in text]
    ids = [text.rpartition(" ")[2] for text in left_out]
    assert (
        ids
        == [f"{ {'e': 'event', 'a': 'a'}[key[0]] if key[1] != 'x' else 'booking' }-2"] + ["id"] * 5
    )
    assert "Dana" not in caplog.text


def test_bookings_are_checked_to_be_those_asked_for(site, client):
    elsewhere = {"slot": {"eventId": "event-9"}}
    course = {"schedule": {"scheduleId": "course-1"}}
    site.says(
        page("extendedBookings", booked(1), booked(2, bookedEntity=elsewhere)),
        page("extendedBookings", booked(3, bookedEntity=course), booked(1)),
    )
    found = client.bookings_in([EVENT_1], [ScheduleId("course-1")])
    assert [each.booking_id for each in found] == ["booking-1", "booking-3"]


def test_all_bookings_but_unfinished_ones_are_kept(site, client):
    site.says(
        page(
            "extendedBookings",
            *[booked(number, status=each) for number, each in enumerate(BookingStatus)],
        )
    )
    found = {each.status for each in client.bookings_in([EVENT_1], [])}
    assert found == set(BookingStatus) - {BookingStatus.CREATED}


def test_attendance_of_other_sessions_is_dropped_and_duplicates_kept(site, client):
    site.says(page("attendances", marked(1), marked(2), marked(3, eventId="event-9"), marked(1)))
    found = client.attendance_of([EVENT_1])
    assert [each.attendance_id for each in found] == ["a-1", "a-2"]
    assert len({each.row for each in found}) == 1


def test_one_attendance(site, client):
    site.says({"attendance": marked(1, numberOfAttendees=3)})
    row = RowId(BookingId("booking-1"), EVENT_1)
    found = client.attendance(AttendanceId("a/1"))
    assert found == AttendanceRead(AttendanceId("a-1"), row, Value(3))
    [asked] = site.asked
    assert (asked.method, asked.path) == ("GET", "/bookings/bookings-attendance/a%2F1")
    assert asked.body is None
    assert "content-type" not in asked.headers


GONE = fixture("attendance.get.json")["variants"][0]["response"]


@pytest.mark.parametrize(
    "reply",
    [
        Reply(GONE["body"], GONE["status"]),
        Reply(GONE["body"], 400),
        Reply({"message": "", "details": {}}, 404),
    ],
)
def test_an_attendance_that_is_none(site, client, reply):
    site.says(reply)
    assert client.attendance(AttendanceId("a-1")) is None


@pytest.mark.parametrize(
    "reply",
    [
        Reply(status=404, body=b"<html>"),
        Reply(status=404, body=b""),
        Reply(GONE["body"], 200),
        Reply({"attendance": None}),
        Reply({"attendance": {"id": "a-1"}}),
        Reply(status=503),
    ],
)
def test_whether_there_is_one_is_not_known(site, client, reply):
    site.says(reply)
    with pytest.raises(Unreachable):
        client.attendance(AttendanceId("a-1"))


def test_no_permission_to_read(site, client):
    site.says(Reply({}, 403))
    with pytest.raises(NotAllowed):
        client.attendance(AttendanceId("a-1"))


def test_the_facts(site, client):
    site.says(fixture("site-properties.get.json")["response"]["body"])
    assert client.facts() == SiteFacts("Harbor Yoga Loft", ZONE, "en-US")
    [asked] = site.asked
    assert (asked.method, asked.path) == ("GET", "/site-properties/v4/properties")
    assert asked.params == {"fields": ["timeZone,businessName,siteDisplayName,locale,language"]}


@pytest.mark.parametrize("document", [{}, {"properties": None}, {"properties": []}])
def test_facts_of_another_shape(site, client, document):
    site.says(document)
    with pytest.raises(Unreachable, match="not from Wix"):
        client.facts()


def test_a_site_that_is_unknown(site, client):
    site.says(Reply({}, 404))
    with pytest.raises(NotFound):
        client.facts()
