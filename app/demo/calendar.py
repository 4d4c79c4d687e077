"""Calendar V3: the sessions of a day, by the wall clock of a time zone."""

import re
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from app.demo.bookings import by_session, party_of, remaining
from app.demo.call import Call
from app.demo.clock import local_text, parse, zone_named
from app.demo.errors import Json, application, required, violation
from app.demo.paging import ASC, DESC, PageRules, Query, cut_page, read_query
from app.demo.query_language import (
    EQ_IN,
    HAS,
    RANGE,
    Schema,
    as_operators,
    check_filter,
    conditions,
    matches,
    read_sort,
    sort_documents,
)

_PAGES = PageRules("events", largest=1000)
_LOCAL = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_LARGEST_LIST = 100
_LIST_IN_EVENT = 50
_CONCRETE = ["NONE", "INSTANCE", "EXCEPTION"]
_RECURRENCES = ("NONE", "MASTER", "INSTANCE", "EXCEPTION")
_PLAIN = ("appId", "scheduleId", "externalScheduleId", "type", "recurringEventId")
_EXISTS = frozenset({"$exists"})
_SCHEMA = Schema(
    filters={
        **dict.fromkeys((*_PLAIN, "location.id", "location.type"), EQ_IN),
        "transparency": frozenset({"$eq"}),
        **dict.fromkeys(("location", "conferencingDetails"), _EXISTS),
        **dict.fromkeys(
            ("resources.id", "resources.type", "resources.transparency", "resources.scheduleId"),
            HAS,
        ),
        "totalCapacity": RANGE | _EXISTS,
        **dict.fromkeys(("remainingCapacity", "participants.total"), RANGE),
    },
    sorts={"start": ASC, "end": DESC},
)


def query(call: Call) -> Json:
    """Query Events: those that overlap a window of local time."""
    extra = {
        key: call.body.get(key)
        for key in ("fromLocalDate", "toLocalDate", "timeZone", "recurrenceType", "fields")
    }
    asked = read_query(call.body.get("query") or {}, _PAGES, extra)
    zone = _zone(call, asked.extra["timeZone"])
    check_filter(asked.filter, _SCHEMA)
    sort = read_sort(asked.sort or [{"fieldName": "start"}], _SCHEMA)
    events = _with_places(call, _in_window(call, asked, zone))
    wanted = [event for event in events if matches(event, asked.filter)]
    by_moment = [(f"{path}.utcDate", descending) for path, descending in sort]
    ordered = sort_documents(wanted, by_moment)
    page = cut_page(ordered, asked, _PAGES, call.parts.quirks.has_next)
    shown = [_shown(call, event, zone, asked.extra["fields"]) for event in page.items]
    metadata = {key: value for key, value in page.metadata.items() if key != "count"}
    return {"events": shown, "pagingMetadata": metadata}


def get_one(call: Call) -> Json:
    """Get Event."""
    found = call.get("event", call.id)
    if found is None:
        raise application(404, "EVENT_NOT_FOUND")
    zone = _zone(call, _one(call.params.get("timeZone")))
    (event,) = _with_places(call, [found])
    return {"event": _shown(call, event, zone, _many(call.params.get("fields")))}


def list_by_id(call: Call) -> Json:
    """List Events; ids that are unknown are left out."""
    ids = _many(call.params.get("eventIds"))
    if not ids:
        raise required("eventIds")
    if len(ids) > _LARGEST_LIST:
        text = f"must have at most {_LARGEST_LIST} items"
        raise violation("eventIds", text, "MAX_ITEMS", {"threshold": _LARGEST_LIST})
    zone = _zone(call, _one(call.params.get("timeZone")))
    fields = _many(call.params.get("fields"))
    found = [event for event in (call.get("event", id_) for id_ in ids) if event]
    return {"events": [_shown(call, event, zone, fields) for event in _with_places(call, found)]}


