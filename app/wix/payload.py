"""What is asked of Wix, method by method: paths, filters and bodies, as literal as they travel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final
from urllib.parse import quote

from app.domain.errors import RowRefused
from app.domain.model import AttendanceId, ContactId, EventId, RowId
from app.domain.values import Value
from app.wix.exchange import Call

PAGE: Final = 100
"""The reader gives no more; the attendance documentation names two limits, this is the lower."""

BOOKINGS_APP: Final = "13d21c63-b5ec-5912-8397-c3a5ddb27a97"
CLASS_FILTER: Final = "bookedEntity.item.slot.eventId"
COURSE_FILTER: Final = "bookedEntity.item.schedule.scheduleId"
"""`.item.` stands in filters although no answer has such a level."""

Query = dict[str, object]
ATTENDANCE: Final = "/bookings/bookings-attendance"
BULK: Final = "/bookings/v2/bulk/attendance"


def first_page(condition: Query, sort: str) -> Query:
    return {
        "filter": condition,
        "sort": [{"fieldName": sort, "order": "ASC"}],
        "cursorPaging": {"limit": PAGE},
    }


def next_page(cursor: str) -> Query:
    """The cursor holds filter and order."""
    return {"cursorPaging": {"limit": PAGE, "cursor": cursor}}


def events(start: datetime, end: datetime, zone: str, query: Query) -> Call:
    body: Query = {
        "fromLocalDate": _local(start),
        "toLocalDate": _local(end),
        "timeZone": zone,
        "recurrenceType": ["NONE", "INSTANCE", "EXCEPTION"],
        "query": query,
    }
    return Call("sessions", "POST", "/calendar/v3/events/query", body)


def events_query() -> Query:
    kinds = {"$in": ["CLASS", "COURSE", "APPOINTMENT"]}
    return first_page({"appId": BOOKINGS_APP, "type": kinds}, "start")


def bookings(query: Query) -> Call:
    path = "/_api/bookings-reader/v2/extended-bookings/query"
    return Call("bookings", "POST", path, {"query": query})


def bookings_query(path: str, ids: Sequence[str]) -> Query:
    return first_page({path: {"$in": list(ids)}}, "createdDate")


def changes_query(since: datetime) -> Query:
    return first_page({"updatedDate": {"$gte": _utc(since)}}, "updatedDate")


def contacts_query(contacts: Sequence[ContactId], before: datetime | None) -> Query:
    """The bookings of these that count: the oldest first, or the newest that begin before then."""
    condition: Query = {
        "contactDetails.contactId": {"$in": list(contacts)},
        "status": {"$in": ["CONFIRMED", "PENDING"]},
    }
    if before is None:
        return first_page(condition, "startDate")
    query = first_page(condition | {"startDate": {"$lt": _utc(before)}}, "startDate")
    return query | {"sort": [{"fieldName": "startDate", "order": "DESC"}]}


def attendances(query: Query) -> Call:
    return Call("attendance query", "POST", f"{ATTENDANCE}/query", {"query": query})


def attendances_query(ids: Sequence[EventId]) -> Query:
    """One condition and no more: of several, only the first counts there."""
    return first_page({"eventId": {"$in": list(ids)}}, "id")


def attendance(attendance_id: AttendanceId) -> Call:
    return Call("attendance get", "GET", f"{ATTENDANCE}/{quote(attendance_id, safe='')}")


def set_one(row: RowId, value: Value, *, both_ids: bool = False) -> Call:
    entry = attendance_to_set(row, value)
    if both_ids:
        entry["sessionId"] = row.event_id
    return Call("attendance set", "POST", f"{ATTENDANCE}/set", {"attendance": entry})


def set_bulk(rows: Sequence[tuple[RowId, Value]]) -> Call:
    entries = [{"attendance": attendance_to_set(row, value)} for row, value in rows]
    body: Query = {"returnFullEntity": True, "attendanceDetails": entries}
    return Call("attendance bulk set", "POST", f"{BULK}/set", body)


def attendance_to_set(row: RowId, value: Value) -> Query:
    """The only way a value goes out (invariant I7): a number with ATTENDED, and with nothing else.

    Wix would store a no-show with five people, and an omitted number may mean one or the old one.
    """
    if not row.booking_id or not row.event_id:
        raise RowRefused("It is not known to which booking and session this belongs.", code="NO_ID")
    entry: Query = {"bookingId": row.booking_id, "eventId": row.event_id}
    if value.no_show:
        return {**entry, "status": "NOT_ATTENDED"}
    if value.is_none:
        return {**entry, "status": "NOT_SET"}
    return {**entry, "status": "ATTENDED", "numberOfAttendees": value.count}


def delete_one(attendance_id: AttendanceId) -> Call:
    path = f"{ATTENDANCE}/{quote(attendance_id, safe='')}"
    return Call("attendance delete", "DELETE", path)


def delete_bulk(ids: Sequence[AttendanceId]) -> Call:
    body: Query = {"attendanceIds": list(ids)}
    return Call("attendance bulk delete", "POST", f"{BULK}/delete", body)


def facts() -> Call:
    fields = "timeZone,businessName,siteDisplayName,locale,language"
    return Call("facts", "GET", "/site-properties/v4/properties", params={"fields": fields})


def _utc(moment: datetime) -> str:
    """Filters of the reader take UTC alone."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _local(moment: datetime) -> str:
    """Site-local time without an offset; the calendar ignores what is below the minute."""
    return moment.replace(tzinfo=None).isoformat(timespec="seconds")
