"""A row is written as the invariants allow, and its outcome is what Wix said and no more."""

import pytest

from app.domain.errors import (
    NoBookingsApp,
    NotAllowed,
    NotFound,
    NotSent,
    OverBudget,
    RowRefused,
    Stale,
    Throttled,
    Unreachable,
)
from app.domain.model import AttendanceId, BookingId, EventId, RowId
from app.domain.site import DELETE_UNAVAILABLE, Outcome
from app.domain.values import NO_SHOW, NONE, Value
from tests.wix.scripted import Reply, fixture
from tests.wix.test_translate import application, assert_fit_for_a_person

NO_SESSION_ID = "SESSION_ID_NOT_PROVIDED"
BULK_SET = "/bookings/v2/bulk/attendance/set"
BULK_DELETE = "/bookings/v2/bulk/attendance/delete"


def row(number: int) -> RowId:
    return RowId(BookingId(f"booking-{number}"), EventId(f"event-{number}"))


def rows(many: int) -> list[tuple[RowId, Value]]:
    return [(row(number), Value(number + 1)) for number in range(many)]


def written(number: int, **metadata) -> dict:
    item = {"id": f"a-{number}", "bookingId": f"booking-{number}"}
    meta = {"id": f"a-{number}", "originalIndex": number, "success": True, **metadata}
    return {"item": item, "itemMetadata": meta}


def refused(number: int, code: object) -> dict:
    error = {"code": code, "description": "in Wix's words", "data": {}}
    return {"itemMetadata": {"originalIndex": number, "success": False, "error": error}}


def bulk(*results: object, undetailed: int = 0) -> dict:
    return {"results": list(results), "bulkActionMetadata": {"undetailedFailures": undetailed}}


def kinds(outcomes: list[Outcome]) -> list[type | None]:
    return [each.error and type(each.error) for each in outcomes]


def test_each_value_has_its_one_form(site, client):
    site.says(bulk(written(0), written(1), written(2)))
    client.set_attendance([(row(0), Value(2)), (row(1), NO_SHOW), (row(2), NONE)])
    [asked] = site.asked
    assert (asked.method, asked.path) == ("POST", BULK_SET)
    assert asked.body == {
        "returnFullEntity": True,
        "attendanceDetails": [
            {
                "attendance": {
                    "bookingId": "booking-0",
                    "eventId": "event-0",
                    "status": "ATTENDED",
                    "numberOfAttendees": 2,
                }
            },
            {
                "attendance": {
                    "bookingId": "booking-1",
                    "eventId": "event-1",
                    "status": "NOT_ATTENDED",
                }
            },
            {"attendance": {"bookingId": "booking-2", "eventId": "event-2", "status": "NOT_SET"}},
        ],
    }


@pytest.mark.parametrize(
    "bare", [RowId(BookingId("b"), EventId("")), RowId(BookingId(""), EventId("e"))]
)
def test_a_row_without_its_ids_is_never_sent(site, client, bare):
    with pytest.raises(RowRefused, match="not known to which"):
        client.set_attendance([(row(0), Value(1)), (bare, Value(1))])
    outcome = client.set_one(bare, Value(1))
    assert outcome.error
    assert outcome.error.code == "NO_ID"
    assert site.asked == []


def test_eight_at_most(site, client):
    with pytest.raises(ValueError, match="8 rows, not 9"):
        client.set_attendance(rows(9))
    with pytest.raises(ValueError, match="8 rows, not 9"):
        client.delete_attendance([(row(0), AttendanceId("a"))] * 9)
    assert client.set_attendance([]) == []
    assert client.delete_attendance([]) == []
    assert site.asked == []


def test_the_fixture(site, client):
    sample = fixture("attendance.bulk-set.json")
    site.says(sample["response"]["body"])
    sent = [each["attendance"] for each in sample["request"]["body"]["attendanceDetails"]]
    asked = [RowId(each["bookingId"], each["eventId"]) for each in sent]
    first, second = client.set_attendance([(each, Value(1)) for each in asked])
    assert first == Outcome(asked[0], AttendanceId("f215f4cd-6aa7-4596-af28-01dac6f22dbc"))
    assert isinstance(second.error, NotFound)
    assert (second.error.code, second.error.request_id) == ("SESSION_NOT_FOUND", "req.1")
    assert [each["attendance"] for each in site.asked[0].body["attendanceDetails"]] == sent


def test_outcomes_come_back_in_the_order_of_the_rows(site, client):
    site.says(bulk(written(2), refused(0, "CONFLICT"), written(1)))
    outcomes = client.set_attendance(rows(3))
    assert [each.row for each in outcomes] == [row(0), row(1), row(2)]
    assert [each.attendance_id for each in outcomes] == [None, "a-1", "a-2"]
    assert kinds(outcomes) == [Stale, None, None]


