"""Each written-down request, sent to the demo site, is answered as the fixture says it is."""

import http.client
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode, urlsplit

import pytest

from app.demo import DemoSite
from tests.wix.scripted import FIXTURES, fixture

NOW = datetime(2026, 11, 23, 14, 7, tzinfo=UTC)
ZONE = "America/New_York"

# What is in one good answer and not in another, and so may be missing from either.
SOMETIMES = {
    *("phone", "email", "participants", "recurrenceRule", "recurringEventId", "next", "count"),
    *("attendance", "totalParticipants", "participantsChoices", "formSubmissionId", "memberId"),
    *("firstSessionStart", "lastSessionEnd", "schedule", "slot", "lastName", "doubleBooked"),
    *("availabilityConstraints", "appId", "contactId", "item", "error", "id", "data", "hasNext"),
    *("eventId", "scheduleId", "numberOfParticipants", "countryCode", "createdBy", "total"),
    *("bookingSource", "allowedActions", "logo", "offset", "wixUserId", "bookingPolicy"),
}


def shape(value):
    """The members and types of a value; the entries of a list taken together."""
    if isinstance(value, dict):
        return {key: shape(one) for key, one in value.items()}
    if isinstance(value, list):
        return [merged([shape(one) for one in value])] if value else []
    return type(value).__name__


def merged(shapes):
    if not all(isinstance(one, dict) for one in shapes):
        return shapes[0]
    keys = {key for one in shapes for key in one}
    return {key: merged([one[key] for one in shapes if key in one]) for key in keys}


def differences(told, got, path=""):
    """What one of two shapes has and the other has not, or has of another type."""
    if isinstance(told, dict) and isinstance(got, dict):
        for key in sorted((told.keys() ^ got.keys()) - SOMETIMES):
            yield f"{path}.{key} is {'missing' if key in told else 'not written down'}"
        for key in sorted(told.keys() & got.keys()):
            yield from differences(told[key], got[key], f"{path}.{key}")
    elif isinstance(told, list) and isinstance(got, list):
        if told and got:
            yield from differences(told[0], got[0], f"{path}[]")
    elif told != got and "NoneType" not in (told, got):
        yield f"{path} is {got}, not {told}"


@dataclass
class Visitor:
    """Sends what fixtures say, about the sessions and bookings that the demo site has instead."""

    site: DemoSite
    swaps: dict[str, str]

    def send(self, request):
        swapped = json.dumps(request)
        for theirs, ours in self.swaps.items():
            swapped = swapped.replace(theirs, ours)
        asked = json.loads(swapped)
        address = urlsplit(asked["url"])
        query = asked.get("query")
        pairs = query.items() if isinstance(query, dict) else map(tuple, query or ())
        target = f"{address.path}?{urlencode(list(pairs))}"
        line = http.client.HTTPConnection(urlsplit(self.site.url).netloc, timeout=10)
        body = json.dumps(asked["body"]) if asked.get("body") is not None else None
        try:
            line.request(asked["method"], target, body, asked["headers"])
            answer = line.getresponse()
            return answer.status, answer.headers, json.loads(answer.read())
        finally:
            line.close()


@pytest.fixture(scope="module")
def visitor(tmp_path_factory):
    folder = tmp_path_factory.mktemp("studio")
    with DemoSite(folder, now=lambda: NOW, time_zone=ZONE) as site:
        own, swaps = site.credentials, {"<API_KEY>": site.api_key}
        swaps["bb7f5044-f309-408d-a5c4-2b701eca1a7d"] = site.site_id
        swaps["8ade1258-254d-4d5e-a45f-6865326eb943"] = own.app_id
        swaps["<APP_SECRET>"] = own.app_secret
        swaps["51f66b18-0454-44d4-ad49-f069ae5ae605"] = own.instance_id
        swaps |= _sessions(site) | _people(site)
        yield Visitor(site, swaps)


def _session(site, kind, title=""):
    return next(
        each
        for each in site._state.all("event")
        if each["type"] == kind
        and title in ("", each["scheduleName"])
        and each["start"]["localDate"].startswith("2026-11-23")
    )


def _sessions(site):
    """The three sessions of the fixtures, with their schedules and services."""
    told = fixture("calendar.events.query.json")["response"]["body"]["events"]
    titles = {"CLASS": "Morning Flow"}
    swaps = {}
    for theirs in told:
        ours = _session(site, theirs["type"], titles.get(theirs["type"], ""))
        for member in ("id", "scheduleId", "externalScheduleId"):
            swaps[theirs[member]] = ours[member]
    return swaps


def _people(site):
    """Three of a class, one of a course, and a walk-in's booking; attendance of two of them."""
    yoga = _session(site, "CLASS", "Morning Flow")
    course = _session(site, "COURSE")
    theirs = [
        "76fe39f0-4477-4bd6-ae88-a37bb2d193f0",
        "56544bea-a819-4db9-a9dd-7625016a4599",
        "d0be1843-eceb-4830-a106-1dec4268e383",
    ]
    ours = [each["id"] for each in site._state.by_ref("booking", yoga["id"])][:3]
    [cleo] = [each["id"] for each in site._state.by_ref("booking", course["scheduleId"])][:1]
    for booking, event in ((ours[0], yoga), (ours[1], yoga), (cleo, course)):
        site.set_attendance(booking, event["id"])
    marks = {each["bookingId"]: each["id"] for each in site._state.all("attendance")}
    return {
        **dict(zip(theirs, ours, strict=True)),
        "82107923-3cea-44fc-a786-02e28150afe9": cleo,
        "f215f4cd-6aa7-4596-af28-01dac6f22dbc": marks[ours[0]],
        "1d36df10-ac4c-42e9-ab8a-41785efea2c4": marks[ours[1]],
        "e9556d9b-e79c-49c5-afce-23138fe9737c": next(
            each["id"]
            for each in site._state.all("attendance")
            if (each["bookingId"], each["eventId"]) == (cleo, course["id"])
        ),
    }


