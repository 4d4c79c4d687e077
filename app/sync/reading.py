"""One read of attendance: asked whole, put through rule M row by row, committed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain.merge import News, duplicated
from app.domain.model import AttendanceId, EventId, RowId
from app.domain.site import AttendanceRead, Site
from app.domain.values import NONE
from app.storage.shadows import Answer
from app.storage.store import Store
from app.storage.view import Seat
from app.sync.ages import Ages
from app.sync.auditing import Auditing
from app.sync.judging import Judging
from app.sync.taking import Lately, RowOps, Taken, judge, take

ROWS_A_TRANSACTION = 50


@dataclass(frozen=True, slots=True)
class Answered:
    """A complete answer: what it holds for each row, and when the asking began."""

    began: float
    found: dict[RowId, list[AttendanceRead]]


class Reading:
    """The only way a server's value enters the store."""

    def __init__(
        self, store: Store, site: Site, ages: Ages, auditing: Auditing, judging: Judging
    ) -> None:
        self._store = store
        self._judging = judging
        self._site = site
        self._ages = ages
        self._auditing = auditing

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
        lately = self._judging.of_read(events, answered.began)
        lagged: set[RowId] = set()
        for event_id in events:
            for start in range(0, len(self._store.view.of_events([event_id])), ROWS_A_TRANSACTION):
                with self._store.transaction():
                    # Read inside the transaction: a tap may have come since.
                    seats = self._store.view.of_events([event_id])
                    for seat in seats[start : start + ROWS_A_TRANSACTION]:
                        row = seat.shown.row
                        news = self._take_seat(seat, answered.found.get(row, []), lately(row))
                        if news is News.STALE:
                            lagged.add(row)
            self._ages.read(event_id, answered.began)
        self._auditing.passed(events, answered.began, but=lagged)

    def is_fresh(self, event_id: EventId) -> bool:
        return self._ages.is_fresh(event_id)

    def read(self, events: Sequence[EventId]) -> None:
        self.take(events, self.ask(events))

    def _take_seat(self, seat: Seat, found: Sequence[AttendanceRead], lately: Lately) -> News:
        row = RowOps(seat.ops, seat.shown.party)
        value = found[0].value if found else NONE
        news = News.CONFLICT
        if len(found) > 1:
            shadow = duplicated(seat.shadow, value, seat.projection)
            shadow = judge(shadow, value, row, lately, doubt=bool(lately.ghosts))
        else:
            taken = take(seat.shadow, value, row, lately, known=seat.read)
            self._note(seat.shown.row, taken)
            news = taken.news
            if news is News.FOREIGN:
                before, at = seat.shadow.a, self._ages.clock.now()
                self._store.activity.note_elsewhere(seat.shown.row, before, value, at)
            shadow = taken.shadow._replace(attendance_id=_id_after(seat, taken, found, lately))
        if shadow != seat.shadow or not seat.read:
            self._store.shadows.put(seat.shown.row, shadow)
        if seat.last_seq <= seat.shadow.v_seq and shadow.v_seq < seat.last_seq:
            self._auditing.reopened(seat.shown.row, seat.last_seq)
        return news

    def _note(self, row: RowId, taken: Taken) -> None:
        """What became of the row's writes."""
        if taken.replaced is not None:
            self._ages.replaced(self._store.shadows.replace(row, taken.replaced))
        if taken.landed is not None:
            self._store.shadows.answer(taken.landed.attempt_id, Answer.WRITTEN)
            self._ages.answered(row)
        for each in taken.lapsed:
            self._store.shadows.answer(each.attempt_id, Answer.EXPIRED)


def _id_after(
    seat: Seat, taken: Taken, found: Sequence[AttendanceRead], lately: Lately
) -> AttendanceId | None:
    """The object that a delete would name: never one that only a lagging query still shows."""
    known = seat.shadow.attendance_id
    if taken.shadow.conflict is not None or taken.news is News.STALE:
        return known
    read = found[0].attendance_id if found else None
    return known if known and read and lately.old else read


def _unread(
    seats: Sequence[Seat], found: dict[RowId, list[AttendanceRead]]
) -> Iterator[tuple[RowId, AttendanceId]]:
    """Rows whose known object is missing from a complete answer: not *none* until Get says so."""
    for seat in seats:
        known = seat.shadow.attendance_id
        if known is not None and seat.shown.row not in found:
            yield seat.shown.row, known
