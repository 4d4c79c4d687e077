"""What is higher than its card scrolls in it, and what gets the keyboard comes into view."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.gui.theme import Look, Measure
from app.gui.widgets.bar import SlimBar
from app.gui.widgets.touch import scroll_by_touch

AROUND: Final = 36
"""What comes into view with it: of the next one so much that one sees there is more, or all of the
heading above the first.
"""


class CardArea(QScrollArea):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(SlimBar(look, "surface", self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        port = QWidget(self)
        port.setBackgroundRole(QPalette.ColorRole.Base)
        self.setViewport(port)
        scroll_by_touch(port)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows move between the choices, which the card around knows how to."""
        event.ignore()

    def reveals(self, *parts: QWidget) -> None:
        for part in parts:
            part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self._reveal(watched)
        return False

    def _reveal(self, part: QWidget) -> None:
        """`ensureWidgetVisible` leaves out what is around a part that is whole already."""
        bar, port, around = self.verticalScrollBar(), self.viewport(), Measure.text(AROUND)
        top = part.mapTo(port, QPoint(0, 0)).y() + bar.value()
        low = top + part.height() + around - port.height()
        bar.setValue(min(max(bar.value(), low), top - around))


class Tall(CardArea):
    """Holds a card for which the window has too little room."""

    def __init__(self, look: Look, content: QWidget) -> None:
        super().__init__(look)
        self._content, self._tall = content, content.sizeHint().height()
        self.setWidget(content)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._content.resize(self.viewport().width(), self._tall)
