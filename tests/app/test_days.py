"""Sessions and rosters of all three kinds on the days that are not 24 hours long, by the commands.

This computer is set to another zone than the site, so that nothing can be right by chance.
"""

import itertools
import json
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.cli.commands import _command
from app.cli.parser import build_parser
from app.demo import DemoSite, Fault
from app.main import program

# The zone, the day whose night has the change, and how long the day is.
NIGHTS = [
    ("America/New_York", date(2026, 3, 8), 23.0),
    ("America/New_York", date(2026, 11, 1), 25.0),
    ("Asia/Jerusalem", date(2026, 3, 27), 23.0),
    ("Asia/Jerusalem", date(2026, 10, 25), 25.0),
    ("Australia/Lord_Howe", date(2026, 4, 5), 24.5),
    ("Australia/Lord_Howe", date(2026, 10, 4), 23.5),
]
IDS = [f"{zone.partition('/')[2]} {hours}" for zone, _, hours in NIGHTS]
COMPUTERS = ("Pacific/Kiritimati", "America/Los_Angeles", "UTC")
A_DAY = timedelta(days=1)


@dataclass
class Wall:
    """The site's clock, and with it the one that its answers tell."""

    time: datetime

    def __call__(self):
        return self.time


@dataclass
class Studio:
    """A site in a zone, and commands of a computer that is not."""

    site: DemoSite
    zone: ZoneInfo
    day: date
    wall: Wall
    run: object

    def at(self, hour, minute=0, days=0):
        """A moment by the site's wall clock, in UTC; of an hour that comes twice, the first."""
        local = datetime(self.day.year, self.day.month, self.day.day, hour, minute)  # noqa: DTZ001
        return (local + days * A_DAY).replace(tzinfo=self.zone).astimezone(UTC)

    def add(self, title, start, end, **more):
        minutes = (end - start).total_seconds() / 60
        return self.site.add_session(title, start=start, minutes=minutes, **more)

    def sync(self, *more):
        assert self.run("sync", "--until", "sent", *more)[0] == 0

    def titles(self, *more):
        return [each["title"] for each in self.sessions(*more)]

    def sessions(self, *more):
        return self.run("sessions", "--json", *more)[1]

    def roster(self, event):
        return self.run("roster", event, "--json")[1]


@pytest.fixture
def here(monkeypatch, request):
    """This computer's zone."""
    monkeypatch.setenv("TZ", getattr(request, "param", COMPUTERS[0]))
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def studio(tmp_path, monkeypatch, capsys, here, request):
    zone_name, day, _ = request.param

    def run(*arguments):
        given = build_parser().parse_args(arguments)
        made = program(demo=False)
        try:
            code = _command(given)(made, given)
        finally:
            made.close()
        out = capsys.readouterr().out
        return code, json.loads(out) if given.json else out

    zone = ZoneInfo(zone_name)
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=zone).astimezone(UTC)
    wall = Wall(noon)
    with DemoSite(tmp_path / "site", now=wall, time_zone=zone_name, seed="empty") as site:
        site._state.wall = lambda: wall().timestamp()
        for name, value in {
            "TURNOUT_API_URL": site.url,
            "TURNOUT_API_KEY": site.api_key,
            "TURNOUT_SITE_ID": site.site_id,
            "TURNOUT_DATA_DIR": str(tmp_path / "data"),
            "TURNOUT_QUIET_S": "0",
        }.items():
            monkeypatch.setenv(name, value)
        yield Studio(site, zone, day, wall, run)


def fill(studio):
    """A day with everything that touches its two midnights and its change of offset."""
    studio.add("The evening before", studio.at(21, days=-1), studio.at(22, days=-1))
    studio.add("Until midnight", studio.at(23, days=-1), studio.at(0))
    studio.add("Over the first midnight", studio.at(23, 30, days=-1), studio.at(0, 30))
    studio.add("From midnight", studio.at(0), studio.at(1))
    studio.add("Over the change", studio.at(1, 15), studio.at(4))
    studio.add("Called off", studio.at(9), studio.at(10))
    studio.add("Over the second midnight", studio.at(23, 30), studio.at(0, 30, days=1))
    studio.add("Until the next midnight", studio.at(23), studio.at(0, days=1))
    studio.add("From the next midnight", studio.at(0, days=1), studio.at(1, days=1))
    for event in studio.site._state.all("event"):
        if event["title"] == "Called off":
            studio.site.cancel_session(event["id"])


THE_DAY = [
    "Over the first midnight",
    "From midnight",
    "Over the change",
    "Until the next midnight",
    "Over the second midnight",
]


