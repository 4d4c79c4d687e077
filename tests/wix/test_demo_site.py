"""The client against the demo site, which was written from the contract by other hands."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.demo import DemoSite, Fault
from app.domain.errors import NotAllowed, NotFound, NotSent, RowRefused, Throttled, Unreachable
from app.domain.model import BookingStatus, EventId, RowId, SessionKind
from app.domain.values import NO_SHOW, NONE, Value
from app.wix.auth import AppCredentials
from app.wix.client import Connection, WixClient

ZONE = "America/New_York"
NOON = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo(ZONE))
START = datetime(2026, 11, 23)  # noqa: DTZ001 - site-local


@pytest.fixture
def demo(tmp_path):
    with DemoSite(tmp_path, now=lambda: NOON.astimezone(UTC), time_zone=ZONE) as running:
        yield running


@pytest.fixture
def client(demo):
    made = WixClient(Connection(demo.url, demo.api_key, demo.site_id))
    yield made
    made.close()


@pytest.fixture
def day(client):
    return client.sessions(START, START + timedelta(days=1), ZONE)


@pytest.fixture
def rows(client, day):
    """Eight confirmed bookings of classes."""
    classes = [each.event_id for each in day if each.kind is SessionKind.CLASS]
    found = client.bookings_in(classes, [])
    confirmed = [each for each in found if each.status is BookingStatus.CONFIRMED]
    return [RowId(each.booking_id, each.event_id) for each in confirmed][:8]


def test_a_day_as_the_desk_sees_it(client, day):
    assert client.facts().zone == ZONE
    assert {each.kind for each in day} == set(SessionKind)
    assert [each.start for each in day] == sorted(each.start for each in day)
    assert any(each.cancelled for each in day)
    courses = [each.schedule_id for each in day if each.kind is SessionKind.COURSE]
    found = client.bookings_in([each.event_id for each in day], courses)
    assert {each.schedule_id for each in found} == {None, *courses}
    assert {each.event_id for each in found} <= {None, *(each.event_id for each in day)}
    assert all(each.name and each.party for each in found)


def test_every_value_is_read_as_it_was_written(demo, client, rows):
    values = [Value(1), Value(3), NO_SHOW, NONE]
    outcomes = client.set_attendance(list(zip(rows, values, strict=False)))
    assert [each.error for each in outcomes] == [None] * 4
    reads = {each.row: each for each in client.attendance_of([row.event_id for row in rows])}
    assert [reads[row].value for row in rows[:4]] == values
    assert client.attendance(outcomes[1].attendance_id) == reads[rows[1]]
    assert client.set_one(rows[1], Value(2)).attendance_id == outcomes[1].attendance_id
    assert client.attendance(outcomes[1].attendance_id).value == Value(2)
    assert demo.forbidden_writes() == []


def test_deleted_is_gone(client, rows):
    written = client.set_attendance([(row, Value(1)) for row in rows[:3]])
    pairs = [(each.row, each.attendance_id) for each in written]
    assert [each.error for each in client.delete_attendance(pairs[:1])] == [None]
    assert [each.error for each in client.delete_attendance(pairs)] == [None] * 3
    assert client.attendance(pairs[0][1]) is None


def test_an_unknown_session_is_refused_alone(client, rows):
    lost = RowId(rows[0].booking_id, EventId("x" * 64))
    good, bad = client.set_attendance([(rows[0], Value(1)), (lost, Value(1))])
    assert good.error is None
    assert isinstance(bad.error, RowRefused)
    assert isinstance(client.set_one(lost, Value(1)).error, RowRefused)


def test_a_big_day_comes_whole(tmp_path):
    with DemoSite(tmp_path, now=lambda: NOON.astimezone(UTC), time_zone=ZONE, seed="big") as demo:
        client = WixClient(Connection(demo.url, demo.api_key, demo.site_id))
        day = client.sessions(START, START + timedelta(days=1), ZONE)
        found = client.bookings_in([each.event_id for each in day], [])
        assert len({each.booking_id for each in found}) == len(found) > 100
        client.close()


def test_an_app_may_ask_too(demo):
    own = demo.credentials
    auth = AppCredentials(own.app_id, own.app_secret, own.instance_id)
    client = WixClient(Connection(demo.url, "", ""), auth=auth)
    assert client.facts().zone == ZONE
    client.close()


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (Fault("throttle", retry_after_s=7), Throttled),
        (Fault("throttle"), Throttled),
        (Fault("error_500"), Unreachable),
        (Fault("error_503"), Unreachable),
        (Fault("error_504"), Unreachable),
        (Fault("empty_403"), Unreachable),
        (Fault("denied"), NotAllowed),
        (Fault("unauthenticated"), NotAllowed),
        (Fault("not_found"), NotFound),
        (Fault("html"), Unreachable),
        (Fault("cut_json"), Unreachable),
        (Fault("drop"), Unreachable),
        (Fault("lose_answer"), Unreachable),
        (Fault("missing_members", members=("results",)), Unreachable),
    ],
    ids=lambda each: each.kind if isinstance(each, Fault) else each.__name__,
)
def test_a_fault_has_its_verdict(demo, client, rows, fault, kind):
    demo.faults.add(fault)
    with pytest.raises(kind) as raised:
        client.set_attendance([(row, Value(1)) for row in rows])
    assert not isinstance(raised.value, NotSent)
    if isinstance(raised.value, Throttled):
        assert raised.value.retry_after_s == (fault.retry_after_s or 60)


def test_members_nobody_has_heard_of_change_nothing(demo, client, day):
    demo.faults.add(Fault("unknown_members"))
    assert client.sessions(START, START + timedelta(days=1), ZONE) == day


@pytest.mark.parametrize(
    ("kind", "error"), [("undetailed", Unreachable), ("item_error", RowRefused)]
)
def test_a_row_that_fails_inside_a_bulk(demo, client, rows, kind, error):
    demo.faults.add(Fault(kind, booking_id=rows[1].booking_id))
    outcomes = client.set_attendance([(row, Value(1)) for row in rows[:3]])
    assert [each.error and type(each.error) for each in outcomes] == [None, error, None]


def test_a_site_that_does_not_tell_the_older_id(demo, client, rows):
    demo.quirks.echo_session_id = False
    client.set_attendance([(rows[0], Value(2))])
    [read] = [each for each in client.attendance_of([rows[0].event_id]) if each.row == rows[0]]
    assert read.value == Value(2)


class Hands:
    """A clock that moves when told to."""

    def __init__(self):
        self.time = NOON.astimezone(UTC)

    def __call__(self):
        return self.time


@pytest.mark.parametrize(
    ("ours", "theirs", "statuses"),
    [
        (timedelta(hours=3, minutes=56), timedelta(hours=3, minutes=56), {200}),
        (timedelta(hours=4), timedelta(hours=4), {200}),
        # This computer's clock stands, or was put back: the token is old, and found to be so.
        (timedelta(), timedelta(hours=4, seconds=1), {200, 401}),
        (-timedelta(days=1), timedelta(hours=5), {200, 401}),
        # ... or was put on.
        (timedelta(days=1), timedelta(), {200}),
    ],
)
def test_a_token_is_changed_before_it_ends_or_once_it_is_refused(tmp_path, ours, theirs, statuses):
    here, there = Hands(), Hands()
    with DemoSite(tmp_path, now=there, time_zone=ZONE, seed="empty") as demo:
        own = demo.credentials
        auth = AppCredentials(own.app_id, own.app_secret, own.instance_id, now=here)
        client = WixClient(Connection(demo.url, "", ""), auth=auth)
        client.facts()
        here.time += ours
        there.time += theirs
        client.facts()
        client.close()
        seen = demo.requests()
        assert sum(each.operation == "oauth.token" for each in seen) == 2
        assert {each.status for each in seen} == statuses