def _one(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _many(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value] if value else []
    return [part for one in values for part in str(one).split(",") if part]


def _zone(call: Call, name: Any) -> ZoneInfo:
    if not name:
        return call.parts.clock.zone
    zone = zone_named(str(name))
    if zone is None:
        raise violation("timeZone", "is not a time zone", "FORMAT")
    return zone


def bound(text: Any, name: str, zone: ZoneInfo) -> datetime | None:
    """A bound of the window as a moment; the calendar ignores seconds."""
    if not text:
        return None
    if not isinstance(text, str) or not _LOCAL.fullmatch(text):
        raise violation(name, "must be YYYY-MM-DDThh:mm:ss", "FORMAT")
    try:
        local = datetime.fromisoformat(text)
    except ValueError:
        raise violation(name, "is no date", "FORMAT") from None
    # Made UTC at once: comparing two times of one zone would compare the wall clock instead.
    return local.replace(second=0, tzinfo=zone).astimezone(UTC)


def _in_window(call: Call, asked: Query, zone: ZoneInfo) -> list[Json]:
    first = bound(asked.extra["fromLocalDate"], "fromLocalDate", zone)
    last = bound(asked.extra["toLocalDate"], "toLocalDate", zone)
    if first and last and first >= last:
        raise violation("toLocalDate", "must be after fromLocalDate", "CUSTOM")
    recurrences = asked.extra["recurrenceType"] or _CONCRETE
    if not isinstance(recurrences, list) or not set(recurrences) <= set(_RECURRENCES):
        raise violation("recurrenceType", "is not a known value", "FORMAT")
    return [
        event
        for event in call.all("event")
        if event["recurrenceType"] in recurrences
        and (event["type"] != "WORKING_HOURS" or _asks_for(asked.filter, "WORKING_HOURS"))
        and (first is None or parse(event["end"]["utcDate"]) > first)
        and (last is None or parse(event["start"]["utcDate"]) < last)
    ]


def _asks_for(filter_: Json, type_: str) -> bool:
    asked = [operators for path, operators in conditions(filter_) if path == "type"]
    return any(type_ in str(as_operators(operators)) for operators in asked)


def _with_places(call: Call, events: list[Json]) -> list[Json]:
    sessions = by_session(call.all("booking"))
    found = []
    for event in events:
        key = event["scheduleId"] if event["type"] == "COURSE" else event["id"]
        bookings = sessions.get(key, [])
        participants = _participants(bookings)
        free = remaining(event, bookings)
        found.append({**event, "remainingCapacity": free, "participants": participants})
    return found


def _participants(bookings: list[Json]) -> Json:
    listed = []
    for booking in bookings[:_LIST_IN_EVENT]:
        contact = booking.get("contactDetails") or {}
        names = (contact.get("firstName"), contact.get("lastName"))
        person = {key: contact.get(key) for key in ("phone", "email", "contactId")}
        known = {key: value for key, value in person.items() if value}
        listed.append({"name": " ".join(name for name in names if name), **known})
    confirmed = not bookings or any(booking["status"] == "CONFIRMED" for booking in bookings)
    return {
        "total": sum(map(party_of, bookings)),
        "list": listed,
        "hasMore": len(bookings) > _LIST_IN_EVENT,
        "status": "CONFIRMED" if confirmed else "PENDING_CONFIRMATION",
    }


def _shown(call: Call, event: Json, zone: ZoneInfo, fields: Any) -> Json:
    kind = call.parts.quirks.resource_type
    shown = {**event, "resources": [{**one, "type": kind} for one in event["resources"]]}
    for name in ("start", "end"):
        moment = parse(event[name]["utcDate"])
        adjusted = {"localDate": local_text(moment, zone), "timeZone": zone.key}
        shown[f"adjusted{name.capitalize()}"] = adjusted
    asks = bool({"PI_FIELDS", "OWN_PI_FIELDS"} & set(fields or ()))
    if asks and call.caller.may("CALENDAR.READ_PI", "BOOKINGS.BOOKING_READ"):
        return shown
    for name in ("participants", "conferencingDetails", "notes"):
        shown.pop(name, None)
    location = shown.get("location") or {}
    if location.get("type") == "CUSTOMER":
        shown["location"] = {"type": "CUSTOMER"}
    return shown
