"""In which order a roster is listed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from app.domain.roster import SeatRow
from app.domain.settings import Order

_LAST: Final = datetime.max.replace(tzinfo=UTC)


def in_order(rows: Iterable[SeatRow], order: Order) -> tuple[SeatRow, ...]:
    """Those alike stay as they were: by name."""
    if order is Order.ARRIVAL:
        return tuple(sorted(rows, key=_since_arrival))
    if order is Order.BOOKED:
        return tuple(sorted(rows, key=lambda row: row.booked or _LAST))
    return tuple(rows)


def _since_arrival(row: SeatRow) -> tuple[bool, float]:
    """Whoever is not here comes behind."""
    here = row.shown.count > 0 and row.last_change is not None
    return not here, -row.last_change.timestamp() if here and row.last_change else 0.0
