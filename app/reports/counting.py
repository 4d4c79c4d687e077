"""Counts the finished sessions of some days, a few people a step, and says what is not here."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from app.domain.day import day_bounds, zone_of
from app.domain.errors import Refusal
from app.domain.listing import EVERYTHING, Listing
from app.domain.model import EventId, Session
from app.domain.report import Span
from app.domain.roster import SeatRow
from app.domain.tally import Tally
from app.storage.named import Mark
from app.storage.store import Store

ROWS_A_STEP: Final = 40
LONGEST: Final = 366
READ_LATE: Final = timedelta(minutes=15)
"""A roster that was read so shortly before its session's end is as good as read behind it."""

Marks = dict[EventId, Mark]


class Reports:
    """Beside a desk, on its thread and its store; reads only.

    What was counted here wins over what Wix last said, row by row, as on the roster.
    """

    def __init__(
        self, store: Store, now: Callable[[], datetime], listing: Listing = EVERYTHING
    ) -> None:
        self._store = store
        self._now = now
        self._listing = listing

    def today(self) -> date:
        return self._now().date()

    def last_days(self, days: int, last: date | None = None) -> Span:
        """So many, today or another last one included."""
        last = last or self.today()
        return Span(last - timedelta(days=days - 1), last)

    def span(self, first: date, last: date) -> Span:
        """Up to today at most: nothing later is finished. Raises `Refusal`."""
        today = self.today()
        if first > last:
            raise Refusal("The first day is behind the last one.")
        if first > today:
            raise Refusal("Nothing of these days is finished yet.")
        span = Span(first, min(last, today))
        if span.length > LONGEST:
            raise Refusal(f"A report spans {LONGEST} days at most.")
        return span

    def count(self, span: Span) -> Tally:
        """All of it at once."""
        steps = self.counting(span)
        while True:
            try:
                next(steps)
            except StopIteration as done:
                tally: Tally = done.value
                return tally

    def counting(self, span: Span) -> Generator[None, None, Tally]:
        """The same with a pause behind each step: a day's sessions, or some of their people."""
        tally = Tally(span)
        for day in span.days:
            held = self._finished(day)
            marks = self._store.view.marks([each.event_id for each in held])
            if not self._is_here(day, held, marks):
                tally.missing.append(day)
            yield
            for some in _portions(held, marks):
                self._add(tally, some)
                yield
        tally.settle()
        yield
        return tally

    def seen(self, span: Span) -> dict[date, datetime]:
        """When the sessions of each day were last asked for: another answer, another report."""
        return self._store.other_days.calendars(span.first, span.last)

    def _finished(self, day: date) -> list[Session]:
        """The sessions that began on that day, took place, and are over."""
        start, end = self._bounds(day)
        now = self._now()
        held = [
            each
            for each in self._store.days.between(start, end)
            if each.start >= start and each.end <= now and not each.cancelled
        ]
        if self._listing.is_all:
            return held
        left_out = [each.event_id for each in held if not self._listing.lists(each)]
        kept = self._store.view.touched(left_out)
        return [each for each in held if each.event_id in kept or self._listing.lists(each)]

    def _is_here(self, day: date, held: Sequence[Session], marks: Marks) -> bool:
        """Whether its sessions were asked for on it or later, and each roster at its end."""
        asked = self.seen(Span(day, day)).get(day)
        if asked is None or asked < self._bounds(day)[0]:
            return False
        return all(marks[each.event_id].loaded_s >= _late(each).timestamp() for each in held)

    def _add(self, tally: Tally, sessions: Sequence[Session]) -> None:
        rows: dict[EventId, list[SeatRow]] = {each.event_id: [] for each in sessions}
        for seat in self._store.view.of_events(list(rows)):
            if seat.on_roster:
                rows[seat.shown.row.event_id].append(seat.shown)
        zone = self._now().tzinfo
        for each in sessions:
            tally.add(each, each.start.astimezone(zone), rows[each.event_id])

    def _bounds(self, day: date) -> tuple[datetime, datetime]:
        return day_bounds(day, zone_of(self._store.days.fact("zone") or "UTC"))


def _late(session: Session) -> datetime:
    return max(session.start, session.end - READ_LATE)


def _portions(sessions: Sequence[Session], marks: Marks) -> Iterator[list[Session]]:
    """So that no step reads many more people than it may; one session is never taken apart."""
    portion: list[Session] = []
    rows = 0
    for each in sessions:
        portion.append(each)
        rows += marks[each.event_id].seats
        if rows >= ROWS_A_STEP:
            yield portion
            portion, rows = [], 0
    if portion:
        yield portion
