"""The day's changes, to look through and to take back, and those of the weeks before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from app.checkin.desk import Desk
from app.domain.activity import LONGEST_DAYS, Asked, Change, Page, Place, Source, Who
from app.domain.clock import Clock
from app.domain.fold import recorded_change, undone
from app.domain.model import BookingId, Op, OpKind
from app.domain.names import sort_key
from app.storage.activity import Line
from app.storage.store import Store

AT_ONCE: Final = 8
_NO_UNDO: Final = (OpKind.UNDO, OpKind.DECIDE)


class Activity:
    """Beside a desk, on its thread and its store. Reads only: what is taken back, the desk does."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._site_now = Desk(store, clock, lambda: None).now

    def midnight(self) -> datetime:
        """When the site's day began, in UTC."""
        now = self._site_now()
        return now.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)

    def since(self, days: int) -> datetime:
        """So many days, today included."""
        return self.midnight() - timedelta(days=min(days, LONGEST_DAYS) - 1)

    def sources(self, since: datetime) -> list[Source]:
        """Who changed anything since then, this desk first."""
        return self._store.activity.sources(since, self._store.device_id())

    def last(self) -> Place:
        """Where the newest change of all stands."""
        return self._store.activity.last()

    def page(self, asked: Asked, skip: int, most: int) -> Page:
        """So many of the newest, behind those that are left out."""
        of = self._of(asked.person)
        ours = self._store.device_id()
        lines = self._store.activity.lines(asked, of, ours, (skip, most + 1))
        return Page(tuple(self._changes(lines[:most])), more=len(lines) > most)

    def all(self, asked: Asked) -> Iterator[Change]:
        """Every one that was asked for, newest first; what comes meanwhile is not among them.

        Read a few at a time, so that whoever writes them down may pause between any two.
        """
        asked = asked._replace(until=self.last())
        before, more = None, True
        while more:
            changes, more = self.page(asked._replace(before=before), 0, AT_ONCE)
            before = changes[-1].place if changes else None
            yield from changes

    def _of(self, person: str) -> list[BookingId] | None:
        if not (wanted := sort_key(person.strip())):
            return None
        names = self._store.activity.names()
        return [each for each, name in names.items() if wanted in sort_key(name)]

    def _changes(self, lines: Sequence[Line]) -> Iterator[Change]:
        midnight = self.midnight()
        rows = {line.row: self._store.journal.of_row(line.row) for line in lines}
        gone = {row: undone(ops) for row, ops in rows.items()}
        for line in lines:
            if line.source.who is Who.WIX:
                yield _seen(line)
                continue
            op = next(each for each in rows[line.row] if each.seq == line.place[0])
            stands = op.op_id not in gone[line.row]
            today = op.at >= midnight
            may = stands and today and op.kind not in _NO_UNDO
            yield _done(line, op, rows[line.row])._replace(stands=stands, may_undo=may)


def _seen(line: Line) -> Change:
    return Change(
        line.row, line.name, line.session, line.starts, line.at, line.before, line.after,
        line.source, line.place,
    )  # fmt: skip


def _done(line: Line, op: Op, ops: Sequence[Op]) -> Change:
    before, after = recorded_change(op, ops)
    return Change(
        line.row, line.name, line.session, line.starts, line.at, before, after, line.source,
        line.place, op.op_id, line.state, not_in_wix=line.not_in_wix,
    )  # fmt: skip
