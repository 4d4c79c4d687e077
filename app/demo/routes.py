"""Which path and method is which operation, with all the prefixes Wix answers under."""

import re
from dataclasses import dataclass

from app.demo import attendance, auth, calendar, catalog, participations, reader, writer
from app.demo.call import Operation


@dataclass(frozen=True, slots=True)
class Route:
    """One operation; any one of its permissions is enough. `reads` may be served stale."""

    operation: str
    run: Operation
    permissions: tuple[str, ...] = ()
    reads: bool = False
    open: bool = False


_SET, _SEE = "BOOKINGS.ATTENDANCE_SET", "BOOKINGS.ATTENDANCE_READ"
_DELETE = "bookings:v2:attendance:attendance:delete_attendance"
_BULK_DELETE = "bookings:v2:attendance:attendance:bulk_delete_attendances"
_BOOKING = ("BOOKINGS.BOOKING_READ", "BOOKINGS.BOOKING_READ_ANY", "BOOKINGS.MANAGE_BOOKINGS")
_MANAGE = ("BOOKINGS.MANAGE_BOOKINGS",)
# Scopes for bookings suffice for the calendar as well.
_CALENDAR = ("CALENDAR.READ", "CALENDAR.READ_PI", *_BOOKING)
_SERVICES = ("BOOKINGS.SERVICES_READ",)

_ATTENDANCE = (
    "/bookings/bookings-attendance",
    "/bookings/v2/attendance",
    "/bookings/attendance",
    "/bookings/attendance/v2/attendance",
    "/_api/bookings-attendance",
)
_BULK = (
    "/bookings/v2/bulk/attendance",
    "/bookings-attendance/v2/bulk/attendance",
    "/bookings/attendance/v2/bulk/attendance",
    "/_api/bookings-attendance/v2/bulk/attendance",
)
_READER = ("/_api/bookings-reader/v2", "/bookings/bookings-reader/v2")
_WRITER = ("/_api/bookings-service/v2/bookings", "/bookings/v2/bookings")
_SERVICE = ("/_api/bookings/v2/services", "/bookings/v2/services")
_SLOTS = ("/_api/service-availability/v2/time-slots", "/service-availability/v2/time-slots")
_EVENTS = ("/calendar/v3/events",)
_PLACES = ("/locations/v1/locations",)

_TABLE: tuple[tuple[str, tuple[str, ...], str, Route], ...] = (
    ("POST", _BULK, "/set", Route("attendance.bulk_set", attendance.bulk_set, (_SET,))),
    (
        "POST",
        _BULK,
        "/delete",
        Route("attendance.bulk_delete", attendance.bulk_delete, (_BULK_DELETE, _SET)),
    ),
    ("POST", _ATTENDANCE, "/set", Route("attendance.set", attendance.set_one, (_SET,))),
    ("POST", _ATTENDANCE, "/query", Route("attendance.query", attendance.query, (_SEE,), True)),
    ("POST", _ATTENDANCE, "/count", Route("attendance.count", attendance.count, (_SEE,), True)),
    ("GET", _ATTENDANCE, "/{}", Route("attendance.get", attendance.get_one, (_SEE,), True)),
    (
        "DELETE",
        _ATTENDANCE,
        "/{}",
        Route("attendance.delete", attendance.delete_one, (_DELETE, _SET)),
    ),
    (
        "POST",
        _READER,
        "/extended-bookings/query",
        Route("bookings.query", reader.query, _BOOKING, True),
    ),
    (
        "POST",
        _READER,
        "/extended-bookings/count",
        Route("bookings.count", reader.count, _BOOKING, True),
    ),
    ("POST", _WRITER, "", Route("bookings.create", writer.create, _MANAGE)),
    ("POST", _WRITER, "/{}/confirm", Route("bookings.confirm", writer.confirm, _MANAGE)),
    ("POST", _WRITER, "/{}/cancel", Route("bookings.cancel", writer.cancel, _MANAGE)),
    (
        "POST",
        _WRITER,
        "/{}/update_number_of_participants",
        Route("bookings.update_number_of_participants", writer.update_participants, _MANAGE),
    ),
    (
        "POST",
        ("/bookings/v2/confirmation",),
        "/{}:confirmOrDecline",
        Route("bookings.confirm_or_decline", writer.confirm_or_decline, _MANAGE),
    ),
    ("POST", _EVENTS, "/query", Route("events.query", calendar.query, _CALENDAR, True)),
    ("GET", _EVENTS, "/{}", Route("events.get", calendar.get_one, _CALENDAR, True)),
    ("GET", _EVENTS, "", Route("events.list", calendar.list_by_id, _CALENDAR, True)),
    (
        "POST",
        ("/calendar/v3/participations",),
        "/query",
        Route("participations.query", participations.query, ("CALENDAR.MANAGE",), True),
    ),
    ("POST", _SERVICE, "/query", Route("services.query", catalog.query_services, _SERVICES, True)),
    ("GET", _SERVICE, "/{}", Route("services.get", catalog.get_service, _SERVICES, True)),
    (
        "POST",
        ("/bookings/v1/staff-members",),
        "/query",
        Route("staff.query", catalog.query_staff, ("BOOKINGS.STAFF_MEMBER_READ",), True),
    ),
    (
        "POST",
        _PLACES,
        "/query",
        Route("locations.query", catalog.query_locations, ("LOCATIONS.READ",), True),
    ),
    (
        "GET",
        _PLACES,
        "",
        Route("locations.list", catalog.list_locations, ("LOCATIONS.READ",), True),
    ),
    (
        "GET",
        ("/site-properties/v4/properties",),
        "",
        Route("site.properties", catalog.site_properties, ("SITE_SETTINGS.VIEW",), True),
    ),
    ("POST", _SLOTS, "/event", Route("time_slots.event", catalog.event_time_slots, (), True)),
    ("POST", ("/oauth2/token",), "", Route("oauth.token", auth.give_token, open=True)),
)


def _pattern(method: str, prefix: str, rest: str) -> re.Pattern[str]:
    spelled = re.escape(f"{method} {prefix}{rest}").replace(re.escape("{}"), "([^/:]+)")
    return re.compile(spelled)


_ROUTES = [
    (_pattern(method, prefix, rest), route)
    for method, prefixes, rest, route in _TABLE
    for prefix in prefixes
]


def find_route(method: str, path: str) -> tuple[Route, tuple[str, ...]] | None:
    """The operation of a request with the ids in its path, or None."""
    asked = f"{method} {path}"
    for pattern, route in _ROUTES:
        found = pattern.fullmatch(asked)
        if found:
            return route, found.groups()
    return None


def operations() -> list[str]:
    """The names of all operations, as fault rules and the request log spell them."""
    return [route.operation for _, _, _, route in _TABLE]
