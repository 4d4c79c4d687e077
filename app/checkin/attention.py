"""What waits for the site or for a person, and a person's decisions on it."""

from __future__ import annotations

from dataclasses import dataclass

from app.checkin.recording import NOT_OURS
from app.domain.clock import Clock
from app.domain.errors import Refusal
from app.domain.fold import undone
from app.domain.ids import new_gesture_id, new_op_id
from app.domain.model import (
    ConflictKind,
    DeviceId,
    NewOp,
    Op,
    OpId,
    OpKind,
    RowId,
    Seq,
    Shadow,
    SyncState,
)
from app.domain.values import Value
from app.storage.store import Store
from app.storage.view import Seat

WORDS = {
    SyncState.SAVED: "Saved on this computer, waiting to send.",
    SyncState.IN_DOUBT: "Sent, but the answer was lost: checking.",
    SyncState.SENT: "Sent, to be checked once more.",
    SyncState.CONFLICT: "Changed in two places: a person decides.",
    SyncState.PARKED: "Refused by Wix.",
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """An op that is not verified, its state, the reason in words, and how often it was sent."""

    op: Op
    state: SyncState
    reason: str
    tries: int


class Attention:
    """Every decision is committed before it returns, and is itself in the journal or the store."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def waiting(self) -> list[Waiting]:
        """Every op that is not verified, in order."""
        found = self._store.journal.open_ops()
        tries = self._store.journal.tries(op for op, _ in found)
        return [Waiting(op, state, self._reason(op, state), tries[op.op_id]) for op, state in found]

    def retry(self, op_id: OpId) -> None:
        """Ask the site once more."""
        row = self._parked(op_id).row
        with self._store.transaction():
            self._store.shadows.unpark(row)

    def keep(self, op_id: OpId) -> None:
        """Keep it on this computer, as a local walk-in; the row sends nothing more."""
        row = self._parked(op_id).row
        with self._store.transaction():
            self._store.shadows.keep(row)

    def discard(self, op_id: OpId, device: DeviceId) -> None:
        """Take the refused op back, without asking the rules: a person gave it up."""
        op = self._parked(op_id)
        with self._store.transaction():
            seat = self._seat(op.row)
            if op.op_id in undone(seat.ops):
                raise Refusal("That was already undone.")
            self._append(
                NewOp(op.row, OpKind.UNDO, new_gesture_id(), op.count, op.op_id), seat, device
            )

    def resolve(self, row: RowId, value: Value, device: DeviceId) -> OpId:
        """Decide a conflict: the row is to be `value`, whatever the site and this desk counted."""
        with self._store.transaction():
            seat = self._seat(row)
            card = seat.shadow.conflict
            if card is None:
                raise Refusal("This row is not in conflict; count with check-in instead.")
            if card.kind is ConflictKind.DUPLICATE:
                raise Refusal("Wix holds two records for this booking: delete one there first.")
            most = max(seat.shown.party, card.server.count, card.mine.count)
            if value.count > most:
                raise Refusal(f"Booked for {seat.shown.party}: at most {most} can be decided here.")
            count = -1 if value.no_show else value.count
            op = self._append(NewOp(row, OpKind.DECIDE, new_gesture_id(), count), seat, device)
            self._store.shadows.put(row, _decided(seat.shadow, card.server, Seq(op.seq - 1)))
        return op.op_id

    def _append(self, new: NewOp, seat: Seat, device: DeviceId) -> Op:
        op_id, seen = new_op_id(), (seat.shown.shown, seat.shown.party)
        return self._store.journal.append(new, op_id, device, self._clock.now(), seen)

    def _parked(self, op_id: OpId) -> Op:
        for op, state in self._store.journal.open_ops():
            if op.op_id == op_id and state is SyncState.PARKED:
                return op
        if self._store.journal.op(op_id) is None:
            raise Refusal(NOT_OURS.format(op_id=op_id))
        raise Refusal("Wix did not refuse this one; there is nothing to decide.")

    def _seat(self, row: RowId) -> Seat:
        seat = self._store.view.of_row(row)
        if seat is None:
            raise Refusal("This booking is not loaded on this computer; run turnout sync.")
        return seat

    def _reason(self, op: Op, state: SyncState) -> str:
        if state in (SyncState.CONFLICT, SyncState.PARKED):
            return self._seat(op.row).shown.reason or WORDS[state]
        return WORDS[state]


def _decided(shadow: Shadow, server: Value, before: Seq) -> Shadow:
    """What came before the decision is history: only the decision and what follows counts."""
    return shadow._replace(
        a=server,
        a_seq=before,
        r=server,
        r_seq=before,
        conflict=None,
        changed_from=None,
    )
