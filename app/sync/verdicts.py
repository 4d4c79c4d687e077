"""What an answer to a write means for the row: written, refused for good, tried again, in doubt."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import Enum

from app.domain.errors import NotAllowed, NotSent, RowRefused, SiteError, Stale, Throttled
from app.domain.model import RowId

MOST_TRIES = 3
"""An item code that nobody knows is tried so often before it is believed."""
MOST_STALE = 2

KNOWN_REFUSALS = frozenset(
    {
        "SESSION_NOT_FOUND",
        "EVENT_NOT_FOUND",
        "BOOKING_NOT_FOUND",
        "SCHEDULE_NOT_FOUND",
        "SESSION_ID_NOT_PROVIDED",
        "VALIDATION_FAILURE",
        "INVALID_ARGUMENT",
        "NOT_FOUND",
    }
)


class Verdict(Enum):
    PARK = "the server refuses it for good"
    AGAIN = "not applied; tried again later"
    IN_DOUBT = "nobody knows; read before anything else"


@dataclass(slots=True)
class Verdicts:
    """Counts tries, so that a refusal that may pass is not believed at once."""

    _tries: Counter[RowId] = field(default_factory=Counter)
    _stale: Counter[RowId] = field(default_factory=Counter)

    def of(self, row: RowId, error: SiteError, *, alone: bool = False) -> Verdict:
        """`alone`: the whole request was about this row, so its status speaks for it."""
        if isinstance(error, Stale):
            self._stale[row] += 1
            return Verdict.PARK if self._stale[row] >= MOST_STALE else Verdict.AGAIN
        if isinstance(error, RowRefused):
            if alone or error.code in KNOWN_REFUSALS:
                return Verdict.PARK
            self._tries[row] += 1
            return Verdict.PARK if self._tries[row] >= MOST_TRIES else Verdict.AGAIN
        if isinstance(error, (NotSent, Throttled, NotAllowed)):
            return Verdict.AGAIN
        return Verdict.IN_DOUBT

    def forget(self, row: RowId) -> None:
        self._tries.pop(row, None)
        self._stale.pop(row, None)
