"""Every written-down answer goes through the client's models, comes out the same, and means it."""

from datetime import datetime

import pytest

from app.wix.exchange import Answer
from app.wix.outcomes import Answered as AttendanceAnswered
from app.wix.outcomes import Result
from app.wix.translate import reason, verdict
from app.wix.wire import Attendance, Event, ExtendedBooking, Properties
from app.wix.writer import Answered as BookingAnswered
from tests.wix.scripted import FIXTURES, NOON, fixture

READ_BY = {
    "attendance.bulk-delete": (Result, "results"),
    "attendance.bulk-set": (Result, "results"),
    "attendance.get": (Attendance, "attendance"),
    "attendance.query": (Attendance, "attendances"),
    "attendance.set": (AttendanceAnswered, ""),
    "bookings.cancel": (BookingAnswered, ""),
    "bookings.confirm": (BookingAnswered, ""),
    "bookings.confirm-or-decline": (BookingAnswered, ""),
    "bookings.create": (BookingAnswered, ""),
    "calendar.events.get": (Event, "event"),
    "calendar.events.list": (Event, "events"),
    "calendar.events.query": (Event, "events"),
    "extended-bookings.query.by-event": (ExtendedBooking, "extendedBookings"),
    "extended-bookings.query.course": (ExtendedBooking, "extendedBookings"),
    "site-properties.get": (Properties, "properties"),
}
"""The model, and where in an answer its objects are; "" is the answer itself."""

NOT_READ = {
    "attendance.count": "it counts for a site member, whom no key can be",
    "attendance.delete": "its answer is empty",
    "attendance.webhook.deleted": "a desk has no public address to be told at",
    "calendar.participations.query": "it needs the right to manage calendars",
    "errors": "read by `translate`, below",
    "event-time-slots.list": "walk-ins are booked by the session that is on the desk",
    "extended-bookings.count": "rosters are read whole",
    "locations.list": "a session names its place itself",
    "oauth2.token": "read by `auth`: see test_auth",
    "services.query": "a session names its service itself",
    "staff-members.query": "a session names its staff itself",
}
ERRORS = {name: told for name, told in fixture("errors.json").items() if name != "_fixture"}


def objects(name, key):
    """Every object of the kind in the fixture: of the answer, and of its variants that are 200."""
    told = fixture(f"{name}.json")
    answers = [told["response"], *(one.get("response", {}) for one in told.get("variants", []))]
    for answer in answers:
        if answer.get("status", 200) == 200:
            body = answer.get("body", answer)
            found = body.get(key, []) if key else [body] * bool(body)
            yield from found if isinstance(found, list) else [found]


READ = [
    pytest.param(model, sent, id=f"{name} {place}")
    for name, (model, key) in READ_BY.items()
    for place, sent in enumerate(objects(name, key))
]


def same(ours, sent):
    """Whether everything of ours was sent just so; moments may be spelled in two ways."""
    if isinstance(ours, dict):
        return isinstance(sent, dict) and all(same(ours[key], sent.get(key)) for key in ours)
    if isinstance(ours, list):
        return len(ours) == len(sent) and all(map(same, ours, sent))
    if isinstance(ours, str) and ours != sent:
        return datetime.fromisoformat(ours) == datetime.fromisoformat(sent)
    return ours == sent


def test_every_fixture_has_its_place_here():
    held = {path.stem for path in FIXTURES.glob("*.json")}
    assert held == READ_BY.keys() | NOT_READ.keys()
    assert {each.id.partition(" ")[0] for each in READ} == READ_BY.keys()


@pytest.mark.parametrize(("model", "sent"), READ)
def test_an_answer_comes_out_as_it_went_in(model, sent):
    read = model.model_validate(sent)
    ours = read.model_dump(mode="json", by_alias=True, exclude_none=True)
    assert ours
    assert same(ours, sent)
    assert model.model_validate(ours) == read


@pytest.mark.parametrize(("model", "sent"), READ)
def test_every_member_that_is_optional_may_be_null_or_missing(model, sent):
    """One at a time, on the first level: what is needed is refused, never guessed."""
    for member in set(sent) & {field.alias for field in model.model_fields.values()}:
        without = {key: value for key, value in sent.items() if key != member}
        results = []
        for each in (without, {**sent, member: None}):
            try:
                results.append(model.model_validate(each))
            except ValueError:
                results.append(None)
        assert results[0] == results[1]


@pytest.mark.parametrize(
    ("name", "kind", "code"),
    [
        ("validation_400", "RowRefused", "MAX:query.cursorPaging.limit"),
        ("application_400", "RowRefused", "SESSION_ID_NOT_PROVIDED"),
        ("unauthenticated_401", "NotAllowed", "UNAUTHENTICATED"),
        ("permission_403", "NotAllowed", "PERMISSION_DENIED"),
        ("edge_403_empty", "Unreachable", ""),
        ("not_found_404", "NotFound", "ATTENDANCE_NOT_FOUND"),
        ("conflict_409", "Stale", "CONFLICT"),
        ("precondition_428", "RowRefused", "INVALID_BOOKING_STATUS"),
        ("throttled_429", "Throttled", "RESOURCE_EXHAUSTED"),
        ("system_500", "Unreachable", ""),
        ("unavailable_503", "Unreachable", ""),
        ("timeout_504", "Unreachable", ""),
    ],
)
def test_every_error_has_its_verdict(name, kind, code):
    told = ERRORS[name]
    answer = Answer(told["status"], NOON, told.get("body"), told.get("headers", {}))
    failed = verdict(answer)
    assert type(failed).__name__ == kind
    assert str(failed).endswith(".")
    assert reason(answer.document) == code


def test_no_error_of_the_fixture_is_left_out():
    names = test_every_error_has_its_verdict.pytestmark[0].args[1]
    assert {name for name, _, _ in names} == ERRORS.keys()
