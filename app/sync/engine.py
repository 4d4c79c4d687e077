"""One pass of the sync: push what people did, audit what was sent, pull what changed.

No thread and no sleep: the worker and the command line call `run_once` and wait as it says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from random import random as any_number

from app.domain.clock import Clock
from app.domain.errors import (
    NoBookingsApp,
    NotAllowed,
    NotSent,
    OverBudget,
    SiteError,
    Throttled,
)
from app.domain.model import Link, Loading, SyncStatus
from app.domain.pacing import Budget, retry_in_s, share_per_minute
from app.domain.site import Site, SiteOnLine
from app.storage.store import Store
from app.sync.ages import Ages, Spans
from app.sync.coordination import coordination_of
from app.sync.link import LONGEST_WAIT_S, LinkState
from app.sync.one_row import OneRow
from app.sync.walk_ins import WalkInSync
from app.sync.wiring import put_together, refreshing_of
from app.wix.hitches import of_loss

SHORTEST_WAIT_S = 0.05
TURN_IS_NEAR_S = 1.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What a pass is asked for beyond the queue. `day`: another day than the site's today."""

    pull: bool = False
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    spans: Spans = field(default_factory=Spans)
    devices: int = 1
    device: int = 0
    random: Callable[[], float] = any_number


class Engine:
    """Owns the site's client and its own store handle; lives on one thread."""

    def __init__(
        self,
        store: Store,
        make_site: Callable[[Callable[[], None]], SiteOnLine],
        clock: Clock,
        settings: Settings | None = None,
        tell: Callable[[SyncStatus], None] = lambda _: None,
    ) -> None:
        self._settings = settings or Settings()
        self._store = store
        self._clock = clock
        self._tell = tell
        self._budget = Budget()
        self._link = LinkState(self._settings.random)
        self._ages = Ages(clock, self._settings.spans)
        site = make_site(self._spend)
        self._site: Site = OneRow(site, store)
        self._turns = coordination_of(
            self._settings.device, self._settings.devices, clock, site.line
        )
        self._pushing, self._pulling = put_together(store, self._site, self._ages, self._turns)
        self._walk_ins = WalkInSync(store, self._site, self._ages, self._settings.random)
        self._refreshing = refreshing_of(store, self._site, self._pulling, self._budget, clock)
        self._asked_facts = False
        self._requests = 0
        self._left_over = 0

    def run_once(self, plan: Plan = Plan()) -> SyncStatus:
        """Do what may be done now and say what became of it. Raises `StoreError` only."""
        now = self._clock.monotonic()
        if plan.pull:
            self._link.ask_again()
        if self._link.may_ask(now) or self._may_drain(now):
            self._pass(plan)
            self._left_over = self._left_over + 1 if self._pushing.waiting() else 0
        return self.status()

    def status(self) -> SyncStatus:
        """Where things stand, by the store and the last answers."""
        now = self._clock.monotonic()
        pulled = self._store.days.fact("last_pull")
        waits = [self._link.wait_s(now)]
        if self._link.may_ask(now):
            waits.append(self._refreshing.next_in_s())
            waits.append(self._pushing.next_audit_in_s(LONGEST_WAIT_S))
            waits.append(self._walk_ins.next_in_s(LONGEST_WAIT_S))
            waits.append(self._left_over_s())
            waits.append(self._turns.next_date_in_s())
            if self._pushing.waiting():
                waits.append(self._turns.next_turn_in_s())
        return SyncStatus(
            link=self._link.link,
            tally=self._store.journal.tally(),
            message=self._link.message or _in_words(self._refreshing.loading, self._requests),
            loading=self._refreshing.loading,
            hitch=self._link.hitch,
            last_pull=None if pulled is None else datetime.fromisoformat(pulled),
            clock_off_s=self._site.clock_off_s or 0.0,
            requests=self._requests,
            next_in_s=max(SHORTEST_WAIT_S, min(waits)),
            mode=self._turns.mode,
        )

    def _pass(self, plan: Plan) -> None:
        self._share(draining=bool(self._pushing.waiting()))
        try:
            if not self._asked_facts or self._link.must_probe or self._turns.wants_date():
                self._link.probe(self._pulling.facts)
                self._asked_facts = True
            self._pushing.push()
            self._pushing.audit()
            if self._walk_ins.advance():
                self._pulling.facts()  # Raises where it is not that one answer, but the site.
            self._pushing.push()
            self._pull(plan)
        except SiteError as error:
            self._note(error)
        else:
            self._link.worked()

    def _note(self, error: SiteError) -> None:
        now = self._clock.monotonic()
        match error:
            case OverBudget():
                room = self._budget.room if self._refreshing.loading.total else 1
                self._link.wait(now, self._budget.free_in_s(now, room))
            case Throttled():
                self._link.throttled(now, error.retry_after_s, str(error))
            case NoBookingsApp():
                self._link.paused(now, Link.NO_BOOKINGS_APP, str(error))
            case NotAllowed():
                self._link.paused(now, Link.SIGN_IN, str(error))
            case _:
                # A read that is refused for good, too: nothing to park, so it is tried later.
                contact = not isinstance(error, NotSent)
                self._link.lost(now, str(error), of_loss(error), contact=contact)

    def _spend(self) -> None:
        now = self._clock.monotonic()
        if (free_in_s := self._budget.free_in_s(now)) > 0:
            raise OverBudget(free_in_s)
        self._budget.spend(now)
        self._requests += 1

    def _pull(self, plan: Plan) -> None:
        if not plan.pull and (self._refreshing.next_in_s() > 0 or self._turn_is_near()):
            return
        self._share(draining=False)
        self._refreshing.refresh(
            plan.day, whole=plan.pull, between=self._between, asked=lambda: self._requests
        )
        self._push_waiting()

    def _between(self) -> None:
        """A day may take minutes to load; who taps in the meantime does not wait for it."""
        self._tell(self.status())
        self._push_waiting()

    def _push_waiting(self) -> None:
        if self._pushing.waiting():
            self._share(draining=True)
            self._pushing.push()
            self._share(draining=False)

    def _share(self, *, draining: bool) -> None:
        self._budget.per_minute = share_per_minute(self._settings.devices, draining=draining)

    def _may_drain(self, now: float) -> bool:
        """Where only a refresh has used up its share, a check-in may still go."""
        if not self._link.waits_for_budget or not self._pushing.waiting():
            return False
        self._share(draining=True)
        return self._budget.free_in_s(now) <= 0

    def _turn_is_near(self) -> bool:
        """A refresh could take longer than until then."""
        near = self._turns.next_turn_in_s() < TURN_IS_NEAR_S
        return near and bool(self._pushing.waiting())

    def _left_over_s(self) -> float:
        """Rows that a pass could not bring to an end are tried again, ever more slowly."""
        if self._left_over == 0:
            return LONGEST_WAIT_S
        return max(1.0, retry_in_s(self._left_over, self._settings.random))

    def close(self) -> None:
        self._site.close()


def _in_words(loading: Loading, requests: int) -> str:
    if not loading.total:
        return ""
    return f"{loading.done} of {loading.total} sessions loaded, {requests} requests."
