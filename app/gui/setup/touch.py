"""Five targets over the whole window: whether each part of the screen feels a finger."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.gui import text_screen
from app.gui.theme import Face, Look, Measure
from app.gui.widgets.buttons import Dress, SafeButton, TextButton
from app.gui.widgets.icons import icon
from app.gui.widgets.paragraph import Paragraph

TARGETS: Final = 5
WIDE: Final = 96
EDGE: Final = 8


class Target(SafeButton):
    """A ring to hit; a tick once it was."""

    def __init__(self, look: Look, number: int, parent: QWidget) -> None:
        super().__init__(look, f"setup.screen.target.{number}", parent)
        self.number = number
        self.hit = False

    def show_hit(self, hit: bool) -> None:
        self.hit = hit
        words = text_screen.target_hit if hit else text_screen.target
        self.describe(partial(words, self.number))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDE, WIDE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, painter, body = self._look.tokens, self._begin(), self._body()
        round_ = QRectF(0, 0, 72, 72)
        round_.moveCenter(body.center())
        painter.setPen(QPen(tokens.success if self.hit else tokens.primary, 4))
        painter.setBrush(tokens.surface)
        painter.drawEllipse(round_)
        if self.hit:
            mark = round_.adjusted(20, 20, -20, -20)
            icon("check").paint(painter, mark, tokens.success, tokens.surface)
        else:
            painter.setBrush(tokens.primary)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(round_.adjusted(26, 26, -26, -26))
        painter.end()


class TouchTest(QWidget):
    """Over everything else of its window until each was hit or somebody skips the rest.

    `done`: how many were hit. `said`: what a screen reader is to be told.
    """

    done = Signal(int)
    said = Signal(str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._window = parent
        self._beneath: list[QWidget] = []
        self.words = Paragraph(look, Face.TITLE, "text", self)
        self.words.show_text(text_screen.tap_targets)
        self.targets = [Target(look, number + 1, self) for number in range(TARGETS)]
        self.skip = TextButton(look, "setup.screen.skip", self, Dress.OUTLINED)
        self.skip.show_caption(text_screen.skip)
        self.skip.describe(text_screen.skip)
        self.skip.clicked.connect(self.end)
        for each in self.targets:
            each.clicked.connect(self._on_hit)
        self.hide()

    @property
    def hits(self) -> int:
        return sum(each.hit for each in self.targets)

    def begin(self) -> None:
        """What lies beneath is hidden: no key is to find its way there."""
        window = self._window
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        others = window.findChildren(QWidget, options=direct)
        self._beneath = [each for each in others if each is not self and each.isVisible()]
        for each in self.targets:
            each.show_hit(False)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self.targets[0].setFocus(Qt.FocusReason.OtherFocusReason)
        for other in self._beneath:
            other.hide()
        self.said.emit(text_screen.tap_targets())

    def end(self) -> None:
        for each in self._beneath:
            each.show()
        self._beneath = []
        self.hide()
        self.done.emit(self.hits)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide, tall = self.width(), self.height()
        right, low = wide - WIDE - EDGE, tall - WIDE - EDGE
        middle = ((wide - WIDE) // 2, (tall - WIDE) // 2)
        places = ((EDGE, EDGE), (right, EDGE), middle, (EDGE, low), (right, low))
        for target, (x, y) in zip(self.targets, places, strict=True):
            target.setGeometry(x, y, WIDE, WIDE)
        wanted = self.words.fontMetrics().horizontalAdvance(self.words.text()) + EDGE
        column = min(wanted, wide - 2 * (WIDE + 3 * EDGE))
        words = max(tall // 5, self.words.height_for(column))
        above = max(EDGE, min(tall // 5, middle[1] - EDGE - words))
        self.words.setGeometry((wide - column) // 2, above, column, words)
        size = self.skip.sizeHint()
        x = (wide - size.width()) // 2
        self.skip.setGeometry(QRect(x, tall * 7 // 10, size.width(), Measure.BUTTON))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.tokens.bg)
        painter.end()

    def _on_hit(self) -> None:
        hit = self.sender()
        if isinstance(hit, Target) and not hit.hit:
            hit.show_hit(True)
            self.said.emit(text_screen.hits(self.hits, TARGETS))
            if self.hits == TARGETS:
                self.end()
