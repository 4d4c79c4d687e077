"""What a report says: who was booked, who came and who did not, added up from finished sessions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from app.domain.roster import SeatRow

RATE_FROM: Final = 5
"""A rate of fewer bookings than these says more about chance than about anybody."""

A_DAY: Final = timedelta(days=1)


class Kind(StrEnum):
    ATTENDANCE = "attendance"
    NO_SHOWS = "no-shows"


class Grouping(StrEnum):
    """What a line stands for. `HOUR`: a weekday and the hour in which sessions begin."""

    CLIENT = "client"
    SERVICE = "service"
    HOUR = "hour"


class Span(NamedTuple):
    """Days of the site's calendar, both ends included."""

    first: date
    last: date

    @property
    def days(self) -> Iterator[date]:
        return (self.first + n * A_DAY for n in range(self.length))

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1


def runs(days: Iterable[date]) -> list[Span]:
    """Days that follow one another, as one each."""
    found: list[Span] = []
    for day in sorted(days):
        if found and found[-1].last + A_DAY == day:
            found[-1] = found[-1]._replace(last=day)
        else:
            found.append(Span(day, day))
    return found


class Sums(NamedTuple):
    """All numbers count people, but for `sessions` and `bookings`.

    `walk_ins`: how many of those that came have no booking in Wix, or none yet. `last_visit`: the
    last day on which anybody came.
    """

    sessions: int = 0
    bookings: int = 0
    booked: int = 0
    attended: int = 0
    no_show: int = 0
    walk_ins: int = 0
    last_visit: date | None = None

    def plus(self, other: Sums) -> Sums:
        return Sums(
            self.sessions + other.sessions,
            self.bookings + other.bookings,
            self.booked + other.booked,
            self.attended + other.attended,
            self.no_show + other.no_show,
            self.walk_ins + other.walk_ins,
            max(filter(None, (self.last_visit, other.last_visit)), default=None),
        )

    def percent(self, kind: Kind) -> int | None:
        """Of the people that were booked; None where too few bookings would tell."""
        if self.bookings < RATE_FROM or not self.booked:
            return None
        part = self.no_show if kind is Kind.NO_SHOWS else self.attended
        return (200 * part + self.booked) // (2 * self.booked)


NOTHING: Final = Sums()


def added(sums: Sequence[Sums]) -> Sums:
    """Of any number at once: `plus` one by one takes too long for thousands of clients."""
    if not sums:
        return NOTHING
    *numbers, visits = zip(*sums, strict=True)
    last_visit = max(filter(None, visits), default=None)
    return Sums._make((*map(sum, numbers), last_visit))


def sums_of(row: SeatRow, day: date) -> Sums | None:
    """What one row of a finished roster adds; None for a booking that was called off.

    One that was called off and kept here as a walk-in came all the same.
    """
    if not (row.expected or row.not_in_wix):
        return None
    here = row.shown.count
    walked_in = row.not_in_wix or (row.walk_in and row.wix_id is None)
    return Sums(
        bookings=0 if walked_in else 1,
        booked=row.party if row.expected else 0,
        attended=here,
        no_show=row.party if row.shown.no_show and row.expected else 0,
        walk_ins=here if walked_in else 0,
        last_visit=day if here else None,
    )


class Line(NamedTuple):
    """`name`: of the client or the service, empty for an hour and for the rest.

    `phone_tail`: tells people of one name apart. `weekday`: Monday is 0. `others`: so many clients
    without a no-show stand in this line.
    """

    sums: Sums
    name: str = ""
    phone_tail: str = ""
    weekday: int = 0
    hour: int = 0
    others: int = 0


class Coverage(NamedTuple):
    """How many days were asked for, and which of them this computer does not know whole."""

    days: int = 0
    missing: tuple[date, ...] = ()

    @property
    def here(self) -> int:
        return self.days - len(self.missing)


class Report(NamedTuple):
    """`total` is the sum of the lines; `sessions`: how many finished ones it is made of."""

    kind: Kind
    grouping: Grouping
    span: Span
    lines: tuple[Line, ...]
    total: Sums
    sessions: int
    coverage: Coverage
