"""The studio's day: believable at any hour, the same after a restart."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.demo import DemoSite
from app.demo.bookings import party_of, takes_places

NEW_YORK = ZoneInfo("America/New_York")


def today(site, day="2026-11-23"):
    """The events that overlap that local day."""
    after = str(date.fromisoformat(day) + timedelta(days=1))
    events = [
        event
        for event in site._state.all("event")
        if event["start"]["localDate"] < after and event["end"]["localDate"] > f"{day}T00:00:00"
    ]
    return sorted(events, key=lambda event: event["start"]["utcDate"])


def roster(site, event):
    ref = event["scheduleId"] if event["type"] == "COURSE" else event["id"]
    return site._state.by_ref("booking", ref)


def taken(site, event):
    return sum(party_of(one) for one in roster(site, event) if takes_places(one))


def opened(folder, moment, **more):
    site = DemoSite(folder, now=lambda: moment, time_zone=NEW_YORK, **more)
    site.stop()
    return DemoSite(folder, now=lambda: moment, time_zone=NEW_YORK, **more)


@pytest.mark.parametrize("time", ["00:10", "02:00", "11:07", "17:45", "23:30", "23:58"])
@pytest.mark.parametrize("day", ["2026-11-23", "2026-03-08", "2026-11-01"])
def test_a_day_at_any_hour(tmp_path, day, time):
    moment = datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=NEW_YORK)
    now = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    site = opened(tmp_path, moment)
    events = today(site, day)
    assert 8 <= len(events) <= 11
    held = [event for event in events if event["status"] == "CONFIRMED"]
    assert len(held) == len(events) - 1
    over = [event for event in held if event["end"]["utcDate"] <= now]
    running = [
        event for event in held if event["start"]["utcDate"] <= now < event["end"]["utcDate"]
    ]
    coming = [event for event in held if event["start"]["utcDate"] > now]
    assert [event["title"] for event in running] == ["Morning Flow"]
    assert len(over) == 3
    [course] = [event for event in coming if event["type"] == "COURSE"]
    assert course["start"]["utcDate"] == min(event["start"]["utcDate"] for event in coming)
    assert [event["title"] for event in coming if not roster(site, event)] == ["Yin & Breath"]
    full = [event for event in coming if taken(site, event) == event["totalCapacity"]]
    assert "Power Vinyasa" in [event["title"] for event in full]
    for event in over:
        assert any(site.attendance(one["id"], event["id"]) for one in roster(site, event))
    site.stop()


def test_the_running_class(studio):
    [event] = [
        event for event in today(studio) if event["start"]["localDate"] == "2026-11-23T08:45:00"
    ]
    bookings = roster(studio, event)
    assert 12 <= sum(map(takes_places, bookings)) <= 14
    assert taken(studio, event) <= event["totalCapacity"] == 18
    assert {booking["status"] for booking in bookings} == {
        *("CONFIRMED", "PENDING", "CANCELED", "WAITING_LIST", "DECLINED", "CREATED"),
    }
    [dana] = [one for one in bookings if one["contactDetails"]["firstName"] == "Dana"]
    assert party_of(dana) == 4
    assert dana["contactDetails"]["phone"].endswith("3127")
    assert studio.attendance(dana["id"], event["id"]) is None
    sams = [one for one in bookings if one["contactDetails"]["firstName"] == "Sam"]
    assert len({one["contactDetails"]["phone"] for one in sams}) == 2
    assert any("participantsChoices" in one and "totalParticipants" not in one for one in bookings)
    assert any(one["additionalFields"] is None for one in bookings)
    assert any("lastName" not in one["contactDetails"] for one in bookings)
    assert any(studio.attendance(one["id"], event["id"]) for one in bookings)


def test_names_in_many_scripts(studio):
    people = [one.get("contactDetails") or {} for one in studio._state.all("booking")]
    letters = {
        letter for one in people for letter in f"{one.get('firstName')}{one.get('lastName')}"
    }
    for first, last in (("א", "ת"), ("ا", "ي"), ("一", "龥"), ("а", "я"), ("à", "ÿ")):
        assert any(first <= letter <= last for letter in letters)
    assert any(not one.get("phone") for one in people)
    assert any(not one.get("email") for one in people)


def test_the_course_runs_for_eight_weeks(studio):
    courses = [event for event in studio._state.all("event") if event["type"] == "COURSE"]
    days = sorted(event["start"]["localDate"] for event in courses)
    assert len(days) == 8
    assert days[3] == "2026-11-23T09:30:00"
    assert {day[11:] for day in days} == {"09:30:00"}
    past = [event for event in courses if event["start"]["localDate"] < "2026-11-23"]
    for booking in roster(studio, courses[0]):
        assert all(studio.attendance(booking["id"], event["id"]) for event in past)
        assert "slot" not in booking["bookedEntity"]


def test_an_appointment_that_waits_has_no_event(studio):
    waiting = [one for one in studio._state.all("booking") if one["status"] == "PENDING"]
    slots = [one["bookedEntity"]["slot"] for one in waiting]
    assert [slot["serviceId"] for slot in slots if "eventId" not in slot]


def test_days_around(studio):
    for away in (-2, -1, 1, 2, 3, 4, 5, 6):
        day = str(date(2026, 11, 23) + timedelta(days=away))
        assert len(today(studio, day)) == 2


def test_a_restart_keeps_everything(tmp_path):
    moment = datetime(2026, 11, 23, 9, 7, tzinfo=NEW_YORK)
    site = DemoSite(tmp_path, now=lambda: moment, time_zone=NEW_YORK)
    event = today(site)[0]
    booking = roster(site, event)[0]
    site.set_attendance(booking["id"], event["id"], "ATTENDED", 7)
    before = (site.credentials, site._state.all("event"), site._state.all("booking"))
    site.stop()
    later = moment + timedelta(hours=3)
    again = DemoSite(tmp_path, now=lambda: later, time_zone=NEW_YORK)
    assert (again.credentials, again._state.all("event"), again._state.all("booking")) == before
    assert again.attendance(booking["id"], event["id"]) == ("ATTENDED", 7)
    again.stop()


def test_the_same_day_has_the_same_ids_elsewhere(tmp_path):
    def ids(folder, moment):
        site = opened(tmp_path / folder, moment)
        found = [[one["id"] for one in site._state.all(kind)] for kind in ("event", "booking")]
        credentials = site.credentials
        site.stop()
        return found, credentials

    one, its_keys = ids("one", datetime(2026, 11, 23, 9, 7, tzinfo=NEW_YORK))
    two, other_keys = ids("two", datetime(2026, 11, 23, 19, 0, tzinfo=NEW_YORK))
    assert one == two
    assert its_keys.api_key != other_keys.api_key
    assert its_keys.site_id != other_keys.site_id


def test_every_day_is_seeded_when_it_comes(tmp_path):
    for day, hour in ((23, 10), (24, 10), (25, 11), (26, 23), (28, 2), (29, 10), (30, 13)):
        moment = datetime(2026, 11, day, hour, 0, tzinfo=NEW_YORK)
        site = DemoSite(tmp_path, now=lambda moment=moment: moment, time_zone=NEW_YORK)
        events = today(site, f"2026-11-{day}")
        assert 8 <= len(events) <= 11
        [course] = [event for event in events if event["type"] == "COURSE"]
        assert course["start"]["localDate"] == f"2026-11-{day}T{hour:02}:25:00"
        site.stop()
    # A week on, the first day's course goes on, at another hour than planned.
    assert course["recurrenceType"] == "EXCEPTION"


def test_a_date_given(tmp_path, clock):
    site = DemoSite(tmp_path, now=clock, time_zone="America/New_York", date=date(2027, 2, 1))
    events = today(site, "2027-02-01")
    assert 8 <= len(events) <= 11
    assert site._parts.clock.now() == datetime(2027, 2, 1, 14, 7, tzinfo=UTC)
    site.stop()


def test_a_big_day(site, client):
    site.big_day(sessions=40, bookings=500)
    day = {"fromLocalDate": "2026-11-23T00:00:00", "toLocalDate": "2026-11-24T00:00:00"}
    answer = client.events(query={"cursorPaging": {"limit": 1000}}, **day)
    assert len(answer.body["events"]) == 40
    path = "/_api/bookings-reader/v2/extended-bookings/count"
    assert client.post(path, {"filter": {}}).body == {"count": 500}


def test_an_unknown_seed(tmp_path):
    with pytest.raises(ValueError, match="rubbish"):
        DemoSite(tmp_path, seed="rubbish")


@settings(max_examples=15)
@given(st.integers(0, 24 * 60 - 1))
def test_every_minute_has_a_class_running(tmp_path_factory, minute):
    moment = datetime(2026, 11, 23, tzinfo=NEW_YORK) + timedelta(minutes=minute)
    site = opened(tmp_path_factory.mktemp("day"), moment)
    now = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    running = [
        event
        for event in today(site)
        if event["start"]["utcDate"] <= now < event["end"]["utcDate"]
        and event["status"] == "CONFIRMED"
    ]
    assert "Morning Flow" in [event["title"] for event in running]
    site.stop()
