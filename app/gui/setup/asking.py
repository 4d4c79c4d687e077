"""A question that takes long, asked on a throw-away thread and answered on the window's."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.gui import text_setup
from app.gui.setup.actions import Answered


class Asking(QObject):
    """Only the answer to the last question counts. Holds nothing of what was asked."""

    answered = Signal(object)
    _came = Signal(int, object)

    def __init__(self) -> None:
        # Without a parent: an answer may come when the window is gone.
        super().__init__()
        self._last = 0
        self.busy = False
        self._came.connect(self._on_came)

    def ask(self, question: Callable[[], Answered]) -> None:
        self.forget()
        self.busy = True
        asked = (self._last, question)
        threading.Thread(target=self._run, args=asked, name="connection test", daemon=True).start()

    def forget(self) -> None:
        """Whatever was asked, nobody wants to know it any more."""
        self._last += 1
        self.busy = False

    def _run(self, number: int, question: Callable[[], Answered]) -> None:
        try:
            answer = question()
        except Exception:  # noqa: BLE001 - a bug; its text stays untold, it may hold what was pasted
            answer = Answered(None, text_setup.went_wrong)
        self._came.emit(number, answer)

    def _on_came(self, number: int, answer: Answered) -> None:
        if number == self._last:
            self.busy = False
            self.answered.emit(answer)
