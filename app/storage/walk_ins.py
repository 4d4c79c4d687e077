"""People without a booking: how far each has come on the way into Wix."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.domain.model import BookingId, BookingStatus, EventId, RowId
from app.domain.names import phone_tail
from app.domain.stage import Stage
from app.domain.walk_ins import WalkIn
from app.storage.database import Database, Row

_COLUMNS = "booking_id, event_id, stage, email, phone, known, wix_id, revision, reason"
_NAMED_BY_ROW = ("seats", "shadows", "replaced")


class WalkIns:
    """Writes inside the caller's transaction; decides nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, walk_in: WalkIn, name: str, party: int) -> None:
        """A row of this computer's own: a booking, its seat, and what is to become of it."""
        row = walk_in.row
        self._database.run(
            "INSERT INTO bookings (booking_id, name, party, status, phone_tail) VALUES (?,?,?,?,?)",
            (row.booking_id, name, party, BookingStatus.CONFIRMED.value, phone_tail(walk_in.phone)),
        )
        self._database.run(
            "INSERT INTO seats (event_id, booking_id, listed) VALUES (?,?,0)",
            (row.event_id, row.booking_id),
        )
        # A phone is of use to the booking alone: without an e-mail there will be none.
        phone = walk_in.phone if walk_in.email else ""
        self._database.run(
            "INSERT INTO walk_ins (booking_id, event_id, stage, email, phone, reason)"
            " VALUES (?,?,?,?,?,?)",
            (
                *row,
                walk_in.stage.value,
                walk_in.email or None,
                phone or None,
                walk_in.reason,
            ),
        )

    def reread(self, walk_in: WalkIn) -> WalkIn:
        [found] = self._database.rows(
            f"SELECT {_COLUMNS} FROM walk_ins WHERE booking_id = ?", (walk_in.row.booking_id,)
        )
        return _walk_in(found)

    def pending(self) -> list[WalkIn]:
        """Those whose booking is still to be made or confirmed, oldest first."""
        found = self._database.rows(
            f"SELECT {_COLUMNS} FROM walk_ins WHERE stage NOT IN ('in_wix', 'local')"
            " ORDER BY walk_in_id"
        )
        return [_walk_in(each) for each in found]

    def aliases(self) -> dict[BookingId, BookingId]:
        """Bookings of Wix that are rows of this computer's, by their id there."""
        found = self._database.rows(
            "SELECT wix_id, booking_id FROM walk_ins WHERE wix_id IS NOT NULL"
        )
        return {BookingId(each[0]): BookingId(each[1]) for each in found}

    def ids_in_wix(self, events: Sequence[EventId]) -> list[tuple[RowId, BookingId]]:
        """Every seat of these sessions with the id its booking has in Wix, as far as it has one."""
        marks = ",".join("?" * len(events))
        found = self._database.rows(
            "SELECT seats.booking_id, seats.event_id, coalesce(wix_id, seats.booking_id) FROM seats"
            " LEFT JOIN walk_ins ON walk_ins.event_id = seats.event_id"
            f" AND walk_ins.booking_id = seats.booking_id WHERE seats.event_id IN ({marks})",
            tuple(events),
        )
        return [
            (RowId(BookingId(booking), EventId(event)), BookingId(in_wix))
            for booking, event, in_wix in found
        ]

    def know(self, walk_in: WalkIn, known: Iterable[BookingId]) -> None:
        """Remember which bookings there were before ours was asked for."""
        self._database.run(
            "UPDATE walk_ins SET known = ? WHERE booking_id = ?",
            ("\n".join(sorted(known)), walk_in.row.booking_id),
        )

    def move(self, walk_in: WalkIn, stage: Stage, reason: str = "") -> None:
        """On to another stage. E-mail and phone go as soon as nothing more is to be asked."""
        booking_id = walk_in.row.booking_id
        self._database.run(
            "UPDATE walk_ins SET stage = ?, reason = ? WHERE booking_id = ?",
            (stage.value, reason, booking_id),
        )
        if not stage.pending:
            self._database.run(
                "UPDATE walk_ins SET email = NULL, phone = NULL, known = NULL WHERE booking_id = ?",
                (booking_id,),
            )

    def is_counted(self, wix_id: BookingId) -> bool:
        """Whether somebody counted people on that booking by itself."""
        return (
            self._database.row("SELECT 1 FROM ops WHERE booking_id = ? LIMIT 1", (wix_id,))
            is not None
        )

    def name_in_wix(self, walk_in: WalkIn, wix_id: BookingId, revision: str) -> None:
        """From now on that booking is this row; what was known of it becomes the row's."""
        booking_id = walk_in.row.booking_id
        self._database.run(
            "UPDATE walk_ins SET wix_id = ?, revision = ? WHERE booking_id = ?",
            (wix_id, revision, booking_id),
        )
        for table in _NAMED_BY_ROW:
            self._database.run(
                f"UPDATE OR IGNORE {table} SET booking_id = ? WHERE booking_id = ?",
                (booking_id, wix_id),
            )
            self._database.run(f"DELETE FROM {table} WHERE booking_id = ?", (wix_id,))
        self._database.run("DELETE FROM bookings WHERE booking_id = ?", (wix_id,))


def _walk_in(found: Row) -> WalkIn:
    booking_id, event_id, stage, email, phone, known, wix_id, revision, reason = found
    return WalkIn(
        row=RowId(BookingId(booking_id), EventId(event_id)),
        stage=Stage(stage),
        email=email or "",
        phone=phone or "",
        known=None if known is None else frozenset(map(BookingId, known.splitlines())),
        wix_id=None if wix_id is None else BookingId(wix_id),
        revision=revision,
        reason=reason,
    )
