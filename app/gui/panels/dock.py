"""The place beside the roster: one panel at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.gui.panels.side import SidePanel
from app.gui.widgets.ring import reason_from

if TYPE_CHECKING:
    from app.gui.window import DeskWindow


class Dock(QObject):
    """Knows where the keyboard came from, and gives it back."""

    def __init__(self, window: DeskWindow) -> None:
        super().__init__(window)
        self._window = window
        self._came_from: QWidget | None = None

    def close(self) -> None:
        """Back to where one came from; the keyboard too, if it was in the panel."""
        panel, came_from = self._window.side, self._came_from
        within = isinstance(panel, SidePanel) and panel.has_keyboard
        self._window.show_side(None)
        self._came_from = None
        if not within:
            return
        if came_from is not None and isValid(came_from) and came_from.isVisible():
            came_from.setFocus(Qt.FocusReason.PopupFocusReason)
        else:
            self._window.pane.list.focus_current()

    def dock(self, panel: SidePanel) -> None:
        """Beside the roster, in the place of whatever is there."""
        panel.closing.connect(self.close)
        focused, side = QApplication.focusWidget(), self._window.side
        if side is None or focused is None or not side.isAncestorOf(focused):
            self._came_from = focused
        if isinstance(side, SidePanel):
            side.replaced.emit()
        self._window.show_side(panel)

    def reason(self) -> Qt.FocusReason:
        """Of a panel that gets the keyboard."""
        return reason_from(self._came_from)
