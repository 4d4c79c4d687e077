"""A line to type in, with its label above it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.gui.theme import Face, Look, Measure
from app.gui.widgets.buttons import draw_ring
from app.gui.widgets.line import Line
from app.gui.words import Words, plain, spoken

INSET: Final = Measure.RING + Measure.RING_GAP
LABEL: Final = 28


class Entry(QLineEdit):
    """Painted like the buttons; whoever types always sees where."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setFrame(False)
        self.setFont(look.font(Face.BODY))
        self.setTextMargins(INSET + 10, INSET, INSET + 10, INSET)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, painter = self._look.tokens, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            draw_ring(painter, self._look, self.rect(), Measure.RADIUS + Measure.RING)
        painter.setPen(QPen(tokens.border, 1.5))
        painter.setBrush(tokens.surface)
        body = QRectF(self.rect()).adjusted(INSET, INSET, -INSET, -INSET)
        painter.drawRoundedRect(body, Measure.RADIUS, Measure.RADIUS)
        painter.end()
        super().paintEvent(event)


class Field(QWidget):
    """Its label is its name: a placeholder would give it none."""

    outset = INSET

    def __init__(self, look: Look, name: str, label: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self.label = Line(look, Face.LABEL, "text", self)
        self.label.show_text(label)
        self._said = label
        self.entry = Entry(look, self)
        self.entry.setObjectName(name)
        self.entry.setAccessibleIdentifier(name)
        self.entry.setAccessibleName(plain(spoken(label)))
        self.setFocusProxy(self.entry)

    @property
    def text(self) -> str:
        return self.entry.text()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.entry.setAccessibleName(plain(spoken(self._said)))

    def sizeHint(self) -> QSize:
        return QSize(200, Measure.text(LABEL) + Measure.TARGET)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide, label = self.width(), Measure.text(LABEL)
        self.label.setGeometry(INSET, INSET - 2, wide - 2 * INSET, label - 4)
        self.entry.setGeometry(0, label, wide, self.height() - label)
