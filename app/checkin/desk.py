"""The reception: what a tap, a key or a command does, durable before it is visible."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from app.domain.model import EventId, OpId, RowId, SyncStatus
from app.domain.roster import Recorded, Roster, SessionCard


class Desk:
    """One reception desk on one site's store. Lives on one thread, like its store.

    Every doing method commits before it returns what the database then says; a rule's no is
    `Refusal`, a store that cannot be written `StoreError`: both leave everything as it was.
    """

    def now(self) -> datetime:
        """The site's time, aware, in the site's zone."""
        raise NotImplementedError

    def today(self) -> date:
        raise NotImplementedError

    def sessions(self, day: date) -> tuple[SessionCard, ...]:
        """The day's sessions by start, cancelled ones included."""
        raise NotImplementedError

    def session_to_show(self, day: date) -> EventId | None:
        raise NotImplementedError

    def roster(self, event_id: EventId) -> Roster:
        raise NotImplementedError

    def arrive(self, row: RowId, people: int = 1) -> Recorded:
        raise NotImplementedError

    def leave(self, row: RowId, people: int = 1) -> Recorded:
        raise NotImplementedError

    def add_extra(self, row: RowId, people: int = 1) -> Recorded:
        raise NotImplementedError

    def mark_no_show(self, row: RowId) -> Recorded:
        raise NotImplementedError

    def clear(self, row: RowId) -> Recorded:
        """Back to booked."""
        raise NotImplementedError

    def set_count(self, row: RowId, people: int) -> Recorded | None:
        """Arrive or leave by the difference; None where there is none."""
        raise NotImplementedError

    def undo(self, op_id: OpId) -> Recorded:
        """Take back the gesture that this op belongs to."""
        raise NotImplementedError

    def undo_last(self) -> Recorded | None:
        """Take back the last gesture of this device; None where there is none."""
        raise NotImplementedError

    def status(self) -> SyncStatus:
        """The counts of the queue by the store; the link is the worker's to tell."""
        raise NotImplementedError

    def writable(self) -> str:
        """Empty where a tap can be kept, else one sentence that says why not."""
        raise NotImplementedError


Wake = Callable[[], None]
