"""The append-only table of what people did, in this device's own order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from app.domain.fold import undone
from app.domain.model import (
    BookingId,
    DeviceId,
    EventId,
    GestureId,
    NewOp,
    Op,
    OpId,
    OpKind,
    RowId,
    Rows,
    Seq,
    SyncState,
    Tally,
)
from app.domain.values import Value
from app.storage.codec import from_code, from_ms, to_code, to_ms
from app.storage.database import Database, Row

OP_COLUMNS = (
    "seq, op_id, event_id, booking_id, kind, count, undoes, gesture_id, actor, at_ms, before, party"
)

_CONFLICT, _PARKED = SyncState.CONFLICT.value, SyncState.PARKED.value


def within(rows: Sequence[RowId]) -> tuple[str, str, tuple[str, ...]]:
    """Marks for the sessions and the bookings of these rows, and what they stand for."""
    events, bookings = {row.event_id for row in rows}, {row.booking_id for row in rows}
    marks = [",".join("?" * len(each)) for each in (events, bookings)]
    return marks[0], marks[1], (*events, *bookings)


class Journal:
    """Ops go in and are read back; none is ever changed or deleted here."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def append(
        self, new: NewOp, op_id: OpId, device: DeviceId, at: datetime, seen: tuple[Value, int]
    ) -> Op:
        """Write one op inside the caller's transaction. `seen`: the row's value and party then."""
        before, party = seen
        seq = self._database.run(
            "INSERT INTO ops (op_id, event_id, booking_id, kind, count, undoes, gesture_id,"
            " device_id, actor, at_ms, before, party) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                op_id,
                new.row.event_id,
                new.row.booking_id,
                new.kind.value,
                new.count,
                new.undoes,
                new.gesture_id,
                device,
                new.actor,
                to_ms(at),
                to_code(before),
                party,
            ),
        )
        return Op(
            Seq(seq), op_id, new.row, new.kind, new.gesture_id, at, new.count, new.undoes,
            new.actor, before, party,
        )  # fmt: skip

    def of_row(self, row: RowId) -> list[Op]:
        """All ops of a row, in order."""
        return self.of_rows([row]).get(row, [])

    def of_events(self, events: Sequence[EventId]) -> dict[RowId, list[Op]]:
        """All ops of these sessions, by row, in order."""
        marks = ",".join("?" * len(events))
        return self._which(f"event_id IN ({marks})", tuple(events))

    def of_rows(self, rows: Sequence[RowId]) -> dict[RowId, list[Op]]:
        """All ops of these rows, in order; maybe those of others in the same sessions, too."""
        events, bookings, values = within(rows)
        return self._which(f"event_id IN ({events}) AND booking_id IN ({bookings})", values)

    def _which(self, which: str, values: tuple[str, ...]) -> dict[RowId, list[Op]]:
        sql = f"SELECT {OP_COLUMNS} FROM ops WHERE {which} ORDER BY seq"
        by_row: dict[RowId, list[Op]] = {}
        for op in map(op_of, self._database.rows(sql, values)):
            by_row.setdefault(op.row, []).append(op)
        return by_row

    def op(self, op_id: OpId) -> Op | None:
        found = self._database.row(f"SELECT {OP_COLUMNS} FROM ops WHERE op_id = ?", (op_id,))
        return None if found is None else op_of(found)

    def of_gesture(self, gesture_id: GestureId) -> list[Op]:
        found = self._database.rows(
            f"SELECT {OP_COLUMNS} FROM ops WHERE gesture_id = ? ORDER BY seq", (gesture_id,)
        )
        return [op_of(each) for each in found]

    def latest(self, since: datetime, most: int = 500) -> list[Op]:
        """The newest ops since then, newest first."""
        found = self._database.rows(
            f"SELECT {OP_COLUMNS} FROM ops WHERE at_ms >= ? ORDER BY seq DESC LIMIT ?",
            (to_ms(since), most),
        )
        return [op_of(each) for each in found]

    def after(self, seq: Seq, most: int) -> list[Op]:
        """The newest ops after that one, newest first."""
        found = self._database.rows(
            f"SELECT {OP_COLUMNS} FROM ops WHERE seq > ? ORDER BY seq DESC LIMIT ?", (seq, most)
        )
        return [op_of(each) for each in found]

    def last_seq(self) -> Seq:
        found = self._database.row("SELECT max(seq) FROM ops")
        return Seq(found[0] or 0) if found else Seq(0)

    def open_rows(self) -> list[tuple[RowId, Seq]]:
        """Rows the server is not known to agree with, oldest op first, with their last op."""
        found = self._database.rows("SELECT booking_id, event_id, seq FROM open_rows ORDER BY seq")
        return [(RowId(BookingId(each[0]), EventId(each[1])), Seq(each[2])) for each in found]

    def open_ops(self) -> list[tuple[Op, SyncState]]:
        """Every op that is not verified, in order, with its state."""
        found = self._database.rows(
            f"SELECT {OP_COLUMNS}, state FROM op_states JOIN"
            " (SELECT event_id, booking_id FROM open_rows) USING (event_id, booking_id)"
            " WHERE state <> 'verified' ORDER BY seq"
        )
        return [(op_of(each), SyncState(each[-1])) for each in found]

    def states(self) -> list[tuple[Op, str]]:
        """Every op in order, with its state."""
        found = self._database.rows(f"SELECT {OP_COLUMNS}, state FROM op_states ORDER BY seq")
        return [(op_of(each), str(each[-1])) for each in found]

    def tally(self) -> Tally:
        """How many ops are in which state, and how many rows."""
        found = self._database.rows(
            "SELECT state, booking_id, event_id, count(*) FROM op_states JOIN"
            " (SELECT event_id, booking_id FROM open_rows) USING (event_id, booking_id)"
            " WHERE state <> 'verified' GROUP BY state, event_id, booking_id"
        )
        counts: Counter[str] = Counter()
        states: dict[RowId, set[str]] = {row: {_CONFLICT} for row in _in_conflict(self._database)}
        for state, booking_id, event_id, number in found:
            counts[state] += int(number)
            states.setdefault(RowId(BookingId(booking_id), EventId(event_id)), set()).add(state)
        total = self._database.row("SELECT count(*) FROM ops")
        verified = (total[0] if total else 0) - counts.total()
        return Tally(**counts, verified=verified, rows=self._rows(states))

    def _rows(self, states: dict[RowId, set[str]]) -> Rows:
        waiting = checked = attention = 0
        for row, found in states.items():
            if _CONFLICT in found or (_PARKED in found and self._stands_refused(row)):
                attention += 1
            elif found - {SyncState.SENT.value}:
                waiting += 1
            else:
                checked += 1
        return Rows(waiting, checked, attention)

    def _stands_refused(self, row: RowId) -> bool:
        """Whether something that was refused was not given up since."""
        gone = undone(self.of_row(row))
        return any(op_id not in gone for op_id in _refused(self._database, row))

    def tries(self, ops: Iterable[Op]) -> dict[OpId, int]:
        """How many attempts named each op."""
        return {
            op.op_id: int(found[0])
            for op in ops
            if (
                found := self._database.row(
                    "SELECT count(*) FROM attempts WHERE event_id = ? AND booking_id = ?"
                    " AND from_seq <= ? AND upto_seq >= ?",
                    (op.row.event_id, op.row.booking_id, op.seq, op.seq),
                )
            )
        }


def _in_conflict(database: Database) -> list[RowId]:
    """Every one, also those with no op of ours: a person is asked all the same."""
    found = database.rows(
        "SELECT booking_id, event_id FROM shadows WHERE conflict_kind IS NOT NULL"
    )
    return [RowId(BookingId(each[0]), EventId(each[1])) for each in found]


def _refused(database: Database, row: RowId) -> list[OpId]:
    found = database.rows(
        "SELECT op_id FROM op_states WHERE state = 'parked' AND event_id = ? AND booking_id = ?",
        (row.event_id, row.booking_id),
    )
    return [OpId(each[0]) for each in found]


def op_of(found: Row) -> Op:
    return Op(
        seq=Seq(found[0]),
        op_id=OpId(found[1]),
        row=RowId(BookingId(found[3]), EventId(found[2])),
        kind=OpKind(found[4]),
        count=found[5],
        undoes=None if found[6] is None else OpId(found[6]),
        gesture_id=GestureId(found[7]),
        actor=found[8],
        at=from_ms(found[9]),
        before=from_code(found[10]),
        party=found[11],
    )
