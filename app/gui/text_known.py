"""Every sentence about people who are known already while a walk-in is typed."""

from __future__ import annotations

from app.domain.roster import SeatRow
from app.gui import text
from app.gui.words import iso, joined, say


def person(name: str, tail: str) -> str:
    return joined(iso(name), text.phone_ends(tail) if tail else "")


def take(name: str, tail: str) -> str:
    """What a screen reader says of it."""
    return say("Take the name of {person}", person=person(name, tail))


def booked_already(seat: SeatRow, tail: str) -> str:
    who = person(seat.name, tail)
    if seat.missing:
        return say("{person} is booked in this session already.", person=who)
    return say("{person} is booked in this session and is in already.", person=who)


def check_one_in() -> str:
    return say("Check in this booking")


def check_booking_in(seat: SeatRow) -> str:
    """In place of a walk-in."""
    if seat.missing == 1:
        return check_one_in()
    return say("Check in this booking, {people}", people=seat.missing)
