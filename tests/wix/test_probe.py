"""What is asked once for each permission, and where a question got stuck."""

import socket
import ssl
from datetime import timedelta
from itertools import pairwise

import httpx
import pytest

from app.demo import DemoSite, Fault
from app.domain.checkup import Double, Hitch, Near, SiteReport
from app.domain.errors import NotAllowed, NotSent, SiteError, Throttled, Unreachable
from app.domain.model import BookingId, EventId, RowId
from app.wix.auth import AppCredentials
from app.wix.client import Connection, WixClient
from app.wix.exchange import Answer
from app.wix.hitches import of_answer, of_failure
from app.wix.probe import Probe, probe_without_key
from app.wix.translate import lost
from tests.wix.scripted import NOON, Reply

START = NOON.replace(hour=0, tzinfo=None)
DAY = Near(START, START + timedelta(days=1), "UTC")
EVENT = EventId("event-1")


@pytest.fixture
def demo(tmp_path):
    with DemoSite(tmp_path / "site", seed="empty") as site:
        yield site


def look(url, *, near=DAY, key="key-1", site_id="site-1", auth=None) -> SiteReport:
    client = WixClient(Connection(url, key, site_id), auth=auth, now=lambda: NOON)
    return Probe(client.channel).look(near)


def hitches(report: SiteReport):
    return [each.hitch for each in report.asked]


def app_of(demo, **changed):
    known = demo.credentials
    given = {"app_id": known.app_id, "secret": known.app_secret, "instance_id": known.instance_id}
    return AppCredentials(**{**given, **changed})


def test_every_question_is_a_small_one_that_names_nobody(site):
    site.says({"properties": {}})
    assert hitches(look(site.url)) == [None] * 6
    bodies = [each.body for each in site.asked]
    limits = [each["query"]["cursorPaging"]["limit"] for each in bodies[1:2]]
    assert limits == [1]
    assert all("PI_FIELDS" not in str(each) for each in bodies)
    assert {each.headers["authorization"] for each in site.asked} == {"key-1"}


def test_without_a_key_only_the_way_is_looked_at(site):
    site.says(Reply({}, 401, {"Date": "Mon, 23 Nov 2026 13:00:00 GMT"}))
    report = probe_without_key(Connection(site.url, "", "site-1"), lambda: NOON).look(DAY)
    assert (hitches(report), report.reached) == ([Hitch.KEY], True)
    assert report.clock_off_s == 3600
    assert "authorization" not in site.asked[0].headers
    assert len(site.asked) == 1, "there is nothing else to try"


def test_rows_that_the_site_holds_twice(site):
    def entry(number, event, booking="b"):
        return {"id": f"a{number}", "bookingId": booking, "eventId": event, "status": "ATTENDED"}

    twice = [entry(1, EVENT), entry(2, EVENT), entry(3, "other"), entry(4, "other")]
    once = [entry(5, EVENT, "c")]
    site.says({"attendances": [*twice, *once]})
    report = look(site.url, near=DAY._replace(events=(EVENT,)))
    assert report.doubles == (Double(RowId(BookingId("b"), EVENT), 2),)


def test_a_list_that_breaks_off_tells_of_no_doubles(site):
    site.says(*[{}] * 9, Reply({}, 500))
    report = look(site.url, near=DAY._replace(events=(EVENT,)))
    assert (report.stopped_by, report.doubles) == (None, ())


def test_an_app_token_that_expired_is_renewed_and_nothing_is_wrong(demo):
    app = app_of(demo)
    report = look(demo.url, auth=app)
    assert hitches(report) == [None] * 6
    state = demo._parts.state
    for token, ref, body in state.items("token"):
        state.put("token", token, body | {"expires": "2026-01-01T00:00:00Z"}, ref)
    assert [each.status for each in demo.requests()].count(401) == 0
    assert hitches(look(demo.url, auth=app)) == [None] * 6
    assert [each.status for each in demo.requests()].count(401) == 1


@pytest.mark.parametrize("changed", [{"secret": "wrong"}, {"instance_id": "wrong"}])
def test_an_app_that_wix_does_not_accept(demo, changed):
    [asked] = look(demo.url, auth=app_of(demo, **changed)).asked
    assert asked.hitch is Hitch.KEY
    assert asked.words.startswith("Wix does not accept the ")


