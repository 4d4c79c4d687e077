"""What a screen shows: a session with its counts, and the seat rows of its roster."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from app.domain.day import Phase
from app.domain.model import (
    BookingId,
    BookingStatus,
    Conflict,
    OpId,
    RowId,
    Session,
    SyncState,
)
from app.domain.rules import why_no_more
from app.domain.values import NONE, Value


class Standing(StrEnum):
    """The words of Wix for a row: Booked, Checked in, No-show."""

    BOOKED = "booked"
    CHECKED_IN = "checked_in"
    NO_SHOW = "no_show"


class SeatRow(NamedTuple):
    """One line of a roster, as the database says it is. All numbers count people.

    `surplus`: counted here and on another device, beyond the party.
    `undo`: this device's last gesture on the row.
    `reason`: why the row needs attention, or is not in Wix, in words. `last_change` and `booked`
    are aware, UTC.
    `walk_in`: nobody had booked; `not_in_wix`: and no booking will be made of it. `wix_id`: the
    booking that was made of it there. `note`: what was noted here for the day. `first_visit`: the
    site knows of no booking of this client's for an earlier day; false where that is not known.
    """

    row: RowId
    name: str
    party: int
    shown: Value = NONE
    booking_status: BookingStatus = BookingStatus.CONFIRMED
    phone_tail: str = ""
    sync: SyncState = SyncState.NONE
    surplus: int = 0
    changed_from: Value | None = None
    conflict: Conflict | None = None
    reason: str = ""
    undo: OpId | None = None
    walk_in: bool = False
    not_in_wix: bool = False
    wix_id: BookingId | None = None
    last_change: datetime | None = None
    booked: datetime | None = None
    note: str = ""
    first_visit: bool = False

    @property
    def standing(self) -> Standing:
        if self.shown.no_show:
            return Standing.NO_SHOW
        return Standing.CHECKED_IN if self.shown.count else Standing.BOOKED

    @property
    def why_no_more(self) -> str:
        """The sentence that says why + stops, empty where it does not."""
        return why_no_more(self.shown, self.party)

    @property
    def extra(self) -> int:
        """People in beyond the party."""
        return max(0, self.shown.count - self.party)

    @property
    def missing(self) -> int:
        """People of the party who are not here yet."""
        return max(0, self.party - self.shown.count)

    @property
    def expected(self) -> bool:
        """Whether the row counts as booked: cancelled and declined bookings do not."""
        return self.booking_status in (BookingStatus.CONFIRMED, BookingStatus.PENDING)

    @property
    def awaited(self) -> bool:
        """Whether nobody of the booking is in and nobody said that they will not come."""
        return self.shown.is_none and self.expected


class SessionCard(NamedTuple):
    """A session of the day with its counts of people. `loaded`: its roster was fetched once."""

    session: Session
    phase: Phase
    booked: int = 0
    attended: int = 0
    loaded: bool = True
    is_next: bool = False

    @property
    def over_capacity(self) -> bool:
        capacity = self.session.capacity
        return capacity is not None and self.attended > capacity

    @property
    def full(self) -> bool:
        capacity = self.session.capacity
        return capacity is not None and self.booked >= capacity


class Roster(NamedTuple):
    """One session opened: its card, and its rows sorted by name."""

    card: SessionCard
    rows: tuple[SeatRow, ...]


class Recorded(NamedTuple):
    """What a tap left behind, read back after it was committed.

    `row` is what it happened to and `before` what that was before; `also` are the other rows of the
    same gesture.
    """

    op_id: OpId
    row: SeatRow
    card: SessionCard
    before: Value = NONE
    also: tuple[SeatRow, ...] = ()
