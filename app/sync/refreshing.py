"""When the day is asked for again, and how much of it: near now first, then what may have changed.

A day is loaded whole once. A load that needs more requests than a minute has goes on where it was.
From then on the calendar and the bookings that changed are asked for, who is in near now, and, a
few sessions at a time, what was not looked at for a while: the site may not tell of every change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.domain.clock import Clock
from app.domain.errors import OverBudget, RowRefused
from app.domain.model import EventId, Loading, Session
from app.domain.pacing import STEADY_PER_MINUTE, WINDOW_S
from app.storage.store import Store
from app.sync.first_visits import FirstVisits
from app.sync.other_days import LoadingOthers
from app.sync.pulling import Pulling

SESSIONS_A_REQUEST = 20
NEAR = timedelta(hours=1)
EVERY_S = 30.0
AGAIN_S = 300.0
"""After so long a roster is asked for once more, whatever the site says of changes."""
LAG = timedelta(seconds=60)
"""A query may lag behind by less than this, so changes are asked for from so much earlier on."""

Between = Callable[[], None]


@dataclass(slots=True)
class Load:
    """A day that is being loaded whole, and what is left of it. `began`: by the site's clock."""

    day: date
    began: datetime
    left: list[Session]
    total: int


@dataclass(slots=True)
class Known:
    """A day that was loaded whole, and from when on changes are still to be asked for."""

    day: date
    since: datetime


class Refreshing:
    """Asks for a day in portions; `between` is called after each, so that others have a turn."""

    def __init__(
        self, store: Store, pulling: Pulling, clock: Clock, first_visits: FirstVisits
    ) -> None:
        self._first_visits = first_visits
        self._store = store
        self._pulling = pulling
        self._clock = clock
        self._load: Load | None = None
        self._known: Known | None = None
        self._due: set[EventId] = set()
        self._tells_changes = True
        self._at_once = SESSIONS_A_REQUEST
        self._loaded_at: dict[EventId, float] = {}
        self._next_at: float | None = None
        self._others = LoadingOthers(store, pulling, self._rosters)

    @property
    def loading(self) -> Loading:
        """How far a load is that takes more than one portion."""
        load = self._load
        if load is None or load.total <= SESSIONS_A_REQUEST:
            return Loading()
        return Loading(load.total - len(load.left), load.total)

    def next_in_s(self) -> float:
        if self._others.wanted:
            return 0.0
        return min(self._today_in_s(), self._first_visits.next_in_s(STEADY_PER_MINUTE))

    def _today_in_s(self) -> float:
        return 0.0 if self._next_at is None else self._next_at - self._clock.monotonic()

    def refresh(
        self, day: date | None, *, whole: bool, between: Between, asked: Callable[[], int]
    ) -> None:
        """`day`: another than the site's today. `asked`: how many requests went out so far.

        What cost much is asked for less often: a large day gets no more a minute than any other.
        Days that somebody looks for come behind it, and who is new behind all of that.
        """
        if whole or self._today_in_s() <= 0:
            self._refresh(day, between, asked, whole=whole)
        self._others.load(between)
        self._first_visits.ask(STEADY_PER_MINUTE)

    def _refresh(
        self, day: date | None, between: Between, asked: Callable[[], int], *, whole: bool
    ) -> None:
        wanted, before = day or self._pulling.now().date(), asked()
        known = self._known
        every_s = EVERY_S
        if whole or self._load or known is None or known.day != wanted:
            self._load_day(wanted, between)
        else:
            self._ask_changes(known, between)
            every_s = max(every_s, (asked() - before) * WINDOW_S / STEADY_PER_MINUTE)
        self._pulling.keep_time()
        self._first_visits.look()
        self._next_at = self._clock.monotonic() + every_s

    def _load_day(self, day: date, between: Between) -> None:
        load = self._load
        if load is None or load.day != day:
            found = self._pulling.sessions(day)
            self._load = load = Load(day, self._pulling.now(), found, len(found))
            between()
        while load.left:
            some = self._first(load.left)
            self._rosters(some)
            load.left = [each for each in load.left if each not in some]
            between()
        self._load, self._known = None, Known(day, load.began - LAG)

    def _ask_changes(self, known: Known, between: Between) -> None:
        held = self._pulling.sessions(known.day)
        between()
        self._look_for_changes(known, held)
        asked: set[EventId] = set()
        while due := [each for each in held if each.event_id in self._due]:
            some = self._first(due)
            self._rosters(some)
            asked.update(each.event_id for each in some)
            between()
        near = [each for each in held if self._is_near(each) and each.event_id not in asked]
        for start in range(0, len(near), SESSIONS_A_REQUEST):
            self._pulling.attendance(near[start : start + SESSIONS_A_REQUEST])
            between()

    def _look_for_changes(self, known: Known, held: Sequence[Session]) -> None:
        """What is found to be due stays so until it was asked for, whatever comes between."""
        loaded = self._store.days.loaded(each.event_id for each in held)
        due = [each for each in held if each.event_id not in loaded]
        due += self._changed(known, held) + self._unseen(held)
        self._due &= {each.event_id for each in held}
        self._due |= {each.event_id for each in due}

    def _changed(self, known: Known, held: Sequence[Session]) -> list[Session]:
        now = self._pulling.now()
        if self._tells_changes:
            try:
                changed = self._pulling.changed(known.since, held)
            except RowRefused:
                self._tells_changes = False
            else:
                known.since = now - LAG
                return changed
        return [each for each in held if self._is_near(each)]

    def _unseen(self, held: Sequence[Session]) -> list[Session]:
        """A portion of those that were not asked for in a while, near ones first."""
        before = self._clock.monotonic() - AGAIN_S
        old = [each for each in held if self._seen(each) <= before]
        old.sort(key=lambda each: (not self._is_near(each), self._seen(each)))
        return old[:SESSIONS_A_REQUEST]

    def _seen(self, session: Session) -> float:
        return self._loaded_at.get(session.event_id, float("-inf"))

    def _first(self, left: Sequence[Session]) -> list[Session]:
        """The next portion: near now, then what this computer never had, then the nearest."""
        loaded = self._store.days.loaded(each.event_id for each in left)
        now = self._pulling.now()

        def rank(each: Session) -> tuple[bool, bool, timedelta]:
            return not self._is_near(each), each.event_id in loaded, _distance(each, now)

        return sorted(left, key=rank)[: self._at_once]

    def _rosters(self, sessions: Sequence[Session]) -> None:
        """A portion that is too much for a minute is made smaller, else it would never end."""
        try:
            self._pulling.rosters(sessions)
        except OverBudget:
            self._at_once = max(1, self._at_once // 2)
            raise
        self._at_once = min(SESSIONS_A_REQUEST, self._at_once * 2)
        now = self._clock.monotonic()
        for each in sessions:
            self._loaded_at[each.event_id] = now
            self._due.discard(each.event_id)

    def _is_near(self, session: Session) -> bool:
        return _distance(session, self._pulling.now()) <= NEAR


def _distance(session: Session, now: datetime) -> timedelta:
    """How far from now: nothing for a session in progress."""
    return max(session.start - now, now - session.end, timedelta())
