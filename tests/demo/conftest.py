"""A site on loopback and a client that speaks plain HTTP to it."""

import http.client
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from app.demo import DemoSite

NOW = datetime(2026, 11, 23, 14, 7, tzinfo=UTC)


class Hands:
    """A clock that moves when told to."""

    def __init__(self):
        self.time = NOW

    def __call__(self):
        return self.time

    def move(self, **by):
        self.time += timedelta(**by)


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    raw: bytes

    @property
    def body(self):
        return json.loads(self.raw)

    @property
    def code(self):
        return self.body["details"]["applicationError"]["code"]

    @property
    def field(self):
        return self.body["details"]["validationError"]["fieldViolations"][0]["field"]


class Client:
    """Asks a site over one connection per request, or over a kept one."""

    def __init__(self, site):
        self.site = site
        self.headers = {"Authorization": site.api_key, "wix-site-id": site.site_id}

    def connection(self):
        return http.client.HTTPConnection(urlsplit(self.site.url).netloc, timeout=10)

    def ask(self, method, path, body=None, headers=None, kept=None):
        connection = kept or self.connection()
        raw = None if body is None else json.dumps(body).encode()
        try:
            connection.request(method, path, raw, self.headers if headers is None else headers)
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            if kept is None:
                connection.close()

    def post(self, path, body=None, **more):
        return self.ask("POST", path, body or {}, **more)

    def get(self, path, **more):
        return self.ask("GET", path, **more)

    def mark(self, booking, event, status="ATTENDED", number=1, **more):
        attendance = {"bookingId": booking, "eventId": event, "status": status}
        if number is not None:
            attendance["numberOfAttendees"] = number
        return self.post("/bookings/bookings-attendance/set", {"attendance": attendance}, **more)

    def attendances(self, filter_=None, **query):
        body = {"query": {"filter": filter_ or {}, **query}}
        return self.post("/bookings/bookings-attendance/query", body)

    def bookings(self, filter_=None, **more):
        query = more.pop("query", {})
        body = {"query": {"filter": filter_ or {}, **query}, **more}
        return self.post("/_api/bookings-reader/v2/extended-bookings/query", body)

    def events(self, filter_=None, **more):
        query = more.pop("query", {})
        return self.post(
            "/calendar/v3/events/query", {"query": {"filter": filter_ or {}, **query}, **more}
        )

    def today(self, **more):
        window = {"fromLocalDate": "2026-11-23T00:00:00", "toLocalDate": "2026-11-24T00:00:00"}
        return self.events(**window, **more).body["events"]


@pytest.fixture
def clock():
    return Hands()


@pytest.fixture
def site(tmp_path, clock):
    """A site with a catalogue and nothing in its calendar."""
    with DemoSite(tmp_path / "site", now=clock, time_zone="America/New_York", seed="empty") as site:
        yield site


@pytest.fixture
def studio(tmp_path, clock):
    """A site with a studio's day."""
    with DemoSite(tmp_path / "studio", now=clock, time_zone="America/New_York") as site:
        yield site


@pytest.fixture
def client(site):
    return Client(site)


@pytest.fixture
def visitor(studio):
    """A client of the studio."""
    return Client(studio)


@pytest.fixture
def client_of():
    return Client


@pytest.fixture
def fixture_of():
    """The exchange that a fixture file holds."""
    folder = Path(__file__).parent.parent / "wix" / "fixtures"
    return lambda name: json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
