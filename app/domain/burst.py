"""Telling a bar code scanner that types from a person who types, by the pace of the keys alone."""

from __future__ import annotations

from enum import StrEnum
from itertools import pairwise
from typing import Final, NamedTuple

GAP_MS: Final = 80.0
"""The longest pause between two keys of one scan."""
SILENCE_MS: Final = 100.0
"""So long after its last key a scan without Enter or Tab is over."""
LEAST: Final = 4
"""So many keys a scan has, unless the scanner's owner says otherwise."""
LONGEST: Final = 256
MACHINE_MS: Final = 50.0
"""Nobody's fingers keep this pace on average. A scan that ends in silence has to: the short runs of
a quick typist end in silence too, but not in an Enter as quick as the keys before it.
"""
SURE: Final = 6
"""After so many keys at a machine's pace it is a scan, however it ends: as many as a booking's
shortest code has, so that none is ever seen whole.
"""


class End(StrEnum):
    ENTER = "enter"
    TAB = "tab"
    SILENCE = "silence"


class Stroke(NamedTuple):
    """One key: what it says on a US keyboard, what it typed under the layout in force, and when."""

    char: str
    raw: str
    at_ms: float


class Burst(NamedTuple):
    """Keys that no hand typed. Of one that is too long only the beginning is kept."""

    strokes: tuple[Stroke, ...]
    end: End
    too_long: bool = False

    @property
    def text(self) -> str:
        return "".join(each.char for each in self.strokes)

    @property
    def raw(self) -> str:
        return "".join(each.raw for each in self.strokes)

    @property
    def gaps_ms(self) -> tuple[float, ...]:
        return gaps_ms(self.strokes)


class Bursts:
    """Takes one key after the other. Holds no clock: each key brings its time."""

    def __init__(self, least: int = LEAST) -> None:
        self.least = least
        self._strokes: list[Stroke] = []
        self._keys = 0
        self._first_ms = self._last_ms = 0.0
        self._sure = False

    @property
    def keys(self) -> int:
        """How many keys the run has that goes on now."""
        return self._keys

    @property
    def last_ms(self) -> float:
        return self._last_ms

    @property
    def sure(self) -> bool:
        """Whether it cannot be a hand any more."""
        return self._sure

    def goes_on(self, at_ms: float) -> bool:
        """Whether a key at that time is of the same run as the one before."""
        return self._keys > 0 and 0 <= at_ms - self._last_ms <= GAP_MS

    def type(self, stroke: Stroke) -> None:
        if not self.goes_on(stroke.at_ms):
            self.forget()
            self._first_ms = stroke.at_ms
        self._keys += 1
        self._last_ms = stroke.at_ms
        if self._keys <= LONGEST:
            self._strokes.append(stroke)
        self._sure = self._sure or (self._keys >= SURE and self._mean_ms() <= MACHINE_MS)

    def end(self, end: End, at_ms: float) -> Burst | None:
        """The run is over; None where it may have been typed by hand."""
        quick = end is not End.SILENCE and self.goes_on(at_ms)
        scan = self._keys >= self.least and (self._sure or quick or self._mean_ms() <= MACHINE_MS)
        burst = Burst(tuple(self._strokes), end, self._keys > LONGEST) if scan else None
        self.forget()
        return burst

    def forget(self) -> None:
        self._strokes.clear()
        self._keys, self._sure = 0, False

    def _mean_ms(self) -> float:
        return (self._last_ms - self._first_ms) / max(1, self._keys - 1)


def gaps_ms(strokes: tuple[Stroke, ...]) -> tuple[float, ...]:
    """The pauses between the keys."""
    times = [each.at_ms for each in strokes]
    return tuple(later - one for one, later in pairwise(times))
