"""Desks for tests: a real store in a folder, with made-up sessions and bookings, and set clocks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.checkin.desk import Desk
from app.domain.day import day_bounds, zone_of
from app.domain.merge import merge
from app.domain.model import (
    Booking,
    BookingId,
    BookingStatus,
    ContactId,
    EventId,
    RowId,
    Session,
    SessionKind,
)
from app.domain.values import Value
from app.storage.store import Store

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def _midday_zone(hour: int) -> str:
    """Where it is about noon when it is so many o'clock in UTC; POSIX names count westwards."""
    east = 12 - hour
    return f"Etc/GMT{-east:+}" if east else "UTC"


MIDDAY = _midday_zone(datetime.now(UTC).hour)
"""The time zone of sites that live by the computer's clock: two hours later is still today."""


@dataclass
class SetClock:
    """Both clocks, moved by the test alone."""

    wall: datetime = NOON
    ticks_s: float = 1000.0

    def now(self) -> datetime:
        return self.wall

    def monotonic(self) -> float:
        return self.ticks_s

    def advance(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)
        self.ticks_s += seconds


@dataclass
class MadeDesk:
    """A desk, its store and what lies in it."""

    desk: Desk
    store: Store
    clock: SetClock
    woken: list[datetime] = field(default_factory=list)

    def add_session(
        self,
        event_id: str = "yoga",
        *,
        title: str = "Yoga Flow",
        starts_in: timedelta = timedelta(minutes=-10),
        lasts: timedelta = timedelta(hours=1),
        kind: SessionKind = SessionKind.CLASS,
        capacity: int | None = 18,
        cancelled: bool = False,
        location: str = "Studio 2",
        staff: tuple[str, ...] = ("Noa",),
    ) -> EventId:
        start = self.clock.now() + starts_in
        session = Session(
            EventId(event_id), kind, title, start, start + lasts, "UTC",
            location, staff, capacity, cancelled,
        )  # fmt: skip
        window = day_bounds(start.date(), zone_of("UTC"))
        with self.store.transaction():
            others = [s for s in self.store.days.between(*window) if s.event_id != event_id]
            self.store.days.replace_sessions(*window, [*others, session])
            self.store.days.replace_rosters([session.event_id], [], self.clock.now())
        return session.event_id

    def add_bookings(self, event_id: str, *bookings: Booking) -> list[RowId]:
        """Set the whole roster of a session."""
        event = EventId(event_id)
        seats = [(RowId(each.booking_id, event), each) for each in bookings]
        with self.store.transaction():
            self.store.days.replace_rosters([event], seats, self.clock.now())
        return [row for row, _ in seats]

    def is_new(self, *contacts: str) -> None:
        """The site said that these book for today for the first time."""
        today = day_bounds(self.clock.now().date(), zone_of("UTC"))
        with self.store.transaction():
            self.store.first_bookings.keep([ContactId(each) for each in contacts], today)

    def read(self, row: RowId, value: Value) -> None:
        """The site was read and holds `value` for the row."""
        with self.store.transaction():
            seat = self.store.view.of_row(row)
            assert seat is not None
            merged = merge(seat.shadow, value, seat.projection)
            self.store.shadows.put(row, merged.shadow)


def booking(
    booking_id: str,
    name: str = "Dana Levi",
    party: int = 1,
    *,
    status: BookingStatus = BookingStatus.CONFIRMED,
    phone_tail: str = "5553127",
    contact: str | None = None,
) -> Booking:
    client = None if contact is None else ContactId(contact)
    return Booking(BookingId(booking_id), name, party, status, phone_tail, NOON, contact_id=client)


def make_desk(folder: Path, *, zone: str = "UTC", clock: SetClock | None = None) -> MadeDesk:
    """A desk on a new or an existing store in `folder`."""
    clock = clock or SetClock()
    store = Store(folder / "turnout.sqlite3")
    with store.transaction():
        store.days.keep_fact("zone", zone)
    woken: list[datetime] = []
    desk = Desk(store, clock, lambda: woken.append(clock.now()))
    return MadeDesk(desk, store, clock, woken)
