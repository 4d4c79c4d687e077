"""The last known day: sessions, bookings and who is expected where, as the server told them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from app.domain.model import (
    Booking,
    BookingId,
    EventId,
    RowId,
    ScheduleId,
    Session,
    SessionKind,
)
from app.domain.roster import SeatRow
from app.storage.codec import from_seconds, to_seconds
from app.storage.database import Database, Row

_SESSION = (
    "event_id, kind, title, start_s, end_s, zone, location, staff, capacity, cancelled,"
    " schedule_id, service_id"
)

_BETWEEN = "\x1f"
"""Between the names of the staff: a character that no name holds, made for this."""


class Days:
    """Sessions and rosters. What the server stops naming is marked, never deleted."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def between(self, start: datetime, end: datetime) -> list[Session]:
        """Sessions that overlap [start, end), by start."""
        found = self._database.rows(
            f"SELECT {_SESSION} FROM sessions WHERE start_s < ? AND end_s > ? AND NOT gone"
            " ORDER BY start_s, title, event_id",
            (to_seconds(end), to_seconds(start)),
        )
        return [_session(each) for each in found]

    def session(self, event_id: EventId) -> Session | None:
        found = self._database.row(
            f"SELECT {_SESSION} FROM sessions WHERE event_id = ?", (event_id,)
        )
        return None if found is None else _session(found)

    def loaded(self, events: Iterable[EventId]) -> dict[EventId, int]:
        """When the roster of each was last complete, in seconds; sessions never loaded missing."""
        wanted = tuple(events)
        marks = ",".join("?" * len(wanted))
        found = self._database.rows(
            f"SELECT event_id, loaded_s FROM sessions WHERE event_id IN ({marks})"
            " AND loaded_s IS NOT NULL",
            wanted,
        )
        return {EventId(each[0]): int(each[1]) for each in found}

    def seated(self, bookings: Sequence[BookingId]) -> set[EventId]:
        """The sessions that these bookings are listed in."""
        marks = ",".join("?" * len(bookings))
        found = self._database.rows(
            f"SELECT DISTINCT event_id FROM seats WHERE listed AND booking_id IN ({marks})",
            tuple(bookings),
        )
        return {EventId(each[0]) for each in found}

    def replace_sessions(self, start: datetime, end: datetime, sessions: Sequence[Session]) -> None:
        """Take a complete answer for [start, end); what it leaves out is gone, not deleted."""
        self._database.run(
            "UPDATE sessions SET gone = 1 WHERE start_s < ? AND end_s > ?",
            (to_seconds(end), to_seconds(start)),
        )
        for each in sessions:
            self._put_session(each)

    def _put_session(self, each: Session) -> None:
        self._database.run(
            f"INSERT INTO sessions ({_SESSION}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)"
            " ON CONFLICT (event_id) DO UPDATE SET kind=excluded.kind, title=excluded.title,"
            " start_s=excluded.start_s, end_s=excluded.end_s, zone=excluded.zone,"
            " location=excluded.location, staff=excluded.staff, capacity=excluded.capacity,"
            " cancelled=excluded.cancelled, schedule_id=excluded.schedule_id,"
            " service_id=excluded.service_id, gone=0",
            (
                each.event_id,
                each.kind.value,
                each.title,
                to_seconds(each.start),
                to_seconds(each.end),
                each.zone,
                each.location,
                _BETWEEN.join(each.staff),
                each.capacity,
                int(each.cancelled),
                each.schedule_id,
                each.service_id,
            ),
        )

    def replace_rosters(
        self, events: Sequence[EventId], seats: Sequence[tuple[RowId, Booking]], at: datetime
    ) -> None:
        """Take complete rosters of these sessions; a seat left out is unlisted, not deleted."""
        for event_id in events:
            self._database.run("UPDATE seats SET listed = 0 WHERE event_id = ?", (event_id,))
            self._database.run(
                "UPDATE sessions SET loaded_s = ? WHERE event_id = ?", (to_seconds(at), event_id)
            )
        for booking in {booking.booking_id: booking for _, booking in seats}.values():
            self._put_booking(booking)
        for row, _ in seats:
            self._database.run(
                "INSERT INTO seats (event_id, booking_id, listed) VALUES (?,?,1)"
                " ON CONFLICT (event_id, booking_id) DO UPDATE SET listed = 1",
                (row.event_id, row.booking_id),
            )

    def add_missing(
        self, sessions: Sequence[Session], seats: Sequence[tuple[RowId, SeatRow]]
    ) -> None:
        """What another computer knew and this one does not; the server's own word comes first."""
        for session in sessions:
            if self.session(session.event_id) is None:
                self._put_session(session)
        for row, shown in seats:
            self._database.run(
                "INSERT OR IGNORE INTO bookings (booking_id, name, party, status, phone_tail)"
                " VALUES (?,?,?,?,'')",
                (row.booking_id, shown.name, shown.party, shown.booking_status.value),
            )
            if self.session(row.event_id) is not None:
                self._database.run(
                    "INSERT OR IGNORE INTO seats (event_id, booking_id, listed) VALUES (?,?,1)",
                    (row.event_id, row.booking_id),
                )

    def _put_booking(self, each: Booking) -> None:
        self._database.run(
            "INSERT INTO bookings"
            " (booking_id, name, party, status, phone_tail, created_s, contact_id)"
            " VALUES (?,?,?,?,?,?,?) ON CONFLICT (booking_id) DO UPDATE SET name=excluded.name,"
            " party=excluded.party, status=excluded.status, phone_tail=excluded.phone_tail,"
            " created_s=excluded.created_s, contact_id=excluded.contact_id",
            (
                *each[:3],
                each.status.value,
                each.phone_tail,
                to_seconds(each.created),
                each.contact_id,
            ),
        )

    def fact(self, key: str) -> str | None:
        """A fact about the site or this device, by name."""
        found = self._database.row("SELECT value FROM meta WHERE key = ?", (key,))
        return None if found is None else str(found[0])

    def facts(self, first: str, last: str) -> dict[str, str]:
        """Those whose names lie between these two, both included."""
        found = self._database.rows(
            "SELECT key, value FROM meta WHERE key BETWEEN ? AND ?", (first, last)
        )
        return {str(key): str(value) for key, value in found}

    def keep_fact(self, key: str, value: str) -> None:
        self._database.run("INSERT OR REPLACE INTO meta (key, value) VALUES (?,?)", (key, value))

    def forget_fact(self, key: str) -> None:
        self._database.run("DELETE FROM meta WHERE key = ?", (key,))


def _session(found: Row) -> Session:
    return Session(
        event_id=EventId(found[0]),
        kind=SessionKind(found[1]),
        title=found[2],
        start=from_seconds(found[3]),
        end=from_seconds(found[4]),
        zone=found[5],
        location=found[6],
        staff=tuple(found[7].split(_BETWEEN)) if found[7] else (),
        capacity=found[8],
        cancelled=bool(found[9]),
        schedule_id=None if found[10] is None else ScheduleId(found[10]),
        service_id=found[11],
    )
