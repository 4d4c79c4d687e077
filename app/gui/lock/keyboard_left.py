"""Where the keyboard was when the window was locked, to go on there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.gui.widgets.ring import reason_from

if TYPE_CHECKING:
    from app.gui.window import DeskWindow


class KeyboardLeft:
    """Opened, the window has it there again, with its ring; where that is gone, on the roster."""

    def __init__(self, window: DeskWindow) -> None:
        self._window = window
        self._part: QWidget | None = None
        self._reason = Qt.FocusReason.OtherFocusReason

    def remember(self) -> None:
        self._part = QApplication.focusWidget()
        self._reason = reason_from(self._part)

    def give_back(self) -> None:
        part, self._part = self._part, None
        if part is not None and self._is_there(part):
            part.setFocus(self._reason)
        else:
            self._window.pane.list.focus_current(self._reason)

    def _is_there(self, part: QWidget) -> bool:
        """In sight, and no row that is another's by now."""
        if not (isValid(part) and self._window.isAncestorOf(part) and part.isVisible()):
            return False
        rows = self._window.pane.list
        row = rows.current and rows.row(rows.current)
        of_row = row is not None and (part is row or row.isAncestorOf(part))
        return of_row or not rows.isAncestorOf(part)
