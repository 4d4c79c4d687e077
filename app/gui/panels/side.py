"""What lies beside the roster for a while: no dialog, and the rest goes on."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from app.gui import text_panels
from app.gui.desk.keys import means_the_same_everywhere
from app.gui.panels.stack import OUTSET, Stack
from app.gui.theme import Face, Look, Measure
from app.gui.widgets.bar import SlimBar
from app.gui.widgets.buttons import Dress, LoneIcon, TextButton
from app.gui.widgets.line import Line
from app.gui.widgets.mirror import mirrored
from app.gui.widgets.paragraph import Paragraph
from app.gui.widgets.touch import scroll_by_touch
from app.gui.words import Words, plain, spoken

EDGE: Final = 16


class _Area(QScrollArea):
    """Says when it has its size: one that is not shown yet gets it only then."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class SidePanel(QWidget):
    """A title, ✕, and a stack below that scrolls. Esc closes it.

    `replaced`: something else takes its place, and whoever typed in it did not ask for that.
    """

    closing, replaced = Signal(), Signal()

    def __init__(self, look: Look, name: str, title: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName(name)
        self.setAccessibleIdentifier(name)
        self.title = Line(look, Face.TITLE, "text", self)
        self.close_ = LoneIcon(look, "close", f"{name}.close", self)
        self.close_.clicked.connect(self.closing)
        self.area = _Area(self)
        self.area.resized.connect(self.spread)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.area.setVerticalScrollBar(SlimBar(look, "bg", self.area))
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        port = QWidget(self.area)
        self.area.setViewport(port)
        # Room for the focus rings of what stands at its edges.
        self.stack = Stack(port, OUTSET)
        self.area.setWidget(self.stack)
        self.show_title(title)
        self.setFocusProxy(self.close_)
        scroll_by_touch(port)

    def show_title(self, title: Words) -> None:
        self._title = title
        self.title.show_text(title)
        self.setAccessibleName(plain(spoken(title)))
        self.close_.describe(text_panels.close_panel(spoken(title)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.show_title(self._title)

    def enter(self, reason: Qt.FocusReason) -> None:
        """Give the keyboard to what one came for."""
        self.close_.setFocus(reason)

    def _words(self, part: str, ink: str, face: Face = Face.LABEL) -> Paragraph:
        """A paragraph of the panel; without a name of its own where `part` is empty."""
        words = Paragraph(self._look, face, ink, self.stack)
        if part:
            words.setObjectName(f"{self.objectName()}.{part}")
            words.setAccessibleIdentifier(f"{self.objectName()}.{part}")
        return words

    def _button(self, part: str, caption: Words, dress: Dress = Dress.OUTLINED) -> TextButton:
        button = TextButton(self._look, f"{self.objectName()}.{part}", self.stack, dress)
        button.show_caption(caption)
        button.describe(caption)
        return button

    @property
    def has_keyboard(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def spread(self) -> None:
        """Make the stack as tall as it has become."""
        wide = self.area.viewport().width()
        self.stack.resize(wide, self.stack.height_for(wide) + EDGE)

    def reveal(self, part: QWidget) -> None:
        """Scroll so that the whole part is seen."""
        top = part.mapTo(self.stack, part.rect().topLeft()).y()
        bar, room = self.area.verticalScrollBar(), self.area.viewport().height()
        if top < bar.value() or top + part.height() > bar.value() + room:
            bar.setValue(top)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt's name
        """What Tab reaches below the edge comes into view."""
        moved = super().focusNextPrevChild(forward)
        focused = QApplication.focusWidget()
        if focused is not None and self.stack.isAncestorOf(focused):
            self.reveal(focused)
        return moved

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closing.emit()
        elif means_the_same_everywhere(event):
            event.ignore()
            return
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide, close = self.width(), Measure.target(52)
        self.title.setGeometry(mirrored(self, QRect(EDGE, 0, wide - close - 38, Measure.HEADER)))
        self.close_.setGeometry(mirrored(self, QRect(wide - close - 8, 0, close, Measure.HEADER)))
        start, top = EDGE - OUTSET, Measure.HEADER - 2
        body = QRect(start, top, wide - start, self.height() - top)
        self.area.setGeometry(mirrored(self, body))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.tokens.bg)
        edge = QRect(0, 0, 1, self.height())
        painter.fillRect(mirrored(self, edge), self._look.tokens.divider)
        painter.end()
