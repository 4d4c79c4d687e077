"""One thing done: checked by the rules, committed, and read back from the database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from app.checkin.cards import card_of
from app.checkin.counted import Counted
from app.domain.clock import Clock
from app.domain.errors import Refusal
from app.domain.ids import new_gesture_id, new_op_id
from app.domain.model import NewOp, Op, OpId, OpKind, RowId, Session
from app.domain.roster import Recorded
from app.domain.rules import check, check_room, check_undo, effect
from app.storage.store import Store
from app.storage.view import Seat

NOT_OURS = (
    "“{op_id}” is not a check-in of this computer. "
    "Take the id behind an “ok” of turnout check-in, or one of turnout queue."
)
NOT_LOADED = "not loaded on this computer; run turnout sync"
_Done = list[tuple[OpId, Seat]]
"""What was written, with the seat as it was before."""


class Recording:
    """Lives on the desk's thread. `site_now` gives the site's time, for the card.

    `wake` is called after each commit, before anything else can fail.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        site_now: Callable[[], datetime],
        wake: Callable[[], None],
        actor: str,
    ) -> None:
        self._store = store
        self._clock = clock
        self._site_now = site_now
        self._wake = wake
        self._actor = actor
        self._counted = Counted(store)
        self.blocks: Callable[[], bool] = bool
        """Whether a full session takes nobody more."""

    def seat(self, row: RowId) -> Seat:
        """The row as it is now. Raises `Refusal` where this computer never heard of it."""
        seat = self._store.view.of_row(row)
        if seat is None:
            known = self._store.days.session(row.event_id) is not None
            what = "This booking" if known else "This session"
            raise Refusal(f"{what} is {NOT_LOADED}.")
        return seat

    def _session(self, row: RowId) -> Session:
        session = self._store.days.session(row.event_id)
        if session is None:
            raise Refusal(f"This session is {NOT_LOADED}.")
        return session

    def set_count(self, row: RowId, people: int) -> Recorded | None:
        """One op that makes it so many; None where it is so already."""
        shown = self.seat(row).shown.shown
        if people == 0:
            return None if shown.is_none else self.record(row, OpKind.CLEAR)
        kind = OpKind.ARRIVE if people > shown.count else OpKind.LEAVE
        by = abs(people - shown.count)
        return self.record(row, kind, by) if by else None

    def record(self, row: RowId, kind: OpKind, people: int = 0) -> Recorded:
        """One op on one row."""
        op = NewOp(row, kind, new_gesture_id(), people, actor=self._actor)
        self._store.device_id()  # has its name before the op's own transaction
        full = kind in (OpKind.ARRIVE, OpKind.EXTRA) and self.blocks()  # a file is read for it
        with self._store.transaction():
            session, seat = self._counted.held(row) or (self._session(row), self.seat(row))
            check(op, seat.shown.shown, seat.shown.party, seat.shown.booking_status, session)
            if full:
                self._check_room(op, session, seat)
            op_id = self._append(op, seat)
            self._counted.wrote(row)
        self._wake()
        return self._read_back(op_id, session, seat)

    def _check_room(self, op: NewOp, session: Session, seat: Seat) -> None:
        seats = self._counted.seats_with(seat, session)
        check_room(session, card_of(session, seats, self._site_now()).attended, op.count)

    def mark_missing(self, rows: Iterable[RowId]) -> Recorded:
        """A no-show for each of these, as one gesture; who came in meanwhile is left alone."""
        gesture = new_gesture_id()
        done: _Done = []
        self._store.device_id()
        with self._store.transaction():
            for row in rows:
                session, seat = self._session(row), self.seat(row)
                if not seat.shown.awaited:
                    continue
                op = NewOp(row, OpKind.NO_SHOW, gesture, actor=self._actor)
                check(op, seat.shown.shown, seat.shown.party, seat.shown.booking_status, session)
                done.append((self._append(op, seat), seat))
        if not done:
            raise Refusal("Nobody of them is missing any more.")
        return self._all_read_back(done)

    def take_back(self, ops: Sequence[Op]) -> Recorded:
        """Undo these ops, newest first, as one gesture.

        Of several rows those stay that were counted anew since; where that is all of them, the
        reason is the `Refusal`.
        """
        gesture = new_gesture_id()
        done: _Done = []
        refused: Refusal | None = None
        self._store.device_id()
        with self._store.transaction():
            for op in reversed(ops):
                seat = self.seat(op.row)
                try:
                    check_undo(op, seat.ops, seat.shown.shown, seat.shown.party)
                except Refusal as no:
                    refused = no
                    continue
                people, _ = effect(op, seat.ops)
                new = NewOp(op.row, OpKind.UNDO, gesture, abs(people), op.op_id, self._actor)
                done.append((self._append(new, seat), seat))
        if refused is not None and not done:
            raise refused
        return self._all_read_back(done)

    def _all_read_back(self, done: _Done) -> Recorded:
        op_id, seat = done[-1]
        session = self._session(seat.shown.row)
        self._wake()
        also = tuple(self.seat(each.shown.row).shown for _, each in done[:-1])
        return self._read_back(op_id, session, seat)._replace(also=also)

    def _append(self, op: NewOp, seat: Seat) -> OpId:
        op_id = new_op_id()
        seen, device = (seat.shown.shown, seat.shown.party), self._store.device_id()
        return self._store.journal.append(op, op_id, device, self._clock.now(), seen).op_id

    def _read_back(self, op_id: OpId, session: Session, before: Seat) -> Recorded:
        now = self.seat(before.shown.row)
        card = card_of(session, self._counted.seats_with(now, session), self._site_now())
        return Recorded(op_id, now.shown, card, before.shown.shown)
