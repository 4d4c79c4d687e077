"""Whatever JSON comes back, in whatever place, nothing but our own errors comes out."""

import contextlib
import copy
import dataclasses
import json
import os
from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import SiteError
from app.domain.model import (
    AttendanceId,
    BookingId,
    EventId,
    RowId,
    ScheduleId,
    Session,
    SessionKind,
)
from app.domain.values import NO_SHOW, Value
from app.domain.walk_ins import BookingWish
from tests.wix.scripted import Reply, fixture

MANY = 500 if os.environ.get("TURNOUT_LONG") else 40
FROM = datetime(2026, 11, 23)  # noqa: DTZ001 - site-local
ROWS = [
    (RowId(BookingId("b1"), EventId("e1")), Value(2)),
    (RowId(BookingId("b2"), EventId("e1")), NO_SHOW),
]
IDS = [(row, AttendanceId(f"a{place}")) for place, (row, _) in enumerate(ROWS)]

WISH = BookingWish(
    Session(EventId("e1"), SessionKind.CLASS, "Yoga", FROM, FROM, "UTC"), "Wren", "w@example.com"
)

METHODS = [
    lambda client: client.facts(),
    lambda client: client.sessions(FROM, FROM, "UTC"),
    lambda client: client.bookings_in([EventId("e1")], [ScheduleId("c1")]),
    lambda client: client.attendance_of([EventId("e1")]),
    lambda client: client.attendance(AttendanceId("a1")),
    lambda client: client.set_attendance(ROWS),
    lambda client: client.set_one(*ROWS[0]),
    lambda client: client.delete_attendance(IDS),
    lambda client: client.delete_attendance(IDS[:1]),
    lambda client: client.create_booking(WISH),
    lambda client: client.confirm_booking(BookingId("b1"), "1"),
    lambda client: client.find_bookings(WISH.session, WISH.email),
]

NAMES = st.sampled_from(
    [
        *("events", "extendedBookings", "attendances", "attendance", "results", "properties"),
        *("booking", "revision", "totalParticipants", "contactDetails", "firstName"),
        *("pagingMetadata", "cursors", "next", "id", "status", "code", "details", "error"),
        *("applicationError", "validationError", "fieldViolations", "item", "itemMetadata"),
        *("originalIndex", "success", "bookingId", "eventId", "start", "utcDate", "localDate"),
    ]
)
PLAIN = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([10**30, -(10**400), 1e308])
    | st.floats()
    | st.text(st.characters(categories=None))
    | st.sampled_from(["ATTENDED", "CONFIRMED", "CLASS", "2026-11-23T14:00:00Z", "e1", "b1", "1"])
)
DOCUMENTS = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=6),
    max_leaves=25,
)
STATUSES = st.sampled_from([200] * 6 + [400, 401, 403, 404, 409, 428, 429, 500])
SAMPLES = [
    fixture(name)["response"]["body"]
    for name in (
        "calendar.events.query.json",
        "extended-bookings.query.by-event.json",
        "extended-bookings.query.course.json",
        "attendance.query.json",
        "attendance.bulk-set.json",
        "attendance.set.json",
        "site-properties.get.json",
        "bookings.create.json",
        "bookings.confirm.json",
    )
]


def places(value, path=()):
    """Yield the way to every place in a document."""
    yield path
    if isinstance(value, dict | list):
        keys = value if isinstance(value, dict) else range(len(value))
        for key in keys:
            yield from places(value[key], (*path, key))


def replaced(value, path, other):
    if not path:
        return other
    value[path[0]] = replaced(value[path[0]], path[1:], other)
    return value


@st.composite
def almost(draw):
    """Give what Wix would send, but for one to three members."""
    document = copy.deepcopy(draw(st.sampled_from(SAMPLES)))
    for _ in range(draw(st.integers(1, 3))):
        if isinstance(document, dict):
            path = draw(st.sampled_from(list(places(document))[1:]))
            document = replaced(document, path, draw(PLAIN | st.just([]) | st.just({})))
    return document


def only_our_errors(site, client, reply):
    site.says(reply)
    for method in METHODS:
        with contextlib.suppress(SiteError):
            keepable(method(client))


def keepable(found):
    """Fail where a text or a number would not go into a database."""
    if isinstance(found, list | tuple):
        for each in found:
            keepable(each)
    elif dataclasses.is_dataclass(found):
        for each in dataclasses.astuple(found):
            keepable(each)
    elif isinstance(found, str):
        found.encode()
    elif isinstance(found, int):
        assert abs(found) < 2**63


def test_any_json(site, client):
    @settings(max_examples=MANY)
    @given(DOCUMENTS, STATUSES)
    def check(document, status):
        only_our_errors(site, client, Reply(body=json.dumps(document).encode(), status=status))

    check()


def test_almost_what_wix_sends(site, client):
    @settings(max_examples=MANY)
    @given(almost(), STATUSES)
    def check(document, status):
        only_our_errors(site, client, Reply(body=json.dumps(document).encode(), status=status))

    check()


def test_any_bytes(site, client):
    @settings(max_examples=MANY)
    @given(st.binary(max_size=200), STATUSES)
    def check(body, status):
        only_our_errors(site, client, Reply(body=body, status=status))

    check()