@pytest.mark.parametrize("index", [None, "x", -1])
def test_without_an_index_the_position_counts(site, client, index):
    site.says(bulk(written(0, originalIndex=index), written(1, originalIndex=index)))
    assert kinds(client.set_attendance(rows(2))) == [None, None]


def test_a_position_says_nothing_once_one_is_missing(site, client):
    site.says(bulk(written(1, originalIndex=None), undetailed=1))
    assert kinds(client.set_attendance(rows(2))) == [Unreachable, Unreachable]


def test_what_is_not_named_is_in_doubt(site, client):
    site.says(bulk(written(1), undetailed=2))
    outcomes = client.set_attendance(rows(3))
    assert kinds(outcomes) == [Unreachable, None, Unreachable]
    assert_fit_for_a_person(str(outcomes[0].error))


@pytest.mark.parametrize(
    ("result", "kind"),
    [
        ({"itemMetadata": {"originalIndex": 0, "success": True}}, None),
        ({"item": {"id": "a-0"}, "itemMetadata": None}, None),
        ({"item": {"id": "a-0", "bookingId": "booking-0"}}, None),
        ({"item": {"id": "a-0", "bookingId": "booking-7"}}, Unreachable),
        ({"itemMetadata": {}}, Unreachable),
        ({"itemMetadata": {"success": "perhaps"}}, Unreachable),
        ({}, Unreachable),
        (None, Unreachable),
        ([], Unreachable),
        (refused(0, "X"), RowRefused),
        (refused(0, None), RowRefused),
        ({"itemMetadata": {"success": False}}, RowRefused),
        ({"itemMetadata": {"error": {"code": "BOOKING_NOT_FOUND"}}}, NotFound),
        ({"item": {"id": "a-0"}, "itemMetadata": {"success": False}}, RowRefused),
    ],
)
def test_what_one_result_says(site, client, result, kind):
    site.says(bulk(result))
    [outcome] = client.set_attendance(rows(1))
    assert kinds([outcome]) == [kind]


def test_indexes_that_make_no_sense_leave_the_rows_in_doubt(site, client):
    site.says(bulk(written(5), written(0), refused(0, "X")))
    assert kinds(client.set_attendance(rows(2))) == [None, Unreachable]


@pytest.mark.parametrize("document", [{}, {"results": None}, {"results": {}}])
def test_a_bulk_answer_without_results_is_not_from_wix(site, client, document):
    site.says(document)
    with pytest.raises(Unreachable, match="not from Wix"):
        client.set_attendance(rows(1))


def test_a_bulk_refused_whole_is_raised(site, client):
    site.says(Reply(application("ATTENDANCES_MISSING_IN_REQUEST"), 400))
    with pytest.raises(RowRefused) as raised:
        client.set_attendance(rows(2))
    assert raised.value.code == "ATTENDANCES_MISSING_IN_REQUEST"


def test_one_row_alone(site, client):
    site.says({"attendance": {"id": "a-1", "bookingId": "booking-1"}})
    assert client.set_one(row(1), Value(2)) == Outcome(row(1), AttendanceId("a-1"))
    [asked] = site.asked
    assert (asked.method, asked.path) == ("POST", "/bookings/bookings-attendance/set")
    assert asked.body == {
        "attendance": {
            "bookingId": "booking-1",
            "eventId": "event-1",
            "status": "ATTENDED",
            "numberOfAttendees": 2,
        }
    }


@pytest.mark.parametrize(
    "document",
    [{}, {"attendance": None}, {"attendance": {}}, {"attendance": {"id": "a", "bookingId": "b"}}],
)
def test_one_row_alone_without_a_proper_answer(site, client, document):
    site.says(document)
    with pytest.raises(Unreachable, match="not from Wix"):
        client.set_one(row(1), Value(2))


@pytest.mark.parametrize(("status", "kind"), [(400, RowRefused), (404, NotFound), (409, Stale)])
def test_one_row_alone_refused(site, client, status, kind):
    site.says(Reply(application("X"), status))
    outcome = client.set_one(row(1), Value(2))
    assert kinds([outcome]) == [kind]
    assert len(site.asked) == 1


@pytest.mark.parametrize(
    ("status", "kind"), [(403, NotAllowed), (428, NoBookingsApp), (429, Throttled)]
)
def test_what_is_not_about_the_row_is_raised(site, client, status, kind):
    site.says(Reply({}, status))
    with pytest.raises(kind):
        client.set_one(row(1), Value(2))


def test_the_older_id_is_sent_too_where_it_is_missed(site, client):
    site.says(
        Reply(application(NO_SESSION_ID), 400),
        {"attendance": {"id": "a-1"}},
    )
    assert client.set_one(row(1), NO_SHOW).attendance_id == "a-1"
    assert site.asked[1].body["attendance"] == {
        "bookingId": "booking-1",
        "eventId": "event-1",
        "sessionId": "event-1",
        "status": "NOT_ATTENDED",
    }


