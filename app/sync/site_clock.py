"""The site's time: this computer's clock, put right by what the site's answers say."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.domain.clock import Clock
from app.domain.day import zone_of
from app.domain.site import Site
from app.storage.store import Store


class SiteClock:
    """By the last answer's `Date`, else by the last one of an earlier run."""

    def __init__(self, store: Store, site: Site, clock: Clock) -> None:
        self._store = store
        self._site = site
        self._clock = clock

    @property
    def off_s(self) -> float:
        """Server time less this computer's."""
        told = self._site.clock_off_s
        return float(self._store.days.fact("clock_off_s") or 0) if told is None else told

    def own_now(self) -> datetime:
        """This computer's, UTC."""
        return self._clock.now()

    def now(self) -> datetime:
        """Aware, in the site's zone."""
        zone = zone_of(self._store.days.fact("zone") or "UTC")
        return (self._clock.now() + timedelta(seconds=self.off_s)).astimezone(zone)
