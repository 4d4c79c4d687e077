"""Refresh: which sessions there are, who is expected, who is in; near now first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from itertools import islice

from app.domain.day import day_bounds, zone_of
from app.domain.model import Booking, EventId, RowId, ScheduleId, Session, SessionKind
from app.domain.site import Site
from app.storage.store import Store
from app.sync.reading import Reading
from app.sync.site_clock import SiteClock

SESSIONS_A_REQUEST = 20
NEAR = timedelta(hours=2)


class Pulling:
    """Brings the store to what the site says. Every commit is a complete answer."""

    def __init__(self, store: Store, site: Site, reading: Reading, site_clock: SiteClock) -> None:
        self._store = store
        self._site = site
        self._reading = reading
        self._site_clock = site_clock

    def facts(self) -> None:
        """The business and its clock: one cheap request, also the probe for being online."""
        facts = self._site.facts()
        with self._store.transaction():
            self._store.days.keep_fact("site_name", facts.name)
            if facts.zone:
                self._store.days.keep_fact("zone", facts.zone)
            self._store.days.keep_fact("locale", facts.locale)
            self._store.days.keep_fact("clock_off_s", str(self._site.clock_off_s or 0.0))

    def today(self) -> date:
        """The site's day by the site's clock."""
        return self._site_clock.now().date()

    def day(self, day: date, *, near_only: bool, progress: Callable[[], None]) -> None:
        """Refresh a day; `near_only` leaves out what is hours away from now."""
        zone_name = self._store.days.fact("zone") or "UTC"
        start, end = day_bounds(day, zone_of(zone_name))
        naive = datetime.combine(day, datetime.min.time())
        found = self._site.sessions(naive, naive + timedelta(days=1), zone_name)
        with self._store.transaction():
            if found and self._store.days.fact("zone") is None:
                # The site names no zone; its sessions do, and the desk must go by the same.
                self._store.days.keep_fact("zone", found[0].zone)
            self._store.days.replace_sessions(start, end, found)
        progress()
        now = self._site_clock.now()
        held = sorted(
            (each for each in found if each.start < end and each.end > start),
            key=lambda each: _distance(each, now),
        )
        if near_only:
            known = self._store.days.loaded(each.event_id for each in held)
            held = [s for s in held if _distance(s, now) <= NEAR or s.event_id not in known]
        for some in _chunks(held):
            self._rosters(some)
            progress()

    def _rosters(self, sessions: Sequence[Session]) -> None:
        events = [each.event_id for each in sessions]
        bookings = self._site.bookings_in(
            [each.event_id for each in sessions if each.kind is not SessionKind.COURSE],
            _schedules(sessions),
        )
        answered = self._reading.ask(events)
        for each in sessions:
            seats = _seats(each, bookings)
            with self._store.transaction():
                self._store.days.replace_rosters([each.event_id], seats, self._site_clock.own_now())
        self._reading.take(events, answered)


def _seats(session: Session, bookings: Sequence[Booking]) -> list[tuple[RowId, Booking]]:
    """A course booking has a seat in every session of its schedule."""
    event: EventId = session.event_id
    return [
        (RowId(each.booking_id, event), each)
        for each in bookings
        if each.event_id == event
        or (each.schedule_id is not None and each.schedule_id == session.schedule_id)
    ]


def _schedules(sessions: Sequence[Session]) -> list[ScheduleId]:
    found = (s.schedule_id for s in sessions if s.kind is SessionKind.COURSE)
    return list(dict.fromkeys(each for each in found if each is not None))


def _distance(session: Session, now: datetime) -> timedelta:
    """How far from now: nothing for a session in progress."""
    return max(session.start - now, now - session.end, timedelta())


def _chunks(sessions: Sequence[Session]) -> list[list[Session]]:
    left = iter(sessions)
    chunks = []
    while some := list(islice(left, SESSIONS_A_REQUEST)):
        chunks.append(some)
    return chunks
