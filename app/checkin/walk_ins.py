"""Somebody comes without a booking: on the roster and counted at once, durable before that."""

from __future__ import annotations

from collections.abc import Callable

from app.checkin.cards import card_of
from app.checkin.desk import Desk
from app.checkin.recording import NOT_LOADED
from app.domain.clock import Clock
from app.domain.errors import Refusal
from app.domain.ids import new_gesture_id, new_id, new_op_id
from app.domain.model import BookingId, EventId, NewOp, OpId, OpKind, RowId, Session
from app.domain.roster import Recorded
from app.domain.rules import check_room
from app.domain.stage import Stage
from app.domain.values import NONE
from app.domain.walk_ins import NO_EMAIL, WalkIn, check_walk_in, walk_in_name
from app.storage.store import Store


class WalkIns:
    """Beside a desk, on its thread and its store; what it adds is a row like any other.

    `wake` is called after each commit. With an e-mail address the sync makes a booking of it.
    `blocks`: whether a full session takes nobody more.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        wake: Callable[[], None],
        actor: str = "",
        blocks: Callable[[], bool] = bool,
    ) -> None:
        self._store = store
        self._clock = clock
        self._wake = wake
        self._actor = actor
        self._blocks = blocks
        self._site_now = Desk(store, clock, wake, actor).now

    def add(
        self, event_id: EventId, name: str = "", email: str = "", phone: str = "", count: int = 1
    ) -> Recorded:
        """Check in `count` people who had not booked. Raises `Refusal`, `StoreError`."""
        email, phone = email.strip(), phone.strip()
        row = RowId(BookingId(f"walk-in-{new_id()}"), event_id)
        stage, reason = (Stage.NEW, "") if email else (Stage.LOCAL, NO_EMAIL)
        op_id, device = new_op_id(), self._store.device_id()
        with self._store.transaction():
            session = self._session(event_id)
            check_walk_in(session, count, email)
            if self._blocks():
                seats = self._store.view.of_events([event_id])
                check_room(session, card_of(session, seats, self._site_now()).attended, count)
            walk_in = WalkIn(row, stage, email, phone, reason=reason)
            self._store.walk_ins.add(walk_in, walk_in_name(name), count)
            op = NewOp(row, OpKind.ARRIVE, new_gesture_id(), count, actor=self._actor)
            seen = (NONE, count)
            self._store.journal.append(op, op_id, device, self._clock.now(), seen)
        self._wake()
        return self._read_back(op_id, row, session)

    def _session(self, event_id: EventId) -> Session:
        session = self._store.days.session(event_id)
        if session is None:
            raise Refusal(f"This session is {NOT_LOADED}.")
        return session

    def _read_back(self, op_id: OpId, row: RowId, session: Session) -> Recorded:
        """From the database, as the screen will show it."""
        seats = self._store.view.of_events([row.event_id])
        shown = next(seat.shown for seat in seats if seat.shown.row == row)
        return Recorded(op_id, shown, card_of(session, seats, self._site_now()))
