"""One of many that are on or off: a check box for a screen reader, as large as a finger needs."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

from app.gui.theme import Face, Look, Measure
from app.gui.widgets.buttons import Guarded, draw_ring
from app.gui.widgets.icons import icon
from app.gui.widgets.mirror import line_flags, mirrored, right_to_left
from app.gui.words import iso, plain

INSET = Measure.RING + Measure.RING_GAP
TALL = 48
BOX = 22


class Tick(Guarded, QCheckBox):
    """Turned on release, like `SafeButton`."""

    outset = INSET

    def __init__(self, look: Look, name: str, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.words = words
        self.setObjectName(name)
        self.setAccessibleIdentifier(name)
        self.setAccessibleName(plain(words))
        self.setFont(look.font(Face.BODY))

    def sizeHint(self) -> QSize:
        return QSize(300, TALL)

    def hitButton(self, at: QPoint) -> bool:  # noqa: N802 - Qt's name
        return self.rect().contains(at)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, painter, on = self._look.tokens, QPainter(self), self.isChecked()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.ring:
            draw_ring(painter, self._look, self.rect(), Measure.RADIUS)
        middle = self.rect().center().y()
        box = mirrored(self, QRect(INSET + 4, middle - BOX // 2, BOX, BOX))
        painter.setPen(QPen(tokens.primary if on else tokens.border, 2))
        painter.setBrush(tokens.primary if on else tokens.surface)
        painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 4, 4)
        if on:
            mark = QRectF(box).adjusted(3, 3, -3, -3)
            icon("check").paint(painter, mark, tokens.on_primary, tokens.primary)
        place = QRect(INSET + BOX + 16, 0, self.width() - 2 * INSET - BOX - 16, self.height())
        painter.setPen(tokens.text)
        words = self.fontMetrics().elidedText(
            self.words, Qt.TextElideMode.ElideRight, place.width() - 8
        )
        flags = line_flags(rtl=right_to_left(self))
        painter.drawText(mirrored(self, place), flags, iso(words))
        painter.end()
