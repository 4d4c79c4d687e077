"""The connection test: each thing a day at the desk asks of the site, once, writing nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final

from app.domain.day import zone_of
from app.domain.errors import NotFound, RowRefused, SiteError, Unreachable
from app.domain.listing import EVERYTHING, Offer, offer_of
from app.domain.model import BookingStatus, EventId, ScheduleId, SessionKind
from app.domain.site import SiteFacts
from app.domain.trial import COUNTED_MOST, Day, Need, Trial
from app.wix import payload
from app.wix.client import WixClient
from app.wix.translate import verdict

NOBODY: Final = EventId("00000000-0000-4000-8000-000000000000")
"""Asked for on a day without sessions: a question about nothing would not be sent at all."""
OFFER_DAYS: Final = 14
OFFER_SESSIONS: Final = 1000
"""The days ahead are looked through for places and services, a busy site's fewer of them."""
ON_ROSTERS: Final = (BookingStatus.CONFIRMED, BookingStatus.PENDING)


class TrialClient(WixClient):
    """The client, and one question more."""

    def may_write(self) -> None:
        """A bulk without an entry: it can change nothing, and is refused for being empty."""
        answer = self._channel.answer(payload.set_bulk([]))
        failed = verdict(answer)
        empty = isinstance(failed, RowRefused) and not isinstance(failed, NotFound)
        if failed is not None and not (empty and answer.status == 400):
            raise failed


class TrialRun:
    """One run of it. After the first question without an answer no other is asked."""

    def __init__(self, client: TrialClient, now: datetime) -> None:
        self._client = client
        self._now = now
        self._facts: SiteFacts | None = None
        self._offer = Offer()
        self._day = Day()

    def run(self) -> Trial:
        asked: list[tuple[Need, SiteError | None]] = []
        for need, ask in self._questions():
            try:
                ask()
            except SiteError as failed:
                asked.append((need, failed))
                if isinstance(failed, Unreachable):
                    break
            else:
                asked.append((need, None))
        return Trial(tuple(asked), self._facts, day=self._day, offer=self._offer).of(EVERYTHING)

    def _questions(self) -> Sequence[tuple[Need, Callable[[], None]]]:
        return (
            (Need.SITE, self._ask_site),
            (Need.SESSIONS, self._ask_sessions),
            (Need.BOOKINGS, self._ask_bookings),
            (Need.CHECKED_IN, self._ask_attendance),
            (Need.CHECKING_IN, self._client.may_write),
        )

    def _ask_site(self) -> None:
        self._facts = self._client.facts()

    def _ask_sessions(self) -> None:
        zone = (self._facts.zone if self._facts else "") or "UTC"
        today = self._now.astimezone(zone_of(zone)).date()
        start = datetime.combine(today, datetime.min.time())
        tomorrow = start + timedelta(days=1)
        found = self._client.sessions(start, tomorrow, zone)
        held = tuple(session for session in found if not session.cancelled)
        self._day, self._offer = Day(held), offer_of(found)
        if days := min(OFFER_DAYS, OFFER_SESSIONS // max(1, len(found))):
            found += self._client.sessions(tomorrow, tomorrow + timedelta(days=days), zone)
            self._offer = offer_of(found)

    def _ask_bookings(self) -> None:
        first = self._day.sessions[:COUNTED_MOST]
        events = [each.event_id for each in first if each.kind is not SessionKind.COURSE]
        courses: list[ScheduleId] = [
            each.schedule_id
            for each in first
            if each.kind is SessionKind.COURSE and each.schedule_id
        ]
        found = self._client.bookings_in(events if events or courses else [NOBODY], courses)
        expected = tuple(booking for booking in found if booking.status in ON_ROSTERS)
        self._day = self._day._replace(bookings=expected)

    def _ask_attendance(self) -> None:
        first = [each.event_id for each in self._day.sessions[:COUNTED_MOST]]
        self._client.attendance_of(first or [NOBODY])
