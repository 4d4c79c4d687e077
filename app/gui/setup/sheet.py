"""Where the pages lie: a column in the middle that scrolls where it must."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from app.gui.panels.stack import OUTSET
from app.gui.setup.page import Page
from app.gui.theme import Look, Measure
from app.gui.widgets.bar import SlimBar
from app.gui.widgets.touch import scroll_by_touch

COLUMN: Final = 680
END: Final = 24
EDGE: Final = 12


class Sheet(QScrollArea):
    """Shows one page; the others wait behind it, with everything that was typed."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollBar(SlimBar(look, "bg", self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        port = QWidget(self)
        self.setViewport(port)
        self.ground = QWidget(port)
        self.setWidget(self.ground)
        self.ground.setAutoFillBackground(False)  # the scroll area thought that it has to
        self._page: Page | None = None
        scroll_by_touch(port)

    def column(self, wide: int) -> tuple[int, int]:
        """Where the column begins in a window of that width, and how wide it is."""
        inner = min(Measure.text(COLUMN), wide - 2 * (Measure.MARGIN + Measure.SCROLL_BAR))
        return (wide - inner) // 2, inner

    def show_page(self, page: Page) -> None:
        if self._page is not None and self._page is not page:
            self._page.hide()
        self._page = page
        page.show()
        self.spread()
        self.verticalScrollBar().setValue(0)

    def spread(self) -> None:
        """Make the page as tall as it has become."""
        if self._page is None:
            return
        start, inner = self.column(self.width())
        out = inner + 2 * OUTSET
        tall = self._page.height_for(out)
        # The ground is the viewport's: narrower than the window by the scroll bar on one side.
        shift = self.viewport().x()
        self.ground.resize(self.viewport().width(), tall + END)
        self._page.setGeometry(start - OUTSET - shift, 0, out, tall)

    def reveal(self, first: QWidget, last: QWidget | None = None) -> None:
        """Scroll no further than it takes to see all of it, or else its beginning."""
        last = last or first
        top = first.mapTo(self.ground, first.rect().topLeft()).y()
        end = last.mapTo(self.ground, last.rect().bottomLeft()).y() + EDGE
        bar, room = self.verticalScrollBar(), self.viewport().height()
        if end > bar.value() + room:
            bar.setValue(min(top - EDGE, end - room))
        elif top < bar.value():
            bar.setValue(top - EDGE)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt's name
        moved = super().focusNextPrevChild(forward)
        self.reveal_focus()
        return moved

    def reveal_focus(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self.ground.isAncestorOf(focused):
            self.reveal(focused)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.spread()
