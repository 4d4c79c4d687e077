"""How a new session and a new booking are written down, in the shapes Wix gives them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from app.demo.clock import local_text, offset_text, parse, stamp, utc_text
from app.demo.errors import Json
from app.demo.identity import APP_ID, STAFF_RESOURCE_TYPE, guid, single_event_id

TAGS = {"CLASS": "GROUP", "COURSE": "COURSE", "APPOINTMENT": "INDIVIDUAL"}
_INHERITED = ["TITLE", "TIME_ZONE", "TIME", "LOCATION", "RESOURCES", "CAPACITY"]
_WEEKDAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")


@dataclass(frozen=True, slots=True)
class Session:
    """What one event needs to be told; the rest follows from its service."""

    id: str
    service: Json
    staff: Json
    location: Json
    start: datetime
    end: datetime
    zone: ZoneInfo
    made: datetime
    capacity: int | None = None
    title: str = ""
    status: str = "CONFIRMED"


def event_body(session: Session) -> Json:
    """The event of a session, without what is worked out for each answer."""
    service, zone = session.service, session.zone
    recurring = service["type"] != "APPOINTMENT"
    body: Json = {
        "id": session.id,
        "scheduleId": service["schedule"]["id"],
        "externalScheduleId": service["id"],
        "scheduleName": service["name"],
        "type": service["type"],
        "status": session.status,
        "title": session.title or service["name"],
        "start": _moment(session.start, zone),
        "end": _moment(session.end, zone),
        "timeZone": zone.key,
        "recurrenceType": "INSTANCE" if recurring else "NONE",
        "transparency": "OPAQUE",
        "location": _event_location(session.location),
        "resources": [_event_resource(session.staff)],
        "totalCapacity": session.capacity or service["defaultCapacity"],
        "inheritedFields": _INHERITED if recurring else ["TIME_ZONE", "LOCATION"],
        "appId": APP_ID,
        "permissions": [],
        "revision": "1",
        "createdDate": stamp(session.made),
        "updatedDate": stamp(session.made),
    }
    return body | (_recurrence(session) if recurring else {})


def _recurrence(session: Session) -> Json:
    day = _WEEKDAYS[session.start.astimezone(session.zone).weekday()]
    return {
        "recurrenceRule": {"frequency": "WEEKLY", "interval": 1, "days": [day]},
        "recurringEventId": single_event_id(session.service["schedule"]["id"], day),
    }


def _moment(moment: datetime, zone: ZoneInfo) -> Json:
    return {
        "localDate": local_text(moment, zone),
        "timeZone": zone.key,
        "utcDate": utc_text(moment),
    }


def move(event: Json, start: datetime, zone: ZoneInfo) -> Json:
    """The event at another time, as an exception from its rule."""
    length = parse(event["end"]["utcDate"]) - parse(event["start"]["utcDate"])
    times = {"start": _moment(start, zone), "end": _moment(start + length, zone)}
    changed = {"recurrenceType": "EXCEPTION", "revision": str(int(event["revision"]) + 1)}
    return event | times | changed


def _event_location(location: Json) -> Json:
    return {
        "id": location["id"],
        "type": "BUSINESS",
        "name": location["name"],
        "address": address_line(location),
    }


def _event_resource(staff: Json) -> Json:
    return {
        "id": staff["resourceId"],
        "name": staff["name"],
        "type": "staff",
        "transparency": "OPAQUE",
        "permissionRole": "WRITER",
    }


def address_line(location: Json) -> str:
    """An address on one line."""
    address = location["address"]
    street = address["streetAddress"]
    return f"{street['number']} {street['name']}, {address['city']}, {address['country']}"


@dataclass(frozen=True, slots=True)
class NewBooking:
    """What one booking needs to be told."""

    id: str
    entity: Json
    contact: Json
    people: Json
    status: str
    made: datetime
    dates: tuple[str, str]
    payment: str = "NOT_PAID"
    option: str = "OFFLINE"
    revision: int = 1
    extra: Json = field(default_factory=dict)


def booking_body(new: NewBooking) -> Json:
    """The booking as the reader gives it."""
    return {
        "id": new.id,
        "bookedEntity": new.entity,
        "contactDetails": new.contact,
        "additionalFields": [],
        **new.people,
        "status": new.status,
        "paymentStatus": new.payment,
        "selectedPaymentOption": new.option,
        "createdDate": stamp(new.made),
        "revision": str(new.revision),
        "createdBy": {"contactId": new.contact["contactId"]},
        "startDate": new.dates[0],
        "endDate": new.dates[1],
        "updatedDate": stamp(new.made),
        "appId": APP_ID,
        "createdByAppId": APP_ID,
        **new.extra,
    }


def slot_entity(event: Json, staff: Json) -> Json:
    """BookedEntity of a class or an appointment: the event itself."""
    zone = ZoneInfo(event["timeZone"])
    slot = {
        "sessionId": event["id"],
        "serviceId": event["externalScheduleId"],
        "scheduleId": event["scheduleId"],
        "eventId": event["id"],
        "startDate": offset_text(parse(event["start"]["utcDate"]), zone),
        "endDate": offset_text(parse(event["end"]["utcDate"]), zone),
        "timezone": event["timeZone"],
        "resource": resource_of(staff),
        "location": booked_location(event["location"]),
    }
    return {"slot": slot, "title": event["title"], "tags": [TAGS[event["type"]]]}


def resource_of(staff: Json) -> Json:
    """A staff member as a booking names it."""
    return {
        "id": staff["resourceId"],
        "name": staff["name"],
        "email": staff["email"],
        "scheduleId": staff["resource"]["eventsSchedule"]["id"],
        "type": STAFF_RESOURCE_TYPE,
    }


def booked_location(location: Json) -> Json:
    """An event's location as a booking names it, with another enum."""
    return {
        "id": location["id"],
        "name": location["name"],
        "formattedAddress": location["address"],
        "locationType": "OWNER_BUSINESS",
    }


def schedule_entity(service: Json, events: list[Json]) -> Json:
    """BookedEntity of a course: its schedule, and no event."""
    first, last = events[0], events[-1]
    zone = ZoneInfo(first["timeZone"])
    schedule = {
        "scheduleId": service["schedule"]["id"],
        "serviceId": service["id"],
        "location": booked_location(first["location"]),
        "timezone": first["timeZone"],
        "firstSessionStart": offset_text(parse(first["start"]["utcDate"]), zone),
        "lastSessionEnd": offset_text(parse(last["end"]["utcDate"]), zone),
    }
    return {"schedule": schedule, "title": service["name"], "tags": ["COURSE"]}


def contact(person: dict[str, Any], *key: object) -> Json:
    """contactDetails; what a person does not have is missing."""
    details = {"contactId": guid("contact", *key), **person, "countryCode": "US"}
    return {name: value for name, value in details.items() if value != ""}
