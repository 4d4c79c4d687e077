"""What the sync asks of a site, whoever answers: the shape of the client, without its wire."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, Protocol

from app.domain.errors import SiteError
from app.domain.first_visits import Bookings
from app.domain.model import (
    AttendanceId,
    Booking,
    ContactId,
    EventId,
    RowId,
    ScheduleId,
    Session,
)
from app.domain.values import Value
from app.domain.walk_ins import BookingDesk

BULK_MOST = 8
"""Bulk Set and Bulk Delete Attendance take at most eight entries."""

DELETE_UNAVAILABLE = "DELETE_UNAVAILABLE"
"""The code of an outcome where the site has no delete, or not for us: write NOT_SET instead."""


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """The business, by Site Properties V4. `zone` is an IANA name; `locale` such as en-US."""

    name: str
    zone: str
    locale: str = ""


@dataclass(frozen=True, slots=True)
class AttendanceRead:
    """One attendance object as the server holds it."""

    attendance_id: AttendanceId
    row: RowId
    value: Value


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one entry of a bulk: written (`error` is None), refused or in doubt.

    `error` is `RowRefused` where the server refused the entry, `Unreachable` where it did not say.
    """

    row: RowId
    attendance_id: AttendanceId | None = None
    error: SiteError | None = None


class DateSeen(NamedTuple):
    """A `Date` header: the server wrote it between `began` and `ended` of this computer's clock."""

    server: datetime
    began: datetime
    ended: datetime


@dataclass(slots=True)
class Line:
    """What the sync and the client tell each other beside the questions.

    `dates`: the last headers seen. `deadline_s`: the longest that a request may take from now on,
    None for the usual.
    """

    dates: deque[DateSeen] = field(default_factory=lambda: deque(maxlen=64))
    deadline_s: float | None = None


class Site(BookingDesk, Protocol):
    """One method per thing the sync asks. Each raises `SiteError`; lists are complete or raise."""

    @property
    def clock_off_s(self) -> float | None:
        """Server time less this computer's, by the last `Date` header; None before any answer."""

    def facts(self) -> SiteFacts: ...

    def sessions(self, start: datetime, end: datetime, zone: str) -> list[Session]:
        """Every session, cancelled ones too, that overlaps [start, end), naive local times."""

    def bookings_in(
        self, events: Sequence[EventId], schedules: Sequence[ScheduleId]
    ) -> list[Booking]:
        """Every booking but CREATED ones of these class sessions, appointments and courses."""

    def bookings_changed(self, since: datetime) -> list[Booking]:
        """Every booking but CREATED ones that changed since then, of whatever session."""

    def bookings_of(
        self, contacts: Sequence[ContactId], before: datetime | None = None
    ) -> Bookings:
        """One answer about the bookings of these clients that count: the oldest first, or the
        newest of those that begin before that time.
        """

    def attendance_of(self, events: Sequence[EventId]) -> list[AttendanceRead]:
        """Every attendance object of these sessions, duplicates included."""

    def attendance(self, attendance_id: AttendanceId) -> AttendanceRead | None:
        """One object; None where the server says that there is none."""

    def set_attendance(self, rows: Sequence[tuple[RowId, Value]]) -> list[Outcome]:
        """Write up to eight rows; *none* goes as NOT_SET. One outcome a row, in order."""

    def set_one(self, row: RowId, value: Value) -> Outcome:
        """The same for a row alone, where its bulk was refused whole."""

    def delete_attendance(self, rows: Sequence[tuple[RowId, AttendanceId]]) -> list[Outcome]:
        """Delete up to eight objects. One that is already gone counts as deleted."""

    def close(self) -> None:
        """Let go of the connection."""


class SiteOnLine(Site, Protocol):
    """A site that also tells of its line."""

    @property
    def line(self) -> Line: ...
