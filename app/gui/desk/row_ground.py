"""What a row of the roster lies on: its line, its stepper's ground, its marks and focus ring."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QLabel, QWidget

from app.gui.desk.columns import widest
from app.gui.theme import Look, Measure
from app.gui.widgets.buttons import draw_ring
from app.gui.widgets.ground import fill
from app.gui.widgets.mirror import mirrored
from app.gui.widgets.ring import WITHOUT_RING
from app.gui.widgets.tip import tell_tip, told_tip


class RowGround(QWidget):
    """Painted in one go: a line instead of a box, and loud only where something is unusual."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.ring = False
        self._over = False
        self.current = False
        self.pill = QRect()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def show_over(self, *, over: bool) -> None:
        """More are in than were booked: outlined, never only coloured."""
        if over is not self._over:
            self._over = over
            self.update()

    def mark_current(self, *, current: bool) -> None:
        self.current = current
        self.update()

    def mirrored(self, place: QRect) -> QRect:
        return mirrored(self, place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.ring = event.reason() not in WITHOUT_RING
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.ring = False
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Its words take no mouse, so that none is in the way of a tap: it tells what is cut."""
        super().enterEvent(event)
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        tips = [told_tip(part) for part in self.findChildren(QLabel, options=direct)]
        tell_tip(self, "\n".join(filter(None, tips)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Whoever types wants to see where; what is typed goes on to the list and the window."""
        self.ring = True
        self.update()
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.ring = False
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, painter = self._look.tokens, QPainter(self)
        fill(painter, self.rect(), tokens.surface)
        fill(painter, QRect(0, self.height() - 1, self.width(), 1), tokens.divider)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.surface_2)
        painter.drawRoundedRect(self.pill, Measure.RADIUS, Measure.RADIUS)
        if self._over:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(tokens.warning, 2))
            around = QRect(2, 2, min(self.width(), widest()) - 4, self.height() - 5)
            painter.drawRoundedRect(QRectF(self.mirrored(around)), 6, 6)
        if self.current:
            bar = QRect(0, 8, 4, self.height() - 17)
            fill(painter, self.mirrored(bar), tokens.primary)
        if self.ring:
            draw_ring(painter, self._look, self.rect().adjusted(0, 0, 0, -1), Measure.RADIUS)
        painter.end()
