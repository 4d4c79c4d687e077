"""A real window in a process of its own, pressed by a script: `pressing.py BOOKING STEP...`.

With `--demo` as the booking, on the demo site.

Steps: `plus` and `minus` press that booking's button and print what its row then says; `kill` ends
the process as a power cut would; `close` closes the window; `look` prints what the window says;
`online` and `offline` wait until the worker told so, `told` until it told anything; `staff.…`
presses the control of that name, `staff.…=words` types there;
`leave` closes the set-up pages;
`full` and `free` take the disk's room away and give it back, `update` asks for an update, `saves`
waits until taps are kept again; `first` is `plus` for whoever is first in the list; `stars` waits
until a first visit is marked and prints what a screen reader is told of these rows.

`PRESSING_FULL=1`: the disk is full from the start. `PRESSING_OBEYS=1`: mode bits hold for root too.
"""

import os
import signal
import sys
from collections.abc import Iterator

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from app.cli import window
from app.domain.model import Link
from app.gui.notice import Notice
from app.gui.setup.window import SetupWindow
from app.gui.window import DeskWindow
from tests.disks import fill_disk, free_disk, obey_permissions

EVERY_MS = 20


def say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


class Presser:
    """Takes one step a turn, and waits in turns where a step is not ready."""

    def __init__(self, booking: str, steps: Iterator[str]) -> None:
        self.booking, self.steps = booking, steps
        self.step = next(steps, "close")

    def turn(self) -> None:
        windows = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
        inside = [w for window in windows for w in (window, *window.findChildren(DeskWindow))]
        found = [w for w in inside if isinstance(w, DeskWindow | Notice)]
        pages = [w for w in windows if isinstance(w, SetupWindow)]
        if pages and self.step == "leave":
            pages[0].close()
            self.step = next(self.steps, "close")
        elif found and self.take(found[0]):
            self.step = next(self.steps, "close")

    def take(self, shown: DeskWindow | Notice) -> bool:
        if self.step == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if isinstance(shown, Notice):
            say(" ".join(label.text() for label in shown.findChildren(QLabel)))
            return shown.window().close()
        if self.step == "first":
            self.booking, self.step = shown.pane.list.order[0].booking_id, "plus"
        if self.step in ("full", "free", "update", "look"):
            self.act(shown)
            return True
        match self.step:
            case "close":
                return shown.window().close()
            case "online" | "offline" | "told":
                link = shown.watch.status.link
                told = self.step == "told" and link is not Link.STARTING
                # What the worker told is shown in turns of their own, a little later.
                return (told or link.name == self.step.upper()) and not shown.reads
            case "saves":
                return not shown.off
            case _:
                return self.press(shown)

    def act(self, shown: DeskWindow) -> None:
        match self.step:
            case "full":
                fill_disk()
            case "free":
                free_disk()
            case "update":
                QTest.keyClick(shown, Qt.Key.Key_F5)
            case "look":
                notices = [n.words for n in shown.watch.notices(shown.off, False)]
                empty = shown.pane.empty.accessibleName()
                say(" | ".join([shown.chip.view.words, *notices, empty]))

    def stars(self, shown: DeskWindow) -> bool:
        """Those that are painted, not those that should be."""
        rows = [row for each in shown.pane.list.order if (row := shown.pane.list.row(each))]
        marked = [row for row in rows if not row.name.star.isEmpty()]
        for row in marked:
            ink = row.name.grab().toImage().pixelColor(row.name.star.center())
            say(f"{ink.name()} {row.accessibleName()}")
        return bool(marked)

    def press(self, shown: DeskWindow) -> bool:
        if self.step == "stars":
            return self.stars(shown)
        if self.step.startswith("staff."):
            name, _, typed = self.step.partition("=")
            part = shown.findChild(QWidget, name)
            if part is None or not part.isVisible():
                return False
            if isinstance(part, QAbstractButton):
                part.click()
            else:
                part.setText(typed)
            return True
        name = f"staff.row.{self.booking}"
        button = shown.findChild(QAbstractButton, f"{name}.{self.step}")
        if button is None:
            return False
        button.click()
        QApplication.processEvents()
        say(shown.findChild(QWidget, f"{name}.count").accessibleName())
        return True


if os.environ.get("PRESSING_FULL"):
    fill_disk()
if os.environ.get("PRESSING_OBEYS"):
    obey_permissions()
application = QApplication(["turnout"])
presser = Presser(sys.argv[1], iter(sys.argv[2:]))
timer = QTimer(interval=EVERY_MS)
timer.timeout.connect(presser.turn)
timer.start()
sys.exit(window.open_window(demo=sys.argv[1] == "--demo"))
