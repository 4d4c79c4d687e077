"""Counts a report a few people a turn of the loop, so that nothing is held up by it."""

from __future__ import annotations

from collections.abc import Generator

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.errors import StoreError
from app.domain.report import Span
from app.domain.tally import Tally
from app.reports.counting import Reports


class ReportCounting(QObject):
    """Says the tally when all is counted: each step and the saying in its own turn."""

    counted = Signal(object)
    failed = Signal(str)

    def __init__(self, reports: Reports, parent: QObject) -> None:
        super().__init__(parent)
        self._reports = reports
        self._steps: Generator[None, None, Tally] | None = None
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._on_turn)

    @property
    def busy(self) -> bool:
        return self._turn.isActive()

    def start(self, span: Span) -> None:
        """What was being counted before is wanted no more."""
        self._steps = self._reports.counting(span)
        self._turn.start()

    def stop(self) -> None:
        self._turn.stop()
        self._steps = None

    def _on_turn(self) -> None:
        if self._steps is None:
            self.stop()
            return
        try:
            next(self._steps)
        except StopIteration as done:
            self.stop()
            self.counted.emit(done.value)
        except StoreError as shut:
            self.stop()
            self.failed.emit(str(shut))
