"""Whom this computer knows already of a name that is typed for a walk-in."""

from __future__ import annotations

from typing import Final, NamedTuple

from app.checkin.search import Findings
from app.domain.folding import fold
from app.domain.roster import SeatRow
from app.domain.walk_ins import walk_in_name

MOST: Final = 5
LEAST: Final = 2
"""So many signs are typed before anybody is named."""
TAIL: Final = 4


class Person(NamedTuple):
    """A name, and the end of a phone to tell two of it apart."""

    name: str
    phone_tail: str = ""


class Known(NamedTuple):
    """`people` may be meant, of the open session first. `booked`: in it, by this very name."""

    people: tuple[Person, ...] = ()
    booked: SeatRow | None = None


def known_by(typed: str, found: Findings) -> Known:
    """Nobody who is only close: a walk-in is seldom somebody else spelled wrongly."""
    folded = fold(typed)
    if len(folded) < LEAST or found.close:
        return Known()
    people: dict[tuple[str, str], Person] = {}
    for name, tail in ((each.seat.name, each.seat.phone_tail[-TAIL:]) for each in found.all):
        if name not in (typed, walk_in_name("")):
            people.setdefault((fold(name), tail), Person(name, tail))
    here = [each.seat for each in found.here if fold(each.seat.name) == folded]
    booked = [seat for seat in here if seat.expected and not seat.walk_in]
    booked.sort(key=lambda seat: not seat.missing)
    return Known(tuple(people.values())[:MOST], booked[0] if booked else None)
