"""The program's own window on a day that still loads: `large_day_window` prints what it shows.

One line of JSON once the roster of the session in progress is there: what the mark says meanwhile,
and what the row that was tapped then said of its count before and after.
"""

import json
import sys

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.cli import window

LOOK_MS = 50
MOST_LOOKS = 1_800


class Watch(QObject):
    """Looks until somebody can be counted while the day still loads."""

    def __init__(self, begin) -> None:
        super().__init__()
        self._begin = begin
        self._looks = 0
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._on_look)

    def take_over(self, desk, behind, bridge, made) -> None:
        self._window = made
        self._begin(desk, behind, bridge, made)
        self._timer.start()

    def _on_look(self) -> None:
        self._looks += 1
        said = self._window.chip.accessibleName()
        rows = self._window.pane.list.order
        there = bool(rows) and "sessions" in said
        if not there and self._looks < MOST_LOOKS:
            return
        self._timer.stop()
        shown = []
        if there:
            row = self._window.pane.list.row(rows[0])
            shown.append(row.numbers.accessibleName())
            row.plus.click()
            shown.append(row.numbers.accessibleName())
        sessions = len(self._window.sessions.cards)
        sys.stdout.write(json.dumps({"said": said, "sessions": sessions, "row": shown}) + "\n")
        sys.stdout.flush()
        QApplication.quit()


watch = Watch(window._begin)
window._begin = watch.take_over
sys.exit(window.open_window(demo=False))
