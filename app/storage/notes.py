"""Notes on bookings for the day: they lie here, are shown here, and go nowhere."""

from __future__ import annotations

from datetime import datetime

from app.domain.model import RowId
from app.storage.codec import to_seconds
from app.storage.database import Database


class Notes:
    """Reads and writes inside the caller's transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, row: RowId, words: str) -> None:
        """In the place of what stood there; without words, nothing stands there."""
        at = (row.event_id, row.booking_id)
        if words:
            self._database.run(
                "INSERT OR REPLACE INTO notes (event_id, booking_id, words) VALUES (?,?,?)",
                (*at, words),
            )
        else:
            self._database.run("DELETE FROM notes WHERE event_id = ? AND booking_id = ?", at)

    def ended_before(self, moment: datetime) -> int:
        """How many there are of sessions that were over by then."""
        found = self._database.row(f"SELECT count(*) FROM notes WHERE {_OVER}", _over_by(moment))
        return int(found[0]) if found else 0

    def forget(self, moment: datetime) -> None:
        """Those of sessions that were over by then."""
        self._database.run(f"DELETE FROM notes WHERE {_OVER}", _over_by(moment))


_OVER = "event_id NOT IN (SELECT event_id FROM sessions WHERE end_s > ?)"


def _over_by(moment: datetime) -> tuple[int | None]:
    return (to_seconds(moment),)
