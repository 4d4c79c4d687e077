"""When clients booked for first: who is to be asked about, and what the site said."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from app.domain.model import ContactId
from app.storage.codec import to_seconds
from app.storage.database import Database

_COUNTS: Final = "listed AND status IN ('CONFIRMED', 'PENDING')"
_UNKNOWN: Final = f"""
SELECT contact_id, min(end_s < :now_s), min(start_s)
FROM sessions JOIN seats USING (event_id) JOIN bookings AS theirs USING (booking_id)
WHERE start_s < :until_s AND end_s > :from_s AND NOT gone AND NOT cancelled
AND {_COUNTS} AND contact_id IS NOT NULL
AND NOT EXISTS (SELECT 1 FROM contacts WHERE contacts.contact_id = theirs.contact_id)
AND NOT EXISTS (
  SELECT 1 FROM bookings AS b JOIN seats AS s USING (booking_id) JOIN sessions AS e USING (event_id)
  WHERE b.contact_id = theirs.contact_id AND e.start_s < :from_s AND {_COUNTS})
GROUP BY contact_id ORDER BY 2, 3, 1"""
"""Who has a seat of an earlier day is known not to be here for the first time."""


class FirstBookings:
    """Writes inside the caller's transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def unknown(self, day: tuple[datetime, datetime], now: datetime) -> list[ContactId]:
        """Clients of the day of whom it is not known; those of sessions that are over last."""
        start, end = day
        found = self._database.rows(
            _UNKNOWN,
            {"from_s": to_seconds(start), "until_s": to_seconds(end), "now_s": to_seconds(now)},
        )
        return [ContactId(each[0]) for each in found]

    def keep(self, contacts: Iterable[ContactId], day: tuple[datetime, datetime] | None) -> None:
        """The day of their first booking, by both its midnights; None for one long ago."""
        start, end = (None, None) if day is None else map(to_seconds, day)
        for contact_id in contacts:
            self._database.run(
                "INSERT OR REPLACE INTO contacts (contact_id, first_from_s, first_until_s)"
                " VALUES (?,?,?)",
                (contact_id, start, end),
            )

    def forget(self, contacts: Iterable[ContactId]) -> None:
        """Those of them of whom no booking is left."""
        self._database.run(
            "DELETE FROM contacts WHERE contact_id IN (SELECT value FROM json_each(?))"
            " AND NOT EXISTS (SELECT 1 FROM bookings"
            " WHERE bookings.contact_id = contacts.contact_id)",
            (json.dumps(list(contacts)),),
        )
