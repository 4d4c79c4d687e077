"""The name of a row, and behind it the star of whoever is here for the first time."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.gui.theme import Face, Look, Measure
from app.gui.widgets.icons import icon
from app.gui.widgets.line import Line
from app.gui.widgets.mirror import mirrored

PICTURE: Final = 18
SPACE: Final = 7


class NameLine(Line):
    """A long name is cut before the star, which is the second line's words once more."""

    tells_whole = False

    def __init__(self, look: Look, parent: QWidget) -> None:
        self._first = False
        super().__init__(look, Face.HEADING, "text", parent)

    def show_name(self, name: str, *, first: bool) -> None:
        if first is not self._first:
            self._first = first
            self._fit()
        self.show_text(name)

    @property
    def star(self) -> QRect:
        """Where it is painted; empty where there is none."""
        if not self._first:
            return QRect()
        side = Measure.text(PICTURE)
        wide = QFontMetrics(self.font()).horizontalAdvance(self._shown)
        place = QRect(wide + SPACE, (self.height() - side) // 2, side, side)
        return mirrored(self, place)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._first:
            tokens, painter = self._look.tokens, QPainter(self)
            icon("star").paint(painter, QRectF(self.star), tokens.primary, tokens.surface)
            painter.end()

    @property
    def _room(self) -> int:
        return self.width() - (Measure.text(PICTURE) + SPACE if self._first else 0)
