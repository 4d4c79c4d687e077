"""What a person at the desk has to know of the sync: row by row, what waits and what to decide."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum
from itertools import groupby
from typing import NamedTuple

from app.checkin.attention import Attention, Waiting
from app.checkin.cancelled import LOOK_BACK, Cancelled, Gone
from app.domain.clock import Clock
from app.domain.errors import Refusal
from app.domain.fold import undone
from app.domain.model import Conflict, Op, RowId, Session, SyncState
from app.domain.values import Value
from app.storage.store import Store
from app.storage.view import Seat

_UNSENT = (SyncState.SAVED, SyncState.IN_DOUBT)


class Why(Enum):
    """Why a row is listed; all but the first wait for a person."""

    WAITS = "waits"
    CONFLICT = "conflict"
    PARKED = "parked"
    CANCELLED = "cancelled"


class Entry(NamedTuple):
    """One row. `steps` are what was done and is not verified; for a cancelled one, what stands.

    `unsent`: it also waits for the site. `tries`: how often a step was sent, at most. `in_doubt`:
    sent, and the answer was lost.
    """

    row: RowId
    why: Why
    name: str
    shown: Value
    steps: tuple[Op, ...]
    session: Session | None
    reason: str = ""
    tries: int = 0
    unsent: bool = False
    in_doubt: bool = False
    conflict: Conflict | None = None
    gone: Gone | None = None


class Worklist:
    """Lives on the desk's thread, on its store. `wake` is called after each decision."""

    def __init__(self, store: Store, clock: Clock, wake: Callable[[], None]) -> None:
        self._store = store
        self._clock = clock
        self._wake = wake
        self._attention = Attention(store, clock)
        self._cancelled = Cancelled(store, clock)

    def entries(self) -> list[Entry]:
        """What waits for a person first, and then what waits for the site; each oldest first."""
        waiting = self._waiting()
        recent = self._store.journal.latest(self._clock.now() - LOOK_BACK)
        rows = {op.row for op in recent} | set(waiting) | set(self._store.shadows.conflicts())
        seats = self._seats(rows)
        found = [
            entry
            for row in rows
            if (entry := self._entry(seats[row], waiting.get(row, []))) is not None
        ]
        return sorted(found, key=_place)

    def handed_over(self) -> int:
        """How many steps are another computer's since lately: the roster is without them."""
        return self._store.handed_over.since(self._clock.now() - LOOK_BACK)

    def retry(self, row: RowId) -> None:
        """Ask the site once more."""
        self._attention.retry(self._parked(row)[0].op_id)
        self._wake()

    def keep(self, row: RowId) -> None:
        """Keep a refused row on this computer, as a local walk-in."""
        self._attention.keep(self._parked(row)[0].op_id)
        self._wake()

    def discard(self, row: RowId) -> None:
        """Take back everything of the row that was refused."""
        for op in reversed(self._parked(row)):
            self._attention.discard(op.op_id, self._store.device_id())
        self._wake()

    def resolve(self, row: RowId, value: Value) -> None:
        """Decide a conflict: the row is to be `value`."""
        self._attention.resolve(row, value, self._store.device_id())
        self._wake()

    def accept(self, row: RowId) -> None:
        """Leave it counted, though it was cancelled; listed again if something more is done."""
        self._cancelled.accept(row)

    def _waiting(self) -> dict[RowId, list[Waiting]]:
        def row_of(each: Waiting) -> RowId:
            return each.op.row

        by_row = sorted(self._attention.waiting(), key=row_of)
        return {row: list(found) for row, found in groupby(by_row, key=row_of)}

    def _seats(self, rows: Iterable[RowId]) -> dict[RowId, Seat]:
        events = sorted({row.event_id for row in rows})
        return {seat.shown.row: seat for seat in self._store.view.of_events(events)}

    def _entry(self, seat: Seat, waiting: list[Waiting]) -> Entry | None:
        session = self._store.days.session(seat.shown.row.event_id)
        gone = self._cancelled.of(seat, session)
        why = self._why(seat, waiting, gone)
        if why is None:
            return None
        steps = tuple(each.op for each in waiting) or seat.ops
        shown = seat.shown
        return Entry(
            row=shown.row,
            why=why,
            name=shown.name,
            shown=shown.shown,
            steps=steps,
            session=session,
            reason=shown.reason if why is Why.PARKED else "",
            tries=max((each.tries for each in waiting), default=0),
            unsent=why in (Why.WAITS, Why.CANCELLED) and _waits(waiting),
            in_doubt=any(each.state is SyncState.IN_DOUBT for each in waiting),
            conflict=shown.conflict,
            gone=gone,
        )

    def _why(self, seat: Seat, waiting: list[Waiting], gone: Gone | None) -> Why | None:
        if seat.shown.conflict is not None:
            return Why.CONFLICT
        parked = [each.op for each in waiting if each.state is SyncState.PARKED]
        if _standing(parked, seat):
            return Why.PARKED
        if gone is not None and not self._cancelled.accepted(seat):
            return Why.CANCELLED
        return Why.WAITS if _waits(waiting) else None

    def _parked(self, row: RowId) -> list[Op]:
        waiting = self._waiting().get(row, [])
        parked = [each.op for each in waiting if each.state is SyncState.PARKED]
        standing = _standing(parked, self._seats([row])[row]) if parked else []
        if not standing:
            raise Refusal("Wix did not refuse this one; there is nothing to decide.")
        return standing


def _standing(parked: Iterable[Op], seat: Seat) -> list[Op]:
    """Those that nobody took back since."""
    gone = undone(seat.ops)
    return [op for op in parked if op.op_id not in gone]


def _waits(waiting: Iterable[Waiting]) -> bool:
    """What was refused and given up since only waits for the next pass to be struck out."""
    return any(each.state in (*_UNSENT, SyncState.PARKED) for each in waiting)


def _place(entry: Entry) -> tuple[bool, int]:
    first = entry.steps[0].seq if entry.steps else 0
    return entry.why is Why.WAITS, first
