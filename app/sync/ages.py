"""How old things are, in monotonic seconds that start again at 0 with each run.

After a restart everything unanswered counts as just sent: the cautious direction, since a request
of the run before may still land.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.clock import Clock
from app.domain.model import Attempt, AttemptId, EventId, RowId
from app.domain.values import Value
from app.storage.store import Store


@dataclass(frozen=True, slots=True)
class Spans:
    """Seconds. Source: the longest life of a request is 80 s; queries may lag 10 s behind."""

    life_s: float = 80.0
    quiet_s: float = 80.0
    lag_s: float = 10.0
    fresh_s: float = 5.0


@dataclass(slots=True)
class Ages:
    """Remembers when each attempt, answer and read happened in this run."""

    clock: Clock
    spans: Spans = field(default_factory=Spans)
    _sent: dict[AttemptId, float] = field(default_factory=dict)
    _written: dict[RowId, float] = field(default_factory=dict)
    _replaced: dict[int, float] = field(default_factory=dict)
    _answered: dict[RowId, float] = field(default_factory=dict)
    _spent_at: dict[RowId, float] = field(default_factory=dict)
    _read: dict[EventId, float] = field(default_factory=dict)

    def sent(self, attempt: Attempt) -> None:
        self._sent[attempt.attempt_id] = self._written[attempt.row] = self.clock.monotonic()

    def answered(self, row: RowId) -> None:
        """The row's write was answered, or given up."""
        self._answered[row] = self.clock.monotonic()

    def replaced(self, replaced_id: int) -> None:
        """A value of the server was replaced just now."""
        self._replaced[replaced_id] = self.clock.monotonic()

    def read(self, event_id: EventId, began: float) -> None:
        self._read[event_id] = began

    def is_fresh(self, event_id: EventId) -> bool:
        """Whether the last complete read of the session may still carry a write (I5)."""
        began = self._read.get(event_id)
        return began is not None and self.clock.monotonic() - began < self.spans.fresh_s

    def quiet_at(self, row: RowId) -> float:
        """From when on a read may verify the row; from now on, where nothing is known."""
        answered = self._answered.setdefault(row, self.clock.monotonic())
        return max(answered + self.spans.quiet_s, self._spent_at.get(row, 0.0))

    def ghosts(self, store: Store) -> dict[RowId, list[Attempt]]:
        """Unanswered attempts, oldest first: any of them may have landed or may still land."""
        now = self.clock.monotonic()
        self._spent_at.clear()
        found: dict[RowId, list[Attempt]] = {}
        for attempt in store.shadows.unanswered():
            born = self._sent.setdefault(attempt.attempt_id, now)
            # The newest comes last, and is the last to be spent.
            self._spent_at[attempt.row] = born + self.spans.life_s + self.spans.lag_s
            found.setdefault(attempt.row, []).append(attempt)
        return found

    def sent_at(self, attempt: Attempt) -> float:
        return self._sent[attempt.attempt_id]

    def is_unwritten(self, row: RowId, began: float) -> bool:
        """No write of ours was so late that a query begun then might not show it yet."""
        written = self._written.get(row)
        return written is None or began - written >= self.spans.lag_s

    def are_spent(self, row: RowId, began: float) -> bool:
        """Whether a read begun then shows all that the row's unanswered writes can ever have done.

        The end of their life alone is not enough: one may have landed in its last second, over
        another, and a query may lag behind that.
        """
        return began >= self._spent_at.get(row, 0.0)

    def old(self, store: Store, began: float) -> dict[RowId, set[Value]]:
        """Values replaced a moment ago, that a lagging query begun then may still return."""
        now = self.clock.monotonic()
        recent: dict[RowId, set[Value]] = {}
        for replaced_id, row, value in store.shadows.replaced():
            born = self._replaced.setdefault(replaced_id, now)
            if began - born < self.spans.lag_s:
                recent.setdefault(row, set()).add(value)
            else:
                with store.transaction():
                    store.shadows.forget_replaced(replaced_id)
                del self._replaced[replaced_id]
        return recent
