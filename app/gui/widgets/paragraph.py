"""Text of several lines that takes the height it needs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from app.gui.theme import Face, Look
from app.gui.widgets.mirror import right_to_left
from app.gui.words import Words, plain, spoken


class Paragraph(QLabel):
    """A label for a screen reader; painted here, so that it follows the look.

    `least_lines`: so many have their place even where fewer are needed, so that nothing below moves
    when the words change.
    """

    def __init__(self, look: Look, face: Face, ink: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._ink = ink
        self._said: Words = ""
        self.least_lines = 0
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(look.font(face))

    def show_text(self, said: Words, ink: str | None = None) -> None:
        self._said, words = said, spoken(said)
        self._ink = ink or self._ink
        if words != self.text():
            self.setText(words)
            self.setAccessibleName(plain(words))
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.show_text(self._said)

    def height_for(self, width: int) -> int:
        least = self._height("\n".join("x" * self.least_lines), width) if self.least_lines else 0
        return max(least, self._height(self._marked(), width) if self.text() else 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(getattr(self._look.tokens, self._ink))
        painter.drawText(self.rect(), self._flags(), self._marked())
        painter.end()

    def _height(self, words: str, width: int) -> int:
        room = QRect(0, 0, width, 10_000)
        return self.fontMetrics().boundingRect(room, self._flags(), words).height()

    def _flags(self) -> int:
        side = Qt.AlignmentFlag.AlignRight if right_to_left(self) else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop
        return int(flags.value) | int(Qt.TextFlag.TextWordWrap.value)

    def _marked(self) -> str:
        return ("\u200f" if right_to_left(self) else "\u200e") + self.text()
