"""The projecting view: seat rows as the screen shows them, from the server's facts and the ops."""

import math
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from app.domain.fold import Projection, project, shown, undone
from app.domain.model import (
    BookingId,
    BookingStatus,
    EventId,
    Op,
    OpId,
    OpKind,
    Parking,
    RowId,
    Seq,
    Shadow,
    SyncState,
)
from app.domain.roster import SeatRow
from app.domain.stage import Stage
from app.domain.values import Value
from app.storage.codec import from_seconds, to_ms
from app.storage.database import Database, Row
from app.storage.journal import Journal, within
from app.storage.named import Mark, Named
from app.storage.shadows import SHADOW_COLUMNS, shadow_of

_QUERY = f"""
SELECT seats.booking_id, seats.event_id, seats.listed,
  bookings.name, bookings.party, bookings.status, bookings.phone_tail,
  parked.seq, parked.reason, parked.kept,
  (SELECT max(t.upto_seq) FROM attempts AS t WHERE t.answer IS NULL
    AND t.event_id = seats.event_id AND t.booking_id = seats.booking_id),
  {SHADOW_COLUMNS},
  walk_ins.stage, walk_ins.reason, walk_ins.wix_id, notes.words, bookings.created_s,
  EXISTS (SELECT 1 FROM first_visits AS f
    WHERE f.event_id = seats.event_id AND f.booking_id = seats.booking_id)
FROM seats
JOIN bookings USING (booking_id)
LEFT JOIN shadows ON shadows.event_id = seats.event_id AND shadows.booking_id = seats.booking_id
LEFT JOIN parked ON parked.event_id = seats.event_id AND parked.booking_id = seats.booking_id
LEFT JOIN walk_ins ON walk_ins.event_id = seats.event_id
  AND walk_ins.booking_id = seats.booking_id
LEFT JOIN notes ON notes.event_id = seats.event_id AND notes.booking_id = seats.booking_id
WHERE seats.event_id"""
_UNKNOWN = Shadow()
_ALWAYS = (BookingStatus.CONFIRMED, BookingStatus.PENDING)
_STATUS = {status.value: status for status in BookingStatus}
_TOUCHED = """
(walk_ins.stage IS NOT NULL OR shadows.a <> 0 OR shadows.r <> 0 OR EXISTS (
  SELECT 1 FROM ops WHERE ops.event_id = seats.event_id AND ops.booking_id = seats.booking_id))"""
"""Somebody was counted, or is walk-in: such rows are projected; the others are only expected."""
_EXPECTED = f"""
SELECT seats.event_id, sum(bookings.party)
FROM seats
JOIN bookings USING (booking_id)
LEFT JOIN shadows ON shadows.event_id = seats.event_id AND shadows.booking_id = seats.booking_id
LEFT JOIN walk_ins ON walk_ins.event_id = seats.event_id
  AND walk_ins.booking_id = seats.booking_id
WHERE seats.listed AND bookings.status IN ('CONFIRMED', 'PENDING')
  AND NOT coalesce({_TOUCHED}, 0) AND seats.event_id"""
_NAMES = f"""
SELECT seats.event_id, seats.booking_id, bookings.name, bookings.phone_tail,
  coalesce(walk_ins.wix_id, seats.booking_id)
FROM seats
JOIN bookings USING (booking_id)
LEFT JOIN shadows ON shadows.event_id = seats.event_id AND shadows.booking_id = seats.booking_id
LEFT JOIN walk_ins ON walk_ins.event_id = seats.event_id
  AND walk_ins.booking_id = seats.booking_id
WHERE (seats.listed AND bookings.status IN ('CONFIRMED', 'PENDING') OR {_TOUCHED})
  AND seats.event_id"""


class Seat(NamedTuple):
    """One row with all that is known of it: what the screen needs and what the sync needs.

    `read`: its attendance was read at least once. `stage`: of a walk-in of this computer's.
    """

    shown: SeatRow
    shadow: Shadow
    projection: Projection
    ops: tuple[Op, ...]
    parking: Parking | None
    listed: bool
    read: bool
    stage: Stage | None = None

    @property
    def last_seq(self) -> Seq:
        return self.ops[-1].seq if self.ops else Seq(0)

    @property
    def on_roster(self) -> bool:
        """Confirmed and pending bookings; any other only once somebody was counted."""
        touched = bool(self.ops) or not self.shadow.a.is_none
        row = self.shown
        return _on_roster(row.shown, self.stage, touched, self.listed and row.expected)


