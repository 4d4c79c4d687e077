"""Every endpoint answers with the members and types of the written-down exchanges."""

import base64
import json

import pytest

# May be absent from a good answer, or are there in one but not in the other.
OPTIONAL = {
    *("phone", "email", "participants", "recurrenceRule", "recurringEventId", "next"),
    *("count", "attendance", "totalParticipants", "formSubmissionId", "memberId", "contactId"),
    *("firstSessionStart", "lastSessionEnd", "availabilityConstraints", "schedule", "slot"),
    *("appId", "eventId", "sessionId", "lastName"),
}


def lacks(expected, got, path=""):
    """Yield what the answer lacks of the written-down one, or has of another type."""
    if type(expected) is not type(got):
        yield f"{path} is {got!r}, not like {expected!r}"
    elif isinstance(expected, dict):
        for key in expected.keys() - got.keys() - OPTIONAL:
            yield f"{path}.{key} is missing"
        for key in expected.keys() & got.keys():
            if got[key] is not None:
                yield from lacks(expected[key], got[key], f"{path}.{key}")
    elif isinstance(expected, list) and expected:
        for index, one in enumerate(got):
            yield from lacks(expected[0], one, f"{path}[{index}]")


@pytest.fixture
def same_shape(fixture_of):
    def check(name, answer):
        told = fixture_of(name)["response"]
        assert answer.status == told["status"]
        assert answer.headers["content-type"] == told["headers"]["content-type"]
        assert answer.headers["x-wix-request-id"]
        assert answer.headers["date"]
        assert list(lacks(told["body"], answer.body)) == []

    return check


@pytest.fixture
def running(studio):
    """The id of the class that is running, and of Dana's booking in it."""
    [event] = [
        event
        for event in studio._state.all("event")
        if event["title"] == "Morning Flow" and event["start"]["localDate"] == "2026-11-23T08:45:00"
    ]
    [booking] = [
        booking
        for booking in studio._state.by_ref("booking", event["id"])
        if (booking["contactDetails"]["phone"] or "").endswith("3127")
    ]
    return event["id"], booking["id"]


def test_lacks_can_complain():
    assert list(lacks({"a": [{"b": 1}]}, {"a": [{"b": "1"}, {}]})) == [
        ".a[0].b is '1', not like 1",
        ".a[1].b is missing",
    ]


def test_attendance(visitor, same_shape, running):
    event, booking = running
    same_shape("attendance.set", visitor.mark(booking, event, number=2))
    rows = visitor.attendances({"eventId": {"$in": [event]}}, cursorPaging={"limit": 100})
    same_shape("attendance.query", rows)
    id_ = visitor.mark(booking, event).body["attendance"]["id"]
    same_shape("attendance.get", visitor.get(f"/bookings/bookings-attendance/{id_}"))
    same_shape("attendance.delete", visitor.ask("DELETE", f"/bookings/bookings-attendance/{id_}"))
    count = {"filter": {"status": "ATTENDED"}}
    same_shape("attendance.count", visitor.post("/bookings/bookings-attendance/count", count))


def test_bulk_attendance(visitor, same_shape, running):
    event, booking = running
    wanted = {"bookingId": booking, "eventId": event, "status": "ATTENDED"}
    body = {"returnFullEntity": True, "attendanceDetails": [{"attendance": wanted}]}
    answer = visitor.post("/bookings/v2/bulk/attendance/set", body)
    same_shape("attendance.bulk-set", answer)
    ids = {"attendanceIds": [answer.body["results"][0]["item"]["id"]]}
    path = "/bookings/v2/bulk/attendance/delete"
    same_shape("attendance.bulk-delete", visitor.post(path, ids))


def test_rosters(visitor, studio, same_shape, running):
    event, _ = running
    roster = visitor.bookings(
        {"bookedEntity.item.slot.eventId": event},
        query={"cursorPaging": {"limit": 100}},
        withBookingAttendanceInfo=True,
    )
    assert len(roster.body["extendedBookings"]) == 16
    same_shape("extended-bookings.query.by-event", roster)
    [course] = [one for one in visitor.today() if one["type"] == "COURSE"]
    path = "bookedEntity.item.schedule.scheduleId"
    answer = visitor.bookings({path: course["scheduleId"]})
    assert answer.body["extendedBookings"]
    same_shape("extended-bookings.query.course", answer)
    counted = visitor.post("/_api/bookings-reader/v2/extended-bookings/count", {"filter": {}})
    same_shape("extended-bookings.count", counted)


