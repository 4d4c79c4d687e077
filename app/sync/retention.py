"""Forgets the days that this computer kept for long enough: at the start, and once a day.

A session goes as a whole, in one short transaction, and only where the server knows all of it.
Between two there is room for whoever taps.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date, datetime
from typing import Final

from app.domain.clock import Clock
from app.domain.day import zone_of
from app.domain.errors import StoreError
from app.domain.past import limit_of
from app.domain.readiness import CLOCK_OFF_S
from app.storage.store import Store

log = logging.getLogger("turnout.retention")

LOOK_EVERY_S: Final = 60.0
STANDS_S: Final = 600.0
"""So long another number of days stands before anything is forgotten by it: until then it can be
taken back.
"""
REST_S: Final = 0.01
RESTS: Final = 4
"""Times as long as the lock was held: who waits for it asks again in ever longer steps."""
BOOKINGS_AT_ONCE: Final = 50

GoOn = Callable[[float], bool]
"""Waits for so many seconds, and says whether nothing else is to be done."""


class Retention:
    """On the worker's thread, of the process that may sync. `days`: None where nobody can tell."""

    def __init__(self, store: Store, clock: Clock, days: Callable[[], int | None]) -> None:
        self._store = store
        self._past = store.past()
        self._clock = clock
        self._ask_days = days
        self._days: int | None = None
        self._stands_at = 0.0
        self._look_at = 0.0
        self._done: date | None = None
        self._forgotten = 0

    def forget_past(self, go_on: GoOn) -> float:
        """Forget what is due, and say in how many seconds to look again."""
        now_s = self._clock.monotonic()
        if now_s >= self._look_at:
            try:
                done = self._look(now_s, go_on)
            except StoreError as shut:
                log.warning("nothing could be forgotten: %s", shut)
                done = True
            self._look_at = self._clock.monotonic() + (LOOK_EVERY_S if done else 0.0)
        return max(0.0, self._look_at - self._clock.monotonic())

    def _look(self, now_s: float, go_on: GoOn) -> bool:
        """Whether there is nothing more to be done for now."""
        days, now, newest = self._known_days(now_s), self._site_now(), self._past.newest()
        if days is None or now is None or newest is None or self._done == now.date():
            return True
        limit = limit_of(now, days, newest)
        if not (self._sessions(limit, now, go_on) and self._bookings(go_on)):
            return False
        self._done = now.date()
        if self._forgotten:
            self._store.tidy()
            log.info("%d sessions of past days were forgotten", self._forgotten)
            self._forgotten = 0
        return True

    def _known_days(self, now_s: float) -> int | None:
        """None while it is not certain for how long to keep."""
        days = self._ask_days()
        if days is not None and days != self._days:
            if self._days is not None:
                self._stands_at = now_s + STANDS_S
            self._days, self._done = days, None
        return days if now_s >= self._stands_at else None

    def _site_now(self) -> datetime | None:
        """When the site answered last: this computer's clock may have run away since.

        None where the two differ, or where it never did.
        """
        off, pulled = self._store.days.fact("clock_off_s"), self._store.days.fact("last_pull")
        if off is None or pulled is None or abs(float(off)) > CLOCK_OFF_S:
            return None
        zone = zone_of(self._store.days.fact("zone") or "UTC")
        return min(self._clock.now(), datetime.fromisoformat(pulled)).astimezone(zone)

    def _sessions(self, limit: datetime, now: datetime, go_on: GoOn) -> bool:
        before = limit.astimezone(now.tzinfo).date()
        seen = self._store.data_version
        for event_id in self._past.over(limit):
            began = self._clock.monotonic()
            with self._store.transaction():
                if self._store.data_version != seen:
                    return False  # somebody may need it by now
                self._past.forget(event_id)
                self._store.other_days.forget_loaded(before)
            self._forgotten += 1
            if not self._rest(began, go_on):
                return False
        return True

    def _bookings(self, go_on: GoOn) -> bool:
        seen = self._store.data_version
        found = self._past.nobodys()
        for start in range(0, len(found), BOOKINGS_AT_ONCE):
            began = self._clock.monotonic()
            with self._store.transaction():
                if self._store.data_version != seen:
                    return False
                self._past.forget_bookings(found[start : start + BOOKINGS_AT_ONCE])
            if not self._rest(began, go_on):
                return False
        return True

    def _rest(self, began: float, go_on: GoOn) -> bool:
        return go_on(max(REST_S, RESTS * (self._clock.monotonic() - began)))
