"""Bookings Reader V2: extended bookings, with attendance embedded where asked for."""

from app.demo.attendance_entry import session_of
from app.demo.bookings import takes_places
from app.demo.call import Call
from app.demo.errors import Json, denied
from app.demo.paging import BOTH, PageRules, cut_page, read_query
from app.demo.query_language import (
    EQ,
    HAS,
    RANGE_IN,
    Schema,
    check_filter,
    first_of_each,
    matches,
    read_sort,
    sort_documents,
)

_PAGES = PageRules("extended-bookings", largest=100, offsets=True)
_SLOT = "bookedEntity.item.slot."
_SCHEDULE = "bookedEntity.item.schedule."
_CHOICES = "participantsInfo.type.participantsChoices.serviceChoices.choices."
_CONTACT = "contactDetails.contactId"
_TOTAL = "participantsInfo.type.totalParticipants.value"
_PLAIN = (
    "id",
    *(f"{_SLOT}{name}" for name in ("eventId", "sessionId", "serviceId", "scheduleId")),
    *(f"{_SLOT}{name}" for name in ("resource.id", "location.id", "location.locationType")),
    *(f"{_SCHEDULE}{name}" for name in ("scheduleId", "serviceId")),
    *(f"{_SCHEDULE}{name}" for name in ("location.id", "location.locationType")),
    *(_CONTACT, "contactDetails.email"),
    *("status", "paymentStatus", "selectedPaymentOption", "externalUserId"),
    "createdBy.contactId",
    *(f"createdBy.id.{name}" for name in ("appId", "wixUserId", "memberId", "anonymousVisitorId")),
)
_DATES = ("createdDate", "startDate", "endDate", "updatedDate")
_FILTERS = {
    **dict.fromkeys(_PLAIN, EQ),
    **dict.fromkeys(_DATES, RANGE_IN),
    "bookedEntity.tags": HAS,
    "doubleBooked": frozenset({"$eq", "$ne"}),
    _TOTAL: RANGE_IN,
    f"{_CHOICES}optionId": HAS,
    f"{_CHOICES}choice.custom.value": HAS,
}
_SCHEMA = Schema(filters=_FILTERS, sorts=dict.fromkeys(_FILTERS, BOTH))
# The paths of these three say more levels than the JSON has.
_REAL_PATHS = {
    _TOTAL: "totalParticipants",
    f"{_CHOICES}optionId": "participantsChoices.serviceChoices.choices.optionId",
    f"{_CHOICES}choice.custom.value": "participantsChoices.serviceChoices.choices.custom",
}
_NEWEST_FIRST = [{"fieldName": "createdDate", "order": "DESC"}]


def query(call: Call) -> Json:
    """Query Extended Bookings."""
    asked = read_query(call.body.get("query"), _PAGES)
    found = _matching(call, asked.filter)
    sort = [
        (_real(path), descending)
        for path, descending in read_sort(asked.sort or _NEWEST_FIRST, _SCHEMA)
        if path != "startDate" or call.parts.quirks.sorts_dates
    ]
    page = cut_page(sort_documents(found, sort), asked, _PAGES, call.parts.quirks.has_next)
    attendance = _attendance(call) if call.body.get("withBookingAttendanceInfo") else None
    extended = [_extend(call, booking, attendance) for booking in page.items]
    return {"extendedBookings": extended, "pagingMetadata": {"cursors": {}, **page.metadata}}


def count(call: Call) -> Json:
    """Count Extended Bookings."""
    return {"count": len(_matching(call, call.body.get("filter") or {}))}


def _real(path: str) -> str:
    return _REAL_PATHS.get(path, path.replace("createdBy.id.", "createdBy."))


def _matching(call: Call, filter_: Json) -> list[Json]:
    check_filter(filter_, _SCHEMA)
    quirks = call.parts.quirks
    if not quirks.filters_dates and set(_DATES) & set(filter_):
        return []
    if not quirks.finds_contacts and _CONTACT in filter_:
        return []
    honoured = {_real(path): operators for path, operators in first_of_each(filter_).items()}
    return [booking for booking in call.all("booking") if matches(booking, honoured)]


def _attendance(call: Call) -> dict[str, Json]:
    """By booking; of a course's many, the one written last, or first."""
    last = not call.parts.quirks.embed_oldest
    ordered = sorted(call.all("attendance"), key=lambda one: str(one["updatedDate"]), reverse=last)
    kept: dict[str, Json] = {}
    for stored in ordered:
        kept.setdefault(stored["bookingId"], stored)
    return kept


def _extend(call: Call, booking: Json, attendance: dict[str, Json] | None) -> Json:
    extended: Json = {"booking": _as_told(call, booking)}
    if attendance is not None:
        stored = attendance.get(booking["id"])
        if stored is not None:
            kept = ("id", "status", "numberOfAttendees")
            extended["attendance"] = {key: stored[key] for key in kept}
        elif call.parts.quirks.embed_not_set and session_of(_slot(booking)):
            extended["attendance"] = {"status": "NOT_SET", "numberOfAttendees": 0}
    if call.body.get("withBookingAllowedActions"):
        open_ = takes_places(booking)
        extended["allowedActions"] = {"cancel": open_, "reschedule": open_}
    if call.body.get("withBookingConferencingDetails"):
        extended["conferencingDetails"] = {}
    if call.body.get("withBookingPolicySettings"):
        if not call.caller.may("BOOKINGS.BOOKING_POLICY_SNAPSHOT_READ"):
            raise denied()
        extended["bookingPolicySettings"] = {"cancellationFeeEnabled": False}
    return extended


def _as_told(call: Call, booking: Json) -> Json:
    if call.parts.quirks.slot_session_id or not _slot(booking):
        return booking
    slot = {key: value for key, value in _slot(booking).items() if key != "sessionId"}
    return {**booking, "bookedEntity": {**booking["bookedEntity"], "slot": slot}}


def _slot(booking: Json) -> Json:
    return booking["bookedEntity"].get("slot") or {}
