"""What the site says of a day: which sessions there are, who is expected, who is in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from app.domain.day import day_bounds, zone_of
from app.domain.model import Booking, EventId, RowId, ScheduleId, Session, SessionKind
from app.domain.site import Site
from app.storage.store import Store
from app.sync.reading import Reading
from app.sync.site_clock import SiteClock


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

    def now(self) -> datetime:
        """The site's time by the site's clock."""
        return self._site_clock.now()

    def own_now(self) -> datetime:
        """The time by this computer's clock, by which the desk asks."""
        return self._site_clock.own_now()

    def sessions(self, day: date) -> list[Session]:
        """Ask which sessions there are; those that overlap the day."""
        zone_name = self._store.days.fact("zone") or "UTC"
        start, end = day_bounds(day, zone_of(zone_name))
        naive = datetime.combine(day, datetime.min.time())
        found = self._site.sessions(naive, naive + timedelta(days=1), zone_name)
        with self._store.transaction():
            if found and self._store.days.fact("zone") is None:
                # The site names no zone; its sessions do, and the desk must go by the same.
                self._store.days.keep_fact("zone", found[0].zone)
            self._store.days.replace_sessions(start, end, found)
            self._store.other_days.keep_calendar(day, self._site_clock.own_now())
        return [each for each in found if each.start < end and each.end > start]

    def rosters(self, sessions: Sequence[Session]) -> None:
        """Ask who has booked these, and who of them is in."""
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

    def attendance(self, sessions: Sequence[Session]) -> None:
        """Ask who is in, and nothing else."""
        self._reading.read([each.event_id for each in sessions])

    def changed(self, since: datetime, sessions: Sequence[Session]) -> list[Session]:
        """Those of the sessions where a booking that changed since then is, or was before."""
        bookings = self._site.bookings_changed(since)
        events = self._store.days.seated([each.booking_id for each in bookings])
        events |= {each.event_id for each in bookings if each.event_id is not None}
        schedules = {each.schedule_id for each in bookings if each.schedule_id is not None}
        return [s for s in sessions if s.event_id in events or s.schedule_id in schedules]

    def keep_time(self) -> None:
        """All that was asked for came."""
        with self._store.transaction():
            self._store.days.keep_fact("last_pull", self._site_clock.own_now().isoformat())
            self._store.days.keep_fact("clock_off_s", str(self._site.clock_off_s or 0.0))


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
