"""The scrolling list of rows: real widgets, built when they are about to be seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from app.domain.model import RowId
from app.gui.desk.columns import row_tall
from app.gui.desk.row import RosterRow
from app.gui.desk.row_view import RowView
from app.gui.desk.sheet import Sheet
from app.gui.theme import Look, Measure
from app.gui.widgets.bar import SlimBar
from app.gui.widgets.touch import scroll_by_touch

AT_ONCE: Final = 8
BUILT_AHEAD: Final = 200


class RosterList(QScrollArea):
    """A row that stays keeps its place in the scroll and its focus.

    Up to 200 rows are built in idle turns, so that a screen reader finds them all; of a longer
    list the rest is built as it scrolls into view.
    """

    wanted = Signal(object, object)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._current: RowId | None = None
        self._tall = Measure.ROW
        self._may_build_ahead = self._changing = False
        self._ahead = QTimer(self, interval=0)
        self._ahead.timeout.connect(self._on_idle)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._bar = SlimBar(look, "surface", self)
        self.setVerticalScrollBar(self._bar)
        # Ours, because to wrap Qt's own one PySide goes through every class it knows.
        self._port = QWidget(self)
        self._port.setBackgroundRole(QPalette.ColorRole.Base)
        self.setViewport(self._port)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sheet = Sheet(look)
        self._sheet.wanted.connect(self.wanted)
        self._sheet.chosen.connect(self._on_row_chosen)
        self.setWidget(self._sheet)
        self._bar.valueChanged.connect(self._build_seen)

    def settle_in(self) -> None:
        """What can wait until the first frame is seen: fingers, and the rows below the edge."""
        scroll_by_touch(self._port)
        self._may_build_ahead = True
        self._ahead.start()

    @property
    def held(self) -> bool:
        """Whether a finger is on a button of the list; nothing may move then."""
        return self._sheet.held

    @property
    def current(self) -> RowId | None:
        return self._current

    @property
    def order(self) -> tuple[RowId, ...]:
        return self._sheet.order

    def row(self, row_id: RowId) -> RosterRow | None:
        return self._sheet.row(row_id)

    def show_rows(self, views: Sequence[RowView]) -> None:
        """Show these rows in this order, moving and rebuilding no more than must be."""
        order = [view.row for view in views]
        at, focused = self._sheet.place_of(self._current), self.has_keyboard
        before = self._sheet.row(self._current)
        if self._current not in order:
            if before is not None:
                before.show_current(current=False)
            self._current = order[min(at, len(order) - 1)] if order else None
        self._changing = True  # a row that goes hands the keyboard on, which scrolls
        self._sheet.show_views(views)
        self._sheet.spread(self._port.width())
        self._changing = False
        self._build_seen()
        self._choose(self._current, focus=focused)
        if self._may_build_ahead:
            self._ahead.start()

    def show_row(self, view: RowView) -> None:
        self._sheet.show_view(view)

    def to_top(self) -> None:
        self._bar.setValue(0)
        self._choose(self.order[0] if self.order else None, focus=False)

    def choose(self, row_id: RowId, *, focus: bool) -> None:
        """In sight, also above the bar at the bottom; the keyboard stays on no other row."""
        self._choose(row_id, focus=focus or self.has_keyboard)
        _show_clear(self, self.at * self._tall, self._tall)

    @property
    def page(self) -> int:
        return max(1, self._port.height() // self._tall - 1)

    @property
    def at(self) -> int:
        return self._sheet.place_of(self._current)

    def go(self, to: int) -> None:
        """Make the row at that place the current one, the nearest where there is none."""
        if self.order:
            self._choose(self.order[max(0, min(len(self.order) - 1, to))], focus=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A scroll area would scroll; here the row moves, and that is the window's to do."""
        event.ignore()

    def focus_current(self, reason: Qt.FocusReason = Qt.FocusReason.ShortcutFocusReason) -> None:
        """Give the keyboard to the current row, if there is one."""
        if (row := self._sheet.row(self._current)) is not None:
            row.setFocus(reason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tall = row_tall(self._port.width())
        self._bar.setSingleStep(self._tall // 2)
        self._sheet.spread(self._port.width())
        self._build_seen()

    @property
    def has_keyboard(self) -> bool:
        return _has_keyboard(self)

    def _build_seen(self) -> None:
        top = self._bar.value() // self._tall
        seen = 0 if self._changing else self._port.height() // self._tall + 2
        for row_id in self._sheet.unbuilt(self.order[top : top + seen]):
            self._sheet.build(row_id)

    def _choose(self, row_id: RowId | None, *, focus: bool) -> None:
        before = self._sheet.row(self._current)
        if before is not None and row_id != self._current:
            before.show_current(current=False)
        self._current = row_id
        if row_id is None:
            return
        row = self._sheet.build(row_id)
        row.show_current(current=True)
        if focus and not _has_keyboard(row):
            _show_clear(self, row.y(), self._tall)
            row.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_row_chosen(self, row_id: RowId) -> None:
        self._choose(row_id, focus=False)
        row = self._sheet.build(row_id)
        if not _has_keyboard(row):
            row.setFocus(Qt.FocusReason.MouseFocusReason)

    def _on_idle(self) -> None:
        missing = self._sheet.unbuilt(self.order[:BUILT_AHEAD])
        for row_id in missing[:AT_ONCE]:
            self._sheet.build(row_id)
        if len(missing) <= AT_ONCE:
            self._ahead.stop()


def _show_clear(area: QScrollArea, y: int, tall: int) -> None:
    """A row in sight, and clear of the bar at the bottom."""
    room = tall + Measure.SNACKBAR + Measure.GAP
    area.ensureVisible(0, y + room // 2, 0, room // 2)


def _has_keyboard(part: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (focused is part or part.isAncestorOf(focused))
