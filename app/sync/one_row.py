"""The site, with the bookings that were made for walk-ins under the names they have here.

A walk-in is a row of this computer's own before Wix has a booking for it. Once it has, both are
one: whatever comes in about the booking is the row's, and what goes out about the row names the
booking. So everything else, the journal too, knows one name from the first tap to the last audit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from app.domain.first_visits import Bookings
from app.domain.model import (
    AttendanceId,
    Booking,
    BookingId,
    ContactId,
    EventId,
    RowId,
    ScheduleId,
    Session,
)
from app.domain.site import AttendanceRead, Outcome, Site, SiteFacts
from app.domain.values import Value
from app.domain.walk_ins import BookingMade, BookingWish
from app.storage.store import Store


class OneRow:
    """`app.domain.site.Site` in the names of this computer; walk-ins are made in those of Wix."""

    def __init__(self, site: Site, store: Store) -> None:
        self._site = site
        self._store = store

    @property
    def clock_off_s(self) -> float | None:
        return self._site.clock_off_s

    def facts(self) -> SiteFacts:
        return self._site.facts()

    def sessions(self, start: datetime, end: datetime, zone: str) -> list[Session]:
        return self._site.sessions(start, end, zone)

    def bookings_in(
        self, events: Sequence[EventId], schedules: Sequence[ScheduleId]
    ) -> list[Booking]:
        return self._bookings(self._site.bookings_in(events, schedules))

    def bookings_changed(self, since: datetime) -> list[Booking]:
        return self._bookings(self._site.bookings_changed(since))

    def bookings_of(
        self, contacts: Sequence[ContactId], before: datetime | None = None
    ) -> Bookings:
        return self._site.bookings_of(contacts, before)

    def attendance_of(self, events: Sequence[EventId]) -> list[AttendanceRead]:
        here = self._here()
        return [_read(each, here) for each in self._site.attendance_of(events)]

    def attendance(self, attendance_id: AttendanceId) -> AttendanceRead | None:
        found = self._site.attendance(attendance_id)
        return None if found is None else _read(found, self._here())

    def set_attendance(self, rows: Sequence[tuple[RowId, Value]]) -> list[Outcome]:
        there = self._there()
        return self._outcomes(
            self._site.set_attendance([(_named(row, there), value) for row, value in rows])
        )

    def set_one(self, row: RowId, value: Value) -> Outcome:
        return self._outcomes([self._site.set_one(_named(row, self._there()), value)])[0]

    def delete_attendance(self, rows: Sequence[tuple[RowId, AttendanceId]]) -> list[Outcome]:
        there = self._there()
        return self._outcomes(
            self._site.delete_attendance([(_named(row, there), known) for row, known in rows])
        )

    def create_booking(self, wish: BookingWish) -> BookingMade:
        return self._site.create_booking(wish)

    def confirm_booking(self, booking_id: BookingId, revision: str) -> BookingMade:
        return self._site.confirm_booking(booking_id, revision)

    def find_bookings(self, session: Session, email: str) -> list[BookingMade]:
        return self._site.find_bookings(session, email)

    def close(self) -> None:
        self._site.close()

    def _bookings(self, bookings: Sequence[Booking]) -> list[Booking]:
        here = self._here()
        return [
            each._replace(booking_id=here.get(each.booking_id, each.booking_id))
            for each in bookings
        ]

    def _here(self) -> dict[BookingId, BookingId]:
        """By the id in Wix."""
        return self._store.walk_ins.aliases()

    def _there(self) -> dict[BookingId, BookingId]:
        """By the id here."""
        return {here: there for there, here in self._here().items()}

    def _outcomes(self, outcomes: Sequence[Outcome]) -> list[Outcome]:
        here = self._here()
        return [replace(each, row=_named(each.row, here)) for each in outcomes]


def _named(row: RowId, names: dict[BookingId, BookingId]) -> RowId:
    return row._replace(booking_id=names.get(row.booking_id, row.booking_id))


def _read(read: AttendanceRead, names: dict[BookingId, BookingId]) -> AttendanceRead:
    return replace(read, row=_named(read.row, names))
