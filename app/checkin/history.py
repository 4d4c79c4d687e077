"""Back through what this device did, gesture by gesture, and forth again."""

from __future__ import annotations

from datetime import timedelta

from app.checkin.recording import NOT_OURS, Recording
from app.domain.clock import Clock
from app.domain.errors import Refusal
from app.domain.history import to_redo, to_undo
from app.domain.model import Op, OpId
from app.domain.roster import Recorded
from app.storage.store import Store

WITHIN = timedelta(hours=36)
"""By the wall clock, which may have jumped by a day since."""
AMONG = 10_000


class History:
    """On the desk's thread. Each step is a gesture of its own in the journal."""

    def __init__(self, store: Store, clock: Clock, recording: Recording) -> None:
        self._store = store
        self._clock = clock
        self._recording = recording

    def undo_last(self) -> Recorded | None:
        """Take back the last gesture of this device; None where there is none."""
        return self._recording.take_back(ops) if (ops := to_undo(self._lately())) else None

    def redo_last(self) -> Recorded | None:
        """Do again what was taken back last; None where something else was done since."""
        return self._recording.take_back(ops) if (ops := to_redo(self._lately())) else None

    def undo(self, op_id: OpId) -> Recorded:
        """Take back that op's own effect, whatever came since."""
        return self._recording.take_back([self._op(op_id)])

    def undo_gesture(self, op_id: OpId) -> Recorded:
        """Take back all that was done by one press, of which that op is one."""
        gesture = self._op(op_id).gesture_id
        return self._recording.take_back(self._store.journal.of_gesture(gesture))

    def _op(self, op_id: OpId) -> Op:
        op = self._store.journal.op(op_id)
        if op is None:
            raise Refusal(NOT_OURS.format(op_id=op_id))
        return op

    def _lately(self) -> list[Op]:
        since = self._clock.now() - WITHIN
        return self._store.journal.latest(since, AMONG)[::-1]
