"""Attendance V2 as the contract has it."""

import pytest

NOBODY = "00000000-0000-4000-8000-000000000000"
SET = "/bookings/bookings-attendance/set"
BULK = "/bookings/v2/bulk/attendance/set"


@pytest.fixture
def event(site):
    return site.add_session("Morning Flow")


@pytest.fixture
def booking(site, event):
    return site.add_booking(event, 4, "Dana", "Levi")


def test_set_again_keeps_the_id(client, site, booking, event):
    first = client.mark(booking, event, number=2).body["attendance"]
    second = client.mark(booking, event, number=3).body["attendance"]
    assert first["id"] == second["id"]
    assert (first["numberOfAttendees"], second["numberOfAttendees"]) == (2, 3)
    assert site.attendance(booking, event) == ("ATTENDED", 3)


def test_never_marked_is_none(site, booking, event):
    assert site.attendance(booking, event) is None


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"bookingId": None}, "attendance.bookingId"),
        ({"bookingId": "no-guid"}, "attendance.bookingId"),
        ({"status": None}, "attendance.status"),
        ({"status": "MAYBE"}, "attendance.status"),
        ({"numberOfAttendees": 0}, "attendance.numberOfAttendees"),
        ({"numberOfAttendees": "2"}, "attendance.numberOfAttendees"),
    ],
)
def test_malformed_is_refused(client, site, booking, event, changed, field):
    good = {"bookingId": booking, "eventId": event, "status": "ATTENDED", "numberOfAttendees": 1}
    answer = client.post(SET, {"attendance": good | changed})
    assert (answer.status, answer.field) == (400, field)
    assert site.attendance(booking, event) is None
    assert [write.applied for write in site.writes()] == [False]


def test_no_session_given(client, booking):
    answer = client.post(SET, {"attendance": {"bookingId": booking, "status": "ATTENDED"}})
    assert (answer.status, answer.code) == (400, "SESSION_ID_NOT_PROVIDED")


def test_session_id_does_as_well(client, site, booking, event):
    wanted = {"bookingId": booking, "sessionId": event, "status": "ATTENDED"}
    assert client.post(SET, {"attendance": wanted | {"numberOfAttendees": 1}}).status == 200
    assert site.attendance(booking, event) == ("ATTENDED", 1)
    # Wix takes it still; no client of ours may rely on that.
    assert site.forbidden_writes() == site.writes()


def test_unknown_booking_and_foreign_session(client, site, booking, event):
    assert client.mark(NOBODY, event).code == "BOOKING_NOT_FOUND"
    other = site.add_session("Another")
    assert client.mark(booking, other).code == "SESSION_NOT_FOUND"


@pytest.mark.parametrize(("status", "number"), [("NOT_ATTENDED", 5), ("ATTENDED", 99)])
def test_lenient_where_wix_is(client, site, booking, event, status, number):
    assert client.mark(booking, event, status, number).status == 200
    assert site.attendance(booking, event) == (status, number)


def test_number_left_out_becomes_one(client, site, booking, event):
    client.mark(booking, event, number=3)
    client.mark(booking, event, number=None)
    assert site.attendance(booking, event) == ("ATTENDED", 1)


def test_quirk_number_left_out_is_kept(client, site, booking, event):
    site.quirks.keep_number = True
    client.mark(booking, event, number=3)
    client.mark(booking, event, number=None)
    assert site.attendance(booking, event) == ("ATTENDED", 3)


def test_quirk_not_set_refused(client, site, booking, event):
    assert client.mark(booking, event, "NOT_SET").status == 200
    site.quirks.store_not_set = False
    assert client.mark(booking, event, "NOT_SET").field == "attendance.status"


def test_quirks_of_the_answer(client, site, booking, event):
    plain = client.mark(booking, event).body["attendance"]
    assert plain["sessionId"] == event
    assert "statusUpdatedDate" not in plain
    site.quirks.echo_session_id = False
    site.quirks.status_updated_date = True
    other = client.mark(booking, event).body["attendance"]
    assert "sessionId" not in other
    assert other["statusUpdatedDate"] == "2026-11-23T14:07:00.000Z"


def test_get_and_delete(client, site, booking, event):
    id_ = client.mark(booking, event).body["attendance"]["id"]
    path = f"/bookings/bookings-attendance/{id_}?attendanceId={id_}"
    assert client.get(path).body["attendance"]["bookingId"] == booking
    assert client.ask("DELETE", path).body == {}
    assert site.attendance(booking, event) is None
    assert (client.get(path).status, client.ask("DELETE", path).code) == (
        404,
        "ATTENDANCE_NOT_FOUND",
    )


def test_a_new_mark_after_deletion_has_a_new_id(client, booking, event):
    id_ = client.mark(booking, event).body["attendance"]["id"]
    client.ask("DELETE", f"/bookings/bookings-attendance/{id_}")
    assert client.mark(booking, event).body["attendance"]["id"] != id_


def test_only_the_first_condition_counts(client, site, event):
    one, two = site.add_booking(event), site.add_booking(event)
    client.mark(one, event)
    client.mark(two, event, "NOT_ATTENDED")
    both = client.attendances({"eventId": event, "status": "ATTENDED"}).body["attendances"]
    assert {row["bookingId"] for row in both} == {one, two}
    joined = {"$and": [{"status": "ATTENDED"}, {"bookingId": two}]}
    assert [row["bookingId"] for row in client.attendances(joined).body["attendances"]] == [one]


