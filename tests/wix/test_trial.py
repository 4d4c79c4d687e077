"""The connection test on the demo site: what it finds, what it asks, and that it writes nothing."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from app.demo import DemoSite, Fault
from app.domain.errors import NoBookingsApp, NotAllowed, Unreachable
from app.domain.listing import EVERYTHING, Listing
from app.domain.trial import Cause, Need
from app.wix.client import Connection
from app.wix.trial import TrialClient, TrialRun
from tests.wix.scripted import Reply

ZONE = "America/New_York"
NOON = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo(ZONE))
SET, SEE = "BOOKINGS.ATTENDANCE_SET", "BOOKINGS.ATTENDANCE_READ"
READ, CALENDAR, SITE = "BOOKINGS.BOOKING_READ", "CALENDAR.READ", "SITE_SETTINGS.VIEW"
EVERY = {SET, SEE, READ, CALENDAR, SITE}


@pytest.fixture
def demo(tmp_path):
    with DemoSite(tmp_path, now=lambda: NOON.astimezone(UTC), time_zone=ZONE) as running:
        yield running
        assert running.writes() == []


@pytest.fixture
def test_of():
    clients = []

    def run(url, key, site_id, now=NOON):
        client = TrialClient(Connection(url, key, site_id))
        clients.append(client)
        return TrialRun(client, now).run()

    yield run
    for client in clients:
        client.close()


def test_a_good_key_shows_the_day(demo, test_of):
    trial = test_of(demo.url, demo.api_key, demo.site_id)
    assert trial.cause is Cause.NONE
    assert [need for need, _ in trial.asked] == list(Need)
    assert trial.facts.zone == ZONE
    assert trial.facts.name
    assert trial.sessions > 3
    assert trial.bookings > trial.sessions
    assert len(demo.requests()) < 20


def test_just_the_five_permissions_are_enough(demo, test_of):
    assert test_of(demo.url, demo.add_key(EVERY), demo.site_id).cause is Cause.NONE


@pytest.mark.parametrize(
    ("lacks", "needs"),
    [
        ({SITE}, [Need.SITE]),
        ({CALENDAR, READ}, [Need.SESSIONS, Need.BOOKINGS]),
        ({READ}, [Need.BOOKINGS]),
        ({SEE}, [Need.CHECKED_IN]),
        ({SET}, [Need.CHECKING_IN]),
    ],
)
def test_a_missing_permission_is_found_where_it_is_missing(demo, test_of, lacks, needs):
    trial = test_of(demo.url, demo.add_key(EVERY - lacks), demo.site_id)
    assert [need for need, error in trial.asked if error] == needs
    assert trial.cause is Cause.NOT_ALLOWED
    assert all(isinstance(error, NotAllowed) for error in trial.failed)


def test_a_day_without_sessions_asks_for_every_permission_all_the_same(tmp_path, test_of):
    with DemoSite(tmp_path / "empty", time_zone=ZONE, seed="empty") as site:
        trial = test_of(site.url, site.add_key(EVERY - {READ, SEE}), site.site_id)
        assert [need for need, error in trial.asked if error] == [Need.BOOKINGS, Need.CHECKED_IN]
        assert (trial.sessions, trial.bookings) == (0, 0)
        assert test_of(site.url, site.api_key, site.site_id).cause is Cause.NONE


def test_a_wrong_key_and_a_wrong_site_are_told_apart(demo, test_of):
    assert test_of(demo.url, "IST.made-up", demo.site_id).cause is Cause.WRONG_KEY
    assert test_of(demo.url, demo.api_key, "another-site").cause is Cause.WRONG_SITE


@pytest.mark.parametrize(
    ("fault", "cause", "kind"),
    [
        ("precondition", Cause.NO_BOOKINGS, NoBookingsApp),
        ("empty_403", Cause.NO_ANSWER, Unreachable),
        ("html", Cause.NO_ANSWER, Unreachable),
        ("error_500", Cause.NO_ANSWER, Unreachable),
        ("throttle", Cause.NO_ANSWER, Unreachable),
        ("drop", Cause.NO_ANSWER, Unreachable),
        ("not_implemented", Cause.REFUSED, Exception),
        ("not_found", Cause.REFUSED, Exception),
    ],
)
def test_whatever_the_site_does_there_is_a_cause(demo, test_of, fault, cause, kind):
    demo.faults.add(Fault(fault))
    trial = test_of(demo.url, demo.api_key, demo.site_id)
    assert trial.cause is cause
    assert all(isinstance(error, kind) for error in trial.failed)
    assert (len(trial.asked) == 1) is (kind is Unreachable)


def test_without_a_network_one_question_is_enough(test_of):
    trial = test_of("http://127.0.0.1:1", "key", "site")
    assert (trial.cause, [need for need, _ in trial.asked]) == (Cause.NO_ANSWER, [Need.SITE])


@pytest.mark.parametrize(
    ("reply", "works"),
    [
        (Reply({}), True),
        (Reply({"details": {"applicationError": {"code": "ODD"}}}, 400), True),
        (Reply({}, 403), False),
        (Reply({}, 404), False),
        (Reply({}, 501), False),
    ],
)
def test_to_write_is_allowed_where_only_the_empty_list_is_refused(site, test_of, reply, works):
    properties = {"properties": {"timeZone": ZONE}}
    lists = {"events": [], "extendedBookings": [], "attendances": []}
    site.says(lambda asked: reply if "bulk" in asked.path else Reply(properties | lists))
    *others, (need, error) = test_of(site.url, "key", "site").asked
    assert [one for _, one in others] == [None] * 4
    assert (need, error is None) == (Need.CHECKING_IN, works)
    assert site.asked[-1].body["attendanceDetails"] == []


def test_the_day_is_the_sites_and_not_the_computers(demo, test_of):
    late = datetime(2026, 11, 24, 3, tzinfo=UTC)  # still the evening before in New York
    assert test_of(demo.url, demo.api_key, demo.site_id, late).sessions > 3


def test_what_there_is_to_choose_from_is_in_the_calendar_and_narrows_the_day(demo, test_of):
    trial = test_of(demo.url, demo.api_key, demo.site_id)
    assert trial.offer.locations == ("Harbor Loft", "The Kiln House")
    names = [each.name for each in trial.offer.services]
    assert names == sorted(names)
    assert {"Morning Flow", "Physiotherapy"} < set(names)
    kiln = trial.of(Listing(frozenset({"Harbor Loft"})))
    loft = trial.of(Listing(frozenset({"The Kiln House"})))
    assert (kiln.sessions, loft.sessions) == (1, trial.sessions - 1)
    assert kiln.bookings > 0
    assert kiln.bookings + loft.bookings == trial.bookings
    assert trial.of(EVERYTHING) == trial
    assert all(each.bookings == 0 for each in [trial.of(Listing(frozenset(trial.offer.locations)))])


@pytest.mark.parametrize(
    ("busy", "ends"),
    [
        (0, ["2026-11-24", "2026-12-08"]),
        (300, ["2026-11-24", "2026-11-27"]),
        (1001, ["2026-11-24"]),
    ],
)
def test_a_busy_site_is_looked_through_for_fewer_days(site, test_of, busy, ends):
    spans = []

    def say(asked):
        if "properties" in asked.path:
            return Reply({"properties": {"timeZone": ZONE}})
        if "events" not in asked.path:
            return Reply({"extendedBookings": [], "attendances": []})
        spans.append(asked.body["toLocalDate"][:10])
        return Reply({"events": [event(n) for n in range(busy)]})

    site.says(say)
    test_of(site.url, "key", "site")
    assert spans == ends


def event(number):
    at = {"utcDate": "2026-11-23T15:00:00Z"}
    return {"id": f"e{number}", "type": "CLASS", "start": at, "end": at}