# In this order: what deletes comes after what reads, a walk-in is booked before it is confirmed.
FIRST = ("attendance.set", "attendance.bulk-set", "attendance.query", "attendance.get")
WALK_IN = ("bookings.create", "bookings.confirm", "bookings.cancel")
LAST = ("attendance.delete", "attendance.bulk-delete")
WITHOUT = ("errors", "attendance.webhook.deleted", "bookings.confirm-or-decline")
"""Not requests, or one whose booking is made below for itself."""
REST = sorted({each.stem for each in FIXTURES.glob("*.json")} - {*FIRST, *WALK_IN, *LAST, *WITHOUT})


def check(visitor, told, request):
    status, headers, body = visitor.send(request)
    assert status == told["status"]
    assert headers["x-wix-request-id"]
    assert headers["content-type"] == told.get("headers", headers)["content-type"]
    assert list(differences(shape(told["body"]), shape(body))) == []
    return body


@pytest.mark.parametrize("name", [*FIRST, *REST, *LAST])
def test_the_answer_to_a_request(visitor, name):
    told = fixture(f"{name}.json")
    body = check(visitor, told["response"], told["request"])
    lists = [value for value in body.values() if isinstance(value, list)]
    assert all(lists), "an empty list shows nothing"


def test_a_walk_in_from_its_booking_to_its_end(visitor):
    told = [fixture(f"{name}.json") for name in WALK_IN]
    made = check(visitor, told[0]["response"], told[0]["request"])["booking"]
    visitor.swaps[told[0]["response"]["body"]["booking"]["id"]] = made["id"]
    for each in told[1:]:
        check(visitor, each["response"], each["request"])


def test_a_booking_is_confirmed_or_declined(visitor):
    create, told = fixture("bookings.create.json"), fixture("bookings.confirm-or-decline.json")
    made = visitor.send(create["request"])[2]["booking"]
    visitor.swaps[create["response"]["body"]["booking"]["id"]] = made["id"]
    check(visitor, told["response"], told["request"])


VARIANTS = [
    pytest.param(name, one, id=f"{name}: {one['name']}")
    for name in ("attendance.set", "calendar.participations.query")
    for one in fixture(f"{name}.json")["variants"]
]


@pytest.mark.parametrize(("name", "variant"), VARIANTS)
def test_the_answer_to_a_variant(visitor, name, variant):
    request = {**fixture(f"{name}.json")["request"], "body": variant["request"]}
    if "query" not in request["body"]:
        request["body"] = {"attendance": variant["request"]["attendance"]}
    told = variant["response"]
    check(visitor, told if "status" in told else {"status": 200, "body": told}, request)


def test_the_pages_of_a_list(visitor):
    for name in ("attendance.query", "extended-bookings.query.by-event"):
        told = fixture(f"{name}.json")
        first, following = told["variants"][0], told["variants"][1]
        request = {**told["request"], "body": first["request"]}
        body = check(visitor, {"status": 200, "body": first["response"]}, request)
        cursor = body["pagingMetadata"]["cursors"]["next"]
        sent = json.loads(json.dumps(following["request"]))
        sent["query"]["cursorPaging"]["cursor"] = cursor
        check(
            visitor,
            {"status": 200, "body": following["response"]},
            {**told["request"], "body": sent},
        )


def test_the_other_variants(visitor):
    get, token = fixture("attendance.get.json"), fixture("oauth2.token.json")
    create, confirm = fixture("bookings.create.json"), fixture("bookings.confirm.json")
    unknown = {**get["request"], "url": get["request"]["url"][:-4] + "0000"}
    check(visitor, get["variants"][0]["response"], unknown)
    wrong = {**token["request"], "body": {**token["request"]["body"], "client_secret": "wrong"}}
    told = token["variants"][0]["response"]
    check(visitor, told, wrong)
    course = create["variants"][0]
    check(visitor, create["response"], {**create["request"], "body": course["request"]})
    made = visitor.send(create["request"])[2]["booking"]
    visitor.swaps[create["response"]["body"]["booking"]["id"]] = made["id"]
    stale = {**confirm["request"], "body": {**confirm["request"]["body"], "revision": "9"}}
    check(visitor, confirm["variants"][0]["response"], stale)
    visitor.send(confirm["request"])
    again = {**confirm["request"], "body": {**confirm["request"]["body"], "revision": "2"}}
    check(visitor, confirm["variants"][1]["response"], again)


def test_a_difference_is_found():
    told = shape({"a": [{"b": 1}, {"c": None}], "d": {}})
    got = shape({"a": [{"b": "x", "e": 1}], "d": {}})
    assert list(differences(told, got)) == [
        ".a[].c is missing",
        ".a[].e is not written down",
        ".a[].b is str, not int",
    ]
