"""How long a turn of the loop lasts while ninety days of activity are written to a file."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.checkin.activity import Activity
from app.gui import text_activity
from app.gui.actions import WindowActions
from app.gui.bridge import Bridge
from app.gui.panels.activity import ActivityPanel
from app.gui.run import make_application
from app.gui.window import DeskWindow
from tests.benchmarks.answers import _shown
from tests.benchmarks.cores import now_ms
from tests.desks import make_desk
from tests.reports import large

DAYS = 90
TURN_MS = 16.0


class Turns(NamedTuple):
    """In milliseconds, the time in which the machine had no core for the program taken off."""

    many: int
    longest_ms: float
    slow_ms: float
    by_the_clock_ms: float


def export_turns(folder: Path, most: int) -> Turns:
    """So many turns of the loop at most; `slow_ms`: 99 of 100 are shorter."""
    application = make_application()
    made = make_desk(folder)
    large.fill(made, DAYS)
    activity = Activity(made.store, made.clock)
    actions = WindowActions(lambda: None, activity=lambda: activity)
    window = _shown(DeskWindow(made.desk, Bridge(), actions))
    QTest.keyClick(window, Qt.Key.Key_F9, Qt.KeyboardModifier.ControlModifier)
    panel = window.side
    assert isinstance(panel, ActivityPanel)
    panel.days.click()
    options = window.popover.findChildren(QAbstractButton)
    [*_, longest] = [each for each in options if ".option" in each.objectName()]
    longest.click()
    for _ in range(50):
        application.processEvents()
    home, os.environ["HOME"] = os.environ.get("HOME", ""), str(folder)
    panel.export_wanted.emit()
    os.environ["HOME"] = home
    taken, clock = [], []
    while window.snackbar.words.accessibleName() == text_activity.exporting() and len(taken) < most:
        began, by_clock = now_ms(), time.perf_counter()
        QApplication.processEvents()
        taken.append(now_ms() - began)
        clock.append((time.perf_counter() - by_clock) * 1e3)
    window.close()
    made.store.close()
    return Turns(len(taken), max(taken), sorted(taken)[len(taken) * 99 // 100], max(clock))
