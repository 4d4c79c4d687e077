"""Where the columns of the desk lie: sessions, roster, panel; those of a row to the pixel."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QLocale, QRect, QSize

from app.gui.desk.row_view import longest_states
from app.gui.theme import Measure

STATE: Final = 210
STEP: Final = 52
NUMBERS: Final = 64
ACTION: Final = 164
MORE: Final = 48
GAP: Final = 12
WIDEST: Final = 1240
NAME_LEAST: Final = 200
NAME_KEEPS: Final = 240
_STATES: Final[dict[tuple[int, str], int]] = {}
"""By the size of text and the locale, which is of the language too."""
NOTES: Final = 220


BAR: Final = 2
MENU: Final = 52
"""Where the bar's first button begins, and how wide it is unless the screen stands upright."""
NARROW: Final = 288
NORMAL: Final = 340
WIDE: Final = 420
SIDE: Final = 420
ROSTER_LEAST: Final = 600


UPRIGHT: Final = 1.25
"""So much taller than wide is a screen that stands upright."""
ACTION_UPRIGHT: Final = 196


def stands_upright(width: int, height: int) -> bool:
    """Whether the sessions are a strip above the roster: no room beside it, and enough above."""
    return sessions_wide(width) == 0 and height >= UPRIGHT * width


def date_start() -> int:
    """Where the date begins in the bar: after the button of the menu."""
    return BAR + Measure.target(MENU) + BAR


def sessions_wide(width: int) -> int:
    """How wide the sessions are; 0 where they fold into one button."""
    if width < Measure.COMPACT_BELOW:
        return 0
    if width < Measure.text(1240):
        return Measure.text(NARROW)
    return Measure.text(WIDE if width >= Measure.text(1800) else NORMAL)


def roster_least() -> int:
    """With rows of two lines; less of a roster is of no use beside a panel."""
    return Measure.text(ROSTER_LEAST)


def side_wide(width: int, wanted: int) -> int:
    """How wide a panel is that wants so much text beside it; one for which there is no room beside
    the roster hides all of that, so that no name is sliced and no button is out of reach.
    """
    wide = Measure.text(wanted)
    if width - wide < roster_least():
        return width - sessions_wide(width)
    return wide


def widest() -> int:
    return Measure.text(WIDEST)


def row_tall(width: int) -> int:
    """How tall a row of that width is: two lines of it where one would leave a name no room."""
    if Measure.upright:
        return _line() + Measure.TARGET + (0 if _facts_wide(width) else _facts_tall())
    return Measure.ROW + (0 if _name_wide(width) else Measure.TARGET)


def _state_wide(name: int) -> int:
    """As wide as the longest state in this language, as far as a name of that width keeps its
    room.
    """
    key = Measure.percent, QLocale().name()
    if key not in _STATES:
        from app.gui.desk.state_label import (
            width_for,
        )  # with drawings, of which the names have none

        _STATES[key] = max(width_for(words) for words in longest_states())
    least = Measure.text(STATE)
    return max(least, min(_STATES[key], least + name - Measure.text(NAME_KEEPS)))


def _from_end() -> int:
    """What stands after a name, on one line."""
    words = Measure.text(STATE) + Measure.text(NUMBERS) + Measure.text(ACTION)
    return MORE + GAP // 2 + GAP + 2 * STEP + GAP + words


def _name_wide(width: int) -> int:
    """What is left for a name beside the rest; 0 where that is too little."""
    left = min(width, widest()) - Measure.GAP - _from_end() - GAP - Measure.MARGIN
    return left if left >= Measure.text(NAME_LEAST) else 0


def _upright_buttons() -> int:
    """What the buttons of an upright row take at its end."""
    words = Measure.text(NUMBERS) + Measure.text(ACTION_UPRIGHT)
    return Measure.GAP + 3 * Measure.TARGET + words + GAP + GAP // 2