class Heads(NamedTuple):
    """People of a session: those its roster expects, and those who are in."""

    booked: int = 0
    attended: int = 0


class View:
    """Reads only. One function, `project`, makes every number."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._journal = Journal(database)

    def of_events(self, events: Sequence[EventId]) -> list[Seat]:
        """All seats of these sessions, on the roster or not."""
        ops = self._journal.of_events(events)
        return [_seat(each, ops.get(_row(each), ())) for each in self._found(events, "TRUE")]

    def heads(self, events: Sequence[EventId]) -> dict[EventId, Heads]:
        """The seats of `of_events` added up, without making a row of each."""
        heads = {event: Heads(booked) for event, booked in self._expected(events).items()}
        ops = self._journal.of_events(events)
        for each in self._found(events, _TOUCHED):
            event_id, party, expected = EventId(each[1]), each[4], _STATUS[each[5]] in _ALWAYS
            shadow, done = _shadow(each), ops.get(_row(each), ())
            value = shown(shadow, done, party)
            touched = bool(done) or not shadow.a.is_none
            if _on_roster(value, _stage(each), touched, bool(each[2]) and expected):
                so_far = heads.get(event_id, Heads())
                booked = so_far.booked + (party if expected else 0)
                heads[event_id] = Heads(booked, so_far.attended + value.count)
        return heads

    def _found(self, events: Sequence[EventId], which: str) -> list[Row]:
        marks = ",".join("?" * len(events))
        return self._database.rows(f"{_QUERY} IN ({marks}) AND {which}", tuple(events))

    def _expected(self, events: Sequence[EventId]) -> dict[EventId, int]:
        """How many people the untouched seats on each roster are booked for."""
        marks = ",".join("?" * len(events))
        sql = f"{_EXPECTED} IN ({marks}) GROUP BY seats.event_id"
        found = self._database.rows(sql, tuple(events))
        return {EventId(each[0]): int(each[1]) for each in found}

    def touched(self, events: Sequence[EventId]) -> set[EventId]:
        """Those in which this computer counted somebody, or where a person has to decide."""
        marks = ",".join("?" * len(events))
        found = self._database.rows(
            f"SELECT event_id FROM ops WHERE event_id IN ({marks}) UNION"
            f" SELECT event_id FROM walk_ins WHERE event_id IN ({marks}) UNION"
            f" SELECT event_id FROM shadows WHERE event_id IN ({marks})"
            " AND conflict_kind IS NOT NULL",
            tuple(events) * 3,
        )
        return {EventId(each[0]) for each in found}

    def named(self, events: Sequence[EventId]) -> list[Named]:
        """Who is on the rosters of these, and a few who were: without making a row of each."""
        marks = ",".join("?" * len(events))
        found = self._database.rows(f"{_NAMES} IN ({marks})", tuple(events))
        return [Named(RowId(each[1], each[0]), each[2], each[3], each[4]) for each in found]

    def marks(self, events: Sequence[EventId]) -> dict[EventId, Mark]:
        """What tells that a roster is another one than before."""
        marks = ",".join("?" * len(events))
        found = self._database.rows(
            "SELECT event_id, coalesce(loaded_s, 0), (SELECT count(*) FROM seats"
            " WHERE seats.event_id = sessions.event_id), coalesce(in_wix, 0) FROM sessions"
            " LEFT JOIN (SELECT event_id, count(wix_id) AS in_wix FROM walk_ins GROUP BY event_id)"
            f" USING (event_id) WHERE event_id IN ({marks})",
            tuple(events),
        )
        return {EventId(each[0]): Mark(*map(int, each[1:])) for each in found}

    def counted_and_gone(self, since: datetime) -> list[RowId]:
        """Rows with ops since then whose booking or session was called off, or is not named now."""
        found = self._database.rows(
            "SELECT DISTINCT booking_id, event_id FROM ops JOIN bookings USING (booking_id)"
            " JOIN sessions USING (event_id) WHERE at_ms >= ?"
            " AND (status IN ('CANCELED', 'DECLINED') OR cancelled OR gone)",
            (to_ms(since),),
        )
        return [_row(each) for each in found]

    def of_rows(self, rows: Sequence[RowId]) -> dict[RowId, Seat]:
        """These seats in one go, without those that this computer never heard of."""
        events, bookings, values = within(rows)
        ops, wanted = self._journal.of_rows(rows), set(rows)
        found = self._database.rows(
            f"{_QUERY} IN ({events}) AND seats.booking_id IN ({bookings})", values
        )
        seats = [(_row(each), each) for each in found]
        return {row: _seat(each, ops.get(row, ())) for row, each in seats if row in wanted}

    def of_row(self, row: RowId) -> Seat | None:
        """One seat; None where this computer never heard of it."""
        found = self._database.row(
            f"{_QUERY} = ? AND seats.booking_id = ?", (row.event_id, row.booking_id)
        )
        return None if found is None else _seat(found, self._journal.of_row(row))


def _row(found: Row) -> RowId:
    return RowId(BookingId(found[0]), EventId(found[1]))


def _shadow(found: Row) -> Shadow:
    return _UNKNOWN if found[11] is None else shadow_of(found[11:])


def _stage(found: Row) -> Stage | None:
    return None if found[21] is None else Stage(found[21])


def _on_roster(value: Value, stage: Stage | None, touched: bool, expected: bool) -> bool:
    """A walk-in that was taken back leaves nothing behind that anybody would wait for."""
    local = stage is not None and stage is not Stage.IN_WIX
    return expected or (not value.is_none if local else touched)


def _seat(found: Row, ops: Sequence[Op]) -> Seat:
    shadow, stage = _shadow(found), _stage(found)
    parking = None if found[7] is None else Parking(Seq(found[7]), found[8], bool(found[9]))
    party = found[4]
    projection = project(shadow, ops, party) if ops else Projection(shown=shadow.r, target=shadow.r)
    kept = stage is Stage.LOCAL or (parking is not None and parking.kept)
    state = SyncState.VERIFIED if kept else _state(shadow, parking, ops, _doubt(found, stage))
    shown = SeatRow(
        row=_row(found),
        name=found[3],
        party=party,
        shown=projection.shown,
        booking_status=_STATUS[found[5]],
        phone_tail=found[6],
        sync=state,
        surplus=projection.surplus,
        changed_from=shadow.changed_from,
        conflict=shadow.conflict,
        reason=_reason(shadow, parking, state) or found[22] or "",
        undo=_last_standing(ops),
        walk_in=kept or stage is not None,
        not_in_wix=kept,
        wix_id=None if found[23] is None else BookingId(found[23]),
        last_change=ops[-1].at if ops else None,
        note=found[24] or "",
        booked=None if found[25] is None else from_seconds(found[25]),
        first_visit=bool(found[26]),
    )
    listed, read = bool(found[2]), found[11] is not None
    return Seat(shown, shadow, projection, tuple(ops), parking, listed, read, stage)


def _state(
    shadow: Shadow, parking: Parking | None, ops: Sequence[Op], in_doubt_upto: float
) -> SyncState:
    """The worst state among the row's ops; the same order of questions as `op_states`."""
    if shadow.conflict is not None:
        return SyncState.CONFLICT
    settled = max(shadow.v_seq, shadow.a_seq)
    unsent = [op.seq for op in ops if op.seq > settled]
    if not unsent:
        return _settled(shadow, ops)
    if parking is not None and unsent[0] <= parking.seq:
        return SyncState.PARKED
    return SyncState.IN_DOUBT if unsent[0] <= in_doubt_upto else SyncState.SAVED


def _doubt(found: Row, stage: Stage | None) -> float:
    """Up to which op nobody knows what became of it: all, while the booking itself is in doubt."""
    return math.inf if stage is not None and stage.in_doubt else found[10] or 0


def _settled(shadow: Shadow, ops: Sequence[Op]) -> SyncState:
    if not ops:
        return SyncState.NONE
    return SyncState.VERIFIED if ops[-1].seq <= shadow.v_seq else SyncState.SENT


def _reason(shadow: Shadow, parking: Parking | None, state: SyncState) -> str:
    if (card := shadow.conflict) is not None:
        return f"Changed in Wix: {card.server}, here: {card.mine}."
    return parking.reason if parking is not None and state is SyncState.PARKED else ""


def _last_standing(ops: Sequence[Op]) -> OpId | None:
    gone = undone(ops)
    for op in reversed(ops):
        if op.kind not in (OpKind.UNDO, OpKind.DECIDE) and op.op_id not in gone:
            return op.op_id
    return None
