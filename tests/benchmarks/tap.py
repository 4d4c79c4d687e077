"""One tap on +: from the click to the painted frame, ours and a bare commit with a repaint."""

from __future__ import annotations

import statistics
import time
from functools import partial
from pathlib import Path

import apsw
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.checkin.desk import Desk
from app.gui.actions import WindowActions
from app.gui.bridge import Bridge
from app.gui.run import make_application
from app.gui.window import DeskWindow
from app.storage.store import FILE_NAME, Store
from app.system.clock import SystemClock
from tests.benchmarks.days import fill
from tests.benchmarks.paint import Pair

ROWS = 12


class BareDesk(QWidget):
    """As many rows as ours, each a name, a count and a button that commits one insert."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.store = apsw.Connection(str(folder / "bare.sqlite3"))
        self.store.execute("PRAGMA journal_mode = WAL")
        self.store.execute("PRAGMA synchronous = FULL")
        self.store.execute(
            "CREATE TABLE ops (seq INTEGER PRIMARY KEY, op_id TEXT, row TEXT, kind TEXT, n INT)"
        )
        inside, area = QWidget(), QScrollArea()
        column = QVBoxLayout(inside)
        self.buttons = [self._row(column, number) for number in range(ROWS)]
        area.setWidget(inside)
        QVBoxLayout(self).addWidget(area)

    def _row(self, column: QVBoxLayout, number: int) -> QPushButton:
        line = QHBoxLayout()
        count, plus = QLabel("0 / 4"), QPushButton("+")
        line.addWidget(QLabel(f"Client {number}"))
        line.addWidget(count)
        line.addWidget(plus)
        column.addLayout(line)
        plus.clicked.connect(partial(self._on_plus, number, count))
        return plus

    def _on_plus(self, number: int, count: QLabel) -> None:
        run = self.store.execute
        run("BEGIN IMMEDIATE")
        values = ("0" * 32, f"booking{number}", "arrive", 1)
        run("INSERT INTO ops (op_id, row, kind, n) VALUES (?,?,?,?)", values)
        run("COMMIT")
        count.setText(f"{int(count.text().split()[0]) + 1} / 4")


def tap_to_paint(folder: Path, taps: int) -> Pair:
    """Medians over so many taps, ours and bare in turns, on the same screen and disk."""
    application = make_application()
    rows = fill(folder)[:ROWS]
    store = Store(folder / FILE_NAME)
    bridge = Bridge()
    ours = DeskWindow(
        Desk(store, SystemClock(), lambda: None), bridge, WindowActions(lambda: None)
    )
    bare = BareDesk(folder)
    for each in (ours, bare):
        each.resize(1366, 728)
        each.show()
        QTest.qWaitForWindowExposed(each)
    found = _buttons(ours, [row.booking_id for row in rows])
    took: tuple[list[float], list[float]] = ([], [])
    for number in range(taps):
        took[0].append(_click(application, found[number % len(found)]))
        took[1].append(_click(application, bare.buttons[number % ROWS]))
    ours.close()
    bare.close()
    store.close()
    return Pair(statistics.median(took[0]), statistics.median(took[1]))


def _buttons(window: DeskWindow, bookings: list[str]) -> list[QWidget]:
    """+ and − of each row that still has room, so that every press does something."""
    pairs = [
        (window.findChild(QWidget, f"staff.row.{b}.plus"), b) for b in bookings
    ]
    return [button for button, _ in pairs if button is not None and button.isVisible()]


def _click(application: QApplication, button: QWidget) -> float:
    application.processEvents()
    began = time.perf_counter()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    application.processEvents()
    return (time.perf_counter() - began) * 1000
