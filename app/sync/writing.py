"""Writes: noted before they go out, at most eight at a time, each answer judged by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.domain.errors import NotAllowed, NotSent, RowRefused, SiteError, Throttled
from app.domain.model import Attempt, AttendanceId, RowId, Seq
from app.domain.site import DELETE_UNAVAILABLE, Outcome, Site
from app.domain.values import NONE, Value
from app.storage.shadows import Answer
from app.storage.store import Store
from app.storage.view import Seat
from app.sync.ages import Ages
from app.sync.coordination import Coordination
from app.sync.verdicts import Verdict, Verdicts

Send = Callable[[], list[Outcome]]


@dataclass(frozen=True, slots=True)
class Write:
    """What one row should become on the server. `delete`: the object that is to go."""

    row: RowId
    target: Value
    ops: tuple[Seq, Seq]
    delete: AttendanceId | None = None


def write_for(seat: Seat) -> Write:
    """The write that brings the server to what the row should be."""
    target, last = seat.projection.target, seat.last_seq
    unsent = [op.seq for op in seat.ops if op.seq > seat.shadow.a_seq]
    delete = seat.shadow.attendance_id if target == NONE else None
    return Write(seat.shown.row, target, (unsent[0] if unsent else last, last), delete)


class Writing:
    """Sends writes and books what became of them.

    `again`: the rows of the last `send` that were refused, but not yet so often as to be believed.
    """

    def __init__(self, store: Store, site: Site, ages: Ages, turns: Coordination) -> None:
        self._store = store
        self._turns = turns
        self._site = site
        self._ages = ages
        self._verdicts = Verdicts()
        self._can_delete = True
        self.again: set[RowId] = set()

    def send(self, writes: Sequence[Write]) -> None:
        """Up to eight rows. Raises `SiteError` where the site as a whole cannot be used now."""
        self.again = set()
        deletes = [each for each in writes if each.delete is not None and self._can_delete]
        sets = [each for each in writes if each not in deletes]
        if deletes:
            self._delete(deletes)
        if sets:
            self._set(sets)

    def _set(self, writes: Sequence[Write]) -> None:
        rows = [(each.row, each.target) for each in writes]
        try:
            self._go(writes, lambda: self._site.set_attendance(rows))
        except RowRefused:
            # One bad row fails a whole bulk: each is asked once alone, so the others pass.
            for each in writes:
                self._set_alone(each)

    def _set_alone(self, write: Write) -> None:
        self._go([write], lambda: [self._site.set_one(write.row, write.target)], alone=True)

    def _delete(self, writes: Sequence[Write], *, alone: bool = False) -> None:
        pairs = [(each.row, each.delete) for each in writes if each.delete is not None]
        try:
            outcomes = self._go(writes, lambda: self._site.delete_attendance(pairs), alone=alone)
        except RowRefused as refused:
            self._delete_refused(writes, refused, alone=alone or len(writes) == 1)
            return
        gone = [o.row for o in outcomes if o.error and o.error.code == DELETE_UNAVAILABLE]
        if gone:
            self._can_delete = False
            self._set([each for each in writes if each.row in gone])

    def _delete_refused(self, writes: Sequence[Write], refused: RowRefused, *, alone: bool) -> None:
        """As with sets: the rows of a refused bulk once each, and one alone is judged."""
        for each in writes:
            if not alone:
                self._delete([each], alone=True)
                continue
            with self._store.transaction():
                self._judge(each, refused, alone=True)

    def _go(self, writes: Sequence[Write], send: Send, *, alone: bool = False) -> list[Outcome]:
        with self._turns.sending():
            return self._sent(writes, send, alone=alone)

    def _sent(self, writes: Sequence[Write], send: Send, *, alone: bool) -> list[Outcome]:
        with self._store.transaction():
            now = self._ages.clock.now()
            attempts = [
                self._store.shadows.begin(each.row, each.target, each.ops, now) for each in writes
            ]
        for attempt in attempts:
            self._ages.sent(attempt)
        try:
            outcomes = send()
        except SiteError as error:
            self._book_failure(attempts, error)
            raise
        self._book(writes, attempts, outcomes, alone=alone)
        return outcomes

    def _book_failure(self, attempts: Sequence[Attempt], error: SiteError) -> None:
        answer = _answer_to(error)
        with self._store.transaction():
            for attempt in attempts:
                self._ages.answered(attempt.row)
                if answer is not None:
                    self._store.shadows.answer(attempt.attempt_id, answer)

    def _book(
        self,
        writes: Sequence[Write],
        attempts: Sequence[Attempt],
        outcomes: Sequence[Outcome],
        *,
        alone: bool,
    ) -> None:
        with self._store.transaction():
            for write, attempt, outcome in zip(writes, attempts, outcomes, strict=True):
                self._ages.answered(write.row)
                if outcome.error is None:
                    self._written(write, attempt, outcome)
                else:
                    self._not_written(write, attempt, outcome.error, alone=alone)

    def _written(self, write: Write, attempt: Attempt, outcome: Outcome) -> None:
        shadow = self._store.shadows.of_row(write.row)
        self._store.shadows.answer(attempt.attempt_id, Answer.WRITTEN)
        self._ages.replaced(self._store.shadows.replace(write.row, shadow.a))
        kept = None if write.delete else outcome.attendance_id or shadow.attendance_id
        self._store.shadows.put(
            write.row,
            shadow._replace(
                a=write.target,
                a_seq=max(shadow.a_seq, write.ops[1]),
                attendance_id=kept,
                changed_from=None,
            ),
        )
        self._store.shadows.unpark(write.row)
        self._verdicts.forget(write.row)

    def _not_written(
        self, write: Write, attempt: Attempt, error: SiteError, *, alone: bool
    ) -> None:
        answer = _answer_to(error)
        if answer is not None:
            self._store.shadows.answer(attempt.attempt_id, answer)
        if error.code != DELETE_UNAVAILABLE:
            self._judge(write, error, alone=alone)

    def _judge(self, write: Write, error: SiteError, *, alone: bool) -> None:
        verdict = self._verdicts.of(write.row, error, alone=alone)
        if verdict is Verdict.PARK:
            self._store.shadows.park(write.row, write.ops[1], str(error))
        elif verdict is Verdict.AGAIN and isinstance(error, RowRefused):
            self.again.add(write.row)


def _answer_to(error: SiteError) -> Answer | None:
    """None where the write may have been applied all the same."""
    if isinstance(error, (NotSent, Throttled)):
        return Answer.NOT_SENT
    if isinstance(error, (RowRefused, NotAllowed)):
        return Answer.REFUSED
    return None
