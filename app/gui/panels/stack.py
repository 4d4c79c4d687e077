"""Parts below one another, each as tall as it needs at the width there is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol, runtime_checkable

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.gui.theme import Look, Measure, Tone
from app.gui.widgets.buttons import SafeButton
from app.gui.widgets.ground import draw_card
from app.gui.widgets.icons import icon
from app.gui.widgets.mirror import mirrored
from app.gui.widgets.paragraph import Paragraph

PAD: Final = 16
BAR: Final = 4
OUTSET: Final = Measure.RING + Measure.RING_GAP


@runtime_checkable
class Tall(Protocol):
    """What knows its height at a width; anything else is as tall as its size hint."""

    def height_for(self, width: int) -> int: ...


Part = tuple[QWidget, int]
"""A part, and the space above it."""


class Stack(QWidget):
    """Places what it is told; its other children are hidden, not deleted.

    A part with an `outset` draws that much smaller than it is, to leave room for a focus ring.
    """

    def __init__(self, parent: QWidget, pad: int = 0) -> None:
        super().__init__(parent)
        self._pad = pad
        self._parts: tuple[Part, ...] = ()

    def show_parts(self, parts: Sequence[Part]) -> None:
        told = [part for part, _ in parts]
        for child in self.children():
            if isinstance(child, QWidget) and child not in told:
                child.hide()
        self._parts = tuple(parts)
        self._place()
        for part in told:
            part.show()

    def height_for(self, width: int) -> int:
        inner = width - 2 * self._pad
        return 2 * self._pad + sum(space + _tall(part, inner) for part, space in self._parts)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        y, inner = self._pad, self.width() - 2 * self._pad
        for part, space in self._parts:
            out, tall = _outset(part), _tall(part, inner)
            y += space
            part.setGeometry(self._pad - out, y - out, inner + 2 * out, tall + 2 * out)
            y += tall


class Card(Stack):
    """A white ground; with a bar at its start where somebody has to act."""

    def __init__(self, look: Look, parent: QWidget, pad: int = PAD, *, alarm: bool = False) -> None:
        super().__init__(parent, pad)
        self._look = look
        self._alarm = alarm

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, painter = self._look.tokens, QPainter(self)
        draw_card(painter, self._look, self.rect())
        if self._alarm:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.danger)
            bar = QRect(0, Measure.RADIUS, BAR, self.height() - 2 * Measure.RADIUS)
            painter.drawRoundedRect(mirrored(self, bar), 2, 2)
        painter.end()


class Hint(QWidget):
    """A tinted place with a drawing and a sentence that may change."""

    def __init__(self, look: Look, tone: Tone, picture: str, words: Paragraph) -> None:
        super().__init__(words.parentWidget())
        self._look = look
        self._tone = tone
        self._picture = picture
        self.words = words
        words.setParent(self)

    def height_for(self, width: int) -> int:
        return self.words.height_for(self._place(width).width()) + 20

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        place = self._place(self.width())
        place.setHeight(self.height() - 20)
        self.words.setGeometry(mirrored(self, place))

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, painter = self._look.tokens, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        ground = tokens.container(self._tone)
        painter.setBrush(ground)
        painter.drawRoundedRect(self.rect(), Measure.RADIUS, Measure.RADIUS)
        at = QRectF(mirrored(self, QRect(12, 10, Measure.text(20), Measure.text(20))))
        icon(self._picture).paint(painter, at, tokens.on(self._tone), ground)
        painter.end()

    def _place(self, width: int) -> QRect:
        x = Measure.text(20) + 22
        return QRect(x, 10, width - x - 12, 0)


class ButtonLine(QWidget):
    """Buttons side by side, each as wide as its share; the first is where one begins to read."""

    outset = OUTSET

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._buttons: tuple[SafeButton, ...] = ()

    def show_buttons(self, *buttons: SafeButton) -> None:
        """Those that stay are left alone: hidden for a moment, one would lose the keyboard."""
        if buttons == self._buttons:
            return
        for button in self._buttons:
            button.hide()
        self._buttons = buttons
        for button in buttons:
            button.setParent(self)
            button.show()
        self._place()

    def height_for(self, _width: int) -> int:
        return Measure.TARGET if self._buttons else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        if not self._buttons:
            return
        wanted = [button.sizeHint().width() for button in self._buttons]
        spare = (self.width() - sum(wanted)) // len(wanted)
        x = 0
        for button, wide in zip(self._buttons, wanted, strict=True):
            place = QRect(x, 0, wide + spare, self.height())
            button.setGeometry(mirrored(self, place))
            x += wide + spare


def _tall(part: QWidget, width: int) -> int:
    return part.height_for(width) if isinstance(part, Tall) else part.sizeHint().height()


def _outset(part: QWidget) -> int:
    return int(getattr(part, "outset", 0))
