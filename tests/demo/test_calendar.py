"""Events by the wall clock of a zone, and what is told about them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

NEW_YORK = ZoneInfo("America/New_York")


def titles(answer):
    return [event["title"] for event in answer.body["events"]]


def window(first, last, zone="America/New_York"):
    return {"fromLocalDate": first, "toLocalDate": last, "timeZone": zone}


def test_overlap_with_the_window(client, site):
    for title, start, minutes in (
        ("over midnight", datetime(2026, 11, 22, 23, 30, tzinfo=NEW_YORK), 60),
        ("ends at midnight", datetime(2026, 11, 22, 23, 0, tzinfo=NEW_YORK), 60),
        ("late", datetime(2026, 11, 23, 23, 30, tzinfo=NEW_YORK), 60),
        ("tomorrow", datetime(2026, 11, 24, 0, 0, tzinfo=NEW_YORK), 60),
    ):
        site.add_session(title, start=start, minutes=minutes)
    day = window("2026-11-23T00:00:00", "2026-11-24T00:00:00")
    assert titles(client.events(**day)) == ["over midnight", "late"]


@pytest.mark.parametrize(
    ("day", "hours"), [("2026-03-08", 23), ("2026-11-01", 25), ("2026-11-02", 24)]
)
def test_days_on_which_the_clock_changes(client, site, day, hours):
    midnight = datetime.fromisoformat(day).replace(tzinfo=NEW_YORK)
    first = datetime.fromtimestamp(midnight.timestamp(), ZoneInfo("UTC"))
    for hour in range(-1, 27):
        site.add_session(str(hour), start=first + timedelta(hours=hour), minutes=60)
    after = (datetime.fromisoformat(day) + timedelta(days=1)).isoformat()
    answer = client.events(**window(f"{day}T00:00:00", after))
    assert titles(answer) == [str(hour) for hour in range(hours)]


def test_times_in_the_zone_that_was_asked_for(client, site):
    site.add_session("A", start=datetime(2026, 11, 23, 9, 0, tzinfo=NEW_YORK))
    [event] = client.events(timeZone="Asia/Jerusalem").body["events"]
    assert event["adjustedStart"] == {
        "localDate": "2026-11-23T16:00:00",
        "timeZone": "Asia/Jerusalem",
    }
    assert event["start"] == {
        "localDate": "2026-11-23T09:00:00",
        "timeZone": "America/New_York",
        "utcDate": "2026-11-23T14:00:00Z",
    }


def test_participants_only_when_asked_for(client, site):
    event = site.add_session("A", capacity=10)
    site.add_booking(event, 3, "Dana", "Levi", phone="+972 54-555-3127")
    site.add_booking(event, variants=(2, 1))
    site.add_booking(event, 4, status="CANCELED")
    [plain] = client.events().body["events"]
    assert "participants" not in plain
    assert plain["remainingCapacity"] == 4
    [told] = client.events(fields=["PI_FIELDS"]).body["events"]
    assert told["participants"]["total"] == 6
    assert "Dana Levi" in [one["name"] for one in told["participants"]["list"]]


def test_participants_are_withheld_from_a_key_that_may_not_know(client, site):
    site.add_booking(site.add_session("A"))
    headers = client.headers | {"Authorization": site.add_key(["CALENDAR.READ"])}
    body = {"query": {}, "fields": ["PI_FIELDS"]}
    [event] = client.post("/calendar/v3/events/query", body, headers=headers).body["events"]
    assert "participants" not in event


def test_cancelled_events_are_there(client, site):
    event = site.add_session("A")
    site.cancel_session(event)
    assert [one["status"] for one in client.events().body["events"]] == ["CANCELLED"]


@pytest.mark.parametrize(
    "body",
    [
        {"query": {"filter": {"status": "CONFIRMED"}}},
        {"query": {"filter": {"start": "2026-11-23"}}},
        {"query": {"sort": [{"fieldName": "start", "order": "DESC"}]}},
        {"query": {"cursorPaging": {"limit": 1001}}},
        {"query": {}, "fromLocalDate": "2026-11-23"},
        {"query": {}, "fromLocalDate": "2026-11-23T00:00:00Z"},
        {"query": {}, **window("2026-11-24T00:00:00", "2026-11-23T00:00:00")},
        {"query": {}, "timeZone": "Mars/Olympus"},
        {"query": {}, "recurrenceType": ["SOMETIMES"]},
    ],
)
def test_queries_that_are_refused(client, body):
    answer = client.post("/calendar/v3/events/query", body)
    assert answer.status == 400
    assert answer.field


def test_filters(client, site):
    site.add_session("class")
    site.add_session("treatment", kind="APPOINTMENT", capacity=1)
    assert titles(client.events({"type": {"$in": ["APPOINTMENT"]}})) == ["treatment"]
    assert titles(client.events({"totalCapacity": {"$gt": 1}})) == ["class"]
    [event] = client.events({"type": "CLASS"}).body["events"]
    assert titles(client.events({"resources.id": {"$hasSome": [event["resources"][0]["id"]]}}))
    assert titles(client.events({"$and": [{"type": "CLASS"}, {"type": "COURSE"}]})) == []
    assert titles(client.events(recurrenceType=["NONE"])) == ["treatment"]


def test_the_cursor_carries_the_window(client, site):
    for hour in range(3):
        start = datetime(2026, 11, 23, 9 + hour, tzinfo=NEW_YORK)
        site.add_session(str(hour), start=start)
    site.add_session("far", start=datetime(2026, 12, 24, 9, tzinfo=NEW_YORK))
    day = window("2026-11-23T00:00:00", "2026-11-24T00:00:00")
    first = client.events(query={"cursorPaging": {"limit": 2}}, **day)
    cursor = first.body["pagingMetadata"]["cursors"]["next"]
    second = client.events(query={"cursorPaging": {"cursor": cursor, "limit": 2}})
    assert titles(first) + titles(second) == ["0", "1", "2"]


def test_get_and_list(client, site):
    single = site.add_session("one", kind="APPOINTMENT")
    other = site.add_session("two")
    assert client.get(f"/calendar/v3/events/{single}").body["event"]["title"] == "one"
    assert client.get("/calendar/v3/events/nothing").code == "EVENT_NOT_FOUND"
    path = f"/calendar/v3/events?eventIds={single}&eventIds={other}&eventIds=x"
    assert titles(client.get(path)) == ["one", "two"]
    assert client.get("/calendar/v3/events").status == 400
    many = "&".join(f"eventIds={number}" for number in range(101))
    assert client.get(f"/calendar/v3/events?{many}").field == "eventIds"


def test_event_ids_look_like_those_of_wix(site):
    single = site.add_session(kind="APPOINTMENT")
    assert len(single) == 64
    assert int(single, 16)
    instance = site.add_session()
    assert len(instance) > 110
    assert instance.isalnum()
