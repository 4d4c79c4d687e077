"""One day of the studio, placed around the moment at which the day is first opened."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.demo import seed_rosters as rosters
from app.demo.bodies import slot_entity
from app.demo.clock import stamp
from app.demo.planting import Garden, Plan
from app.demo.seed_rosters import Row

_ROOM = 300
"""Minutes that the sessions before, or after, the moment take up when there is room."""
_FIVE = 5
_WEEKS_AGO = 8


@dataclass(frozen=True, slots=True)
class _Place:
    """A session by its distance in minutes from the moment: of its end before, its start after."""

    key: str
    service: str
    away: int
    minutes: int
    rows: tuple[Row, ...]
    status: str = "CONFIRMED"


_BEFORE = (
    _Place("early", "power", 190, 60, rosters.EARLY),
    _Place("treated", "physio", 130, 45, rosters.TREATED),
    _Place("late morning", "slow", 55, 60, rosters.LATE_MORNING),
)
_RUNNING = _Place("running", "flow", -20, 75, rosters.RUNNING)
_AFTER = (
    _Place("called off", "slow", 50, 60, rosters.CALLED_OFF, "CANCELLED"),
    _Place("treatment", "physio", 75, 45, rosters.TREATMENT),
    _Place("full", "power", 120, 60, rosters.FULL),
    _Place("empty", "yin", 210, 60, rosters.EMPTY),
)
NEXT_AWAY = 25


def five_minutes(moment: datetime) -> datetime:
    """On the five minutes, as a timetable is."""
    return moment.replace(minute=moment.minute // _FIVE * _FIVE, second=0, microsecond=0)


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The beginning of a local day."""
    return datetime.combine(day, time(), zone)


def minutes_left(now: datetime, day: date, zone: ZoneInfo) -> int:
    """How many minutes after the moment something can still begin on this day."""
    end = midnight(day + timedelta(days=1), zone)
    return max(0, int((end.timestamp() - now.timestamp()) // 60) - 1)


def next_start(now: datetime, day: date, zone: ZoneInfo) -> datetime:
    """When the next session begins: soon, and today if there is any of it left."""
    away = timedelta(minutes=min(NEXT_AWAY, minutes_left(now, day, zone)))
    return five_minutes(now + away) if away >= timedelta(minutes=NEXT_AWAY) else now + away


def add_day(garden: Garden, day: date) -> None:
    """The day's classes and appointments; its course session is the course's own."""
    now, zone = garden.now, garden.zone
    begun = int((now.timestamp() - midnight(day, zone).timestamp()) // 60)
    for place in _BEFORE:
        end = now - timedelta(minutes=max(1, _squeezed(place.away, begun - 1)))
        start = end - timedelta(minutes=place.minutes)
        garden.add_session(_plan(place, day, start if begun < _ROOM else five_minutes(start)))
    running = five_minutes(now + timedelta(minutes=_RUNNING.away))
    garden.add_session(_plan(_RUNNING, day, running))
    soon = next_start(now, day, zone)
    left = minutes_left(soon, day, zone)
    for place in _AFTER:
        start = soon + timedelta(minutes=_squeezed(place.away - NEXT_AWAY, left))
        garden.add_session(_plan(place, day, start if left < _ROOM else five_minutes(start)))
    _add_undecided(garden, day, soon + timedelta(days=1))


def _add_undecided(garden: Garden, day: date, start: datetime) -> None:
    """An appointment that awaits a decision: Wix makes its event when it is confirmed."""
    place = _Place("undecided", "physio", 0, 45, ())
    event = garden.event_of(_plan(place, day, start))
    entity = slot_entity(event, garden.staff_of("physio"))
    for name in ("eventId", "sessionId"):
        del entity["slot"][name]
    garden.add_booking((f"{day} undecided", 0), rosters.UNDECIDED, entity, event)


def _squeezed(away: int, room: int) -> int:
    """Nearer if the day has not that much room: towards midnight everything moves together."""
    return away if room >= _ROOM else away * max(0, room) // _ROOM


def _plan(place: _Place, day: date, start: datetime) -> Plan:
    return Plan(
        key=f"{day} {place.key}",
        service=place.service,
        start=start.replace(second=0, microsecond=0),
        minutes=place.minutes,
        rows=place.rows,
        status=place.status,
    )


def add_long_ago(garden: Garden, day: date) -> None:
    """A class that today's clients were in, but for a few who are here for the first time.

    Further back than anybody looks, so that other days and reports are as they would be without.
    """
    start = datetime.combine(day - timedelta(weeks=_WEEKS_AGO), time(9), garden.zone)
    plan = Plan(f"{day} long ago", "flow", start, 60, capacity=len(rosters.LONG_AGO))
    event, made = garden.add_event(plan), stamp(start - timedelta(days=3))
    entity = slot_entity(event, garden.staff_of(plan.service))
    for row in rosters.LONG_AGO:
        booking = garden.add_booking((plan.key, row.person), row, entity, event)
        booking |= {"createdDate": made, "updatedDate": made}


def add_neighbour(garden: Garden, day: date, *, past: bool) -> None:
    """A day before or after: a class and an appointment at fixed hours."""
    class_rows = rosters.PAST_CLASS if past else rosters.COMING_CLASS
    treatment_rows = rosters.PAST_TREATMENT if past else rosters.COMING_TREATMENT
    for name, service, hour, minutes, rows in (
        ("class", "flow", 9, 60, class_rows),
        ("treatment", "physio", 16, 45, treatment_rows),
    ):
        start = datetime.combine(day, time(hour), garden.zone)
        garden.add_session(Plan(f"{day} neighbour {name}", service, start, minutes, rows))
