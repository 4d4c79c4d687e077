"""Services, staff, locations, site properties and class time slots: what changes seldom."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from app.demo.bookings import by_session, remaining
from app.demo.calendar import bound
from app.demo.call import Call
from app.demo.clock import local_text, parse, zone_named
from app.demo.errors import Json, application, required, violation
from app.demo.paging import BOTH, PageRules, cut_page, read_query
from app.demo.query_language import (
    ANY,
    HAS,
    Schema,
    check_filter,
    matches,
    read_sort,
    sort_documents,
)

_LOGIC = frozenset({"$and", "$or", "$not"})
_SERVICE_FIELDS = (
    *("id", "appId", "category.id", "category.name", "description", "form.id", "hidden"),
    *("mainSlug.name", "name", "onlineBooking.enabled", "schedule.firstSessionStart"),
    *("schedule.lastSessionEnd", "tagLine", "type"),
    *(f"payment.options.{name}" for name in ("online", "inPerson", "deposit", "pricingPlan")),
)
_SERVICES = Schema(
    filters={
        **dict.fromkeys(_SERVICE_FIELDS, ANY),
        **dict.fromkeys(("locations.business.id", "staffMemberIds", "supportedSlugs.name"), HAS),
    },
    logic=_LOGIC,
    sorts=dict.fromkeys(_SERVICE_FIELDS, BOTH),
)
_STAFF_FIELDS = ("id", "name", "description", "resourceId", "createdDate", "updatedDate")
_STAFF = Schema(dict.fromkeys(_STAFF_FIELDS, ANY), _LOGIC, dict.fromkeys(_STAFF_FIELDS, BOTH))
_PLACE_FIELDS = ("id", "name", "default", "status", "timeZone", "archived", "locationType")
_PLACES = Schema(dict.fromkeys(_PLACE_FIELDS, ANY), _LOGIC, dict.fromkeys(_PLACE_FIELDS, BOTH))
_SERVICE_PAGES = PageRules("services", 100, default=100, offsets=True, cursors=False)
_STAFF_PAGES = PageRules("staff", 100)
_PLACE_PAGES = PageRules("locations", 1000, offsets=True, cursors=False)
_SLOT_PAGES = PageRules("time-slots", 1000, default=1000)


def _listed(call: Call, kind: str, schema: Schema, rules: PageRules) -> tuple[list[Json], Json]:
    asked = read_query(call.body.get("query") or {}, rules)
    check_filter(asked.filter, schema)
    sort = read_sort(asked.sort, schema)
    found = [one for one in call.all(kind) if matches(one, asked.filter)]
    page = cut_page(sort_documents(found, sort), asked, rules, call.parts.quirks.has_next)
    return page.items, page.metadata


def query_services(call: Call) -> Json:
    """Query Services V2."""
    services, metadata = _listed(call, "service", _SERVICES, _SERVICE_PAGES)
    return {"services": services, "pagingMetadata": metadata}


def get_service(call: Call) -> Json:
    """Get Service."""
    found = call.get("service", call.id)
    if found is None:
        raise application(404, "SERVICE_NOT_FOUND")
    return {"service": found}


def query_staff(call: Call) -> Json:
    """Query Staff Members V1; resource details only when asked for."""
    staff, metadata = _listed(call, "staff", _STAFF, _STAFF_PAGES)
    if "RESOURCE_DETAILS" not in (call.body.get("fields") or ()):
        staff = [_without(one, ("resource",)) for one in staff]
    return {"staffMembers": staff, "pagingMetadata": metadata}


def _without(document: Json, names: Sequence[str]) -> Json:
    return {key: value for key, value in document.items() if key not in names}


def query_locations(call: Call) -> Json:
    """Query Locations V1."""
    places, metadata = _listed(call, "location", _PLACES, _PLACE_PAGES)
    return {"locations": places, "pagingMetadata": _without(metadata, ("total",))}


def list_locations(call: Call) -> Json:
    """List Locations V1: paging by plain parameters or packed into one."""
    paging = dict(call.params.get("paging") or {})
    for name in ("limit", "offset"):
        given = call.params.get(f"paging.{name}")
        if given is not None:
            if not str(given).isdecimal():
                raise violation(f"paging.{name}", "must be an integer", "FORMAT")
            paging[name] = int(given)
    wanted = Call(call.parts, call.caller, body={"query": {"paging": paging}}, as_of=call.as_of)
    return query_locations(wanted)


def site_properties(call: Call) -> Json:
    """Get Site Properties V4, all or the named members."""
    stored = call.get("meta", "properties") or {}
    properties = {**stored, "timeZone": call.parts.clock.zone.key}
    fields = call.params.get("fields") or []
    asked = fields if isinstance(fields, list) else str(fields).split(",")
    names = [name.strip() for one in asked for name in str(one).split(",")]
    if names:
        properties = {key: value for key, value in properties.items() if key in names}
    return {"version": "42", "properties": properties}


def event_time_slots(call: Call) -> Json:
    """Event Time Slots V2: class sessions that start within a window."""
    zone = zone_named(str(call.body.get("timeZone") or call.parts.clock.zone.key))
    if zone is None:
        raise violation("timeZone", "is not a time zone", "FORMAT")
    asked = read_query({"cursorPaging": call.body.get("cursorPaging") or {}}, _SLOT_PAGES)
    ordered = sort_documents(_classes_within(call, zone), [("start.utcDate", False)])
    page = cut_page(ordered, asked, _SLOT_PAGES, call.parts.quirks.has_next)
    sessions = by_session(call.all("booking"))
    slots = []
    for event in page.items:
        free = remaining(event, sessions.get(event["id"], []))
        late = parse(event["start"]["utcDate"]) <= call.parts.clock.now()
        slot = _slot(event, free, late)
        for end in ("Start", "End"):
            moment = parse(event[end.lower()]["utcDate"])
            slot[f"local{end}Date"] = local_text(moment, zone)
        slots.append(slot)
    metadata = _without(page.metadata, ("count",))
    return {"timeSlots": slots, "timeZone": zone.key, "pagingMetadata": metadata}


def _classes_within(call: Call, zone: ZoneInfo) -> list[Json]:
    first = bound(call.body.get("fromLocalDate"), "fromLocalDate", zone)
    last = bound(call.body.get("toLocalDate"), "toLocalDate", zone)
    if first is None or last is None:
        raise required("toLocalDate" if first else "fromLocalDate")
    services = call.body.get("serviceIds") or ()
    return [
        event
        for event in call.all("event")
        if event["type"] == "CLASS"
        and event["status"] == "CONFIRMED"
        and (not services or event["externalScheduleId"] in services)
        and first <= parse(event["start"]["utcDate"]) <= last
    ]


def _slot(event: Json, free: int, late: bool) -> Json:
    place = event["location"]
    violations = {"tooEarlyToBook": False, "tooLateToBook": late, "bookOnlineDisabled": False}
    return {
        "serviceId": event["externalScheduleId"],
        "bookable": free > 0 and not late,
        "location": {
            "id": place["id"],
            "name": place["name"],
            "formattedAddress": place["address"],
            "locationType": place["type"],
        },
        "eventInfo": {"eventId": event["id"], "eventTitle": event["title"]},
        "totalCapacity": event["totalCapacity"],
        "remainingCapacity": free,
        "bookableCapacity": free,
        "bookingPolicyViolations": violations,
        "availableResources": [],
        "nestedTimeSlots": [],
        "scheduleId": event["scheduleId"],
    }
