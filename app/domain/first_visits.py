"""Who has never booked before: only what an answer of the site says beyond doubt."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from app.domain.model import ContactId


class Booked(NamedTuple):
    """When a booking of a client's begins; None where the site did not say whose, or when."""

    contact_id: ContactId | None
    start: datetime | None


class Bookings(NamedTuple):
    """Bookings of some clients, as far as one answer goes. `whole`: there are no others."""

    found: tuple[Booked, ...]
    whole: bool

    def before(self, day: datetime) -> set[ContactId]:
        """Who is seen to have booked for an earlier time."""
        return {
            each.contact_id
            for each in self.found
            if each.contact_id is not None and each.start is not None and each.start < day
        }

    def earliest(self) -> dict[ContactId, datetime]:
        """When each client booked for first. Whoever is not seen is not told: a site that finds
        nobody must not make everybody a newcomer.

        Of an answer that goes on it is known only where it begins with the oldest.
        """
        times = [each.start for each in self.found if each.start is not None]
        if not self.whole and times != sorted(times):
            return {}
        odd = {each.contact_id for each in self.found if each.start is None}
        if any(each.contact_id is None for each in self.found):
            return {}
        first: dict[ContactId, datetime] = {}
        for contact_id, start in self.found:
            if contact_id is not None and start is not None and contact_id not in odd:
                first[contact_id] = min(start, first.get(contact_id, start))
        return first
