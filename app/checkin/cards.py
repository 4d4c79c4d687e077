"""Sessions with their counts of people, added up from the same seats that the roster shows."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final

from app.domain.day import Phase, day_bounds, phase, zone_of
from app.domain.model import Session
from app.domain.roster import SessionCard
from app.storage.store import Store
from app.storage.view import Heads, Seat

SESSIONS_A_STEP: Final = 4


def sessions_on(store: Store, first: date, last: date | None = None) -> list[Session]:
    """The sessions of a day, or of all days up to another, by start."""
    zone, last = store.days.fact("zone"), last or first
    bounds = [day_bounds(day, zone_of(zone)) if zone else _own_bounds(day) for day in (first, last)]
    return store.days.between(bounds[0][0], bounds[1][1])


def _own_bounds(day: date) -> tuple[datetime, datetime]:
    """The day by the computer's own zone, before the site ever told its own."""
    start = datetime(day.year, day.month, day.day).astimezone(UTC)
    following = day + timedelta(days=1)
    return start, datetime(following.year, following.month, following.day).astimezone(UTC)


def card_of(
    session: Session, seats: Iterable[Seat], now: datetime, *, loaded: bool = True
) -> SessionCard:
    """`booked` counts the people expected, `attended` those in, walk-ins and extras included."""
    rows = [seat.shown for seat in seats if seat.on_roster]
    return SessionCard(
        session=session,
        phase=phase(session, now),
        booked=sum(row.party for row in rows if row.expected),
        attended=sum(row.shown.count for row in rows),
        loaded=loaded,
    )


def cards_of(store: Store, sessions: Sequence[Session], now: datetime) -> tuple[SessionCard, ...]:
    """The cards of a day, the next session that is still to come marked."""
    return _with_next(_counted(store, sessions, now))


def cards_in_steps(
    store: Store, sessions: Sequence[Session], now: datetime
) -> Generator[None, None, tuple[SessionCard, ...]]:
    """The same, with a pause behind each few sessions but the last."""
    cards: list[SessionCard] = []
    for start in range(0, len(sessions), SESSIONS_A_STEP):
        if start:
            yield
        cards += _counted(store, sessions[start : start + SESSIONS_A_STEP], now)
    return _with_next(cards)


def _counted(store: Store, sessions: Sequence[Session], now: datetime) -> list[SessionCard]:
    events = [session.event_id for session in sessions]
    heads, loaded = store.view.heads(events), store.days.loaded(events)
    nobody = Heads()
    return [
        SessionCard(
            each,
            phase(each, now),
            *heads.get(each.event_id, nobody),
            loaded=each.event_id in loaded,
        )
        for each in sessions
    ]


def _with_next(cards: Sequence[SessionCard]) -> tuple[SessionCard, ...]:
    coming = [c for c in cards if c.phase in (Phase.OPEN, Phase.UPCOMING)]
    following = min((c.session.start for c in coming if not c.session.cancelled), default=None)
    return tuple(
        c._replace(is_next=True)
        if c in coming and not c.session.cancelled and c.session.start == following
        else c
        for c in cards
    )
