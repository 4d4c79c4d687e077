"""A slim scroll bar that keeps its place, so that nothing moves when it is needed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from app.gui.theme import Look, Measure
from app.gui.widgets.ground import fill


class SlimBar(QScrollBar):
    """Only the handle is drawn, where the Fusion style takes hold of it."""

    def __init__(self, look: Look, ground: str, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._look = look
        self._ground = ground

    def sizeHint(self) -> QSize:
        return QSize(Measure.SCROLL_BAR, 64)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, painter = self._look.tokens, QPainter(self)
        fill(painter, self.rect(), getattr(tokens, self._ground))
        span = self.maximum() - self.minimum()
        if span > 0:
            ends = self.width()
            room = self.height() - 2 * ends
            tall = max(32.0, room * self.pageStep() / (span + self.pageStep()))
            top = ends + (room - tall) * (self.value() - self.minimum()) / span
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.muted if self.isSliderDown() else tokens.border)
            painter.drawRoundedRect(QRectF(4, top, self.width() - 8, tall), 3, 3)
        painter.end()
