"""Export, hand over and import: from one computer to another, and nothing is sent by both."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from app.checkin.handover_file import Line, NewFile, Travelling
from app.domain.clock import Clock
from app.domain.errors import Refusal, StoreError
from app.domain.handover import standing_alone
from app.domain.model import NewOp, Seq
from app.storage.store import Store

HANDED_OVER = "handed_over"


@dataclass(frozen=True, slots=True)
class Imported:
    """How many ops this computer sends from now on, how many it had already, and the others."""

    taken: int
    known: int
    others: tuple[Line, ...]


class Written(NamedTuple):
    """How many ops a file holds, how many of them another computer sends, how many of these were
    sent from here until now, and the last op before it was written.
    """

    ops: int
    handed: int
    retired: int
    upto: Seq


class Handover:
    """On one site's store. The caller holds the right to sync, so that nothing is under way."""

    def __init__(self, store: Store, clock: Clock, site_id: str) -> None:
        self._store = store
        self._clock = clock
        self._site_id = site_id

    def write(self, file: Path, *, retire: bool) -> Written:
        """Into a new file; with `retire`, what is unsent is another computer's from then on.

        Nothing is retired before all of it is on the disk, and the file has its name only once that
        is noted here: wherever it ends in between, no op is lost and none is sent by both. Raises
        `StoreError`, and `Refusal` where there is a file of that name.
        """
        self._store.device_id()
        made: NewFile | None = None
        try:
            with self._store.transaction():
                upto, retired = self._store.journal.last_seq(), 0
                if retire:
                    self._store.handed_over.lack_their_file()
                    retired = self._store.handed_over.hand_over(self._clock.now())
                what = self.export()
                made = NewFile(file, what)
        except BaseException:
            if made is not None:
                made.give_up()
            raise
        made.finish()
        with suppress(StoreError), self._store.transaction():
            self._store.handed_over.have_their_file()
        handed = sum(1 for line in what.lines if line.state == HANDED_OVER)
        return Written(len(what.lines), handed, retired, upto)

    def export(self) -> Travelling:
        """Every op of this computer with its state, and what it takes to send those handed over."""
        handed = self._store.handed_over.all()
        ids = {op.op_id for op in handed}
        lines = [Line(op, state) for op, state in self._store.journal.states()]
        for op in handed:
            row = self._store.journal.of_row(op.row) + [o for o in handed if o.row == op.row]
            lines.append(Line(standing_alone(op, row, ids), HANDED_OVER))
        rows = dict.fromkeys(line.op.row for line in lines)
        sessions = dict.fromkeys(row.event_id for row in rows)
        seats = [seat for row in rows if (seat := self._store.view.of_row(row)) is not None]
        return Travelling(
            site_id=self._site_id,
            device_id=self._store.device_id(),
            sessions=tuple(s for each in sessions if (s := self._store.days.session(each))),
            seats=tuple((seat.shown.row, seat.shown) for seat in seats),
            lines=tuple(lines),
        )

    def take(self, given: Travelling) -> Imported:
        """Take what was handed over, each op once; the others are only shown."""
        if given.site_id != self._site_id:
            raise Refusal(
                "This file is of another site; nothing was imported. Open that site first, "
                "or name it with TURNOUT_SITE_ID."
            )
        if given.device_id == self._store.device_id():
            raise Refusal("This file was made on this computer; import it on another one.")
        ours = [line.op for line in given.lines if line.state == HANDED_OVER]
        with self._store.transaction():
            self._store.days.add_missing(given.sessions, given.seats)
            new = [op for op in ours if self._store.journal.op(op.op_id) is None]
            for op in new:
                wish = NewOp(op.row, op.kind, op.gesture_id, op.count, op.undoes, op.actor)
                seen = (op.before, op.party)
                self._store.journal.append(wish, op.op_id, given.device_id, op.at, seen)
        others = tuple(line for line in given.lines if line.state != HANDED_OVER)
        return Imported(len(new), len(ours) - len(new), others)
