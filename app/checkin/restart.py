"""What was saved just before a crash, so that nobody taps again blindly (I4)."""

from collections import Counter
from contextlib import suppress
from datetime import datetime, timedelta
from typing import NamedTuple

from app.domain.errors import StoreError
from app.domain.history import standing
from app.domain.model import Op, OpKind, RowId, Seq, Session
from app.storage.store import Store

JUST_BEFORE = timedelta(seconds=60)
SAME_DAY = timedelta(hours=12)
MOST = 20
CODE_END = 4
"""As a roster shows it beside people of one name."""
MARK = "run_began_after"
"""The last op before the run that is on, or that ended without closing."""

_WORDS = {
    OpKind.ARRIVE: "+{}",
    OpKind.LEAVE: "−{}",
    OpKind.EXTRA: "+{} extra",
    OpKind.NO_SHOW: "no-show",
    OpKind.CLEAR: "back to booked",
    OpKind.UNDO: "undone",
    OpKind.DECIDE: "decided",
}


class SavedBefore(NamedTuple):
    """Who was counted, what was done ("+1", "no-show"), and when, aware, UTC.

    `session`, `code`: where, and the end of whose booking, where the name alone does not say it.
    """

    name: str
    what: str
    when: datetime
    row: RowId
    session: Session | None = None
    code: str = ""


class Runs:
    """Marks in the store that a run is on; a clean end takes the mark away."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._left: tuple[SavedBefore, ...] = ()
        self._unmarked = False

    def begin(self) -> None:
        """Look at what the last run left, and mark this one. A full disk is no reason not to."""
        mark = self._store.days.fact(MARK)
        if mark is not None:
            self._left = self._just_before(Seq(int(mark)))
        else:
            self._put(self._store.journal.last_seq())

    def mark_again(self) -> None:
        """The store can be written: put down what a full disk did not take."""
        if self._unmarked:
            self._put(self._store.journal.last_seq())

    def end(self) -> None:
        """A clean close: nothing has to be said at the next start."""
        with suppress(StoreError), self._store.transaction():
            self._store.days.forget_fact(MARK)

    def take(self) -> tuple[SavedBefore, ...]:
        """Once, in order; a crash before that lets the next run ask again."""
        left, self._left = self._left, ()
        if left:
            self._put(self._store.journal.last_seq())
        return self._told_apart(left)

    def _told_apart(self, saved: tuple[SavedBefore, ...]) -> tuple[SavedBefore, ...]:
        """Those whose name another bears on that day say more than it."""
        known = (self._store.days.session(each) for each in {s.row.event_id for s in saved})
        sessions = {each.event_id: each for each in known if each is not None}
        if not sessions:
            return saved
        first = min(each.start for each in sessions.values()) - SAME_DAY
        last = max(each.end for each in sessions.values()) + SAME_DAY
        day = [each.event_id for each in self._store.days.between(first, last)]
        rows = [(each.name, each.row.event_id) for each in self._store.view.named(day)]
        there, names = Counter(rows), Counter(name for name, _ in rows)

        def apart(one: SavedBefore) -> SavedBefore:
            if names[one.name] < 2:
                return one
            event_id, booking_id = one.row.event_id, one.row.booking_id
            code = booking_id[-CODE_END:] if there[one.name, event_id] > 1 else ""
            return one._replace(session=sessions.get(event_id), code=code)

        return tuple(map(apart, saved))

    def _put(self, seq: Seq) -> None:
        self._unmarked = True
        with suppress(StoreError):
            with self._store.transaction():
                self._store.days.keep_fact(MARK, str(seq))
            self._unmarked = False

    def _just_before(self, mark: Seq) -> tuple[SavedBefore, ...]:
        ops = self._store.journal.after(mark, MOST)
        if not ops:
            return ()
        # Nobody noted the moment of the crash: it was after the last thing that was written.
        ended = ops[0].at
        if pulled := self._store.days.fact("last_pull"):
            ended = max(ended, datetime.fromisoformat(pulled))
        recent = [op for op in reversed(ops) if ended - op.at <= JUST_BEFORE]
        return tuple(map(self._said, standing(recent)))

    def _said(self, op: Op) -> SavedBefore:
        seat = self._store.view.of_row(op.row)
        return SavedBefore(seat.shown.name if seat else "", _what(op), op.at, op.row)


def _what(op: Op) -> str:
    return _WORDS[op.kind].format(op.count)
