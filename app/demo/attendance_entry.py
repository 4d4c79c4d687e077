"""One attendance entry: checked, stored under its booking and session, and shown."""

from typing import Any

from app.demo.bookings import party_of
from app.demo.call import Call
from app.demo.errors import Json, application, required, violation
from app.demo.identity import is_guid, new_guid
from app.demo.records import SeenWrite
from app.demo.state import State

STATUSES = ("NOT_SET", "ATTENDED", "NOT_ATTENDED")


def check(call: Call, wanted: Any, field: str = "attendance") -> None:
    """Refuse what is malformed, whatever it is about."""
    if not isinstance(wanted, dict):
        raise required(field)
    if not wanted.get("bookingId"):
        raise required(f"{field}.bookingId")
    if not is_guid(wanted["bookingId"]):
        raise violation(f"{field}.bookingId", "must be a valid GUID", "FORMAT")
    status = wanted.get("status")
    if not status:
        raise required(f"{field}.status")
    if status not in STATUSES or (status == "NOT_SET" and not call.parts.quirks.store_not_set):
        raise violation(f"{field}.status", "is not a known value", "FORMAT")
    number = wanted.get("numberOfAttendees")
    if number is not None and (not isinstance(number, int) or isinstance(number, bool)):
        raise violation(f"{field}.numberOfAttendees", "must be an integer", "FORMAT")
    if number is not None and number < 1:
        text = "must be greater than or equal to 1"
        raise violation(f"{field}.numberOfAttendees", text, "MIN", {"threshold": 1})
    if not _named(call, wanted):
        raise application(400, "SESSION_ID_NOT_PROVIDED", "Session ID was not provided")


def session_of(wanted: Json) -> str:
    """The session an entry is about; the deprecated member counts as well."""
    return str(wanted.get("eventId") or wanted.get("sessionId") or "")


def _named(call: Call, wanted: Json) -> str:
    """The session that this site understands the entry to be about."""
    quirks = call.parts.quirks
    named = session_of(wanted) if quirks.knows_event_id else str(wanted.get("sessionId") or "")
    if not named and quirks.derive_session:
        booking = call.parts.state.get("booking", wanted["bookingId"]) or {}
        return session_of((booking.get("bookedEntity") or {}).get("slot") or {})
    return named


def store(call: Call, wanted: Any) -> Json:
    """Create or replace; neither the number nor the status is checked against the booking."""
    check(call, wanted)
    state, quirks = call.parts.state, call.parts.quirks
    with state.writing():
        booking = state.get("booking", wanted["bookingId"])
        if booking is None:
            raise application(quirks.unknown_status, "BOOKING_NOT_FOUND", "Booking not found")
        event_id = _named(call, wanted)
        if not belongs(state, booking, event_id):
            raise application(quirks.unknown_status, "SESSION_NOT_FOUND", "Session not found")
        old = find(state, booking["id"], event_id)
        number = wanted.get("numberOfAttendees")
        if number is None:
            number = old["numberOfAttendees"] if old and quirks.keep_number else 1
        stored = write(
            state, booking["id"], event_id, (wanted["status"], number), call.parts.clock.stamp()
        )
    note(call, wanted, applied=True)
    return stored


def belongs(state: State, booking: Json, event_id: str) -> bool:
    """Whether that event is a session of this booking."""
    event = state.get("event", event_id)
    if event is None:
        return False
    entity = booking["bookedEntity"]
    if entity.get("schedule"):
        return bool(entity["schedule"]["scheduleId"] == event["scheduleId"])
    slot = entity.get("slot") or {}
    return event_id in (slot.get("eventId"), slot.get("sessionId"))


def find(state: State, booking_id: str, event_id: str) -> Json | None:
    """The entry of a booking in a session, or None."""
    found = state.by_ref("attendance", f"{booking_id}|{event_id}")
    return found[0] if found else None


def write(state: State, booking_id: str, event_id: str, mark: tuple[str, int], stamp: str) -> Json:
    """Put an entry under its key; the id of one that is there stays."""
    with state.writing():
        old = find(state, booking_id, event_id)
        stored: Json = {
            "id": old["id"] if old else new_guid(),
            "bookingId": booking_id,
            "eventId": event_id,
            "status": mark[0],
            "numberOfAttendees": mark[1],
            "updatedDate": stamp,
        }
        state.put("attendance", stored["id"], stored, f"{booking_id}|{event_id}")
    return stored


def shown(call: Call, stored: Json) -> Json:
    """An entry as the answers carry it."""
    quirks = call.parts.quirks
    seen = {
        "id": stored["id"],
        "bookingId": stored["bookingId"],
        "status": stored["status"],
        "numberOfAttendees": stored["numberOfAttendees"],
        "eventId": stored["eventId"],
    }
    if quirks.echo_session_id:
        seen["sessionId"] = stored["eventId"]
    if quirks.status_updated_date:
        seen |= {"updatedDate": stored["updatedDate"], "statusUpdatedDate": stored["updatedDate"]}
    return seen


def note(call: Call, wanted: Any, *, applied: bool) -> None:
    """Remember that this write was asked for."""
    asked = wanted if isinstance(wanted, dict) else {}
    booking_id, number = asked.get("bookingId"), asked.get("numberOfAttendees")
    booking = call.parts.state.get("booking", booking_id) if booking_id else None
    party = party_of(booking) if booking else None
    if not isinstance(number, int):
        number = None
    call.parts.records.note_write(
        SeenWrite(
            booking_id, asked.get("eventId") or None, asked.get("status"), number, applied, party
        )
    )
