"""Somebody without a booking: what the desk asks, what Wix is asked, and how far it has come.

A walk-in is a row like any other from its first moment, under a booking id of this computer's own.
The booking that is made for it in Wix later is another name of the same row.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable
from typing import NamedTuple, Protocol

from app.domain.errors import Refusal
from app.domain.model import BookingId, BookingStatus, RowId, Session, SessionKind
from app.domain.names import NO_NAME, display_name
from app.domain.rules import MOST_AT_ONCE
from app.domain.stage import Stage

WALK_IN = "Walk-in"
"""The name of somebody who gave none, here and in Wix, which takes no booking without one."""

NO_EMAIL = "Without an e-mail address Wix takes no booking."
TAKEN_BACK = "Taken back before it was in Wix."
AMBIGUOUS = "Wix has a booking with this e-mail that was counted by itself. Take one of them back."
EMAIL_MOST = 254
_EMAIL = r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+"
_THERE = (BookingStatus.CREATED, BookingStatus.PENDING, BookingStatus.CONFIRMED)


class WalkIn(NamedTuple):
    """What the store holds of one. `email` and `phone` are gone once nothing is to be asked.

    `known`: the bookings with this e-mail that Wix had before ours was asked for; None before
    anybody looked.
    """

    row: RowId
    stage: Stage
    email: str = ""
    phone: str = ""
    known: frozenset[BookingId] | None = None
    wix_id: BookingId | None = None
    revision: str = ""
    reason: str = ""


class BookingWish(NamedTuple):
    """The booking that Wix is asked to make."""

    session: Session
    name: str
    email: str
    phone: str = ""
    party: int = 1


class BookingMade(NamedTuple):
    """A booking as Wix holds it. The revision is what a change has to name."""

    booking_id: BookingId
    status: BookingStatus
    revision: str
    name: str = NO_NAME
    party: int = 1


class BookingDesk(Protocol):
    """What a site can do for walk-ins. Each raises `SiteError`."""

    def create_booking(self, wish: BookingWish) -> BookingMade:
        """Make a booking; not idempotent. `RowRefused` also where the key may not."""

    def confirm_booking(self, booking_id: BookingId, revision: str) -> BookingMade:
        """Put it on the roster. `RowRefused` where its revision or its status is another by now."""

    def find_bookings(self, session: Session, email: str) -> list[BookingMade]:
        """Every booking of that e-mail in the session, or in its course, unfinished ones too."""


def check_walk_in(session: Session, people: int, email: str) -> None:
    """Raise `Refusal` where nobody may walk in like this. Over capacity is `check_room`'s."""
    if session.cancelled:
        raise Refusal(f"{session.title} was cancelled; nobody can be checked in.")
    if session.kind is SessionKind.APPOINTMENT:
        raise Refusal("An appointment takes no walk-ins: book another one in Wix.")
    if not 1 <= people <= MOST_AT_ONCE:
        raise Refusal("Nothing to count: give a number from 1 to 1000.")
    if email and not is_email(email):
        raise Refusal("This is not an e-mail address. Correct it, or leave it out.")


def is_email(text: str) -> bool:
    """Whether it looks like one; only a letter would show whether it is one."""
    plain = all(unicodedata.category(c)[0] != "C" for c in text)
    return plain and len(text) <= EMAIL_MOST and re.fullmatch(_EMAIL, text) is not None


def walk_in_name(given: str) -> str:
    """One line; never empty."""
    whole = " ".join(given.encode("utf-8", "replace").decode().split())
    name = display_name(whole, None)
    return WALK_IN if name == NO_NAME else name


def split_name(name: str) -> tuple[str, str]:
    """First and last name, as Wix wants them; together they read as the name does."""
    first, _, last = name.partition(" ")
    return first, last


def ours(
    found: Iterable[BookingMade],
    wish: BookingWish,
    known: Collection[BookingId],
) -> BookingMade | None:
    """The booking that an unanswered create has made: not `known`, for as many, by that name.

    One that is not confirmed comes first: a confirmed one is more likely to be somebody else's.
    """
    fitting = [
        each
        for each in found
        if each.booking_id not in known
        and each.status in _THERE
        and each.party == wish.party
        and each.name.casefold() == wish.name.casefold()
    ]
    return min(fitting, key=lambda each: _THERE.index(each.status), default=None)
