"""What only this computer knows of, and to forget all of it."""

from __future__ import annotations

from typing import Final

from app.storage.database import Database
from app.storage.handed import UNFILED

ONLY_HERE: Final = f"""
  SELECT event_id, booking_id FROM open_rows
  UNION SELECT event_id, booking_id FROM shadows WHERE conflict_kind IS NOT NULL
  UNION SELECT event_id, booking_id FROM parked WHERE kept
  UNION SELECT event_id, booking_id FROM walk_ins WHERE stage = 'local'
  UNION SELECT event_id, booking_id FROM handed_over
    WHERE EXISTS (SELECT 1 FROM meta WHERE key = '{UNFILED}')"""
"""Rows the server is not known to agree with."""
_TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"


class Forgetting:
    """Reads and writes inside the caller's transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def only_here(self) -> int:
        """How many rows the server is not known to agree with, walk-ins that it never gets too."""
        found = self._database.row(f"SELECT count(*) FROM ({ONLY_HERE})")
        return int(found[0]) if found else 0

    def everything(self) -> None:
        """Every row of every table: what one forgets by deleting a file, another may just write."""
        self._database.run("PRAGMA defer_foreign_keys = ON")
        for (table,) in self._database.rows(_TABLES):
            self._database.run(f"DELETE FROM {table}")
