"""Counts the day's people a few sessions a turn of the loop, so that nothing is held up by it."""

from __future__ import annotations

from collections.abc import Callable, Generator
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

from app.checkin.desk import Desk
from app.domain.errors import StoreError
from app.domain.roster import SessionCard


class Counting(QObject):
    """Says the day and its cards when all are counted, and then what else is to be shown anew:
    each step and each saying in a turn of its own.
    """

    counted = Signal(object, object)
    failed = Signal(str)

    def __init__(self, desk: Desk, parent: QObject, *behind: Callable[[], None]) -> None:
        """`behind`: what is to be done after that."""
        super().__init__(parent)
        self._behind = behind
        self._desk = desk
        self._day = date.min
        self._steps: Generator[None, None, tuple[SessionCard, ...]] | None = None
        self._cards: tuple[SessionCard, ...] | None = None
        self._due: list[Callable[[], None]] = []
        self._wanted = False
        self._other: date | None = None
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._on_turn)

    @property
    def busy(self) -> bool:
        return self._turn.isActive()

    def start(self, other: date | None = None) -> None:
        """Count today, or another day; what is asked for meanwhile is counted once more behind."""
        self._wanted, self._other = True, other
        self._turn.start()

    def stop(self) -> None:
        self._turn.stop()
        self._steps, self._cards, self._wanted = None, None, False
        self._due.clear()

    def _on_turn(self) -> None:
        if (cards := self._cards) is not None:
            self._cards, self._due = None, list(self._behind)
            self.counted.emit(self._day, cards)
        elif self._due:
            due = self._due.pop(0)
            if not self._due and not self._wanted:
                self._turn.stop()
            due()
        else:
            self._count()

    def _count(self) -> None:
        try:
            self._cards = self._step()
        except StoreError as shut:
            self.stop()
            self.failed.emit(str(shut))

    def _step(self) -> tuple[SessionCard, ...] | None:
        """The cards with the last step, None before."""
        if self._steps is None:
            self._wanted = False
            self._day = self._other or self._desk.today()
            self._steps = self._desk.counting(self._day)
        try:
            next(self._steps)
        except StopIteration as done:
            self._steps = None
            cards: tuple[SessionCard, ...] = done.value
            return cards
        return None
