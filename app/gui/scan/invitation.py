"""What a scan invites to: it holds for the row that it chose, as long as keys act on that row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from app.domain.roster import SeatRow
    from app.gui.window import DeskWindow
    from app.gui.words import Words


class Invitation(QObject):
    """“Press + or Enter” is said on the bar, and taken from it as soon as these keys would count
    somebody else, or another number of people.

    That is: another row, session or day is chosen, something else has the keyboard, or whoever was
    scanned was counted meanwhile.
    """

    def __init__(self, window: DeskWindow) -> None:
        super().__init__(window)
        self._window = window
        self._seat: SeatRow | None = None
        self._words: Words = ""
        window.pane.changed.connect(self._look)
        window.pane.tabs.chosen.connect(self._look)
        if isinstance(application := QApplication.instance(), QApplication):
            application.focusChanged.connect(self._look)

    def begin(self, seat: SeatRow, words: Words) -> None:
        self._seat, self._words = seat, words
        self._window.snackbar.show_words(words)

    def _look(self) -> None:
        seat, pane = self._seat, self._window.pane
        if seat is None:
            return
        now, row = pane.seat(seat.row), pane.list.row(seat.row)
        chosen = pane.list.current == seat.row and row is not None and _has_keyboard(row)
        if not chosen or now is None or now.shown != seat.shown:
            self._seat = None
            self._window.snackbar.withdraw(self._words)


def _has_keyboard(row: QWidget) -> bool:
    """Nothing has it while another program is in front: one comes back to where one was."""
    focused = QApplication.focusWidget()
    return focused is None or row is focused or row.isAncestorOf(focused)
