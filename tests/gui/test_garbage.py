"""Garbage with a widget in it: thrown away on the window's thread, however busy another one is."""

import gc
import subprocess
import sys
import threading

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from app.gui.garbage import FULL_AFTER_S, Sweep

BUSY_BESIDE_A_WINDOW = """
import sys, threading, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from app.gui.garbage import Sweep

application, parent = QApplication([]), QWidget()
application.setQuitOnLastWindowClosed(False)
if "sweep" in sys.argv:
    Sweep(parent)
went, stop, until = [], threading.Event(), time.monotonic() + 15


class Panel(QWidget):
    def __init__(self):
        super().__init__()
        self.itself = self
        self.label = QLabel("shown", self)

    def __del__(self):
        went.append(threading.current_thread().name)


def open_and_forget():
    panel = Panel()
    panel.show()
    if len(went) > 5 or time.monotonic() > until:
        application.quit()


def garbage():
    while not stop.is_set():
        cycle = []
        cycle.append(cycle)


thread = threading.Thread(target=garbage, name="worker")
thread.start()
opening = QTimer(interval=2)
opening.timeout.connect(open_and_forget)
opening.start()
application.exec()
stop.set()
thread.join()
print(sorted(set(went)), len(went) > 5)
"""


def look(*given):
    return subprocess.run(
        [sys.executable, "-c", BUSY_BESIDE_A_WINDOW, *given],
        capture_output=True, text=True, timeout=20, check=True,
    ).stdout  # fmt: skip


def test_a_widget_that_is_garbage_goes_on_the_windows_thread():
    assert look("sweep") == "['MainThread'] True\n"


class Cycle:
    def __init__(self, gone):
        self.itself, self.gone = self, gone

    def __del__(self):
        self.gone.append(threading.current_thread())


def test_what_is_young_goes_soon_and_what_is_old_within_a_minute_or_two(qapp):
    now, gone, parent = [0.0], [], QObject()
    sweep = Sweep(parent, lambda: now[0])
    assert not gc.isenabled()
    Cycle(gone)
    kept = [[] for _ in range(2 * gc.get_threshold()[0])]
    sweep.sweep()
    assert len(gone) == 1
    old = Cycle(gone)
    gc.collect(0)
    gc.collect(1)
    del old
    while gc.get_count()[2] <= gc.get_threshold()[2]:
        gc.collect(1)
    sweep.sweep()
    assert len(gone) == 1
    now[0] = FULL_AFTER_S
    sweep.sweep()
    assert len(gone) == 2
    assert kept
    assert {thread.name for thread in gone} == {"MainThread"}


def full_look(sweep, now):
    """Let a minute go by, and as much be made as Python wants to have seen."""
    now[0] += FULL_AFTER_S
    while gc.get_count()[2] <= gc.get_threshold()[2]:
        gc.collect(1)
    sweep.sweep()


def test_what_has_stayed_is_looked_through_again_when_there_is_twice_as_much(qapp):
    now, gone, parent = [0.0], [], QObject()
    sweep = Sweep(parent, lambda: now[0])
    cycle = Cycle(gone)
    full_look(sweep, now)
    del cycle
    full_look(sweep, now)
    assert not gone
    made = [[] for _ in range(gc.get_freeze_count() + 1)]
    full_look(sweep, now)
    full_look(sweep, now)
    assert len(gone) == 1
    del made
    gc.unfreeze()


def test_names_that_were_made_ready_are_not_looked_through_again(qapp):
    now, parent = [0.0], QObject()
    sweep = Sweep(parent, lambda: now[0])
    names = [[number] for number in range(1_000)]
    before = gc.get_freeze_count()
    sweep.settle()
    assert gc.get_freeze_count() >= before + len(names)
    assert not gc.get_objects(generation=2)


def test_it_sweeps_by_itself_as_long_as_there_is_a_window(qtbot):
    gone, window = [], QWidget()
    qtbot.addWidget(window)
    Sweep(window)
    Cycle(gone)
    kept = [[] for _ in range(2 * gc.get_threshold()[0])]
    qtbot.waitUntil(lambda: bool(gone), timeout=5_000)
    assert kept
    assert QApplication.instance() is not None
