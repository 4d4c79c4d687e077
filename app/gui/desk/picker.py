"""A card of answers of which one holds: a heading, and one entry below the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.gui import text_listing
from app.gui.measure import Measure
from app.gui.theme import Face, Look
from app.gui.widgets.buttons import Dress, TextButton
from app.gui.widgets.icons import icon
from app.gui.widgets.line import Line
from app.gui.widgets.mirror import mirrored
from app.gui.words import plain

TICK: Final = 20


def _head() -> int:
    return Measure.text(40)


def _item() -> int:
    return max(Measure.text(52), Measure.TARGET)


class Answer(NamedTuple):
    """`key`: what it stands for, and the end of its name."""

    key: str
    words: str


class Picker(QWidget):
    """Says the key of what was chosen."""

    picked = Signal(str)

    def __init__(
        self, look: Look, name: str, title: str, answers: Sequence[Answer], holds: str
    ) -> None:
        super().__init__()
        self._look = look
        self._holds = holds
        self.head = Line(look, Face.LABEL, "muted", self)
        self.head.show_text(title)
        self.buttons: dict[str, TextButton] = {}
        for key, words in answers:
            button = TextButton(look, f"{name}.{key}", self, Dress.ENTRY)
            button.show_caption(plain(words))
            button.describe(text_listing.chosen(words) if key == holds else words)
            button.clicked.connect(self._on_clicked)
            self.buttons[key] = button

    def sizeHint(self) -> QSize:
        wide = [button.sizeHint().width() + TICK for button in self.buttons.values()]
        return QSize(max(Measure.text(280), *wide), _head() + _item() * len(self.buttons))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width()
        self.head.setGeometry(14, 0, wide - 28, _head())
        for at, button in enumerate(self.buttons.values()):
            place = QRect(TICK + 8, _head() + at * _item(), wide - TICK - 8, _item())
            button.setGeometry(mirrored(self, place))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The tick says which one holds."""
        if self._holds not in self.buttons:
            return
        painter, tokens = QPainter(self), self._look.tokens
        at = list(self.buttons).index(self._holds)
        place = QRect(12, _head() + at * _item() + (_item() - TICK) // 2, TICK, TICK)
        shown = QRectF(mirrored(self, place))
        icon("tick").paint(painter, shown, tokens.primary, tokens.surface)
        painter.end()

    def _on_clicked(self) -> None:
        sender = self.sender()
        self.picked.emit(next(key for key, each in self.buttons.items() if each is sender))
