"""A cached day to measure on: forty sessions and five hundred bookings, some of them in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.checkin.desk import Desk
from app.domain.day import day_bounds, zone_of
from app.domain.model import (
    Booking,
    BookingId,
    BookingStatus,
    EventId,
    RowId,
    Session,
    SessionKind,
)
from app.storage.store import FILE_NAME, Store
from app.system.clock import SystemClock

SESSIONS = 40
BOOKINGS = 500
NAMES = ("Dana Levi", "Omar Haddad", "Maya Cohen", "José Nuñez", "Łukasz Żółty", "Noa Shapira")


def fill(folder: Path) -> list[RowId]:
    """A store as the last run left it; the rows of the session in progress."""
    store = Store(folder / FILE_NAME)
    now = datetime.now(UTC)
    window = day_bounds(now.date(), zone_of("UTC"))
    sessions = [_session(number, now) for number in range(SESSIONS)]
    rows = [_rows(each, number) for number, each in enumerate(sessions)]
    with store.transaction():
        store.days.keep_fact("zone", "UTC")
        store.days.keep_fact("last_pull", now.isoformat())
        store.days.replace_sessions(*window, sessions)
        for session, seats in zip(sessions, rows, strict=True):
            store.days.replace_rosters([session.event_id], seats, now)
    desk = Desk(store, SystemClock(), lambda: None)
    for seats in rows:
        for row, booking in seats[::3]:
            desk.arrive(row, booking.party)
    store.close()
    return [row for row, _ in rows[SESSIONS // 2]]


def _session(number: int, now: datetime) -> Session:
    start = now + timedelta(minutes=(number - SESSIONS // 2) * 20 - 5)
    return Session(
        EventId(f"event{number:03}" + "x" * 60),
        SessionKind.CLASS,
        f"Yoga Flow {number}",
        start,
        start + timedelta(minutes=15),
        "UTC",
        "Studio 2",
        ("Noa",),
        40,
    )


def _rows(session: Session, number: int) -> list[tuple[RowId, Booking]]:
    each = BOOKINGS // SESSIONS + (1 if number % 2 else 0)
    bookings = [
        Booking(
            BookingId(f"booking{number:03}-{seat:03}"),
            f"{NAMES[seat % len(NAMES)]} {seat}",
            1 + seat % 4,
            BookingStatus.CONFIRMED,
            f"555{number:02}{seat:02}",
        )
        for seat in range(each)
    ]
    return [(RowId(booking.booking_id, session.event_id), booking) for booking in bookings]