def test_a_bare_list_is_in(client, site, booking, event):
    client.mark(booking, event)
    assert len(client.attendances({"sessionId": [event]}).body["attendances"]) == 1
    assert client.attendances({"sessionId": ["x"]}).body["attendances"] == []


@pytest.mark.parametrize(
    "query",
    [
        {"cursorPaging": {"limit": 1001}},
        {"cursorPaging": {"limit": 0}},
        {"cursorPaging": {"cursor": "rubbish"}},
        {"sort": [{"fieldName": "id", "order": "DESC"}]},
        {"filter": {"contactId": "x"}},
        {"filter": {"status": {"$startsWith": "A"}}},
    ],
)
def test_queries_that_are_refused(client, query):
    answer = client.post("/bookings/bookings-attendance/query", {"query": query})
    assert answer.status == 400
    assert answer.field.startswith("query.")


def test_query_is_required(client):
    assert client.post("/bookings/bookings-attendance/query").status == 400


def entry(booking, event, **more):
    wanted = {"bookingId": booking, "eventId": event, "status": "ATTENDED", **more}
    return {"attendance": wanted}


def test_bulk_fails_only_the_unknown_session(client, site, booking, event):
    details = [entry(booking, event), entry(booking, "x" * 40), entry(NOBODY, event)]
    answer = client.post(BULK, {"attendanceDetails": details, "returnFullEntity": True})
    assert answer.status == 200
    metadata = [result["itemMetadata"] for result in answer.body["results"]]
    assert [one["success"] for one in metadata] == [True, False, False]
    assert [one["originalIndex"] for one in metadata] == [0, 1, 2]
    assert answer.body["bulkActionMetadata"]["totalFailures"] == 2
    assert answer.body["results"][0]["item"]["bookingId"] == booking
    assert [write.applied for write in site.writes()] == [True, False, False]


def test_bulk_of_eight_and_of_nine(client, site, event):
    rows = [entry(site.add_booking(event), event) for _ in range(9)]
    assert client.post(BULK, {"attendanceDetails": rows}).field == "attendanceDetails"
    answer = client.post(BULK, {"attendanceDetails": rows[:8]})
    assert answer.body["bulkActionMetadata"]["totalSuccesses"] == 8
    assert "item" not in answer.body["results"][0]


def test_bulk_malformed_fails_as_a_whole(client, site, booking, event):
    rows = [entry(booking, event), entry(booking, event, status="")]
    answer = client.post(BULK, {"attendanceDetails": rows})
    assert answer.field == "attendanceDetails[1].attendance.status"
    assert site.attendance(booking, event) is None


def test_bulk_of_none(client):
    answer = client.post(BULK, {"attendanceDetails": []})
    assert (answer.status, answer.code) == (400, "ATTENDANCES_MISSING_IN_REQUEST")


def test_bulk_delete(client, site, booking, event):
    id_ = client.mark(booking, event).body["attendance"]["id"]
    path = "/bookings/v2/bulk/attendance/delete"
    answer = client.post(path, {"attendanceIds": [id_, NOBODY]})
    totals = {"totalSuccesses": 1, "totalFailures": 1, "undetailedFailures": 0}
    assert answer.body["bulkActionMetadata"] == totals
    assert site.attendance(booking, event) is None


@pytest.mark.parametrize(
    "prefix",
    [
        "/bookings/bookings-attendance",
        "/bookings/v2/attendance",
        "/bookings/attendance",
        "/bookings/attendance/v2/attendance",
        "/_api/bookings-attendance",
    ],
)
def test_every_prefix(client, site, booking, event, prefix):
    wanted = entry(booking, event)
    assert client.post(f"{prefix}/set", wanted).status == 200
    assert len(client.post(f"{prefix}/query", {"query": {}}).body["attendances"]) == 1
    assert {seen.operation for seen in site.requests()} == {"attendance.set", "attendance.query"}


@pytest.mark.parametrize(
    "prefix",
    [
        "/bookings/v2/bulk/attendance",
        "/bookings-attendance/v2/bulk/attendance",
        "/bookings/attendance/v2/bulk/attendance",
        "/_api/bookings-attendance/v2/bulk/attendance",
    ],
)
def test_every_bulk_prefix(client, booking, event, prefix):
    answer = client.post(f"{prefix}/set", {"attendanceDetails": [entry(booking, event)]})
    assert answer.status == 200


def test_what_counts_as_forbidden(client, site, booking, event):
    client.mark(booking, event, number=4)
    client.mark(booking, event, "NOT_ATTENDED", None)
    client.mark(booking, event, "NOT_SET", 1)
    assert site.forbidden_writes() == []
    client.mark(booking, event, number=None)
    client.mark(booking, event, number=0)
    client.mark(booking, event, "NOT_ATTENDED", 1)
    client.mark(booking, None)
    assert site.forbidden_writes() == site.writes()[3:]
    assert site.over_party_writes() == []
    client.mark(booking, event, number=5)
    assert site.over_party_writes() == site.writes()[-1:]
