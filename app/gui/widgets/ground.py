"""A plain coloured ground."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter


def fill(painter: QPainter, place: QRect, colour: QColor) -> None:
    """`QPainter.fillRect` does the same, but its choice of overloads loads all of QGradient."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRect(place)
