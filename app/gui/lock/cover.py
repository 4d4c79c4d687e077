"""What lies over the locked desk: a pad for the PIN, and nothing of anybody."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.pin import PIN_DIGITS
from app.gui import text_lock
from app.gui.theme import Face, Look, Measure
from app.gui.widgets.buttons import Dress, SafeButton, TextButton
from app.gui.widgets.line import Line
from app.gui.widgets.mirror import Side
from app.gui.words import Words, iso, plain

NAME: Final = "staff.lock"
KEY_WIDE: Final = 96
KEY_TALL: Final = 64
GAP: Final = 8


class LockCover(QWidget):
    """Says what was typed once it is whole. The digits lie as on a phone, in any script.

    `entered`: the PIN.
    """

    entered = Signal(str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._typed = ""
        self._may_type = True
        self.setObjectName(NAME)
        self.setAccessibleIdentifier(NAME)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title = self._line("title", Face.DISPLAY, "text")
        self.title.show_text(text_lock.locked)
        self.dots = self._line("typed", Face.DISPLAY, "text")
        self.words = self._line("words", Face.BODY, "muted")
        self.keys = {sign: self._key(sign) for sign in "123456789"}
        self.back = self._other("back", "⌫", text_lock.delete, self._on_back)
        self.keys["0"] = self._key("0")
        self.clear = self._other("clear", "C", text_lock.clear, self._on_clear)
        self.say(text_lock.type_pin)
        self._show_typed()

    def say(self, words: Words, ink: str = "muted") -> None:
        self.words.show_text(words, ink)

    def allow(self, *, may_type: bool) -> None:
        """While it waits nothing can be typed."""
        self._may_type = may_type
        for key in (*self.keys.values(), self.back, self.clear):
            key.allow(may_type)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        self._typed = ""
        self._show_typed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Nothing of what is typed goes any further."""
        event.accept()
        sign, key = event.text(), event.key()
        if len(sign) == 1 and sign.isdecimal():
            self._type(str(int(sign)))
        elif key == Qt.Key.Key_Backspace:
            self._on_back()
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Delete):
            self._on_clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide, tall = Measure.text(KEY_WIDE), max(KEY_TALL, Measure.TARGET)
        line = Measure.text(44)
        x = (self.width() - 3 * wide - 2 * GAP) // 2
        y = max(GAP, (self.height() - 3 * line - 4 * (tall + GAP)) // 2)
        for part in (self.title, self.dots, self.words):
            part.setGeometry(GAP, y, self.width() - 2 * GAP, line)
            y += line
        order: list[SafeButton] = [self.keys[sign] for sign in "123456789"]
        order += [self.back, self.keys["0"], self.clear]
        for at, key in enumerate(order):
            row, column = divmod(at, 3)
            key.setGeometry(QRect(x + column * (wide + GAP), y + row * (tall + GAP), wide, tall))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.tokens.bg)
        painter.end()

    def _type(self, digit: str) -> None:
        if not self._may_type:
            return
        self._typed += digit
        self._show_typed()
        if len(self._typed) == PIN_DIGITS:
            typed, self._typed = self._typed, ""
            self._show_typed()
            self.entered.emit(typed)

    def _show_typed(self) -> None:
        so_many = len(self._typed)
        self.dots.show_text("●" * so_many + "○" * (PIN_DIGITS - so_many))
        self.dots.setAccessibleName(plain(text_lock.typed(so_many)))

    def _on_back(self) -> None:
        self._typed = self._typed[:-1]
        self._show_typed()

    def _on_clear(self) -> None:
        self.forget()

    def _line(self, part: str, face: Face, ink: str) -> Line:
        line = Line(self._look, face, ink, self)
        line.stand(Side.CENTRE)
        line.setObjectName(f"{NAME}.{part}")
        line.setAccessibleIdentifier(f"{NAME}.{part}")
        return line

    def _key(self, digit: str) -> TextButton:
        key = TextButton(self._look, f"{NAME}.{digit}", self, Dress.OUTLINED)
        key.show_caption(digit)
        key.describe(iso(digit))
        key.clicked.connect(partial(self._type, digit))
        return key

    def _other(self, part: str, caption: str, name: Words, do: object) -> TextButton:
        key = TextButton(self._look, f"{NAME}.{part}", self)
        key.show_caption(caption)
        key.describe(name)
        key.clicked.connect(do)
        return key
