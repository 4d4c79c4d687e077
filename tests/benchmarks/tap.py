"""One tap on +: from the click to the painted frame, beside a bare commit and the same repaint.

The baseline writes one plain row into a WAL database with `synchronous=FULL` and repaints just the
widgets that a tap repaints, so the ratio is what rules, journal, fold and signals add to both.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import apsw
from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.checkin.desk import Desk
from app.domain.model import RowId
from app.gui.actions import WindowActions
from app.gui.bridge import Bridge
from app.gui.run import make_application
from app.gui.window import DeskWindow
from app.storage.store import FILE_NAME, Store
from app.system.clock import SystemClock
from tests.benchmarks.days import fill
from tests.benchmarks.paint import Pair


class Painted(QObject):
    """Which widgets were painted since it was asked last."""

    def __init__(self) -> None:
        super().__init__()
        self.widgets: set[QWidget] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and isinstance(watched, QWidget):
            self.widgets.add(watched)
        return False


class BareStore:
    """The least that is durable: one insert, one commit."""

    def __init__(self, folder: Path) -> None:
        self._connection = apsw.Connection(str(folder / "bare.sqlite3"))
        run = self._connection.execute
        run("PRAGMA journal_mode = WAL")
        run("PRAGMA synchronous = FULL")
        run("CREATE TABLE ops (seq INTEGER PRIMARY KEY, op_id TEXT, row TEXT, kind TEXT, n INT)")

    def insert(self) -> None:
        run = self._connection.execute
        run("BEGIN IMMEDIATE")
        run(
            "INSERT INTO ops (op_id, row, kind, n) VALUES (?,?,?,?)",
            ("0" * 32, "booking", "arrive", 1),
        )
        run("COMMIT")

    def close(self) -> None:
        self._connection.close()


def tap_to_paint(folder: Path, taps: int) -> Pair:
    """Medians over so many taps, ours and bare in turns, on the same window and disk."""
    application = make_application()
    rows = fill(folder)
    store, bare = Store(folder / FILE_NAME), BareStore(folder)
    desk = Desk(store, SystemClock(), lambda: None)
    window = DeskWindow(desk, Bridge(), WindowActions(lambda: None))
    window.resize(1366, 728)
    window.show()
    QTest.qWaitForWindowExposed(window)
    buttons = _buttons(window, rows)
    changed = _painted_by(application, buttons)
    ours, least = [], []
    before = store.journal.tally().saved
    for number in range(taps):
        button = buttons[number % len(buttons)]
        ours.append(_timed(application, button.click))
        least.append(_timed(application, partial(_least, bare, changed[button])))
    refused = taps - (store.journal.tally().saved - before)
    window.close()
    store.close()
    bare.close()
    said = f"{refused} taps were refused" if refused else ""
    return Pair(statistics.median(ours), statistics.median(least), said)


def _painted_by(
    application: QApplication, buttons: list[QAbstractButton]
) -> dict[QAbstractButton, set[QWidget]]:
    """What each tap repaints, found out on a first round that is not timed."""
    found = {}
    for button in buttons:
        application.processEvents()
        painted = Painted()
        application.installEventFilter(painted)
        button.click()
        application.sendPostedEvents(None, QEvent.Type.UpdateRequest.value)
        application.removeEventFilter(painted)
        found[button] = {widget for widget in painted.widgets if not widget.isWindow()}
    return found


def _least(bare: BareStore, changed: set[QWidget]) -> None:
    bare.insert()
    for widget in changed:
        widget.update()


def _buttons(window: DeskWindow, rows: list[RowId]) -> list[QAbstractButton]:
    """+ and − by turns of rows that have room, so that every click records one op."""
    found: list[QAbstractButton] = []
    for row in rows:
        plus, minus = (
            window.findChild(QAbstractButton, f"staff.row.{row.booking_id}.{part}")
            for part in ("plus", "minus")
        )
        if plus is not None and minus is not None and plus.isVisible():
            found += [plus, minus]
    return found


def _timed(application: QApplication, do: Callable[[], object]) -> float:
    application.processEvents()
    began = time.perf_counter()
    do()
    # What is to be painted is painted now; what else the tap left to do comes after the frame.
    application.sendPostedEvents(None, QEvent.Type.UpdateRequest.value)
    took_s = time.perf_counter() - began
    application.processEvents()
    return took_s * 1000
