"""From the queue to the site: read, merge, write; and later, read once more to be sure."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from app.domain.model import RowId
from app.domain.site import BULK_MOST
from app.domain.stage import Stage
from app.storage.store import Store, Version
from app.storage.view import Seat
from app.sync.auditing import Auditing
from app.sync.coordination import Coordination, NotMyTurn
from app.sync.reading import Reading
from app.sync.writing import Writing, write_for

ROWS_A_READ = 160
"""About as many rows as can be written while one read is fresh enough."""
EVENTS_A_READ = 20


class Pushing:
    """Decides which rows are written and which are looked at again."""

    def __init__(
        self,
        store: Store,
        turns: Coordination,
        auditing: Auditing,
        reading: Reading,
        writing: Writing,
    ) -> None:
        self._store = store
        self._turns = turns
        self._turn: int | None = None
        self._tried: set[RowId] = set()
        self._again: set[RowId] = set()
        self._seats: list[Seat] = []
        self._read_at: Version | None = None
        self._auditing = auditing
        self._reading = reading
        self._writing = writing

    def push(self) -> None:
        """Until nothing new waits, or the turn is over. Raises `SiteError`."""
        turn = self._turns.turn()
        if turn is None:
            return
        if turn != self._turn:
            self._turn, self._tried, self._again = turn, set(), set()
        with suppress(NotMyTurn):
            while waiting := self._to_try():
                batch = _together(waiting)
                events = list(dict.fromkeys(seat.shown.row.event_id for seat in batch))
                self._reading.read(events)
                self._write([seat.shown.row for seat in batch])

    def _to_try(self) -> list[Seat]:
        """Once a turn: who never stops tapping must not keep the rest of the pass from its turn.

        What was refused, but is not believed yet, goes with the others for as long as there are
        any: that costs no request, and a bad row is soon known as one.
        """
        waiting = self.waiting()
        fresh = [seat for seat in waiting if seat.shown.row not in self._tried]
        again = [seat for seat in waiting if fresh and seat.shown.row in self._again]
        return [*again, *fresh]

    def audit(self) -> None:
        """Read again what is due; what differs waits for a push."""
        self._auditing.begin_run()
        events = self._auditing.due(self.sent())
        for start in range(0, len(events), EVENTS_A_READ):
            self._reading.read(events[start : start + EVENTS_A_READ])

    def next_audit_in_s(self, longest_s: float) -> float:
        return self._auditing.next_in_s(self.sent(), longest_s)

    def waiting(self) -> list[Seat]:
        """Rows with something to write or to settle, the longest waiting first."""
        return [seat for seat in self._open() if is_waiting(seat)]

    def sent(self) -> list[RowId]:
        """Rows whose ops are all on the server, for all we know, and wait to be verified."""
        return [
            seat.shown.row
            for seat in self._open()
            if seat.shadow.conflict is None
            and seat.last_seq <= seat.shadow.a_seq
            and not is_waiting(seat)
        ]

    def _open(self) -> list[Seat]:
        """Asked for many times in a pass, and read again only where something was written."""
        version = self._store.version
        if version != self._read_at:
            rows = [row for row, _ in self._store.journal.open_rows()]
            events = list(dict.fromkeys(row.event_id for row in rows))
            seats = {seat.shown.row: seat for seat in self._store.view.of_events(events)}
            self._seats = [seats[row] for row in rows if row in seats]
            self._read_at = version
        return self._seats

    def _write(self, rows: Sequence[RowId]) -> None:
        left = list(rows)
        while left:
            ahead = list(dict.fromkeys(row.event_id for row in left))
            if not all(self._reading.is_fresh(event_id) for event_id in ahead):
                self._reading.read(ahead)
            eight, left = left[:BULK_MOST], left[BULK_MOST:]
            seats = [seat for seat in map(self._store.view.of_row, eight) if seat is not None]
            self._tried.update(seat.shown.row for seat in seats)
            writes = [write_for(seat) for seat in seats if _differs(seat)]
            if writes:
                self._writing.send(writes)
                self._again = self._again.difference(eight) | self._writing.again
                if left:
                    left = [row for row in eight if row in self._again] + left


def is_waiting(seat: Seat) -> bool:
    """Something is left to do, and neither a person nor a refusal stands before it."""
    if seat.shadow.conflict is not None:
        return False
    if seat.parking is not None and (seat.parking.kept or seat.last_seq <= seat.parking.seq):
        return False
    if _is_held(seat) and not seat.projection.target.is_none:
        return False
    return seat.last_seq > seat.shadow.a_seq or _differs(seat)


def _is_held(seat: Seat) -> bool:
    """A walk-in without a booking: there is nothing in Wix yet that could be written."""
    return seat.stage not in (None, Stage.IN_WIX)


def _differs(seat: Seat) -> bool:
    if _is_held(seat):
        return False
    return seat.shadow.conflict is None and seat.projection.target != seat.shadow.a


def _together(waiting: Sequence[Seat]) -> list[Seat]:
    """The first rows and the waiting rows of the same sessions: one read serves them all."""
    events = list(dict.fromkeys(seat.shown.row.event_id for seat in waiting))[:EVENTS_A_READ]
    chosen: list[Seat] = []
    for event_id in events:
        here = [seat for seat in waiting if seat.shown.row.event_id == event_id]
        if chosen and len(chosen) + len(here) > ROWS_A_READ:
            break
        chosen.extend(here)
    return chosen
