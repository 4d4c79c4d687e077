"""Whose booking a scanned code is, in the sessions of today, and what is to be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import Enum, auto
from typing import NamedTuple

from app.domain.day import Phase, day_bounds, phase, zone_of
from app.domain.model import Session, SyncState
from app.domain.roster import SeatRow
from app.domain.scan import Code
from app.storage.store import Store

_ATTENTION = (SyncState.CONFLICT, SyncState.PARKED)


class Standing(Enum):
    """How the booking of a scanned code stands.

    `ALONE`: one person, expected and not here yet. `PARTY`: several, of whom some are missing.
    `SEVERAL`: it is booked for more than one session that is still to come.
    """

    UNKNOWN = auto()
    ALONE = auto()
    PARTY = auto()
    SEVERAL = auto()
    HERE = auto()
    ENDED = auto()
    CANCELLED = auto()
    ATTENTION = auto()


class Found(NamedTuple):
    """A row, and the session that it is in."""

    session: Session
    row: SeatRow


class Scanned(NamedTuple):
    """What a code stands for; `found` is None where that is nothing of today."""

    standing: Standing
    found: Found | None = None


class CodeFinder:
    """Lives on the desk's thread, on its store. Reads only; counting is the desk's."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now

    def scanned(self, code: Code) -> Scanned:
        found = self.today(code)
        if not found:
            return Scanned(Standing.UNKNOWN)
        now = self._now()
        missing = [each for each in found if _missing(each, now)]
        near = [each for each in missing if phase(each.session, now) is not Phase.UPCOMING]
        if len(missing) > 1 and len(near) != 1:
            return Scanned(Standing.SEVERAL, (near or missing)[0])
        one = (near or missing or _rest(found, now))[0]
        return Scanned(_standing(one, now), one)

    def today(self, code: Code) -> list[Found]:
        """Every row that the code names, by start of its session."""
        zone = zone_of(self._store.days.fact("zone") or "UTC")
        day = self._store.days.between(*day_bounds(self._now().astimezone(zone).date(), zone))
        sessions = {each.event_id: each for each in day}
        ids = self._store.walk_ins.ids_in_wix(list(sessions))
        rows = [row for row, in_wix in ids if code.names(in_wix)]
        seats = [seat for row in rows if (seat := self._store.view.of_row(row)) is not None]
        found = [
            Found(sessions[seat.shown.row.event_id], seat.shown)
            for seat in seats
            if seat.on_roster or not seat.shown.expected
        ]
        return sorted(found, key=lambda each: each.session.start)


def _missing(found: Found, now: datetime) -> bool:
    return _standing(found, now) in (Standing.ALONE, Standing.PARTY)


def _standing(found: Found, now: datetime) -> Standing:
    """Of one row alone."""
    session, row = found
    if row.sync in _ATTENTION:
        return Standing.ATTENTION
    if session.cancelled or not (row.expected or row.not_in_wix):
        return Standing.CANCELLED
    if not row.missing:
        return Standing.HERE
    if phase(session, now) is Phase.ENDED:
        return Standing.ENDED
    return Standing.ALONE if row.party == 1 else Standing.PARTY


def _rest(found: Sequence[Found], now: datetime) -> Sequence[Found]:
    """Nobody is missing: what says most about it first."""
    order = (Standing.ATTENTION, Standing.HERE, Standing.ENDED, Standing.CANCELLED)
    return sorted(found, key=lambda each: order.index(_standing(each, now)))
