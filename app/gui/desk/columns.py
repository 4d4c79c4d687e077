"""Where the columns of the desk lie: sessions, roster, panel; those of a row to the pixel."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect

from app.gui.theme import Measure

STATE: Final = 210
STEP: Final = 52
NUMBERS: Final = 64
ACTION: Final = 164
MORE: Final = 48
GAP: Final = 12
WIDEST: Final = 1240
TALL: Final = 56
NOTES: Final = 220
FROM_END: Final = MORE + GAP // 2 + ACTION + GAP + 2 * STEP + NUMBERS + GAP + STATE


NARROW: Final = 288
NORMAL: Final = 340
WIDE: Final = 420
SIDE: Final = 420
ROSTER_LEAST: Final = 860


def sessions_wide(width: int) -> int:
    """How wide the sessions are; 0 where they fold into one button."""
    if width < Measure.COMPACT_BELOW:
        return 0
    if width < 1240:
        return NARROW
    return WIDE if width >= 1800 else NORMAL


class Columns:
    """Left to right; a row mirrors them where the script does."""

    def __init__(self, width: int) -> None:
        # On a wide screen a name and its numbers stay near enough to be read as one line.
        start, end = Measure.MARGIN, min(width, WIDEST) - Measure.GAP
        top = (Measure.ROW - TALL) // 2
        x = end - FROM_END
        self.name = QRect(start, 9, x - GAP - start, 26)
        self.facts = QRect(start, 34, x - GAP - start, 21)
        self.state = QRect(x, 0, STATE, Measure.ROW - 1)
        x += STATE + GAP
        self.stepper = QRect(x, top, 2 * STEP + NUMBERS, TALL)
        self.minus = QRect(x, top, STEP, TALL)
        self.numbers = QRect(x + STEP, top, NUMBERS, TALL)
        self.plus = QRect(x + STEP + NUMBERS, top, STEP, TALL)
        x += 2 * STEP + NUMBERS + GAP
        self.action = QRect(x, top, ACTION, TALL)
        x += ACTION + GAP // 2
        self.more = QRect(x, top, MORE, TALL)
        # What is left beyond them on a wide screen; on any other there is no such column.
        left = width - WIDEST - GAP
        self.notes = QRect(WIDEST, 0, left if left >= NOTES else 0, Measure.ROW - 1)
