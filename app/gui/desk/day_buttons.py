"""The day before, the day after, and the way back to today."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.gui import text_days
from app.gui.measure import Measure
from app.gui.theme import Look
from app.gui.widgets.buttons import Dress, LoneIcon, TextButton
from app.gui.widgets.mirror import mirrored, right_to_left

STEP: Final = 48


class DayButtons(QWidget):
    """The arrows keep their places; Today comes behind them while it is another day."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        pictures = ["before", "after"]
        if right_to_left(parent):
            pictures.reverse()
        self.before = LoneIcon(look, pictures[0], "staff.day.before", self)
        self.after = LoneIcon(look, pictures[1], "staff.day.after", self)
        self.today = TextButton(look, "staff.day.today", self, Dress.OUTLINED)
        self.before.describe(text_days.day_before)
        self.after.describe(text_days.day_after)
        self.today.show_caption(text_days.today)
        self.today.describe(text_days.back_to_today)
        self.today.hide()

    def show_where(self, *, first: bool, last: bool, away: bool) -> None:
        """`first`, `last`: there is nothing further on; `away`: it is not today."""
        self.before.allow(not first)
        self.after.allow(not last)
        self.today.setVisible(away)

    def sizeHint(self) -> QSize:
        today = self.today.sizeHint().width() if self.today.isVisibleTo(self) else 0
        return QSize(2 * Measure.target(STEP) + today, Measure.BUTTON)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide, tall, step = self.width(), self.height(), Measure.target(STEP)
        for part, place in (
            (self.before, QRect(0, 0, step, tall)),
            (self.after, QRect(step, 0, step, tall)),
            (self.today, QRect(2 * step, 0, max(0, wide - 2 * step), tall)),
        ):
            part.setGeometry(mirrored(self, place))
