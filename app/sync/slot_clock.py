"""The server's clock, from whole-second `Date` headers, as an interval that surely holds it.

A header D seen between `began` and `ended` of our clock says: server less ours lies between
D - ended and D + 1 - began. The smallest round trips say most, so they speak first; one that
contradicts them, from a server whose clock is off, is left out.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from app.domain.clock import Clock
from app.domain.site import DateSeen, Line

LEAST_DATES = 5
DRIFT = 2e-4
"""Seconds a second by which our clock may run off between two headers."""
JUMP_S = 0.1
NARROW_S = 0.25
USABLE_S = 0.6
MOST_ASKED = 12


class Span(NamedTuple):
    """Something lies between `low` and `high`, seconds."""

    low: float
    high: float

    @property
    def width(self) -> float:
        return self.high - self.low


def offset_of(dates: Iterable[DateSeen], now: datetime) -> Span | None:
    """Server time less ours; None before enough was seen."""
    seen = sorted(dates, key=lambda each: each.ended - each.began)
    if len(seen) < LEAST_DATES:
        return None
    span = Span(-math.inf, math.inf)
    for each in seen:
        drift_s = DRIFT * abs((now - each.ended).total_seconds())
        low = (each.server - each.ended).total_seconds() - drift_s
        high = (each.server - each.began).total_seconds() + 1 + drift_s
        narrower = Span(max(span.low, low), min(span.high, high))
        if narrower.width >= 0:
            span = narrower
    return span


class SlotClock:
    """The server's time now, as a span; asks for more headers until the span is narrow."""

    def __init__(self, clock: Clock, line: Line) -> None:
        self._clock = clock
        self._line = line
        self._base_s = self._wall_less_monotonic()

    def now(self) -> Span | None:
        """Seconds since the epoch by the server; None while it is not known well enough."""
        span = self._span()
        return span if span is not None and span.width <= USABLE_S else None

    def wants_date(self) -> bool:
        """Whether another header is worth a request."""
        span = self._span()
        narrow = span is not None and span.width <= NARROW_S
        return not narrow and len(self._line.dates) < MOST_ASKED

    def next_date_in_s(self) -> float:
        """A header just at a change of second halves the span."""
        span = self._span()
        if span is None:
            return 0.0
        middle = (span.low + span.high) / 2
        return max(0.05, math.ceil(middle) - middle)

    def _span(self) -> Span | None:
        base_s = self._wall_less_monotonic()
        if abs(base_s - self._base_s) > JUMP_S:
            # The wall clock jumped: what was learnt by it means nothing any more.
            self._line.dates.clear()
            self._base_s = base_s
        now = self._clock.now()
        offset = offset_of(self._line.dates, now)
        ours = now.timestamp()
        return None if offset is None else Span(ours + offset.low, ours + offset.high)

    def _wall_less_monotonic(self) -> float:
        return self._clock.now().timestamp() - self._clock.monotonic()
