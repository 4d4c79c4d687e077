"""The program's own window with a watchdog in its event loop: `stall_window KIND MOST_MS`.

KIND `sync` lets the worker work as ever, once the window has settled; `alone` never starts it, and
tells how long a frame of the window takes; `held` holds the loop up for 40 ms, to be seen doing so.
Prints one line of JSON: how long the loop was held up, at most, until the sync had been through the
day and half a second longer, or for MOST_MS.
"""

import json
import os
import statistics
import sys
import threading
import time
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.cli import window
from app.domain.model import SyncStatus
from app.gui.importing import skip_feature_search
from tests.benchmarks.cores import now_ms

BEAT_MS = 1
SETTLED_MS = 500
AFTER_MS = 500
HELD_S = 0.04
WORST = 5
FRAMES = 25


class Beat(NamedTuple):
    """What went by between two beats of the loop, in ms.

    `busy`: the loop's thread ran. `queued`: it could run, and no core took it. `behind`: the
    worker could run, and no core took it. What is left the loop's thread waited for something.
    """

    gap: float
    busy: float
    queued: float
    behind: float

    @property
    def held_up(self) -> float:
        """What the program did to its own loop: as it would have been with a free core for each.

        While it waits, it waits for the worker to let go of the interpreter, and a worker that no
        core takes does not let go.
        """
        waited = max(0.0, self.gap - self.busy - self.queued)
        return self.gap - self.queued - min(waited, self.behind)


class Watchdog(QObject):
    """A timer that should be heard each millisecond, and how long it really took."""

    def __init__(self) -> None:
        super().__init__()
        self.beats: list[Beat] = []
        self._own = os.open("/proc/thread-self/schedstat", os.O_RDONLY)
        self._worker = -1
        self._timer = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_beat)

    def start(self) -> None:
        for thread in threading.enumerate():
            if thread.name == "turnout-sync":
                self._worker = os.open(f"/proc/self/task/{thread.native_id}/schedstat", os.O_RDONLY)
        self._last = self._now()
        self._timer.start()

    def _now(self) -> Beat:
        """Since whenever."""
        behind = _schedstat(self._worker)[1] if self._worker >= 0 else 0.0
        return Beat(time.monotonic() * 1000, *_schedstat(self._own), behind)

    def _on_beat(self) -> None:
        now = self._now()
        self.beats.append(Beat(*(new - old for new, old in zip(now, self._last, strict=True))))
        self._last = now


def _schedstat(file: int) -> tuple[float, float]:
    """For how long a thread ran, and for how long it waited for a core, in ms."""
    ran, queued, _ = os.pread(file, 100, 0).split()
    return int(ran) / 1e6, int(queued) / 1e6


class Run(QObject):
    """From the settled window to the end of what is measured."""

    def __init__(self, kind: str, most_ms: int) -> None:
        super().__init__()
        self._kind, self._most_ms = kind, most_ms
        self._begin = window._begin
        self._links: list[str] = []
        self._watchdog = Watchdog()

    def take_over(self, *parts) -> None:
        """In place of what the program does right behind the first paint: the same, later."""
        self._desk, self._behind, self._bridge, self._window = self._parts = parts
        QTimer.singleShot(SETTLED_MS, self.start)

    def start(self) -> None:
        self._pulled = self._desk.status().last_pull
        self._bridge.sync_changed.connect(self._on_told, Qt.ConnectionType.QueuedConnection)
        if self._kind == "sync":
            self._begin(*self._parts)
        if self._kind == "held":
            QTimer.singleShot(self._most_ms // 2, partial(threading.Event().wait, HELD_S))
        self._watchdog.start()
        QTimer.singleShot(self._most_ms, self.end)

    def _on_told(self, status: SyncStatus) -> None:
        self._links.append(status.link.value)
        if status.online and status.last_pull != self._pulled:
            self._pulled = status.last_pull
            QTimer.singleShot(AFTER_MS, self.end)

    def end(self) -> None:
        beats, self._watchdog.beats = self._watchdog.beats, []
        if beats:
            worst = sorted(beats, key=lambda beat: beat.held_up, reverse=True)
            found = {
                "held_up_ms": worst[0].held_up,
                "gap_ms": max(beat.gap for beat in beats),
                "beats": len(beats),
                "links": self._links,
                "sessions": len(self._window.sessions.cards),
                "frame_ms": self._frame_ms() if self._kind == "alone" else 0.0,
                "worst": [[round(part, 1) for part in beat] for beat in worst[:WORST]],
            }
            print(json.dumps(found), flush=True)
            QApplication.quit()

    def _frame_ms(self) -> float:
        """All of the window painted again, with nothing asked and nothing changed."""
        took = []
        for _ in range(FRAMES):
            began = now_ms()
            self._window.window().repaint()
            took.append(now_ms() - began)
        return statistics.median(took)


skip_feature_search()
run = Run(sys.argv[1], int(sys.argv[2]))
window._begin = run.take_over
sys.exit(window.open_window(demo=False))
