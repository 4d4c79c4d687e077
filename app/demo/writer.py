"""Bookings Writer V2: walk-ins are created, confirmed, changed and cancelled here."""

from typing import Any

from app.demo import new_bookings
from app.demo.bookings import by_session, file_booking, party_of, ref_of, remaining
from app.demo.call import Call
from app.demo.errors import Json, application, required, violation

_UNPAID = ("UNDEFINED", "NOT_PAID", "REFUNDED", "EXEMPT")
_PAYMENTS = (*_UNPAID, "PAID", "PARTIALLY_PAID", "FAILED")


def create(call: Call) -> Json:
    """Create Booking; not idempotent."""
    wanted = call.body.get("booking")
    if not isinstance(wanted, dict):
        raise required("booking")
    with call.parts.state.writing():
        booking = new_bookings.make(call, wanted)
        settings = call.body.get("flowControlSettings") or {}
        may_skip = call.parts.quirks.override_availability
        skips = may_skip and bool(settings.get("skipAvailabilityValidation"))
        if not skips and _lacks_places(call, booking):
            kind = "SCHEDULE" if booking["bookedEntity"].get("schedule") else "SESSION"
            status = call.parts.quirks.refused_status
            raise application(status, f"{kind}_CAPACITY_EXCEEDED", "No available spots")
        file_booking(call.parts.state, booking)
    return {"booking": booking}


def confirm(call: Call) -> Json:
    """Confirm Booking, without an availability check unless asked for."""
    with call.parts.state.writing():
        booking = _current(call, "PENDING", "CREATED", "WAITING_LIST")
        settings = call.body.get("flowControlSettings") or {}
        if settings.get("checkAvailabilityValidation") and _lacks_places(call, booking):
            raise application(409, "NO_OPEN_SPOTS", "No open spots")
        payment = _payment(call) or booking["paymentStatus"]
        changed = {"status": "CONFIRMED", "paymentStatus": payment}
        return {"booking": _change(call, booking, changed)}


def confirm_or_decline(call: Call) -> Json:
    """Confirm Or Decline: unpaid and double booked is declined."""
    with call.parts.state.writing():
        booking = _found(call)
        _check_status(call, booking, "CREATED")
        payment = _payment(call) or "UNDEFINED"
        status = "CONFIRMED"
        if payment in _UNPAID and _lacks_places(call, booking):
            status = "DECLINED"
        elif _needs_approval(call, booking):
            status = "PENDING"
        changed = {"status": status, "paymentStatus": payment}
        return {"booking": _change(call, booking, changed)}


def cancel(call: Call) -> Json:
    """Cancel Booking; an appointment's event goes with it."""
    state = call.parts.state
    with state.writing():
        booking = _current(call, "CONFIRMED", "PENDING", "CREATED", "WAITING_LIST")
        event = state.get("event", ref_of(booking))
        if event and event["type"] == "APPOINTMENT":
            state.put("event", event["id"], event | {"status": "CANCELLED"}, event["scheduleId"])
        return {"booking": _change(call, booking, {"status": "CANCELED"})}


def update_participants(call: Call) -> Json:
    """Update Number Of Participants."""
    with call.parts.state.writing():
        booking = _current(call, "CONFIRMED", "PENDING", "CREATED", "WAITING_LIST")
        people = new_bookings.people(call.body, "")
        kept = {
            key: value
            for key, value in booking.items()
            if key not in ("totalParticipants", "participantsChoices")
        }
        return {"booking": _change(call, kept, people)}


def _found(call: Call) -> Json:
    booking = call.parts.state.get("booking", call.id)
    if booking is None:
        raise application(404, "BOOKING_NOT_FOUND", "Booking not found")
    return booking


def _current(call: Call, *statuses: str) -> Json:
    """The booking, if the caller knows its latest revision and its status allows the change."""
    booking = _found(call)
    revision = call.body.get("revision")
    if revision is None or revision == "":
        raise required("revision")
    if str(revision) != booking["revision"]:
        raise application(409, "REVISION_MISMATCH")
    _check_status(call, booking, *statuses)
    return booking


def _check_status(call: Call, booking: Json, *statuses: str) -> None:
    if booking["status"] not in statuses:
        raise application(call.parts.quirks.wrong_state_status, "INVALID_BOOKING_STATUS")


def _payment(call: Call) -> str:
    payment: Any = call.body.get("paymentStatus") or ""
    if payment and payment not in _PAYMENTS:
        raise violation("paymentStatus", "is not a known value", "FORMAT")
    return str(payment)


def _change(call: Call, booking: Json, changed: Json) -> Json:
    revision = str(int(booking["revision"]) + 1)
    stamp = call.parts.clock.stamp()
    after = booking | changed | {"revision": revision, "updatedDate": stamp}
    if after["status"] == "CONFIRMED":
        after = new_bookings.with_event(call, after)
    file_booking(call.parts.state, after)
    return after


def _lacks_places(call: Call, booking: Json) -> bool:
    state = call.parts.state
    if booking["bookedEntity"].get("schedule"):
        events = state.by_ref("event", ref_of(booking))
    else:
        events = [event for event in [state.get("event", ref_of(booking))] if event]
    others = [one for one in state.all("booking") if one["id"] != booking["id"]]
    sessions = by_session(others)
    free = (remaining(event, sessions.get(ref_of(booking), [])) for event in events)
    return any(party_of(booking) > left for left in free)


def _needs_approval(call: Call, booking: Json) -> bool:
    entity = booking["bookedEntity"]
    service_id = (entity.get("slot") or entity.get("schedule"))["serviceId"]
    service = call.parts.state.get("service", service_id)
    return bool(service and service["onlineBooking"]["requireManualApproval"])
