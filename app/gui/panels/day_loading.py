"""Has missing days loaded for a report, a week at a time, behind all that the desk needs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from app.domain.errors import StoreError

if TYPE_CHECKING:
    from app.checkin.other_days import OtherDays
    from app.gui.window import DeskWindow

AT_ONCE: Final = 7


class DayLoading(QObject):
    """The newest first. `moved`: some came, so that there is something new to count."""

    moved = Signal()

    def __init__(self, window: DeskWindow, days: OtherDays | None, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._days = days
        self._missing: list[date] = []
        self._asked: list[date] = []
        self._tried: set[date] = set()
        self._going = False
        window.watch.changed.connect(self._on_news)

    @property
    def may_begin(self) -> bool:
        """Whether there is anything to ask, and anybody to ask it of."""
        return self._days is not None and self._window.watch.status.online

    @property
    def left(self) -> int:
        """How many days are still to come, while they are asked for."""
        return len(self._untried()) + len(self._asked) if self._going else 0

    def begin(self, missing: Sequence[date]) -> None:
        self._missing, self._asked, self._going = list(missing), [], True
        self._tried.clear()
        self._ask()

    def know(self, missing: Sequence[date]) -> None:
        """What is missing by now."""
        self._missing = list(missing)
        if self._going and not self._asked:
            self._ask()

    def end(self) -> None:
        self._going, self._asked = False, []

    def _untried(self) -> list[date]:
        return [day for day in self._missing if day not in self._tried]

    def _ask(self) -> None:
        """The next ones; the end of it once each was tried."""
        self._asked = sorted(self._untried())[-AT_ONCE:]
        self._tried.update(self._asked)
        if self._days is None or not self._asked:
            self.end()
            return
        try:
            self._days.ask(self._asked)
        except StoreError as shut:
            self.end()
            self._window.store_failed(str(shut))

    def _on_news(self) -> None:
        """Nothing is asked for any more, whether it came or was waited for in vain."""
        if not self._going or not self._asked or self._days is None:
            return
        try:
            wanted = set(self._days.waiting())
        except StoreError:  # said already
            return
        if wanted.isdisjoint(self._asked):
            self._asked = []
            self.moved.emit()
