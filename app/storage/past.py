"""Past sessions that the server knows as well as this computer does, to be forgotten as a whole.

To look for them is to read the whole journal. So it is done while nothing is locked: what was found
holds for as long as no other connection has committed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from app.domain.model import BookingId, ContactId, EventId
from app.storage.codec import from_seconds, to_ms, to_seconds
from app.storage.database import Database
from app.storage.first_bookings import FirstBookings
from app.storage.forgetting import ONLY_HERE

_OVER: Final = f"""
SELECT event_id FROM sessions
WHERE end_s < :limit_s AND event_id NOT IN (
  SELECT event_id FROM ({ONLY_HERE})
  UNION SELECT event_id FROM walk_ins WHERE stage <> 'in_wix'
  UNION SELECT event_id FROM attempts WHERE answer IS NULL
  UNION SELECT event_id FROM audits JOIN shadows USING (event_id, booking_id) WHERE a_seq >= seq
  UNION SELECT event_id FROM ops WHERE at_ms >= :limit_ms
  UNION SELECT event_id FROM elsewhere WHERE at_ms >= :limit_ms
  UNION SELECT event_id FROM handed_over WHERE handed_ms >= :limit_ms
  UNION SELECT event_id FROM ops WHERE seq = (SELECT max(seq) FROM ops)
  UNION SELECT event_id FROM elsewhere
    WHERE elsewhere_id = (SELECT max(elsewhere_id) FROM elsewhere))
ORDER BY end_s, event_id"""
"""An audit counts that will be made. What came last stays: the next change goes on from there."""
_NOBODYS: Final = """
SELECT booking_id FROM bookings
WHERE NOT EXISTS (SELECT 1 FROM seats WHERE seats.booking_id = bookings.booking_id)
AND booking_id NOT IN (
  SELECT booking_id FROM ops UNION SELECT booking_id FROM elsewhere
  UNION SELECT booking_id FROM walk_ins)"""
_TABLES: Final = (
    "seats",
    "shadows",
    "ops",
    "handed_over",
    "audits",
    "attempts",
    "replaced",
    "parked",
    "notes",
    "elsewhere",
    "walk_ins",
    "sessions",
)


class Past:
    """Writes inside the caller's transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._first_bookings = FirstBookings(database)

    def newest(self) -> datetime | None:
        """When the last session of all ends."""
        found = self._database.row("SELECT max(end_s) FROM sessions")
        return from_seconds(found[0]) if found and found[0] is not None else None

    def over(self, limit: datetime) -> list[EventId]:
        """Sessions that ended before it, and that nobody needs since; the oldest first."""
        found = self._database.rows(_OVER, {"limit_s": to_seconds(limit), "limit_ms": to_ms(limit)})
        return [EventId(each[0]) for each in found]

    def forget(self, event_id: EventId) -> None:
        """All that is known of a session; who was in it may be in another."""
        for table in _TABLES:
            self._database.run(f"DELETE FROM {table} WHERE event_id = ?", (event_id,))

    def nobodys(self) -> list[BookingId]:
        """Bookings that are in no session any more, and of which nothing is told."""
        return [BookingId(each[0]) for each in self._database.rows(_NOBODYS)]

    def forget_bookings(self, bookings: Sequence[BookingId]) -> None:
        """And of whom no other is left, the client: it is asked anew who comes again."""
        these = json.dumps(bookings)
        contacts = self._database.rows(
            "SELECT DISTINCT contact_id FROM bookings WHERE contact_id IS NOT NULL"
            " AND booking_id IN (SELECT value FROM json_each(?))",
            (these,),
        )
        self._database.run(
            "DELETE FROM bookings WHERE booking_id IN (SELECT value FROM json_each(?))", (these,)
        )
        self._first_bookings.forget(ContactId(each[0]) for each in contacts)
