"""What is known of the server, row by row: shadows, attempts, values just replaced, parked ops."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from app.domain.model import (
    Attempt,
    AttemptId,
    AttendanceId,
    BookingId,
    Conflict,
    ConflictKind,
    EventId,
    Parking,
    RowId,
    Seq,
    Shadow,
)
from app.domain.values import Value
from app.storage.codec import from_code, to_code, to_ms
from app.storage.database import Database, Row

SHADOW_COLUMNS = (
    "a, a_seq, r, r_seq, v_seq, attendance_id,"
    " conflict_kind, conflict_server, conflict_mine, changed_from"
)
_UNKNOWN = Shadow()


class Answer(StrEnum):
    """What became of an attempt; none of these while nobody knows."""

    WRITTEN = "written"
    REFUSED = "refused"
    NOT_SENT = "not_sent"
    EXPIRED = "expired"


class Shadows:
    """Reads and writes inside the caller's transaction; decides nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_row(self, row: RowId) -> Shadow:
        """The shadow of a row; one that was never read is *none*."""
        found = self._database.row(
            f"SELECT {SHADOW_COLUMNS} FROM shadows WHERE event_id = ? AND booking_id = ?",
            (row.event_id, row.booking_id),
        )
        return _UNKNOWN if found is None else shadow_of(found)

    def of_events(self, events: Sequence[EventId]) -> dict[RowId, Shadow]:
        marks = ",".join("?" * len(events))
        found = self._database.rows(
            f"SELECT booking_id, event_id, {SHADOW_COLUMNS} FROM shadows"
            f" WHERE event_id IN ({marks})",
            tuple(events),
        )
        return {_row(each): shadow_of(each[2:]) for each in found}

    def conflicts(self) -> list[RowId]:
        """Rows that wait for a person to choose between two readings."""
        found = self._database.rows(
            "SELECT booking_id, event_id FROM shadows WHERE conflict_kind IS NOT NULL"
        )
        return [_row(each) for each in found]

    def put(self, row: RowId, shadow: Shadow) -> None:
        card = shadow.conflict
        self._database.run(
            f"INSERT OR REPLACE INTO shadows (event_id, booking_id, {SHADOW_COLUMNS})"
            " VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                row.event_id,
                row.booking_id,
                to_code(shadow.a),
                shadow.a_seq,
                to_code(shadow.r),
                shadow.r_seq,
                shadow.v_seq,
                shadow.attendance_id,
                None if card is None else card.kind.value,
                None if card is None else to_code(card.server),
                None if card is None else to_code(card.mine),
                None if shadow.changed_from is None else to_code(shadow.changed_from),
            ),
        )

    def begin(self, row: RowId, target: Value, ops: tuple[Seq, Seq], at: datetime) -> Attempt:
        """Note a write before it goes out. `ops`: the first and the last op that it carries."""
        attempt_id = self._database.run(
            "INSERT INTO attempts (event_id, booking_id, target, from_seq, upto_seq, at_ms)"
            " VALUES (?,?,?,?,?,?)",
            (row.event_id, row.booking_id, to_code(target), *ops, to_ms(at)),
        )
        return Attempt(AttemptId(attempt_id), row, target, *ops)

    def answer(self, attempt_id: AttemptId, answer: Answer) -> None:
        self._database.run(
            "UPDATE attempts SET answer = ? WHERE attempt_id = ?", (answer.value, attempt_id)
        )

    def unanswered(self) -> list[Attempt]:
        """Attempts of which nobody knows what became, oldest first."""
        found = self._database.rows(
            "SELECT booking_id, event_id, attempt_id, target, from_seq, upto_seq FROM attempts"
            " WHERE answer IS NULL ORDER BY attempt_id"
        )
        return [
            Attempt(AttemptId(each[2]), _row(each), from_code(each[3]), Seq(each[4]), Seq(each[5]))
            for each in found
        ]

    def lapsed(self, events: Sequence[EventId]) -> dict[RowId, set[Value]]:
        """Targets of writes believed to be lost, for as long as their rows are audited."""
        marks = ",".join("?" * len(events))
        found = self._database.rows(
            "SELECT booking_id, event_id, target FROM attempts"
            f" WHERE answer = 'expired' AND event_id IN ({marks})"
            " AND (event_id, booking_id) IN (SELECT event_id, booking_id FROM audits)",
            tuple(events),
        )
        targets: dict[RowId, set[Value]] = {}
        for each in found:
            targets.setdefault(_row(each), set()).add(from_code(each[2]))
        return targets

    def replace(self, row: RowId, value: Value) -> int:
        """Remember that `value` was the server's until just now; returns its id."""
        return self._database.run(
            "INSERT INTO replaced (event_id, booking_id, value) VALUES (?,?,?)",
            (row.event_id, row.booking_id, to_code(value)),
        )

    def replaced(self) -> list[tuple[int, RowId, Value]]:
        found = self._database.rows("SELECT booking_id, event_id, replaced_id, value FROM replaced")
        return [(each[2], _row(each), from_code(each[3])) for each in found]

    def forget_replaced(self, replaced_id: int) -> None:
        self._database.run("DELETE FROM replaced WHERE replaced_id = ?", (replaced_id,))

    def park(self, row: RowId, seq: Seq, reason: str) -> None:
        self._database.run(
            "INSERT OR REPLACE INTO parked (event_id, booking_id, seq, reason) VALUES (?,?,?,?)",
            (row.event_id, row.booking_id, seq, reason),
        )

    def keep(self, row: RowId) -> None:
        """The parked ops stay here, as a local walk-in."""
        self._database.run(
            "UPDATE parked SET kept = 1 WHERE event_id = ? AND booking_id = ?",
            (row.event_id, row.booking_id),
        )

    def unpark(self, row: RowId) -> None:
        self._database.run(
            "DELETE FROM parked WHERE event_id = ? AND booking_id = ?",
            (row.event_id, row.booking_id),
        )

    def parked(self) -> dict[RowId, Parking]:
        found = self._database.rows("SELECT booking_id, event_id, seq, reason, kept FROM parked")
        return {_row(each): Parking(Seq(each[2]), each[3], bool(each[4])) for each in found}


def _row(found: Row) -> RowId:
    return RowId(BookingId(found[0]), EventId(found[1]))


def shadow_of(found: Row) -> Shadow:
    """A shadow from `SHADOW_COLUMNS`."""
    kind, server, mine, changed_from = found[6:10]
    return Shadow(
        a=from_code(found[0]),
        a_seq=Seq(found[1]),
        r=from_code(found[2]),
        r_seq=Seq(found[3]),
        v_seq=Seq(found[4]),
        attendance_id=None if found[5] is None else AttendanceId(found[5]),
        conflict=None
        if kind is None
        else Conflict(ConflictKind(kind), from_code(server), from_code(mine)),
        changed_from=None if changed_from is None else from_code(changed_from),
    )
