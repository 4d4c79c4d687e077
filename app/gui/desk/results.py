"""The results of a search, in the place of the roster: scrolled, and moved in by key."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from app.domain.model import RowId
from app.gui.desk.columns import row_tall
from app.gui.desk.found_row import FoundRow
from app.gui.desk.results_sheet import HEAD, MOST, ResultsSheet, Shown
from app.gui.theme import Look, Measure
from app.gui.widgets.bar import SlimBar
from app.gui.widgets.touch import scroll_by_touch


class Results(QScrollArea):
    """Up from the first row leads back to the field."""

    left = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._at = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollBar(SlimBar(look, "surface", self))
        self._port = QWidget(self)
        self._port.setBackgroundRole(QPalette.ColorRole.Base)
        self._port.setAutoFillBackground(True)
        self.setViewport(self._port)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sheet = ResultsSheet(look)
        self.sheet.chosen.connect(self._on_chosen)
        self.setWidget(self.sheet)
        scroll_by_touch(self._port)

    @property
    def rows(self) -> tuple[FoundRow, ...]:
        return self.sheet.rows

    @property
    def held(self) -> bool:
        """Whether a finger is on a button; nothing may move then."""
        return any(row.held for row in self.rows)

    @property
    def in_sight(self) -> int:
        """How many rows there is room for without scrolling, whole or in part, below a heading."""
        tall = row_tall(self.width() - self.verticalScrollBar().sizeHint().width())
        room = self.height() - Measure.GAP - Measure.text(HEAD)
        return max(1, min(MOST, (room + tall - 1) // tall))

    @property
    def order(self) -> tuple[RowId, ...]:
        return tuple(row.view.row for row in self.rows if row.view is not None)

    def line(self, row_id: RowId) -> FoundRow | None:
        return next((r for r in self.rows if r.view is not None and r.view.row == row_id), None)

    @property
    def current(self) -> FoundRow | None:
        """The row that the keyboard is in."""
        return next((row for row in self.rows if _has_keyboard(row)), None)

    def show_found(self, shown: Shown, *, sure: bool, from_top: bool) -> None:
        """`sure`: Enter in the field is for the first row, so it is marked."""
        self.sheet.show_found(shown, self._port.width())
        if from_top:
            self._at = 0
            self.verticalScrollBar().setValue(0)
        if sure or self.current is not None:
            self._choose(self._at)
        else:
            self.sheet.choose(-1)

    def enter(self, at: int = 0) -> None:
        """Give the keyboard to a row; without any, to what else can be done."""
        if not self.rows:
            self.sheet.walk_in.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self._choose(at)
        row = self.rows[self._at]
        # With the heading above it, and clear of the bar at the bottom.
        half = row.height() // 2
        room = max(Measure.text(HEAD), Measure.SNACKBAR + Measure.GAP)
        self.ensureVisible(0, row.y() + half, 0, half + room)
        row.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What a row did not want. What is not for the list, goes on up."""
        last, here = len(self.rows) - 1, self.current
        at = last + 1 if here is None else self.rows.index(here)
        to = {
            Qt.Key.Key_Up: at - 1,
            Qt.Key.Key_Down: at + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))
        if to is None:
            event.ignore()
        elif to < 0:
            self.left.emit()
        else:
            self.enter(to)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sheet.spread(self._port.width())

    def _choose(self, at: int) -> None:
        self._at = max(0, min(len(self.rows) - 1, at))
        self.sheet.choose(self._at)

    def _on_chosen(self, row_id: RowId) -> None:
        self._choose(self.order.index(row_id))
        row = self.rows[self._at]
        if not _has_keyboard(row):
            row.setFocus(Qt.FocusReason.MouseFocusReason)


def _has_keyboard(row: FoundRow) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (focused is row or row.isAncestorOf(focused))
