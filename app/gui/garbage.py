"""Looks for garbage on the window's thread alone.

Python looks wherever something is made: on the worker's thread, too. A widget that is thrown away
there takes the window with it, for good (Qt: "GUI classes are for the main thread only").
"""

import gc
import sys
import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer

REST_MS: Final = 100
BUSY_MS: Final = 10
FULL_AFTER_S: Final = 60.0
TWICE: Final = 2


class Sweep(QObject):
    """From now on, and as long as its parent lives, garbage is looked for here and nowhere else.

    What was made before is taken to stay. By Python's own thresholds, but for the oldest garbage,
    which takes longest: at most once a minute, and what has stayed for so long is not looked
    through again before there is twice as much of it. While much is made it comes more often, so
    that each time is short. What came with a module stays, too: to look through all that the sync
    reads in took 30 ms.
    """

    def __init__(self, parent: QObject, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._whole = gc.get_freeze_count()
        self._now = now
        self._full_at = now()
        self._modules = len(sys.modules)
        self._timer = QTimer(self, interval=REST_MS)
        self._timer.timeout.connect(self.sweep)
        self._timer.start()

    def sweep(self) -> None:
        """Look through what is young, and seldom through the rest."""
        young, middle, old = (
            count > most for count, most in zip(gc.get_count(), gc.get_threshold(), strict=True)
        )
        if self._modules != (modules := len(sys.modules)):
            self._modules = modules
            gc.freeze()
        elif old and self._now() >= self._full_at + FULL_AFTER_S:
            self._full_at = self._now()
            self._look_for_old()
        elif middle:
            gc.collect(1)
        elif young:
            gc.collect(0)
        if self._timer.interval() != (interval := BUSY_MS if young else REST_MS):
            self._timer.setInterval(interval)

    def settle(self) -> None:
        """Much was made that stays: ten thousand names take 60 ms to look through."""
        gc.collect(1)
        gc.freeze()

    def _look_for_old(self) -> None:
        grown = gc.get_freeze_count() > TWICE * self._whole
        if grown:
            gc.unfreeze()
        gc.collect()
        gc.freeze()
        if grown:
            self._whole = gc.get_freeze_count()