def test_the_older_id_is_tried_once(site, client):
    site.says(Reply(application(NO_SESSION_ID), 400))
    outcome = client.set_one(row(1), Value(1))
    assert outcome.error
    assert outcome.error.code == NO_SESSION_ID
    assert len(site.asked) == 2


def test_the_older_id_for_rows_of_a_bulk(site, client):
    site.says(
        bulk(refused(0, NO_SESSION_ID), written(1), refused(2, NO_SESSION_ID)),
        {"attendance": {"id": "a-0"}},
        Reply(application("SESSION_NOT_FOUND"), 404),
    )
    outcomes = client.set_attendance(rows(3))
    assert [each.attendance_id for each in outcomes] == ["a-0", "a-1", None]
    assert kinds(outcomes) == [None, None, NotFound]
    assert len(site.asked) == 3


@pytest.mark.parametrize(
    ("reply", "kind"), [(Reply(status=500), Unreachable), (Reply({}, 403), RowRefused)]
)
def test_the_others_of_a_bulk_are_not_lost_with_the_second_try(site, client, reply, kind):
    site.says(bulk(refused(0, NO_SESSION_ID), written(1)), reply)
    assert kinds(client.set_attendance(rows(2))) == [kind, None]


def test_the_second_try_passes_the_gate_too(site, connect):
    passes = [None]

    def gate():
        if not passes:
            raise OverBudget(3.0)
        passes.pop()

    site.says(bulk(refused(0, NO_SESSION_ID), written(1)))
    assert kinds(connect(site.url, gate=gate).set_attendance(rows(2))) == [OverBudget, None]


def ids(many: int) -> list[tuple[RowId, AttendanceId]]:
    return [(row(number), AttendanceId(f"a-{number}")) for number in range(many)]


def test_one_is_deleted_by_its_path(site, client):
    site.says(fixture("attendance.delete.json")["response"]["body"])
    assert client.delete_attendance([(row(0), AttendanceId("a/0"))]) == [Outcome(row(0))]
    [asked] = site.asked
    assert (asked.method, asked.path) == ("DELETE", "/bookings/bookings-attendance/a%2F0")
    assert asked.body is None


def test_several_are_deleted_at_once(site, client):
    site.says(fixture("attendance.bulk-delete.json")["response"]["body"])
    assert client.delete_attendance(ids(2)) == [Outcome(row(0)), Outcome(row(1))]
    [asked] = site.asked
    assert (asked.method, asked.path) == ("POST", BULK_DELETE)
    assert asked.body == {"attendanceIds": ["a-0", "a-1"]}


@pytest.mark.parametrize("status", [400, 404])
def test_what_is_gone_counts_as_deleted(site, client, status):
    site.says(Reply(application("ATTENDANCE_NOT_FOUND"), status))
    assert client.delete_attendance(ids(1)) == [Outcome(row(0))]
    site.says(bulk(refused(0, "ATTENDANCE_NOT_FOUND"), refused(1, "X")))
    assert kinds(client.delete_attendance(ids(2))) == [None, RowRefused]


def test_a_bulk_that_is_refused_for_what_is_gone(site, client):
    site.says(Reply(application("ATTENDANCE_NOT_FOUND"), 404))
    with pytest.raises(NotFound):
        client.delete_attendance(ids(2))


@pytest.mark.parametrize("many", [1, 2])
@pytest.mark.parametrize(
    "reply",
    [
        Reply(application("PERMISSION_DENIED"), 403),
        Reply(status=404, body=b"<html>no such page"),
        Reply({"message": "", "details": {}}, 404),
        Reply(status=405),
        Reply(status=501),
    ],
)
def test_a_site_that_cannot_delete(site, client, many, reply):
    site.says(reply)
    outcomes = client.delete_attendance(ids(many))
    assert kinds(outcomes) == [RowRefused] * many
    assert {each.error.code for each in outcomes} == {DELETE_UNAVAILABLE}
    assert [each.row for each in outcomes] == [each for each, _ in ids(many)]


@pytest.mark.parametrize("many", [1, 2])
@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (Reply(status=403, body=b""), Unreachable),
        (Reply(status=200, body=b"<html>"), Unreachable),
        (Reply(status=503), Unreachable),
        (Reply({}, 401), NotAllowed),
        (Reply({}, 400), RowRefused),
    ],
)
def test_a_delete_that_failed(site, client, many, reply, kind):
    site.says(reply)
    with pytest.raises(kind):
        client.delete_attendance(ids(many))


def test_several_deletes_without_results(site, client):
    site.says({})
    with pytest.raises(Unreachable):
        client.delete_attendance(ids(2))


def test_nothing_leaves_without_a_connection(connect, closed_port):
    client = connect(f"http://127.0.0.1:{closed_port}")
    with pytest.raises(NotSent):
        client.set_attendance(rows(1))
