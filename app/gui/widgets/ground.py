"""What things lie on: a plain colour, a card, and the line between two of a list."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from app.gui.theme import Look, Measure


def fill(painter: QPainter, place: QRect, colour: QColor) -> None:
    """`QPainter.fillRect` does the same, but its choice of overloads loads all of QGradient."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRect(place)


def draw_card(painter: QPainter, look: Look, place: QRect) -> None:
    """Rounded, with a fine edge."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.tokens.divider, 1))
    painter.setBrush(look.tokens.surface)
    around = QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(around, Measure.RADIUS, Measure.RADIUS)


def draw_divider(widget: QWidget, look: Look) -> None:
    """Along the top of a line that is not the first."""
    painter = QPainter(widget)
    fill(painter, QRect(0, 0, widget.width(), 1), look.tokens.divider)
    painter.end()
