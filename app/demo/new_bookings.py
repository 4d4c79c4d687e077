"""A booking as a client asks for it, made whole: what it books, for whom, for how many."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from app.demo.bodies import (
    TAGS,
    NewBooking,
    Session,
    booking_body,
    event_body,
    resource_of,
    schedule_entity,
    slot_entity,
)
from app.demo.call import Call
from app.demo.clock import parse, utc_text
from app.demo.errors import Json, application, required, violation
from app.demo.identity import guid, is_guid, new_guid, single_event_id


def make(call: Call, wanted: Json) -> Json:
    """The new booking, not filed yet; CREATED unless the caller confirms it at once."""
    entity = _entity(call, wanted.get("bookedEntity"))
    inner = entity.get("slot") or entity["schedule"]
    starts = inner.get("startDate") or inner.get("firstSessionStart")
    ends = inner.get("endDate") or inner.get("lastSessionEnd")
    status = "CONFIRMED" if wanted.get("status") == "CONFIRMED" else "CREATED"
    new = NewBooking(
        id=new_guid(),
        entity=entity,
        contact=_contact(call, wanted.get("contactDetails")),
        people=people(wanted, "booking."),
        status=status,
        made=call.parts.clock.now(),
        dates=(utc_text(parse(starts)), utc_text(parse(ends))),
        payment="UNDEFINED",
        option=wanted.get("selectedPaymentOption") or "OFFLINE",
        extra={"createdBy": {"appId": guid("caller", call.caller.name)}},
    )
    booking = booking_body(new)
    return with_event(call, booking) if status == "CONFIRMED" else booking


def people(wanted: Json, prefix: str) -> Json:
    """Exactly one of the two ways of saying how many."""
    total, choices = wanted.get("totalParticipants"), wanted.get("participantsChoices")
    if (total is None) == (choices is None):
        text = "exactly one of totalParticipants and participantsChoices must be given"
        raise violation(f"{prefix}totalParticipants", text, "CUSTOM")
    if choices is not None:
        if not isinstance(choices, dict) or not choices.get("serviceChoices"):
            raise required(f"{prefix}participantsChoices.serviceChoices")
        return {"participantsChoices": choices}
    if not isinstance(total, int) or isinstance(total, bool) or total < 1:
        text = "must be greater than or equal to 1"
        raise violation(f"{prefix}totalParticipants", text, "MIN", {"threshold": 1})
    return {"totalParticipants": total}


def _contact(call: Call, given: Any) -> Json:
    field = "booking.contactDetails"
    details = given if isinstance(given, dict) else {}
    known = {
        booking["contactDetails"].get("contactId"): booking["contactDetails"]
        for booking in call.parts.state.all("booking")
        if booking.get("contactDetails")
    }
    if details.get("contactId"):
        if not is_guid(details["contactId"]):
            raise violation(f"{field}.contactId", "must be a valid GUID", "FORMAT")
        return {**known.get(details["contactId"], {}), **details}
    if not details.get("firstName") and not details.get("lastName"):
        raise required(f"{field}.firstName")
    email = details.get("email")
    if not email and call.parts.quirks.email_required:
        raise required(f"{field}.email")
    found = next((id_ for id_, one in known.items() if email and one.get("email") == email), None)
    return {"contactId": found or new_guid(), **details, "countryCode": "US"}


def _entity(call: Call, given: Any) -> Json:
    asked = given if isinstance(given, dict) else {}
    slot, schedule = asked.get("slot") or {}, asked.get("schedule") or {}
    if bool(slot) == bool(schedule):
        raise required("booking.bookedEntity")
    if schedule:
        return _course(call, schedule)
    return _session(call, slot) if slot.get("eventId") else _appointment(call, slot)


def _session(call: Call, slot: Json) -> Json:
    """A class by its event: whatever else was sent is derived anew."""
    event = call.parts.state.get("event", str(slot["eventId"]))
    if event is None:
        raise application(404, "SESSION_NOT_FOUND", "Session not found")
    if event["status"] == "CANCELLED":
        raise application(409, "SLOT_NOT_AVAILABLE", "The session was cancelled")
    resource = event["resources"][0]["id"]
    return slot_entity(event, _staff(call, resource))


def _staff(call: Call, resource_id: str) -> Json:
    for one in call.parts.state.all("staff"):
        if one["resourceId"] == resource_id:
            return one
    raise violation("booking.bookedEntity.slot.resource.id", "is unknown", "CUSTOM")


def _course(call: Call, schedule: Json) -> Json:
    if not schedule.get("scheduleId"):
        raise required("booking.bookedEntity.schedule.scheduleId")
    events = call.parts.state.by_ref("event", str(schedule["scheduleId"]))
    if not events or events[0]["type"] != "COURSE":
        raise application(404, "SCHEDULE_NOT_FOUND", "Schedule not found")
    service = call.parts.state.get("service", events[0]["externalScheduleId"]) or {}
    return schedule_entity(service, sorted(events, key=lambda event: event["start"]["utcDate"]))


def _appointment(call: Call, slot: Json) -> Json:
    """A full slot; its event is made when it is confirmed."""
    field = "booking.bookedEntity.slot"
    for name in ("serviceId", "scheduleId", "startDate", "endDate", "timezone", "resource"):
        if not slot.get(name):
            raise required(f"{field}.{name}")
    service = call.parts.state.get("service", str(slot["serviceId"]))
    if service is None or service["schedule"]["id"] != slot["scheduleId"]:
        raise application(404, "SCHEDULE_NOT_FOUND", "Schedule not found")
    for name in ("startDate", "endDate"):
        try:
            datetime.fromisoformat(str(slot[name]))
        except ValueError:
            raise application(400, "INVALID_DATE_FORMAT", f"{name} is not a date") from None
    staff = _staff(call, str(slot["resource"].get("id")))
    whole = {**slot, "resource": resource_of(staff)}
    return {"slot": whole, "title": service["name"], "tags": [TAGS[service["type"]]]}


def with_event(call: Call, booking: Json) -> Json:
    """A confirmed appointment gets its event; any other booking stays as it is."""
    slot = booking["bookedEntity"].get("slot") or {}
    if not slot or slot.get("eventId"):
        return booking
    state, zone = call.parts.state, ZoneInfo(slot["timezone"])
    service = state.get("service", slot["serviceId"]) or {}
    business = service["locations"][0]["business"]["id"]
    event = event_body(
        Session(
            id=single_event_id(slot["scheduleId"], booking["id"]),
            service=service,
            staff=_staff(call, slot["resource"]["id"]),
            location=state.get("location", business) or {},
            start=parse(booking["startDate"]),
            end=parse(booking["endDate"]),
            zone=zone,
            made=call.parts.clock.now(),
        )
    )
    state.put("event", event["id"], event, event["scheduleId"])
    slot = {**slot, "eventId": event["id"], "sessionId": event["id"]}
    return {**booking, "bookedEntity": {**booking["bookedEntity"], "slot": slot}}
