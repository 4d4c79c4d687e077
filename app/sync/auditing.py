"""Which rows are read once more, and when. The list is the store's, the counting this run's."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta
from math import inf

from app.domain.day import day_bounds, zone_of
from app.domain.model import EventId, RowId, Seq
from app.storage.audits import Audit, AuditKind
from app.storage.store import Store
from app.sync.ages import Ages
from app.sync.site_clock import SiteClock

LATER_S = 300.0
AUDIT_EVERY_S = 10.0
"""Reads that only audit are gathered, so that they stay a fraction of the steady budget."""


class Auditing:
    """An audit is done by any complete read that began late enough, whatever it was asked for."""

    def __init__(self, store: Store, ages: Ages, site_clock: SiteClock) -> None:
        self._store = store
        self._ages = ages
        self._site_clock = site_clock
        self._begun = False
        self._last: float | None = None
        self._later_at: dict[tuple[RowId, Seq], float] = {}

    def begin_run(self) -> None:
        """Once: rows of today and yesterday are read, for what landed while nobody looked."""
        if self._begun:
            return
        now = self._site_clock.now()
        zone = zone_of(self._store.days.fact("zone") or "UTC")
        start, _ = day_bounds(now.date() - timedelta(days=1), zone)
        _, end = day_bounds(now.date(), zone)
        with self._store.transaction():
            self._store.audits.begin_run(start, end, now)
        self._begun = True

    def due(self, sent: Sequence[RowId]) -> list[EventId]:
        """The sessions to read now. `sent`: rows that wait to be verified."""
        now = self._ages.clock.monotonic()
        if self._last is not None and now - self._last < AUDIT_EVERY_S:
            return []
        due = [row for row in sent if self._ages.quiet_at(row) <= now]
        due += [each.row for each in self._store.audits.ready() if self._due_at(each) <= now]
        if due:
            self._last = now
        return list(dict.fromkeys(row.event_id for row in due))

    def next_in_s(self, sent: Sequence[RowId], longest_s: float) -> float:
        """The seconds until something is due."""
        now = self._ages.clock.monotonic()
        at = [self._ages.quiet_at(row) for row in sent]
        at += [self._due_at(each) for each in self._store.audits.ready()]
        gate = now if self._last is None else self._last + AUDIT_EVERY_S
        return max(min(at, default=now + longest_s), gate) - now

    def passed(self, events: Sequence[EventId], began: float, *, but: Collection[RowId]) -> None:
        """A complete read of these sessions was taken: what it was late enough for is done.

        `but` are rows whose answer may have lagged behind and was not believed: after a restart
        that goes for all that was replaced before it, and nobody else may ever ask for them.
        """
        seen = set(events)
        done = [
            each
            for each in self._store.audits.ready()
            if each.row.event_id in seen and each.row not in but and self._due_at(each) <= began
        ]
        if done:
            with self._store.transaction():
                for each in done:
                    self._store.audits.done(each)
                    self._later_at.pop((each.row, each.seq), None)

    def reopened(self, row: RowId, last: Seq) -> None:
        """What was verified is not true any more: the row is looked at for longer."""
        due = self._ages.clock.now() + timedelta(seconds=LATER_S)
        self._later_at.pop((row, last), None)
        self._store.audits.put(Audit(row, AuditKind.LATER, last, due))

    def _due_at(self, audit: Audit) -> float:
        """In monotonic seconds: the wall clock may jump within a run, and between two."""
        now = self._ages.clock.monotonic()
        match audit.kind:
            case AuditKind.START:
                return -inf
            case AuditKind.END:
                left = (audit.due - self._site_clock.now()).total_seconds()
                return max(now + left, self._ages.quiet_at(audit.row))
            case _:
                return max(self._counted(audit, now), self._ages.quiet_at(audit.row))

    def _counted(self, audit: Audit, now: float) -> float:
        key = audit.row, audit.seq
        if key not in self._later_at:
            left = (audit.due - self._ages.clock.now()).total_seconds()
            self._later_at[key] = now + min(max(left, 0.0), LATER_S)
        return self._later_at[key]
