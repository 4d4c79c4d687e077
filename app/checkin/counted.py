"""The seats of the session in hand, kept between two taps for as long as nobody else wrote.

A tap changes one row; the others are read again only where the database says that another
connection committed, or where this one wrote something else.
"""

from __future__ import annotations

from collections.abc import Collection

from app.domain.model import RowId, Session
from app.storage.store import Store, Version
from app.storage.view import Seat


class Counted:
    """Never answers from memory what was written since: it compares versions."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._version: Version | None = None
        self._session: Session | None = None
        self._seats: dict[RowId, Seat] = {}
        self._unread: RowId | None = None

    def held(self, row: RowId) -> tuple[Session, Seat] | None:
        """The row and its session, if nothing at all was written since they were read.

        Asked inside a transaction, where nobody else can write; followed by `wrote` there.
        """
        # Written and never read back: that commit failed, and the number of changes tells nothing.
        stale = self._unread is not None or self._version != self._store.version
        if stale or row not in self._seats or self._session is None:
            self._version = None
            return None
        return self._session, self._seats[row]

    def wrote(self, row: RowId) -> None:
        """This row has changed, inside the same transaction; it is held again once read back."""
        if self._version is not None:
            self._version = self._store.version
            self._unread = row

    def seats_with(self, now: Seat, session: Session) -> Collection[Seat]:
        """All seats of the session, `now` being the one just read back."""
        version = self._store.version
        if self._session != session or self._version != version:
            seats = self._store.view.of_events([session.event_id])
            self._seats = {seat.shown.row: seat for seat in seats}
            self._session, self._version = session, version
        else:
            self._seats[now.shown.row] = now
        self._unread = None
        return self._seats.values()
