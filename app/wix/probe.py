"""Asks the site once for each permission, with questions that cost little and change nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Final, NamedTuple

from app.domain.checkup import Asked, Double, Hitch, Near, Permission, SiteReport
from app.domain.errors import NotAllowed, NotSent, SiteError
from app.domain.model import BookingId, EventId
from app.wix import booking_payload, payload
from app.wix.auth import Post
from app.wix.channel import Channel
from app.wix.connection import Connection
from app.wix.exchange import Call
from app.wix.hitches import of_answer, of_failure
from app.wix.lists import every, understood
from app.wix.wire import attendance_of

NOBODYS: Final = "00000000-0000-0000-0000-000000000000"
"""An id that nothing has: no person is in the answer, and nothing can be done to it."""

SITE: Final = "Read site, business, and email details"
CALENDAR: Final = "Read Calendar"
PEOPLE: Final = "Read Bookings - Including Participants"
MANAGE: Final = "Manage Bookings"


class Question(NamedTuple):
    """`refusable`: it is made to be refused, and only a missing permission is bad news."""

    permission: Permission
    call: Call
    refusable: bool = False


class Nobody:
    """Asks without a key, which is enough to learn about the way."""

    by_app = False

    def headers(self, _post: Post) -> dict[str, str]:
        return {}

    def renew(self) -> bool:
        return False


class Probe:
    """For one thread, and for one look."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    def look(self, near: Near, names_answer: Callable[[], bool] = lambda: True) -> SiteReport:
        """Every question until one finds no way: what stops that one stops the others too.

        `names_answer`: whether the network knows names at all. It is asked once the line is made,
        since a look-up without an answer has no deadline of its own.
        """
        asked: list[Asked] = []
        first = questions(near)[0].permission
        try:
            self._channel.open()
            if not names_answer():
                return SiteReport((Asked(first, Hitch.OFFLINE),))
            for question in questions(near):
                asked.append(self._ask(question))
                if SiteReport(tuple(asked)).stopped_by is not None:
                    break
            return SiteReport(tuple(asked), self._channel.clock_off_s, self._doubles(near, asked))
        except NotSent as unmade:
            return SiteReport((Asked(first, of_failure(unmade)),))
        finally:
            self._channel.close()

    def _ask(self, question: Question) -> Asked:
        try:
            answer = self._channel.answer(question.call)
        except SiteError as error:
            words = str(error) if isinstance(error, NotAllowed) else ""
            return Asked(question.permission, of_failure(error), error.request_id, words)
        hitch = of_answer(answer, refusable=question.refusable)
        return Asked(question.permission, hitch, answer.request_id)

    def _doubles(self, near: Near, asked: list[Asked]) -> tuple[Double, ...]:
        """Rows of the nearest sessions that the site holds more than once."""
        if not near.events or any(each.hitch for each in asked):
            return ()
        query = payload.attendances_query(near.events)
        try:
            found = list(every(self._channel, payload.attendances, query, "attendances"))
        except SiteError:
            return ()
        reads = understood(found, attendance_of, lambda read: read.attendance_id)
        entries = Counter(read.row for read in reads if read.row.event_id in near.events)
        return tuple(Double(row, number) for row, number in entries.items() if number > 1)


def probe_without_key(
    connection: Connection, now: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> Probe:
    return Probe(Channel(connection, Nobody(), gate=lambda: None, now=now))


def questions(near: Near) -> tuple[Question, ...]:
    """The first also shows whether there is a way at all."""
    one = {"cursorPaging": {"limit": 1}}
    events = payload.events(near.start, near.end, near.zone, payload.events_query() | one)
    return (
        Question(Permission(SITE, "the site's name and time zone"), payload.facts()),
        Question(Permission(CALENDAR, "today's sessions"), events),
        *_of_bookings(),
    )


def _of_bookings() -> Iterator[Question]:
    booked = payload.bookings(payload.bookings_query("id", [NOBODYS]))
    yield Question(Permission(PEOPLE, "who is booked"), booked)
    checked_in = payload.attendances(payload.attendances_query([EventId(NOBODYS)]))
    yield Question(Permission(PEOPLE, "who is checked in"), checked_in)
    # An empty list and a booking that is not there: both are refused, whoever asks.
    yield Question(Permission(MANAGE, "send check-ins"), payload.set_bulk([]), refusable=True)
    confirm = booking_payload.confirm(BookingId(NOBODYS), "1")
    yield Question(Permission(MANAGE, "book walk-ins"), confirm, refusable=True)
