"""The keys that a PIN is typed with."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.gui import text_lock
from app.gui.theme import Face, Look, Measure
from app.gui.widgets.buttons import Dress, SafeButton, TextButton
from app.gui.words import Words, iso

KEY_WIDE: Final = 96
KEY_TALL: Final = 64
LARGEST: Final = 120
GAP: Final = 8


class Pad(QWidget):
    """The digits lie as on a phone, in any script. `typed`: one of them."""

    typed = Signal(str)

    def __init__(self, look: Look, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._name = name
        self._keys: list[SafeButton] = [self._digit(sign) for sign in "123456789"]
        self.back = self._other("back", "⌫", text_lock.delete)
        self._keys += [self.back, self._digit("0")]
        self.clear = self._other("clear", text_lock.clear_key, text_lock.clear)
        self._keys.append(self.clear)

    def allow(self, *, may_type: bool) -> None:
        for key in self._keys:
            key.allow(may_type)

    def size_in(self, wide: int, tall: int) -> QSize:
        """In a window of that size: larger where there is room, as on a tablet in a hand."""
        key = max(KEY_TALL, Measure.TARGET, min(LARGEST, wide // 8, tall // 12))
        return QSize(3 * max(Measure.text(KEY_WIDE), key * 3 // 2) + 2 * GAP, 4 * (key + GAP))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide, tall = (self.width() - 2 * GAP) // 3, self.height() // 4 - GAP
        for at, key in enumerate(self._keys):
            row, column = divmod(at, 3)
            key.setGeometry(QRect(column * (wide + GAP), row * (tall + GAP), wide, tall))

    def _digit(self, digit: str) -> TextButton:
        key = TextButton(self._look, f"{self._name}.{digit}", self, Dress.OUTLINED)
        key.setFont(self._look.font(Face.TITLE))
        key.show_caption(digit)
        key.describe(iso(digit))
        key.clicked.connect(partial(self.typed.emit, digit))
        return key

    def _other(self, part: str, caption: Words, name: Words) -> TextButton:
        key = TextButton(self._look, f"{self._name}.{part}", self)
        key.show_caption(caption)
        key.describe(name)
        return key
