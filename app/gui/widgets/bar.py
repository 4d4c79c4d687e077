"""A slim scroll bar that keeps its place, so that nothing moves when it is needed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider, QWidget

from app.gui.theme import Look, Measure


class SlimBar(QScrollBar):
    """Only the handle is drawn, and only where there is something to scroll."""

    def __init__(self, look: Look, ground: str, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._look = look
        self._ground = ground

    def sizeHint(self) -> QSize:
        return QSize(Measure.SCROLL_BAR, 64)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, painter = self._look.tokens, QPainter(self)
        painter.fillRect(self.rect(), getattr(tokens, self._ground))
        if self.maximum() > self.minimum():
            option = QStyleOptionSlider()
            self.initStyleOption(option)
            part = QStyle.SubControl.SC_ScrollBarSlider
            complex_ = QStyle.ComplexControl.CC_ScrollBar
            handle = QRectF(self.style().subControlRect(complex_, option, part, self))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.muted if self.isSliderDown() else tokens.border)
            painter.drawRoundedRect(handle.adjusted(4, 2, -4, -2), 3, 3)
        painter.end()
