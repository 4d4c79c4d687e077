"""What a part of a page is about, and the one button that does something about it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.gui.panels.stack import OUTSET
from app.gui.theme import Face, Look, Measure
from app.gui.widgets.buttons import Dress, TextButton
from app.gui.widgets.line import Line
from app.gui.widgets.mirror import mirrored
from app.gui.words import Words

TALL: Final = 48


class Head(QWidget):
    """The button stands where the line ends."""

    outset = OUTSET

    def __init__(
        self, look: Look, name: str, words: Words, parent: QWidget, dress: Dress = Dress.PLAIN
    ) -> None:
        super().__init__(parent)
        self.title = Line(look, Face.HEADING, "text", self)
        self.title.show_text(words)
        self.button = TextButton(look, name, self, dress)

    def show_button(self, caption: Words, name: Words = "") -> None:
        """`name`: what a screen reader says, where the caption alone would not do."""
        self.button.show_caption(caption)
        self.button.describe(name or caption)
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(300, TALL - 24 + Measure.text(24))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        whole, tall = self.width(), self.height()
        wide = min(self.button.sizeHint().width(), whole * 2 // 3)
        self.title.setGeometry(mirrored(self, QRect(OUTSET, 0, whole - wide - OUTSET, tall)))
        self.button.setGeometry(mirrored(self, QRect(whole - wide, 0, wide, tall)))
