"""How the parts of one engine hang together."""

from __future__ import annotations

from app.domain.clock import Clock
from app.domain.pacing import Budget
from app.domain.site import Site
from app.storage.store import Store
from app.sync.ages import Ages
from app.sync.auditing import Auditing
from app.sync.coordination import Coordination
from app.sync.first_visits import FirstVisits
from app.sync.judging import Judging
from app.sync.pulling import Pulling
from app.sync.pushing import Pushing
from app.sync.reading import Reading
from app.sync.refreshing import Refreshing
from app.sync.site_clock import SiteClock
from app.sync.writing import Writing


def refreshing_of(
    store: Store, site: Site, pulling: Pulling, budget: Budget, clock: Clock
) -> Refreshing:
    """The day first; who is here for the first time is asked with what is left over."""
    return Refreshing(store, pulling, clock, FirstVisits(store, site, pulling, budget, clock))


def put_together(
    store: Store, site: Site, ages: Ages, turns: Coordination
) -> tuple[Pushing, Pulling]:
    """One reading, one clock and one list of audits for both ways."""
    site_clock = SiteClock(store, site, ages.clock)
    auditing = Auditing(store, ages, site_clock)
    reading = Reading(store, site, ages, auditing, Judging(store, ages, turns))
    writing = Writing(store, site, ages, turns)
    pushing = Pushing(store, turns, auditing, reading, writing)
    return pushing, Pulling(store, site, reading, site_clock)
