"""Back and the way on, at the same place below every page of the set-up."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.gui.panels.stack import OUTSET
from app.gui.setup.page import Page
from app.gui.theme import Look, Measure
from app.gui.widgets.buttons import Dress, TextButton
from app.gui.widgets.mirror import mirrored
from app.gui.words import Words

AROUND: Final = 24


def foot_tall() -> int:
    return AROUND + Measure.BUTTON


class Foot(QWidget):
    """The way on is where the column ends, the way back where it begins."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.back = TextButton(look, "setup.back", self, Dress.OUTLINED)
        self.next = TextButton(look, "setup.next", self, Dress.FILLED)

    def show_ways(self, back: Words, page: Page) -> None:
        ways: tuple[tuple[TextButton, Words, Words], ...] = (
            (self.back, back, ""),
            (self.next, lambda: page.onward, page.why_not),
        )
        for button, words, why in ways:
            button.show_caption(words)
            button.describe(words, why)
        self.next.allow(page.ready)

    def lay_out(self, start: int, column: int) -> None:
        tall = Measure.BUTTON
        y = (self.height() - tall) // 2
        back, onward = self.back.sizeHint().width() + 16, self.next.sizeHint().width() + 48
        self.back.setGeometry(mirrored(self, QRect(start - OUTSET, y, back, tall)))
        end = start + column + OUTSET - onward
        self.next.setGeometry(mirrored(self, QRect(end, y, onward, tall)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, painter = self._look.tokens, QPainter(self)
        painter.fillRect(self.rect(), tokens.surface)
        painter.fillRect(QRect(0, 0, self.width(), 1), tokens.divider)
        painter.end()
