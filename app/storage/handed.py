"""Ops that another computer sends from now on: moved out of the journal, kept, never sent here."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from app.domain.model import Op
from app.storage.codec import to_ms
from app.storage.database import Database
from app.storage.journal import OP_COLUMNS, op_of

UNFILED: Final = "handed_over_unfiled"
"""Kept from an export's commit until its file has its name: until then they are only here."""
_MOVED = f"{OP_COLUMNS}, device_id"


class HandedOver:
    """Reads and writes inside the caller's transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def hand_over(self, at: datetime) -> int:
        """Every op that no write has named yet; what may be under way stays, walk-ins too."""
        found = self._database.rows(
            "SELECT seq FROM op_states WHERE state = 'saved' AND (event_id, booking_id)"
            " NOT IN (SELECT event_id, booking_id FROM walk_ins) ORDER BY seq DESC"
        )
        for (seq,) in found:
            self._database.run(
                f"INSERT INTO handed_over ({_MOVED}, handed_ms)"
                f" SELECT {_MOVED}, ? FROM ops WHERE seq = ?",
                (to_ms(at), seq),
            )
            self._database.run("DELETE FROM ops WHERE seq = ?", (seq,))
        return len(found)

    def lack_their_file(self) -> None:
        """From the commit that hands some over."""
        self._database.run("INSERT OR REPLACE INTO meta VALUES (?, '1')", (UNFILED,))

    def have_their_file(self) -> None:
        """A file holds every op that was ever handed over."""
        self._database.run("DELETE FROM meta WHERE key = ?", (UNFILED,))

    def since(self, at: datetime) -> int:
        """How many were handed over since then."""
        [(number,)] = self._database.rows(
            "SELECT count(*) FROM handed_over WHERE handed_ms >= ?", (to_ms(at),)
        )
        return int(number)

    def all(self) -> list[Op]:
        """Every op that was ever handed over, in order."""
        found = self._database.rows(f"SELECT {OP_COLUMNS} FROM handed_over ORDER BY seq")
        return [op_of(each) for each in found]
