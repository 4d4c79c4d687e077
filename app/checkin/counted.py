"""The seats of the session in hand, kept between two taps for as long as nobody else wrote.

A tap changes one row; the others are read again only where the database says that another
connection committed, or where this one wrote something else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from app.domain.model import EventId, RowId
from app.storage.store import Store, Version
from app.storage.view import Seat


class Counted:
    """Never answers from memory what was written since: it compares versions."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._event: EventId | None = None
        self._version: Version | None = None
        self._seats: dict[RowId, Seat] = {}

    @contextmanager
    def change(self, row: RowId) -> Iterator[None]:
        """Around the writes to one row, inside their transaction, where nobody else can write."""
        held = self._event == row.event_id and self._version == self._store.version
        yield
        self._version = self._store.version if held else None

    def seats_with(self, now: Seat) -> Collection[Seat]:
        """All seats of its session, `now` being the one just read back."""
        event_id, version = now.shown.row.event_id, self._store.version
        if self._event != event_id or self._version != version:
            seats = self._store.view.of_events([event_id])
            self._seats = {seat.shown.row: seat for seat in seats}
            self._event, self._version = event_id, version
        else:
            self._seats[now.shown.row] = now
        return self._seats.values()
