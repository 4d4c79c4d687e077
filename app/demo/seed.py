"""Which data a site gets, and when: once per site-local day."""

from datetime import date, timedelta

from app.demo.big_day import add_big_day
from app.demo.clock import Clock
from app.demo.planting import Garden
from app.demo.seed_catalog import SERVICES, seed_catalog, service_id
from app.demo.seed_course import add_course
from app.demo.seed_day import add_day, add_long_ago, add_neighbour, next_start
from app.demo.state import State

SEEDS = ("studio", "empty", "big")
_DAYS_BEFORE, _DAYS_AFTER = 2, 6


def sow(state: State, clock: Clock, seed: str) -> None:
    """Put data into the state, unless this day has had its own."""
    if seed not in SEEDS:
        raise ValueError(f"unknown seed: {seed}")
    day = clock.today()
    mark = f"seeded {seed} {day}"
    with state.writing():
        if state.get("meta", mark) is not None:
            return
        seed_catalog(state)
        if seed == "studio":
            _sow_studio(state, clock, day)
        elif seed == "big":
            sow_big_day(state, clock)
        state.seed("meta", [(mark, "", {})])


def sow_big_day(state: State, clock: Clock, sessions: int = 40, bookings: int = 500) -> None:
    """Many sessions and bookings today."""
    with state.writing():
        garden = _garden(state, clock)
        add_big_day(garden, sessions, bookings)
        garden.plant()


def _sow_studio(state: State, clock: Clock, day: date) -> None:
    garden = _garden(state, clock)
    add_day(garden, day)
    add_course(garden, day, next_start(garden.now, day, garden.zone))
    add_long_ago(garden, day)
    for away in range(-_DAYS_BEFORE, _DAYS_AFTER + 1):
        other = day + timedelta(days=away)
        # A day that was today once has sessions enough.
        if away and state.get("meta", f"seeded studio {other}") is None:
            add_neighbour(garden, other, past=away < 0)
    garden.plant()


def _garden(state: State, clock: Clock) -> Garden:
    by_id = {one["id"]: one for one in state.all("service")}
    return Garden(
        state=state,
        zone=clock.zone,
        now=clock.now(),
        services={row[0]: by_id[service_id(row[0])] for row in SERVICES},
        staff={one["resourceId"]: one for one in state.all("staff")},
        locations={one["id"]: one for one in state.all("location")},
    )
