"""Writes a table to a file a few milliseconds a turn of the loop, so that nothing waits for it."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.checkin.table_file import TableFile
from app.domain.errors import Refusal, StoreError
from app.gui import text, text_activity

if TYPE_CHECKING:
    from app.gui.window import DeskWindow

PORTION_S: Final = 0.004

Rows = Iterator[Sequence[str]]


class TableSaving(QObject):
    """Says that it writes, and where the file lies or why there is none.

    Where the panel that asked for it is left in the middle, there is no file.
    """

    def __init__(self, window: DeskWindow) -> None:
        super().__init__(window)
        self._window = window
        self._table: TableFile | None = None
        self._file = Path()
        self._rows: Rows = iter(())
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._on_turn)

    @property
    def busy(self) -> bool:
        return self._table is not None

    def start(self, file: Path, rows: Rows, panel: QWidget) -> None:
        """One after another: while it writes, another one is not begun."""
        if self.busy:
            return
        try:
            self._table = TableFile(file)
        except (Refusal, StoreError) as no:
            self._say(no)
            return
        self._file, self._rows = file, rows
        self._window.snackbar.show_words(text_activity.exporting)
        panel.installEventFilter(self)
        self._turn.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A panel goes off the screen when it is closed, and with its window."""
        if event.type() is QEvent.Type.Hide:
            watched.removeEventFilter(self)
            self.stop()
        return False

    def stop(self) -> None:
        self._turn.stop()
        self._rows = iter(())
        table, self._table = self._table, None
        if table is not None:
            table.give_up()

    def _on_turn(self) -> None:
        table, until = self._table, time.monotonic() + PORTION_S
        if table is None:
            return
        try:
            for row in self._rows:
                table.add([row])
                if time.monotonic() >= until:
                    return
            table.finish()
        except (Refusal, StoreError) as no:
            self.stop()
            self._say(no)
            return
        self._table = None
        self._turn.stop()
        self._window.snackbar.show_words(partial(text_activity.exported, str(self._file)))

    def _say(self, no: Refusal | StoreError) -> None:
        self._window.snackbar.show_words(partial(text.told, str(no)))