def _facts_wide(width: int) -> int:
    """What is left for the facts beside the buttons of an upright row; 0 where that is too little
    for what tells people of one name apart, and the facts have a line of their own.
    """
    left = width - _upright_buttons() - GAP - Measure.MARGIN
    return left if left >= Measure.text(NAME_LEAST) else 0


def _facts_tall() -> int:
    return Measure.text(21) + Measure.GAP


def _line() -> int:
    """How tall the upper line of an upright row is."""
    return 8 + Measure.text(32)


class Columns:
    """Left to right; a row mirrors them where the script does.

    `measured`: whether a state has the width of its language; before the first frame, which shows
    none, there is no time for that.
    """

    def __init__(self, width: int, *, measured: bool = True) -> None:
        self._measured = measured
        self.notes = QRect(widest(), 0, 0, 0)
        self._stand(width) if Measure.upright else self._lie(width)

    def _stand(self, width: int) -> None:
        """The name and the state above; below what is known, and what one can do."""
        start, end, line, tall = Measure.MARGIN, width - Measure.GAP, _line(), Measure.TARGET
        numbers, action = Measure.text(NUMBERS), Measure.text(ACTION_UPRIGHT)
        x = width - _upright_buttons()
        state = min(x, end - Measure.text(STATE))
        if state - GAP - start < Measure.text(NAME_LEAST):
            state = end - Measure.text(STATE)
        if self._measured:
            state -= max(0, _state_wide(state - GAP - start) - (end - state))
        above = (line - Measure.text(26)) // 2
        self.name = QRect(start, above, state - GAP - start, Measure.text(26))
        self.state = QRect(state, 0, end - state, line - 1)
        facts, low = _facts_wide(width), line - 1
        self.facts = QRect(start, line, facts or end - start, Measure.text(21))
        if not facts:
            low += _facts_tall()
        self._place_steps(x, low, tall, tall)
        x += 2 * tall + numbers + GAP
        self.action = QRect(x, low, action, tall)
        self.more = QRect(x + action + GAP // 2, low, tall, tall)

    def _lie(self, width: int) -> None:
        # On a wide screen a name and its numbers stay near enough to be read as one line.
        start, end = Measure.MARGIN, min(width, widest()) - Measure.GAP
        least, low = Measure.text(STATE), 0
        if name := _name_wide(width):
            x = end - _from_end()
        else:
            x, low = end - least, Measure.ROW - 8
            name = x - GAP - start
        state = _state_wide(name) if self._measured else least
        x, name = x - (state - least), name - (state - least)
        self.name = QRect(start, 9, name, Measure.text(26))
        self.facts = QRect(start, 9 + Measure.text(25), name, Measure.text(21))
        self.state = QRect(x, 0, state, low or Measure.ROW - 1)
        self._place_buttons(start if low else x + state + GAP, end, low)
        # What is left beyond them on a wide screen; on any other there is no such column.
        left = width - widest() - GAP
        self.notes.setSize(QSize(left if left >= NOTES else 0, Measure.ROW - 1))

    def _place_buttons(self, x: int, end: int, low: int) -> None:
        """One after the other; on a line of their own, the last two at its end."""
        top, tall = low + 4, Measure.TARGET if low else Measure.ROW - 8
        numbers, action = Measure.text(NUMBERS), Measure.text(ACTION)
        self._place_steps(x, top, STEP, tall)
        x += 2 * STEP + numbers + GAP
        if low:
            x = end - MORE - GAP // 2 - action
        self.action = QRect(x, top, action, tall)
        self.more = QRect(x + action + GAP // 2, top, MORE, tall)

    def _place_steps(self, x: int, top: int, step: int, tall: int) -> None:
        numbers = Measure.text(NUMBERS)
        self.stepper = QRect(x, top, 2 * step + numbers, tall)
        self.minus = QRect(x, top, step, tall)
        self.numbers = QRect(x + step, top, numbers, tall)
        self.plus = QRect(x + step + numbers, top, step, tall)