@pytest.mark.parametrize(("studio", "here"), [
    pytest.param(night, computer, id=f"{name} seen from {computer}")
    for night, name, computer in zip(NIGHTS, IDS, COMPUTERS * 2, strict=True)
], indirect=True)  # fmt: skip
def test_a_day_of_the_site_whole_and_nothing_of_its_neighbours(studio):
    fill(studio)
    day = str(studio.day)
    studio.wall.time = studio.at(12, days=3)
    studio.sync("--date", day)
    found = studio.sessions("--date", day)
    assert [each["title"] for each in found] == THE_DAY
    for each in found:
        for end in ("start", "end"):
            told = datetime.fromisoformat(each[end])
            assert told.utcoffset() == told.astimezone(studio.zone).utcoffset()
    change = found[2]
    lasts = datetime.fromisoformat(change["end"]) - datetime.fromisoformat(change["start"])
    assert lasts == studio.at(4) - studio.at(1, 15)
    lines = studio.run("sessions", "--date", day)[1].splitlines()
    assert [line[:5] for line in lines] == ["23:30", "00:00", "01:15", "23:00", "23:30"]


@pytest.mark.parametrize("studio", NIGHTS, ids=IDS, indirect=True)
def test_today_is_the_sites_in_its_first_minute_and_in_its_last(studio):
    fill(studio)
    hours = next(
        hours for zone, day, hours in NIGHTS if (zone, day) == (str(studio.zone), studio.day)
    )
    assert studio.at(0, days=1) - studio.at(0) == timedelta(hours=hours)
    studio.wall.time = studio.at(0) + timedelta(seconds=5)
    studio.sync()
    assert studio.titles() == THE_DAY
    status = {each["title"]: each["status"] for each in studio.sessions()}
    assert (status["From midnight"], status["Over the change"]) == ("now", "upcoming")
    studio.wall.time = studio.at(0, days=1) - timedelta(seconds=30)
    studio.sync()
    assert studio.titles() == THE_DAY
    status = {each["title"]: each["status"] for each in studio.sessions()}
    assert (status["Over the second midnight"], status["Over the change"]) == ("now", "ended")
    studio.wall.time = studio.at(0, days=1) + timedelta(seconds=5)
    studio.sync()
    assert studio.titles() == ["Over the second midnight", "From the next midnight"]


@pytest.mark.parametrize("studio", [NIGHTS[1], NIGHTS[5]], ids=[IDS[1], IDS[5]], indirect=True)
def test_the_hour_that_comes_twice_or_not_at_all_keeps_its_sessions_in_order(studio):
    change = studio.at(1, 15)
    for number in range(6):
        start = change + timedelta(minutes=30 * number)
        studio.add(f"Half hour {number}", start, start + timedelta(minutes=30))
    studio.sync("--date", str(studio.day))
    found = studio.sessions("--date", str(studio.day))
    assert [each["title"] for each in found] == [f"Half hour {number}" for number in range(6)]
    starts = [datetime.fromisoformat(each["start"]) for each in found]
    assert {b - a for a, b in itertools.pairwise(starts)} == {timedelta(minutes=30)}
    # In the middle of them the site's own time says which one it is.
    studio.wall.time = change + timedelta(minutes=75)
    studio.sync()
    assert [each["status"] for each in studio.sessions()] == [
        *("ended", "ended", "now"),
        *("open", "open", "upcoming"),
    ]