@pytest.mark.parametrize(
    ("kind", "hitch"),
    [("throttle", Hitch.THROTTLED), ("html", Hitch.NOT_WIX), ("drop", Hitch.BROKE_OFF)],
)
def test_the_way_to_a_token_is_a_way_too(demo, kind, hitch):
    demo.faults.add(Fault(kind, "oauth.token"))
    assert hitches(look(demo.url, auth=app_of(demo))) == [hitch]


def test_a_site_that_lacks_a_method_is_not_a_missing_permission(demo):
    demo.faults.add(Fault("not_implemented", "site.*"), Fault("not_implemented", "*.bulk_set"))
    report = look(demo.url, key=demo.api_key, site_id=demo.site_id)
    assert hitches(report).count(Hitch.REFUSED) == 2
    assert (len(report.asked), report.stopped_by) == (6, None)


@pytest.mark.parametrize(
    ("status", "document", "hitch"),
    [
        (200, {}, None),
        (200, None, Hitch.PORTAL),
        (302, None, Hitch.PORTAL),
        (511, None, Hitch.PORTAL),
        (401, None, Hitch.KEY),
        (401, {}, Hitch.KEY),
        (403, None, Hitch.BLOCKED),
        (403, {}, Hitch.NO_PERMISSION),
        (404, None, Hitch.NOT_WIX),
        (404, {}, Hitch.REFUSED),
        (428, None, Hitch.NO_BOOKINGS),
        (428, {}, Hitch.NO_BOOKINGS),
        (429, None, Hitch.THROTTLED),
        (429, {}, Hitch.THROTTLED),
        (418, {}, Hitch.NOT_WIX),
        (500, {}, Hitch.BROKEN),
        (503, None, Hitch.BROKEN),
    ],
)
def test_what_an_answer_tells_of_the_way(status, document, hitch):
    assert of_answer(Answer(status, NOON, document)) is hitch


def raised(first, *deeper):
    """An error of ours with the chain that httpx leaves behind it."""
    error = lost(first)
    causes = [error, first, *deeper]
    for each, cause in pairwise(causes):
        each.__cause__ = cause
    return error


def refused_certificate(code):
    error = ssl.SSLCertVerificationError()
    error.verify_code = code
    return error


@pytest.mark.parametrize(
    ("chain", "hitch"),
    [
        ([httpx.ConnectError(""), socket.gaierror(socket.EAI_AGAIN, "")], Hitch.OFFLINE),
        ([httpx.ConnectError(""), socket.gaierror(socket.EAI_NONAME, "")], Hitch.NO_NAME),
        ([UnicodeError()], Hitch.NO_NAME),
        ([httpx.ConnectError(""), OSError(), refused_certificate(20)], Hitch.CERTIFICATE),
        ([httpx.ConnectError(""), refused_certificate(9)], Hitch.CERTIFICATE_TIME),
        ([httpx.ConnectError(""), refused_certificate(10)], Hitch.CERTIFICATE_TIME),
        ([httpx.ConnectError(""), ssl.SSLError()], Hitch.NOT_TLS),
        ([httpx.ProxyError("407 Proxy Authentication Required")], Hitch.PROXY_SIGN_IN),
        ([httpx.ProxyError("403 Forbidden")], Hitch.PROXY_REFUSES),
        ([httpx.ConnectError(""), ConnectionRefusedError()], Hitch.NO_ANSWER),
        ([httpx.ConnectTimeout("")], Hitch.NO_ANSWER),
        ([httpx.ReadTimeout("")], Hitch.LATE),
        ([httpx.ReadError("")], Hitch.BROKE_OFF),
        ([httpx.UnsupportedProtocol("")], Hitch.SETTINGS),
        ([httpx.InvalidURL("")], Hitch.SETTINGS),
    ],
)
def test_why_no_answer_came(chain, hitch):
    assert of_failure(raised(*chain)) is hitch


def test_what_was_never_asked():
    assert of_failure(NotAllowed("no key")) is Hitch.KEY
    assert of_failure(Throttled("wait", retry_after_s=1)) is Hitch.THROTTLED
    assert of_failure(Unreachable("not from Wix")) is Hitch.NOT_WIX
    settings = NotSent("settings")
    settings.__cause__ = ValueError("no such scheme")
    assert of_failure(settings) is Hitch.SETTINGS
    token: SiteError = NotSent("no token")
    token.__cause__ = raised(httpx.ConnectError(""))
    assert of_failure(token) is Hitch.NO_ANSWER
