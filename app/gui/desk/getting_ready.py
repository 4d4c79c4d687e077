"""Names and rows of the search are made ready while nobody waits for them."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from app.checkin.search import Search
from app.domain.errors import StoreError
from app.gui.desk.results_sheet import ResultsSheet


class GettingReady(QObject):
    """A little in each turn of the loop that has nothing else to do, until all is there."""

    done = Signal()

    def __init__(self, search: Search, sheet: ResultsSheet, parent: QObject) -> None:
        super().__init__(parent)
        self._search = search
        self._sheet = sheet
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._on_idle)
        self._idle.start()

    def stop(self) -> None:
        """Nothing is read after this."""
        self._idle.stop()

    def _on_idle(self) -> None:
        try:
            more = self._search.read_some()
        except StoreError:
            more = False  # the desk says it, where it matters
        self._sheet.build_one()
        if self._sheet.complete and not more:
            self._idle.stop()
            self.done.emit()
