"""One read of attendance: asked whole, put through rule M row by row, committed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.domain.merge import News, duplicated, merge, settle, verify
from app.domain.model import (
    Attempt,
    AttendanceId,
    ConflictKind,
    EventId,
    RowId,
    Seq,
    Shadow,
)
from app.domain.site import AttendanceRead, Site
from app.domain.values import NONE, Value
from app.storage.shadows import Answer
from app.storage.store import Store
from app.storage.view import Seat
from app.sync.ages import Ages, ghosts_of

ROWS_A_TRANSACTION = 50


@dataclass(frozen=True, slots=True)
class Answered:
    """A complete answer: what it holds for each row, and when the asking began."""

    began: float
    found: dict[RowId, list[AttendanceRead]]


class Reading:
    """The only way a server's value enters the store."""

    def __init__(self, store: Store, site: Site, ages: Ages) -> None:
        self._store = store
        self._site = site
        self._ages = ages

    def ask(self, events: Sequence[EventId]) -> Answered:
        """Every attendance object of these sessions. Raises `SiteError`; nothing is stored."""
        began = self._ages.clock.monotonic()
        found: dict[RowId, list[AttendanceRead]] = {}
        for each in self._site.attendance_of(events):
            found.setdefault(each.row, []).append(each)
        seats = self._store.view.of_events(events)
        for row, missing in _unread(seats, found):
            again = self._site.attendance(missing)
            if again is not None and again.row == row:
                found[row] = [again]
        return Answered(began, found)

    def take(self, events: Sequence[EventId], answered: Answered) -> None:
        """Put an answer through rule M and commit it."""
        ghosts, old = self._ages.ghosts(self._store), self._ages.old(self._store)
        for event_id in events:
            for start in range(0, len(self._store.view.of_events([event_id])), ROWS_A_TRANSACTION):
                with self._store.transaction():
                    # Read inside the transaction: a tap may have come since.
                    seats = self._store.view.of_events([event_id])
                    for seat in seats[start : start + ROWS_A_TRANSACTION]:
                        row = seat.shown.row
                        self._take_seat(seat, answered, ghosts.get(row, []), old.get(row, set()))
            self._ages.read(event_id, answered.began)

    def read(self, events: Sequence[EventId]) -> None:
        self.take(events, self.ask(events))

    def _take_seat(
        self, seat: Seat, answered: Answered, ghosts: list[Attempt], old: set[Value]
    ) -> None:
        row = seat.shown.row
        found = answered.found.get(row, [])
        value = found[0].value if found else NONE
        if len(found) > 1:
            shadow = duplicated(seat.shadow, value, seat.projection)
        else:
            shadow = self._merged(seat, value, ghosts, old)
            if shadow.conflict is None:
                kept = found[0].attendance_id if found else None
                shadow = replace(shadow, attendance_id=kept)
        shadow = self._judged(seat, shadow, value, answered.began, bool(ghosts))
        if shadow != seat.shadow or not seat.read:
            self._store.shadows.put(row, shadow)

    def _merged(self, seat: Seat, value: Value, ghosts: list[Attempt], old: set[Value]) -> Shadow:
        was = seat.shadow
        if was.conflict is not None and was.conflict.kind is ConflictKind.DUPLICATE:
            was = replace(was, conflict=None)
        merged = merge(was, value, seat.projection, ghosts_of(ghosts), old)
        if merged.news is News.FOREIGN and not seat.read:
            # The first read of a row: nothing changed, it was only not known.
            return replace(merged.shadow, changed_from=None)
        if merged.news in (News.LANDED, News.FOREIGN):
            self._ages.replaced(self._store.shadows.replace(seat.shown.row, was.a))
        if merged.news is News.LANDED:
            landed = max((g for g in ghosts if g.target == value), key=lambda g: g.upto_seq)
            self._store.shadows.answer(landed.attempt_id, Answer.WRITTEN)
            self._ages.answered(seat.shown.row)
        return merged.shadow

    def _judged(
        self, seat: Seat, shadow: Shadow, value: Value, began: float, ghosts: bool
    ) -> Shadow:
        """Settle what needs no request, verify what had its quiet period."""
        if not seat.ops:
            return shadow
        projection = seat.reprojected(shadow)
        shadow = settle(shadow, projection, seat.last_seq, ghosts=ghosts)
        if seat.last_seq > shadow.v_seq and began >= self._ages.quiet_at(seat.shown.row):
            shadow = verify(shadow, value, projection, seat.last_seq)
        if projection.target != shadow.a:
            shadow = replace(shadow, v_seq=Seq(0))
        return shadow


def _unread(
    seats: Sequence[Seat], found: dict[RowId, list[AttendanceRead]]
) -> Iterator[tuple[RowId, AttendanceId]]:
    """Rows whose known object is missing from a complete answer: not *none* until Get says so."""
    for seat in seats:
        known = seat.shadow.attendance_id
        if known is not None and seat.shown.row not in found:
            yield seat.shown.row, known