@pytest.mark.parametrize("studio", [NIGHTS[0], NIGHTS[2]], ids=[IDS[0], IDS[2]], indirect=True)
def test_the_rosters_of_a_class_a_course_and_an_appointment(studio):
    site = studio.site
    yoga = studio.add("Yoga", studio.at(1, 15), studio.at(4))
    wheel = studio.add("Wheel", studio.at(18), studio.at(20), kind="COURSE")
    last_week = studio.add("Wheel", studio.at(18, days=-7), studio.at(20, days=-7), kind="COURSE")
    visit = studio.add("Physio", studio.at(23, 30), studio.at(0, 15, days=1), kind="APPOINTMENT")
    site.add_booking(yoga, 3, "Ana", "Lindqvist")
    site.add_booking(yoga, 1, "Ben", "Okafor", variants=(2, 1))
    course = site.add_booking(wheel, 2, "Cleo", "Marchetti")
    patient = site.add_booking(visit, 1, "Dov", "Peretz")
    for status in ("PENDING", "WAITING_LIST", "CANCELED", "DECLINED", "CREATED", "NEVER_HEARD_OF"):
        site.add_booking(yoga, 1, status.title(), "X", status=status)
    for status in ("CANCELED", "DECLINED"):
        counted = site.add_booking(yoga, 2, f"Counted {status}", "X", status=status)
        site.set_attendance(counted, yoga, "ATTENDED", 2)
    site.set_attendance(course, last_week, "ATTENDED", 2)
    site.set_attendance(course, wheel, "ATTENDED", 1)
    site.set_attendance(patient, visit, "NOT_ATTENDED")
    studio.sync()
    cards = {each["event_id"]: each for each in studio.sessions()}
    assert [(cards[each]["type"], cards[each]["booked"], cards[each]["attended"])
            for each in (yoga, wheel, visit)] == [
        ("CLASS", 7, 4), ("COURSE", 2, 1), ("APPOINTMENT", 1, 0),
    ]  # fmt: skip
    assert [(row["name"], row["party"], row["attended"], row["booking_status"])
            for row in studio.roster(yoga)] == [
        ("Ana Lindqvist", 3, 0, "CONFIRMED"),
        ("Ben Okafor", 3, 0, "CONFIRMED"),
        ("Counted CANCELED X", 2, 2, "CANCELED"),
        ("Counted DECLINED X", 2, 2, "DECLINED"),
        ("Pending X", 1, 0, "PENDING"),
    ]  # fmt: skip
    assert [(row["name"], row["attended"]) for row in studio.roster(wheel)] == [
        ("Cleo Marchetti", 1)
    ]
    assert [row["status"] for row in studio.roster(visit)] == ["no_show"]
    assert studio.run("check-in", wheel, course, "--add", "1")[0] == 0
    studio.sync()
    assert site.attendance(course, wheel) == ("ATTENDED", 2)
    assert site.attendance(course, last_week) == ("ATTENDED", 2)


@pytest.mark.parametrize("studio", NIGHTS[:1], ids=IDS[:1], indirect=True)
@pytest.mark.parametrize(
    "fault",
    [
        Fault("unknown_members"),
        Fault("missing_members", members=(
            "title", "scheduleName", "location", "resources", "totalCapacity", "recurrenceType",
            "contactDetails", "createdDate", "tags", "serviceId", "sessionId", "timeZone",
            "updatedDate", "hasNext", "numberOfParticipants", "externalScheduleId",
        )),
    ],
    ids=["unknown", "missing"],
)  # fmt: skip
def test_members_that_are_new_or_missing_cost_nobody_their_place(studio, fault):
    yoga = studio.add("Yoga", studio.at(11), studio.at(13))
    ana = studio.site.add_booking(yoga, 3, "Ana", "Lindqvist")
    studio.site.set_attendance(ana, yoga, "ATTENDED", 2)
    studio.site.faults.add(fault)
    studio.sync()
    [card] = studio.sessions("--date", str(studio.day))
    assert (card["event_id"], card["booked"], card["attended"]) == (yoga, 3, 2)
    [row] = studio.roster(yoga)
    assert (row["booking_id"], row["party"], row["attended"]) == (ana, 3, 2)


@pytest.mark.parametrize("studio", NIGHTS[:1], ids=IDS[:1], indirect=True)
def test_a_counted_booking_with_a_status_nobody_knows_is_kept_with_its_count(studio):
    yoga = studio.add("Yoga", studio.at(11), studio.at(13))
    ana = studio.site.add_booking(yoga, 3, "Ana", "Lindqvist")
    studio.sync()
    assert studio.run("check-in", yoga, ana, "--add", "2")[0] == 0
    studio.site._change_booking(ana, {"status": "NEVER_HEARD_OF"})
    studio.sync()
    assert [(row["booking_id"], row["attended"]) for row in studio.roster(yoga)] == [(ana, 2)]
    assert studio.site.attendance(ana, yoga) == ("ATTENDED", 2)


def test_a_process_in_another_zone_shows_the_sites_day(tmp_path, turnout):
    """The same as a process of its own: at the site it is not yet, or no more, this one's day."""
    zone = ZoneInfo("Australia/Lord_Howe")
    with DemoSite(tmp_path / "far", time_zone=str(zone), seed="empty") as site:
        now = site._parts.clock.now()
        yoga = site.add_session("Yoga", start=now - timedelta(minutes=1))
        far = type(turnout)(site, tmp_path / "data of it")
        for tz in ("America/Los_Angeles", "Pacific/Kiritimati"):
            far.ok("sync", "--until", "sent", TZ=tz)
            [card] = far.ok("sessions", "--json", TZ=tz).json
            assert card["event_id"] == yoga
            start = datetime.fromisoformat(card["start"])
            assert start.utcoffset() == start.astimezone(zone).utcoffset()
