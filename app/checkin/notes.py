"""Notes on bookings for the day: for whoever stands at this desk, and never for Wix."""

from __future__ import annotations

from datetime import UTC, datetime

from app.checkin.desk import Desk
from app.checkin.recording import NOT_LOADED
from app.domain.clock import Clock
from app.domain.errors import Refusal
from app.domain.model import RowId
from app.domain.notes import note_of
from app.storage.store import Store


class Notes:
    """Beside a desk, on its thread and its store. What is past is forgotten with its day."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._site_now = Desk(store, clock, lambda: None).now

    def write(self, row: RowId, typed: str) -> str:
        """Note it on the row, and return what stood there; nothing typed takes that away.

        Raises `Refusal`, `StoreError`.
        """
        words, seat = note_of(typed), self._store.view.of_row(row)
        if seat is None:
            raise Refusal(f"This booking is {NOT_LOADED}.")
        with self._store.transaction():
            self._store.notes.put(row, words)
        return seat.shown.note

    def forget_past(self) -> None:
        """Off the disk too. Raises `StoreError`."""
        midnight = self._midnight()
        if self._store.notes.ended_before(midnight):
            with self._store.transaction():
                self._store.notes.forget(midnight)
            self._store.tidy()

    def _midnight(self) -> datetime:
        now = self._site_now()
        return now.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)
