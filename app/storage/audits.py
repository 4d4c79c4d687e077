"""What is to be read once more, and when: put down with each op, in the op's own transaction."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from app.domain.model import BookingId, EventId, RowId, Seq
from app.storage.codec import from_seconds, to_ms, to_seconds
from app.storage.database import Database


class AuditKind(StrEnum):
    """Five minutes after the row's last op, at its session's end, once in the next run."""

    LATER = "later"
    END = "end"
    START = "start"


class Audit(NamedTuple):
    """One row to be read once more. `seq`: its last op then. `due` is aware, UTC."""

    row: RowId
    kind: AuditKind
    seq: Seq
    due: datetime


class Audits:
    """Writes inside the caller's transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ready(self) -> list[Audit]:
        """Those of rows whose last op is on the server, for all we know.

        The others are read before they are written anyway, or wait for a person.
        """
        found = self._database.rows(
            "SELECT booking_id, event_id, kind, seq, coalesce("
            "  CASE kind WHEN 'end' THEN"
            "   (SELECT end_s FROM sessions WHERE sessions.event_id = audits.event_id) END, due_s)"
            " FROM audits JOIN shadows USING (event_id, booking_id)"
            " WHERE conflict_kind IS NULL AND a_seq >= seq"
        )
        return [
            Audit(
                RowId(BookingId(each[0]), EventId(each[1])),
                AuditKind(each[2]),
                Seq(each[3]),
                from_seconds(each[4]),
            )
            for each in found
        ]

    def counted_lately(self, events: Sequence[EventId]) -> set[RowId]:
        """Rows with an op whose audit after five minutes is still to come."""
        marks = ",".join("?" * len(events))
        found = self._database.rows(
            "SELECT booking_id, event_id FROM audits"
            f" WHERE kind = 'later' AND event_id IN ({marks})",
            tuple(events),
        )
        return {RowId(BookingId(each[0]), EventId(each[1])) for each in found}

    def begin_run(self, start: datetime, end: datetime, now: datetime) -> None:
        """Every row with ops of these days, or in a session of them, is read once."""
        self._database.run(
            "INSERT OR REPLACE INTO audits (event_id, booking_id, kind, seq, due_s)"
            " SELECT event_id, booking_id, 'start', max(seq), ? FROM ops"
            " WHERE at_ms >= ?"
            " OR event_id IN (SELECT event_id FROM sessions WHERE start_s < ? AND end_s > ?)"
            " GROUP BY event_id, booking_id",
            (to_seconds(now), to_ms(start), to_seconds(end), to_seconds(start)),
        )

    def put(self, audit: Audit) -> None:
        self._database.run(
            "INSERT OR REPLACE INTO audits (event_id, booking_id, kind, seq, due_s)"
            " VALUES (?,?,?,?,?)",
            (
                audit.row.event_id,
                audit.row.booking_id,
                audit.kind.value,
                audit.seq,
                to_seconds(audit.due),
            ),
        )

    def done(self, audit: Audit) -> None:
        """Unless an op came since: then the chain began anew."""
        self._database.run(
            "DELETE FROM audits WHERE event_id = ? AND booking_id = ? AND kind = ? AND seq = ?",
            (audit.row.event_id, audit.row.booking_id, audit.kind.value, audit.seq),
        )
