"""Who is here for the first time: asked of the site with what a minute's requests leave over.

One question a pass, and never before the day itself is loaded. First those are found who booked
for an earlier day, by the newest of their bookings: of most people that is one answer. A site may
find nothing by a date, though; so nobody is new who is not seen to have booked for today first.
"""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Final

from app.domain.clock import Clock
from app.domain.day import day_bounds, zone_of
from app.domain.errors import SiteError, Throttled
from app.domain.model import ContactId
from app.domain.pacing import Budget
from app.domain.site import Site
from app.storage.store import Store
from app.sync.pulling import Pulling

log = logging.getLogger("turnout.sync")

AT_ONCE: Final = 50
QUIET_S: Final = 2.0
"""So long after the day was asked for, whoever taps right then goes first."""
AGAIN_S: Final = 900.0
"""Whoever the site said nothing of is asked about again after so long; so is a site that fails."""

Day = tuple[datetime, datetime]


class FirstVisits:
    """Nothing is told of anybody where the site fails or does not say."""

    def __init__(
        self, store: Store, site: Site, pulling: Pulling, budget: Budget, clock: Clock
    ) -> None:
        self._store = store
        self._site = site
        self._pulling = pulling
        self._budget = budget
        self._clock = clock
        self._left: list[ContactId] = []
        self._asked: list[ContactId] = []
        self._by_date = True
        self._untold: dict[ContactId, float] = {}
        self._not_before = 0.0

    def look(self) -> None:
        """The day was asked for just now: who of it is not known yet?"""
        now = self._clock.monotonic()
        unknown = self._store.first_bookings.unknown(self._day(), self._pulling.now())
        waiting = {each for each, at in self._untold.items() if now < at + AGAIN_S}
        waiting.update(self._asked)
        self._left = [each for each in unknown if each not in waiting]
        self._not_before = max(self._not_before, now + QUIET_S)

    def next_in_s(self, per_minute: int) -> float:
        """Infinite where nobody is to be asked about. `per_minute`: of all requests."""
        if not self._left and not self._asked:
            return float("inf")
        now = self._clock.monotonic()
        return max(self._not_before - now, self._budget.spare_in_s(now, per_minute))

    def ask(self, per_minute: int) -> None:
        """Put one question, if it is time. What fails here fails quietly: the day goes on."""
        if self.next_in_s(per_minute) > 0:
            return
        try:
            self._ask()
        except SiteError as error:
            self._not_before = self._clock.monotonic() + AGAIN_S
            log.warning("who is here for the first time is not known: %s", error)
            if isinstance(error, Throttled):
                raise  # the site's own wait holds for everything

    def _ask(self) -> None:
        if not self._asked:
            self._asked, self._left = self._left[:AT_ONCE], self._left[AT_ONCE:]
            self._by_date = True
        day = self._day()
        if self._by_date:
            answer = self._site.bookings_of(self._asked, before=day[0])
            earlier = answer.before(day[0]) & set(self._asked)
            self._keep(earlier, None)
            self._by_date = bool(earlier) and not answer.whole
            return
        answer = self._site.bookings_of(self._asked)
        first = answer.earliest()
        told = {each for each in self._asked if each in first and first[each] < day[1]}
        self._keep({each for each in told if first[each] < day[0]}, None)
        self._keep({each for each in told if first[each] >= day[0]}, day)
        if answer.whole or not told:
            now = self._clock.monotonic()
            self._untold.update(dict.fromkeys(self._asked, now))
            self._asked = []

    def _keep(self, known: set[ContactId], first: Day | None) -> None:
        """They leave the question."""
        if known:
            with self._store.transaction():
                self._store.first_bookings.keep(known, first)
            self._asked = [each for each in self._asked if each not in known]

    def _day(self) -> Day:
        """The site's today."""
        zone = zone_of(self._store.days.fact("zone") or "UTC")
        return day_bounds(self._pulling.now().date(), zone)