def test_calendar(visitor, same_shape, running):
    event, _ = running
    same_shape("calendar.events.query", visitor.events(fields=["PI_FIELDS"]))
    path = f"/calendar/v3/events/{event}?timeZone=America/New_York&fields=PI_FIELDS"
    one = visitor.get(path)
    assert "participants" in one.body["event"]
    same_shape("calendar.events.get", one)
    same_shape("calendar.events.list", visitor.get(f"/calendar/v3/events?eventIds={event}"))


def test_catalogue(visitor, same_shape):
    for prefix in ("/bookings/v2/services", "/_api/bookings/v2/services"):
        services = visitor.post(f"{prefix}/query", {"query": {"filter": {"hidden": False}}})
        same_shape("services.query", services)
    one = services.body["services"][0]
    assert visitor.get(f"/bookings/v2/services/{one['id']}").body == {"service": one}
    staff = {"query": {"cursorPaging": {"limit": 100}}, "fields": ["RESOURCE_DETAILS"]}
    same_shape("staff-members.query", visitor.post("/bookings/v1/staff-members/query", staff))
    same_shape("locations.list", visitor.get("/locations/v1/locations?paging.limit=100"))
    assert len(visitor.post("/locations/v1/locations/query").body["locations"]) == 2


def test_packed_parameters(visitor):
    paging = json.dumps({"paging": {"limit": 1, "offset": 1}}).encode()
    packed = base64.urlsafe_b64encode(paging).decode().rstrip("=")
    answer = visitor.get(f"/locations/v1/locations?.r={packed}")
    assert answer.body["pagingMetadata"] == {"count": 1, "offset": 1, "hasNext": False}


def test_site_properties(visitor, same_shape):
    path = "/site-properties/v4/properties"
    fields = "timeZone,businessName,siteDisplayName,locale,language"
    answer = visitor.get(f"{path}?fields={fields}")
    same_shape("site-properties.get", answer)
    assert answer.body["properties"]["timeZone"] == "America/New_York"
    assert set(answer.body["properties"]) == set(fields.split(","))
    assert "email" in visitor.get(path).body["properties"]


def test_time_slots(visitor, same_shape):
    body = {"fromLocalDate": "2026-11-23T00:00:00", "toLocalDate": "2026-11-23T23:59:59"}
    for prefix in ("/_api/service-availability", "/service-availability"):
        answer = visitor.post(f"{prefix}/v2/time-slots/event", body)
        same_shape("event-time-slots.list", answer)
        assert answer.body["timeSlots"]


def test_walk_in(visitor, same_shape, running):
    event, _ = running
    contact = {"firstName": "Wren", "lastName": "Walkin", "email": "w@example.com", "phone": "1"}
    slot = {"bookedEntity": {"slot": {"eventId": event}}, "totalParticipants": 1}
    made = visitor.post("/bookings/v2/bookings", {"booking": {**slot, "contactDetails": contact}})
    same_shape("bookings.create", made)
    path = f"/_api/bookings-service/v2/bookings/{made.body['booking']['id']}"
    same_shape("bookings.confirm", visitor.post(f"{path}/confirm", {"revision": "1"}))
    same_shape("bookings.cancel", visitor.post(f"{path}/cancel", {"revision": "2"}))


def test_errors(visitor, fixture_of, running):
    _, booking = running
    told = fixture_of("errors")
    for name, answer in (
        ("validation_400", visitor.attendances(cursorPaging={"limit": 1001})),
        ("application_400", visitor.mark(booking, None)),
        ("unauthenticated_401", visitor.get("/locations/v1/locations", headers={})),
        ("not_found_404", visitor.get("/bookings/bookings-attendance/x")),
    ):
        assert answer.status == told[name]["status"]
        assert list(lacks(told[name]["body"], answer.body)) == []
        assert answer.headers["x-wix-request-id"]
