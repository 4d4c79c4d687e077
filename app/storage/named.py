"""What a search asks of the rosters: who is on them, and whether they are others than before."""

from __future__ import annotations

from typing import NamedTuple

from app.domain.model import BookingId, RowId


class Named(NamedTuple):
    """Who may be on a roster, and by what they are found. `in_wix`: the booking's id there, which
    is another one for a walk-in.
    """

    row: RowId
    name: str
    phone_tail: str
    in_wix: BookingId


class Mark(NamedTuple):
    """When a roster was last complete, in seconds, how many seats it ever had, and how many of its
    walk-ins are bookings in Wix.
    """

    loaded_s: int
    seats: int
    in_wix: int
