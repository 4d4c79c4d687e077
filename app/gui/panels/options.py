"""A short list to choose one thing from, in a card at the button that opened it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.gui.theme import Face, Look, Measure
from app.gui.widgets.buttons import Dress, TextButton
from app.gui.widgets.line import Line
from app.gui.words import plain

ITEM: Final = 52
HEAD: Final = 36


def _item() -> int:
    return max(ITEM - 22 + Measure.text(22), Measure.TARGET)


def _head() -> int:
    return Measure.text(HEAD)


class Options(QWidget):
    """Says the number of the one that was chosen."""

    chosen = Signal(int)

    def __init__(self, look: Look, name: str, title: str, captions: Sequence[str]) -> None:
        super().__init__()
        self.head = Line(look, Face.LABEL, "muted", self)
        self.head.show_text(title)
        self.buttons: list[TextButton] = []
        for at, caption in enumerate(captions):
            button = TextButton(look, f"{name}.{at + 1}", self, Dress.ENTRY)
            button.show_caption(plain(caption))
            button.describe(caption)
            button.clicked.connect(self._on_clicked)
            self.buttons.append(button)

    def sizeHint(self) -> QSize:
        wide = [button.sizeHint().width() for button in self.buttons]
        return QSize(max(240, *wide), _head() + _item() * len(self.buttons))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.head.setGeometry(14, 0, self.width() - 28, _head())
        for at, button in enumerate(self.buttons):
            button.setGeometry(0, _head() + at * _item(), self.width(), _item())

    def _on_clicked(self) -> None:
        self.chosen.emit(next(at for at, b in enumerate(self.buttons) if b is self.sender()))
