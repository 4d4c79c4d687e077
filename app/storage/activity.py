"""The journal as a list to look through, with what was seen of others' changes between its ops."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from app.domain.activity import Asked, Place, Source, Who
from app.domain.model import BookingId, DeviceId, EventId, RowId, SyncState
from app.domain.values import Value
from app.storage.codec import from_code, from_ms, from_seconds, to_code, to_ms
from app.storage.database import Database, Row

_MADE = """
SELECT seq, elsewhere_id FROM (
  SELECT seq, 0 AS elsewhere_id, event_id, booking_id, at_ms, device_id, actor FROM ops
) WHERE at_ms >= ?"""
_SEEN = """
SELECT seq, elsewhere_id FROM (
  SELECT seq, elsewhere_id, event_id, booking_id, at_ms, NULL AS device_id, NULL AS actor
  FROM elsewhere
) WHERE at_ms >= ?"""
_PROBLEMS = """ AND elsewhere_id = 0 AND seq IN (
  SELECT seq FROM op_states JOIN (
    SELECT event_id, booking_id FROM shadows WHERE conflict_kind IS NOT NULL
    UNION SELECT event_id, booking_id FROM parked WHERE NOT kept
  ) USING (event_id, booking_id) WHERE state IN ('conflict', 'parked'))"""
_NAMED = """
LEFT JOIN bookings USING (booking_id)
LEFT JOIN sessions USING (event_id)"""
_OPS = f"""
SELECT o.seq, 0, o.event_id, booking_id, o.at_ms, name, title, start_s,
  o.device_id, o.actor, o.state, coalesce(parked.kept OR walk_ins.stage = 'local', 0), 0, 0
FROM op_states AS o
LEFT JOIN parked USING (event_id, booking_id)
LEFT JOIN walk_ins USING (event_id, booking_id)
{_NAMED} WHERE o.seq IN"""
_ELSEWHERE = f"""
SELECT e.seq, elsewhere_id, e.event_id, booking_id, e.at_ms, name, title, start_s,
  '', '', NULL, 0, before, after
FROM elsewhere AS e {_NAMED} WHERE elsewhere_id IN"""


class Line(NamedTuple):
    """One change as it lies here. Of an op `before` and `after` say nothing: its row does."""

    place: Place
    row: RowId
    at: datetime
    name: str
    session: str
    starts: datetime | None
    source: Source
    state: SyncState | None
    not_in_wix: bool
    before: Value
    after: Value


class ActivityLog:
    """Newest first. Decides nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note_elsewhere(self, row: RowId, before: Value, after: Value, at: datetime) -> None:
        """Somebody else changed the row; inside the caller's transaction."""
        self._database.run(
            "INSERT INTO elsewhere (event_id, booking_id, seq, at_ms, before, after)"
            " VALUES (?, ?, (SELECT coalesce(max(seq), 0) FROM ops), ?, ?, ?)",
            (row.event_id, row.booking_id, to_ms(at), to_code(before), to_code(after)),
        )

    def names(self) -> dict[BookingId, str]:
        """Of everybody on any roster, to find people by."""
        found = self._database.rows("SELECT booking_id, name FROM bookings")
        return {BookingId(each[0]): str(each[1]) for each in found}

    def lines(
        self, asked: Asked, of: Sequence[BookingId] | None, ours: DeviceId, part: tuple[int, int]
    ) -> list[Line]:
        """`of`: of these bookings alone. `part`: how many to leave out, and how many to tell."""
        more, given = _chosen(asked, of, ours)
        each = [to_ms(asked.since), *given]
        skip, most = part
        keys = self._database.rows(
            # Both are read along their own order, so that the first few cost no more than a few.
            f"{_MADE}{more} UNION ALL {_SEEN}{more}"
            " ORDER BY seq DESC, elsewhere_id DESC LIMIT ? OFFSET ?",
            (*each, *each, most, skip),
        )
        found = {
            **self._found(_OPS, [seq for seq, other in keys if not other], ours),
            **self._found(_ELSEWHERE, [other for _, other in keys if other], ours),
        }
        return [found[key] for key in keys]

    def last(self) -> Place:
        """Of all that is here."""
        found = self._database.row(
            "SELECT coalesce((SELECT max(seq) FROM ops), 0),"
            " coalesce((SELECT max(elsewhere_id) FROM elsewhere), 0)"
        )
        return (found[0], found[1]) if found else (0, 0)

    def sources(self, since: datetime, ours: DeviceId) -> list[Source]:
        """Who changed anything since then."""
        made = self._database.rows(
            "SELECT DISTINCT device_id <> ?, actor FROM ops WHERE at_ms >= ? ORDER BY 1, 2",
            (ours, to_ms(since)),
        )
        seen = self._database.row("SELECT 1 FROM elsewhere WHERE at_ms >= ?", (to_ms(since),))
        here = [Source(Who.OTHER if other else Who.DESK, actor) for other, actor in made]
        return [*here, *([Source(Who.WIX)] if seen else [])]

    def _found(self, sql: str, ids: Sequence[int], ours: DeviceId) -> dict[tuple[int, int], Line]:
        rows = self._database.rows(f"{sql} ({','.join('?' * len(ids))})", tuple(ids))
        return {(each[0], each[1]): _line(each, ours) for each in rows}


def _chosen(
    asked: Asked, of: Sequence[BookingId] | None, ours: DeviceId
) -> tuple[str, list[object]]:
    sql, values = "", list[object]()
    if asked.until is not None:
        sql += " AND seq <= ? AND elsewhere_id <= ?"
        values += asked.until
    if asked.before is not None:
        sql += " AND seq <= ? AND (seq, elsewhere_id) < (?, ?)"
        values += (asked.before[0], *asked.before)
    if asked.event_id is not None:
        sql += " AND event_id = ?"
        values.append(asked.event_id)
    if of is not None:
        sql += " AND booking_id IN (SELECT value FROM json_each(?))"
        values.append(json.dumps(of))
    if asked.source is not None and asked.source.who is Who.WIX:
        sql += " AND elsewhere_id > 0"
    elif asked.source is not None:
        same = "=" if asked.source.who is Who.DESK else "<>"
        sql += f" AND elsewhere_id = 0 AND device_id {same} ? AND actor = ?"
        values += [ours, asked.source.actor]
    return sql + (_PROBLEMS if asked.problems else ""), values


def _line(found: Row, ours: DeviceId) -> Line:
    other = bool(found[1])
    here = Who.DESK if found[8] == ours else Who.OTHER
    return Line(
        place=(found[0], found[1]),
        row=RowId(BookingId(found[3]), EventId(found[2])),
        at=from_ms(found[4]),
        name=found[5] or "",
        session=found[6] or "",
        starts=None if found[7] is None else from_seconds(found[7]),
        source=Source(Who.WIX) if other else Source(here, found[9]),
        state=None if found[10] is None else SyncState(found[10]),
        not_in_wix=bool(found[11]),
        before=from_code(found[12]),
        after=from_code(found[13]),
    )
