"""What lies over the locked desk: a pad for the PIN, and nothing of anybody."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.pin import PIN_DIGITS
from app.gui import text_lock
from app.gui.lock.pad import Pad
from app.gui.theme import Face, Look, Measure
from app.gui.widgets.line import Line
from app.gui.widgets.mirror import Side, mirrored
from app.gui.widgets.paragraph import Paragraph
from app.gui.words import Words, plain

NAME: Final = "staff.lock"
LINE: Final = 44
COLUMN: Final = 560
GAP: Final = 8
MARGIN: Final = 24


class LockCover(QWidget):
    """Says what was typed once it is whole.

    `entered`: the PIN. `forgotten`: what to do where nobody knows it.
    """

    entered = Signal(str)

    def __init__(self, look: Look, forgotten: Words, parent: QWidget) -> None:
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
        self.words = self._paragraph("words", Face.BODY)
        self.forgotten = self._paragraph("forgotten", Face.SMALL)
        self.forgotten.show_text(forgotten)
        self.pad = Pad(look, NAME, self)
        self.pad.typed.connect(self._type)
        self.pad.back.clicked.connect(self._on_back)
        self.pad.clear.clicked.connect(self._on_clear)
        self.say(text_lock.type_pin)
        self._show_typed()

    def say(self, words: Words, ink: str = "muted") -> None:
        self.words.show_text(words, ink)
        self._place()

    def allow(self, *, may_type: bool) -> None:
        """While it waits nothing can be typed."""
        self._may_type = may_type
        self.pad.allow(may_type=may_type)
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
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.tokens.bg)
        painter.end()

    def _place(self) -> None:
        """The pad below the words; beside them where the window is too low for both."""
        self.pad.resize(self.pad.size_in(self.width(), self.height()))
        pad = self.pad.size()
        column = min(self.width() - 2 * MARGIN, Measure.text(COLUMN))
        above, below = self._tall(column)
        free = self.height() - above - pad.height() - below
        if free >= 2 * GAP:
            self._put_words(QRect((self.width() - column) // 2, free // 2, column, above), below)
            at = QPoint((self.width() - pad.width()) // 2, free // 2 + above)
            self.forgotten.move(self.forgotten.x(), at.y() + pad.height())
        else:
            column = self.width() - pad.width() - 3 * MARGIN
            above, below = self._tall(column)
            below = below if above + below <= self.height() else 0  # the panel of the PIN says it
            y = max(0, (self.height() - above - below) // 2)
            self._put_words(mirrored(self, QRect(MARGIN, y, column, above)), below)
            at = mirrored(self, QRect(2 * MARGIN + column, 0, *pad.toTuple())).topLeft()
            at.setY(max(0, (self.height() - pad.height()) // 2))
        self.pad.move(at)

    def _tall(self, column: int) -> tuple[int, int]:
        """How tall the words are, and what stands below or after them."""
        words = max(Measure.text(LINE), self.words.height_for(column) + 2 * GAP)
        return 2 * Measure.text(LINE) + words, self.forgotten.height_for(column) + 2 * GAP

    def _put_words(self, place: QRect, below: int) -> None:
        x, y, column, line = place.x(), place.y(), place.width(), Measure.text(LINE)
        self.title.setGeometry(x, y, column, line)
        self.dots.setGeometry(x, y + line, column, line)
        y += 2 * line
        self.words.setGeometry(x, y + GAP, column, place.bottom() + 1 - y - GAP)
        self.forgotten.setGeometry(x, place.bottom() + 1 + GAP, column, max(0, below - GAP))
        self.forgotten.setVisible(below > 0)

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

    def _paragraph(self, part: str, face: Face) -> Paragraph:
        words = Paragraph(self._look, face, "muted", self)
        words.centred = True
        words.setObjectName(f"{NAME}.{part}")
        words.setAccessibleIdentifier(f"{NAME}.{part}")
        return words
