"""Attendance V2: who came, one entry per booking and session."""

from collections.abc import Callable

from app.demo import attendance_entry as entry
from app.demo.call import Call
from app.demo.errors import Json, WixError, application, denied, required, violation
from app.demo.paging import ASC, BOTH, PageRules, cut_page, read_query
from app.demo.query_language import (
    ANY,
    EQ_NIN,
    RANGE_IN,
    Schema,
    check_filter,
    first_only,
    matches,
    read_sort,
    sort_documents,
)
from app.demo.records import SeenWrite

_LARGEST_BULK = 8
_PAGES = PageRules("attendance", largest=1000)
_PLAIN = EQ_NIN | {"$hasSome"}
_SCHEMA = Schema(
    filters={
        **dict.fromkeys(("id", "bookingId", "eventId", "sessionId", "status"), _PLAIN),
        "numberOfAttendees": (RANGE_IN | {"$hasSome"}) & ANY,
    },
    sorts={
        **dict.fromkeys(("id", "bookingId", "eventId", "sessionId", "status"), ASC),
        "numberOfAttendees": BOTH,
    },
)


def set_one(call: Call) -> Json:
    """Set Attendance: creates or replaces the entry of (booking, session)."""
    try:
        return {"attendance": entry.shown(call, entry.store(call, call.body.get("attendance")))}
    except WixError:
        entry.note(call, call.body.get("attendance"), applied=False)
        raise


def get_one(call: Call) -> Json:
    """Get Attendance by its own id."""
    found = call.get("attendance", call.id)
    if found is None:
        raise _not_found(call)
    return {"attendance": entry.shown(call, found)}


def query(call: Call) -> Json:
    """Query Attendance; honours one condition only."""
    asked = read_query(call.body.get("query"), _PAGES)
    check_filter(asked.filter, _SCHEMA)
    sort = read_sort(asked.sort, _SCHEMA)
    honoured = first_only(asked.filter)
    if not call.parts.quirks.filters_events and "eventId" in honoured:
        honoured = {}
    documents = [{**found, "sessionId": found["eventId"]} for found in call.all("attendance")]
    kept = sort_documents([one for one in documents if matches(one, honoured)], sort)
    page = cut_page(kept, asked, _PAGES, call.parts.quirks.has_next)
    # Unlike elsewhere, this answer has no count.
    metadata = {key: value for key, value in page.metadata.items() if key != "count"}
    shown = [entry.shown(call, found) for found in page.items]
    return {"attendances": shown, "pagingMetadata": metadata}


def bulk_set(call: Call) -> Json:
    """Bulk Set Attendance: a malformed entry fails the call, an unknown session only itself."""
    details = call.body.get("attendanceDetails")
    if not details:
        raise application(400, "ATTENDANCES_MISSING_IN_REQUEST", "No attendances in the request")
    try:
        _check_size("attendanceDetails", details)
        for index, detail in enumerate(details):
            entry.check(call, _inner(detail), f"attendanceDetails[{index}].attendance")
    except WixError:
        for detail in details if isinstance(details, list) else ():
            entry.note(call, _inner(detail), applied=False)
        raise
    whole = call.body.get("returnFullEntity") is True or call.parts.quirks.bulk_item_always

    def store(index: int) -> Json:
        wanted = details[index]["attendance"]
        try:
            _strike(call, wanted["bookingId"])
            stored = entry.store(call, wanted)
        except WixError:
            entry.note(call, wanted, applied=False)
            raise
        metadata = {"id": stored["id"], "originalIndex": index, "success": True}
        return {
            **({"item": entry.shown(call, stored)} if whole else {}),
            "itemMetadata": metadata,
        }

    return _in_bulk(call, len(details), store)


def delete_one(call: Call) -> Json:
    """Delete Attendance."""
    _delete(call, call.id)
    return {}


def bulk_delete(call: Call) -> Json:
    """Bulk Delete Attendances."""
    ids = call.body.get("attendanceIds")
    if not ids:
        raise required("attendanceIds")
    _check_size("attendanceIds", ids)

    def delete(index: int) -> Json:
        _delete(call, str(ids[index]))
        metadata = {"id": ids[index], "originalIndex": index, "success": True}
        return {"itemMetadata": metadata}

    return _in_bulk(call, len(ids), delete)


def count(_call: Call) -> Json:
    """Count Attendances: for site members, whom nobody can be here."""
    raise denied()


def _inner(detail: object) -> object:
    return detail.get("attendance") if isinstance(detail, dict) else None


def _check_size(name: str, given: object) -> None:
    if not isinstance(given, list):
        raise violation(name, "must be a list", "FORMAT")
    if len(given) > _LARGEST_BULK:
        text = f"must have at most {_LARGEST_BULK} items"
        raise violation(name, text, "MAX_ITEMS", {"threshold": _LARGEST_BULK})


def _strike(call: Call, booking_id: str) -> None:
    fault = call.item_fault
    if fault and fault.hits(booking_id):
        raise application(500, fault.code)


def _in_bulk(call: Call, size: int, run: Callable[[int], Json]) -> Json:
    results: list[Json] = []
    done = failed = undetailed = 0
    for index in range(size):
        try:
            results.append(run(index))
            done += 1
        except WixError as error:
            failing = call.item_fault
            if failing and not failing.detailed and error.status == 500:
                undetailed += 1
                continue
            failed += 1
            told = (error.body or {})["details"]["applicationError"]
            metadata = {"originalIndex": index, "success": False, "error": told}
            results.append({"itemMetadata": metadata})
    totals = {
        "totalSuccesses": done,
        "totalFailures": failed,
        "undetailedFailures": undetailed,
    }
    return {"results": results, "bulkActionMetadata": totals}


def _delete(call: Call, id_: str) -> None:
    state = call.parts.state
    with state.writing():
        found = state.get("attendance", id_)
        if found is not None:
            state.delete("attendance", id_)
    seen = found or {}
    call.parts.records.note_write(
        SeenWrite(
            seen.get("bookingId"), seen.get("eventId"), "DELETED", None, found is not None, None
        )
    )
    if found is None:
        raise _not_found(call)


def _not_found(call: Call) -> WixError:
    return application(
        call.parts.quirks.unknown_status, "ATTENDANCE_NOT_FOUND", "Attendance not found"
    )
