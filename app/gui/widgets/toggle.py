"""A button that stays on until it is pressed again; a check box for a screen reader."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.gui.theme import Look, Measure
from app.gui.widgets.buttons import Dress, TextButton
from app.gui.widgets.icons import icon
from app.gui.words import Words


class Toggle(TextButton):
    """On, it is tinted and ticked: never only another colour."""

    def __init__(self, look: Look, name: str, caption: Words, parent: QWidget) -> None:
        super().__init__(look, name, parent, Dress.OUTLINED)
        self.setCheckable(True)
        self.show_caption(caption)
        self.describe(caption)

    def _after(self) -> int:
        return 26  # the tick's place is kept, so that nothing moves when it comes

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, painter, body = self._look.tokens, self._begin(), self._body()
        on = self.isChecked()
        ground = tokens.chosen if on else tokens.divider if self.underMouse() else tokens.bg
        painter.setPen(QPen(tokens.primary if on else tokens.border, 1.5))
        painter.setBrush(ground)
        painter.drawRoundedRect(body, Measure.RADIUS, Measure.RADIUS)
        ink = tokens.on_chosen if on else tokens.text
        words, tick = QRectF(body), QRectF(0, 0, 18, 18)
        side = 26 if on else 0
        words.setWidth(body.width() - side)
        tick.moveCenter(body.center())
        if self.isRightToLeft():
            words.translate(side, 0)
            tick.moveLeft(body.left() + 10)
        else:
            tick.moveRight(body.right() - 10)
        painter.setPen(ink)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self._fitted(words))
        if on:
            icon("tick").paint(painter, tick, ink, ground)
        painter.end()
