"""Rows that were cancelled in Wix though somebody was counted for them here (I13)."""

from __future__ import annotations

from datetime import timedelta
from enum import Enum
from typing import Final

from app.domain.clock import Clock
from app.domain.model import BookingStatus, RowId, Session, SyncState
from app.storage.store import Store
from app.storage.view import Seat

LOOK_BACK: Final = timedelta(hours=36)
_OVER: Final = (BookingStatus.CANCELED, BookingStatus.DECLINED)
_ASKED_OTHERWISE: Final = (SyncState.CONFLICT, SyncState.PARKED)


class Gone(Enum):
    """What is no longer there in Wix."""

    BOOKING = "booking"
    SESSION = "session"


class Cancelled:
    """A person decides whether they stay counted; asked again once something more is done."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def asking(self) -> int:
        """How many rows wait for that answer, and for no other."""
        found = self._store.view.counted_and_gone(self._clock.now() - LOOK_BACK)
        return sum(self._asks(row) for row in found)

    def of(self, seat: Seat, session: Session | None) -> Gone | None:
        if seat.shown.not_in_wix or seat.shown.shown.is_none or session is None:
            return None
        if seat.shown.booking_status in _OVER:
            return Gone.BOOKING
        listed = self._store.days.between(session.start, session.end)
        return Gone.SESSION if session.cancelled or session not in listed else None

    def accepted(self, seat: Seat) -> bool:
        return self._store.days.fact(_fact(seat.shown.row)) == str(seat.last_seq)

    def accept(self, row: RowId) -> None:
        """Leave it counted, as it is now."""
        last = self._store.journal.of_row(row)[-1]
        with self._store.transaction():
            self._store.days.keep_fact(_fact(row), str(last.seq))

    def _asks(self, row: RowId) -> bool:
        seat, session = self._store.view.of_row(row), self._store.days.session(row.event_id)
        return (
            seat is not None
            and seat.shown.sync not in _ASKED_OTHERWISE
            and self.of(seat, session) is not None
            and not self.accepted(seat)
        )


def _fact(row: RowId) -> str:
    return f"accepted {row.event_id} {row.booking_id}"
