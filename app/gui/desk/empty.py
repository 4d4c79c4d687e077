"""A place without people says why it is empty."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from app.gui.theme import Face, Look, Measure
from app.gui.widgets.icons import icon
from app.gui.words import plain

WIDEST: Final = 520


class EmptyPlace(QLabel):
    """One calm sentence in the middle; with a tick where empty is what one hoped for."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._done = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(look.font(Face.HEADING))
        self.setObjectName("staff.empty")
        self.setAccessibleIdentifier("staff.empty")

    def show_words(self, words: str, *, done: bool) -> None:
        if words != self.text() or done is not self._done:
            self._done = done
            self.setText(words)
            self.setAccessibleName(plain(words))
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, painter = self._look.tokens, QPainter(self)
        wide = min(Measure.text(WIDEST), self.width() - 48)
        tall = Measure.text(120)
        at = QRect((self.width() - wide) // 2, self.height() // 3, wide, tall)
        if self._done:
            place = QRectF(self.width() / 2 - 24, at.top() - 64, 48, 48)
            icon("check").paint(painter, place, tokens.success, tokens.surface)
        painter.setPen(tokens.text if self._done else tokens.muted)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(at, int(flags), self.text())
        painter.end()
