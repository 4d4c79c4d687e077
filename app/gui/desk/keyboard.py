"""Where the keyboard is while nobody has put it anywhere: on the roster's current row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from app.gui.window import DeskWindow


class KeyboardAtRest(QObject):
    """Before there are rows Qt gives it to the window's first button, which Enter would press."""

    def __init__(self, window: DeskWindow) -> None:
        super().__init__(window)
        self._window = window
        self._list = window.pane.list
        self._had_rows = bool(self._list.order)
        self._list.focus_current(Qt.FocusReason.OtherFocusReason)
        window.pane.changed.connect(self._on_pane_changed)

    def _on_pane_changed(self) -> None:
        had, self._had_rows = self._had_rows, bool(self._list.order)
        if self._had_rows and not had and self._unasked():
            self._list.focus_current(Qt.FocusReason.OtherFocusReason)

    def _unasked(self) -> bool:
        """Whoever moved there by key sees a ring; a field to type in has none of ours."""
        window, focused = self._window, QApplication.focusWidget()
        elsewhere = window.side is not None or window.popover.isVisible()
        return not elsewhere and (focused is None or not getattr(focused, "ring", True))
