"""Extended bookings: filters, pages, embedded attendance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.demo.paging import PageRules, cut_page, read_query

EVENT = "bookedEntity.item.slot.eventId"


@pytest.fixture
def event(site):
    return site.add_session("Morning Flow")


def ids(answer):
    return [one["booking"]["id"] for one in answer.body["extendedBookings"]]


def test_roster_of_a_session(client, site, event):
    mine = site.add_booking(event)
    site.add_booking(site.add_session("Another"))
    assert ids(client.bookings({EVENT: event})) == [mine]
    assert ids(client.bookings({EVENT: {"$in": [event, "x"]}, "status": "CONFIRMED"})) == [mine]
    assert ids(client.bookings({EVENT: event, "status": "CANCELED"})) == []


def test_roster_of_a_course_goes_by_its_schedule(client, site):
    first = site.add_session("Pottery", kind="COURSE")
    second = site.add_session("Pottery", kind="COURSE")
    booking = site.add_booking(first)
    schedule = site.event(second)["scheduleId"]
    path = "bookedEntity.item.schedule.scheduleId"
    assert ids(client.bookings({path: schedule})) == [booking]
    assert client.mark(booking, second).status == 200
    assert site.attendance(booking, first) is None


def test_attendance_only_when_asked_for_and_set(client, site, event):
    booking = site.add_booking(event, 2)
    assert "attendance" not in client.bookings().body["extendedBookings"][0]
    asked = {"withBookingAttendanceInfo": True}
    assert "attendance" not in client.bookings(**asked).body["extendedBookings"][0]
    site.set_attendance(booking, event, "ATTENDED", 2)
    embedded = client.bookings(**asked).body["extendedBookings"][0]["attendance"]
    assert set(embedded) == {"id", "status", "numberOfAttendees"}
    assert (embedded["status"], embedded["numberOfAttendees"]) == ("ATTENDED", 2)


def test_quirk_embeds_not_set(client, site, event):
    site.add_booking(event)
    site.quirks.embed_not_set = True
    answer = client.bookings(withBookingAttendanceInfo=True)
    assert answer.body["extendedBookings"][0]["attendance"]["status"] == "NOT_SET"


@pytest.mark.parametrize(
    "filter_",
    [
        {"booking.contactDetails.contactId": "x"},
        {"bookedEntity.slot.eventId": "x"},
        {"status": {"$startsWith": "C"}},
        {"$or": [{"status": "CONFIRMED"}]},
        {EVENT: {"$in": "not a list"}},
    ],
)
def test_unknown_paths_and_operators(client, filter_):
    assert client.bookings(filter_).status == 400


def test_a_field_counts_once(client, site, event):
    booking = site.add_booking(event)
    twice = {"$and": [{"id": booking}, {"id": "00000000-0000-4000-8000-000000000000"}]}
    assert ids(client.bookings(twice)) == [booking]


def test_dates_compare_as_moments(client, site, event):
    site.add_booking(event)
    day = {"$gte": "2026-11-23T05:00:00.000Z", "$lt": "2026-11-24T05:00:00.000Z"}
    path = "/bookings/bookings-reader/v2/extended-bookings/count"
    assert client.post(path, {"filter": {"startDate": day}}).body == {"count": 1}
    assert client.post(path, {"filter": {"startDate": {"$lt": day["$gte"]}}}).body == {"count": 0}


def test_newest_first_and_sorting(client, site, clock, event):
    older = site.add_booking(event, first_name="A")
    clock.move(minutes=1)
    newer = site.add_booking(event, first_name="B")
    assert ids(client.bookings()) == [newer, older]
    sort = {"sort": [{"fieldName": "createdDate"}]}
    assert ids(client.bookings(query=sort)) == [older, newer]
    assert client.bookings(query={"sort": [{"fieldName": "rubbish"}]}).status == 400


def test_pages_by_cursor(client, site, event):
    everyone = {site.add_booking(event) for _ in range(5)}
    seen, query = [], {"cursorPaging": {"limit": 2}}
    for _ in range(3):
        answer = client.bookings({EVENT: event} if not seen else None, query=query)
        seen += ids(answer)
        cursors = answer.body["pagingMetadata"]["cursors"]
        assert answer.body["pagingMetadata"]["hasNext"] == bool(cursors)
        query = {"cursorPaging": {"limit": 2, "cursor": cursors.get("next")}}
    assert set(seen) == everyone
    assert len(seen) == 5
    assert cursors == {}


def test_a_filter_sent_again_beside_the_cursor_is_tolerated(client, site, event):
    for _ in range(3):
        site.add_booking(event)
    first = client.bookings({EVENT: event}, query={"cursorPaging": {"limit": 2}})
    cursor = first.body["pagingMetadata"]["cursors"]["next"]
    again = {"cursorPaging": {"limit": 2, "cursor": cursor}}
    assert ids(client.bookings({EVENT: event}, query=again)) == ids(client.bookings(query=again))


def test_a_booking_made_between_two_pages_shifts_nothing(client, site, clock, event):
    for _ in range(4):
        site.add_booking(event)
    first = client.bookings(query={"cursorPaging": {"limit": 2}})
    clock.move(minutes=1)
    site.add_booking(event)
    cursor = first.body["pagingMetadata"]["cursors"]["next"]
    second = client.bookings(query={"cursorPaging": {"limit": 2, "cursor": cursor}})
    assert len({*ids(first), *ids(second)}) == 4


def test_limits_and_offsets(client, site, event):
    for _ in range(3):
        site.add_booking(event)
    assert client.bookings(query={"cursorPaging": {"limit": 101}}).status == 400
    answer = client.bookings(query={"paging": {"limit": 2, "offset": 2}})
    assert answer.body["pagingMetadata"] == {
        "count": 1,
        "offset": 2,
        "total": 3,
        "hasNext": False,
        "cursors": {},
    }
    both = {"paging": {"limit": 1}, "cursorPaging": {"limit": 1}}
    assert client.bookings(query=both).status == 400


def test_a_cursor_of_another_api_is_refused(client, site, event):
    for _ in range(2):
        client.mark(site.add_booking(event), event)
    page = client.attendances(cursorPaging={"limit": 1}).body["pagingMetadata"]
    paging = {"cursorPaging": {"cursor": page["cursors"]["next"]}}
    assert client.bookings(query=paging).status == 400


def test_quirk_without_has_next(client, site):
    site.quirks.has_next = False
    assert "hasNext" not in client.bookings().body["pagingMetadata"]


@given(st.integers(0, 30), st.integers(1, 10))
def test_pages_hold_everything_once(size, limit):
    rules = PageRules("rows", largest=10)
    rows = [{"id": str(number)} for number in range(size)]
    seen, query = [], {"cursorPaging": {"limit": limit}}
    while True:
        page = cut_page(rows, read_query(query, rules), rules, has_next=True)
        seen += page.items
        if not page.metadata["hasNext"]:
            break
        cursor = page.metadata["cursors"]["next"]
        query = {"cursorPaging": {"limit": limit, "cursor": cursor}}
    assert seen == rows
