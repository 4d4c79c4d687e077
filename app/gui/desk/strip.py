"""The sessions side by side above the roster, three in sight: on a screen that stands upright."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QWidget

from app.gui import text_strip
from app.gui.theme import Look, Measure
from app.gui.widgets.buttons import LoneIcon
from app.gui.widgets.mirror import mirrored, right_to_left

IN_SIGHT: Final = 3


class SessionStrip(QObject):
    """The buttons at its ends lead to the three before and after: nobody has to swipe."""

    def __init__(self, look: Look, area: QScrollArea, sheet: QWidget) -> None:
        super().__init__(area)
        self._area = area
        self._sheet = sheet
        self._centred = -1
        self._items: Sequence[QAbstractButton] = ()
        pictures = ["before", "after"]
        if right_to_left(area):
            pictures.reverse()
        self.before = LoneIcon(look, pictures[0], "staff.sessions.before", area)
        self.after = LoneIcon(look, pictures[1], "staff.sessions.after", area)
        self.before.describe(text_strip.earlier)
        self.after.describe(text_strip.later)
        self.before.clicked.connect(self._on_before)
        self.after.clicked.connect(self._on_after)
        area.horizontalScrollBar().valueChanged.connect(self._show_ends)
        area.horizontalScrollBar().rangeChanged.connect(self._centre)

    def place(self, items: Sequence[QAbstractButton], below: int, corner: int) -> None:
        """What is to be left free: `below` the cards, and so much of the `corner` at their end."""
        self._items = items
        area, end, tall = self._area, Measure.target(0), Measure.CARD + 2 * Measure.GAP
        more = len(items) > IN_SIGHT
        room = end if more or corner else 0
        left, right = (end if more else 0, room)[:: -1 if right_to_left(area) else 1]
        area.setViewportMargins(left, 0, right, below)
        for part, x, low in ((self.before, 0, 0), (self.after, area.width() - end, corner)):
            part.setGeometry(mirrored(area, QRect(x, 0, end, tall - low)))
            part.setVisible(more)
        step = self._step
        self._sheet.resize(max(len(items), 1) * step, tall)
        for at, item in enumerate(items):
            place = QRect(at * step, Measure.GAP, step, Measure.CARD).adjusted(4, 0, -4, 0)
            item.setGeometry(mirrored(self._sheet, place))
        self._show_ends()

    def hide(self) -> None:
        self._centred, self._items = -1, ()
        for part in (self.before, self.after):
            part.hide()

    def reveal(self) -> None:
        """Have the chosen card in the middle, once: whoever looks at others is left there."""
        if self._chosen != self._centred:
            self._centre()

    @property
    def _chosen(self) -> int:
        return next((n for n, each in enumerate(self._items) if each.isChecked()), 0)

    def _centre(self) -> None:
        self._centred = self._chosen
        self._area.horizontalScrollBar().setValue((self._centred - IN_SIGHT // 2) * self._step)
        self._show_ends()

    @property
    def _step(self) -> int:
        return max(1, self._area.viewport().width() // IN_SIGHT)

    def _show_ends(self) -> None:
        bar = self._area.horizontalScrollBar()
        self.before.allow(bar.value() > 0)
        self.after.allow(bar.value() < bar.maximum())

    def _go(self, cards: int) -> None:
        bar = self._area.horizontalScrollBar()
        bar.setValue(round(bar.value() / self._step + cards) * self._step)

    def _on_before(self) -> None:
        self._go(-IN_SIGHT)

    def _on_after(self) -> None:
        self._go(IN_SIGHT)
