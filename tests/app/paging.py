"""The set-up and the desk in a process of its own, pressed by a script: `paging.py STEP...`.

The first line of standard input is a key. Steps: `NAME` presses the control of that name once it
can be pressed; `NAME=words` types there, `NAME=KEY` the key; `NAME?` waits until it is there and
prints what it says; `online` and `paused` wait for the desk's sync;
`look` prints the size of the text and whether it is light or dark;
`search` looks for the key in what the system shows of every process; `kill` ends as a power cut
would; `close` closes the window.
"""

import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.domain.model import Link
from app.gui.window import DeskWindow
from app.main import main

EVERY_MS = 20
MIDDLE = 128
LINKS = {"online": Link.ONLINE, "paused": Link.SIGN_IN}


def say(words):
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


class Presser:
    """Takes one step a turn, and waits in turns where a step is not ready."""

    def __init__(self, key, steps):
        self.key, self.steps = key, steps
        self.step = next(steps, "close")

    def turn(self):
        shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        if shown and self.take(shown[0]):
            self.step = next(self.steps, "close")

    def take(self, window):
        if self.step in LINKS:
            desk = window.findChild(DeskWindow)
            return desk is not None and desk.watch.status.link is LINKS[self.step]
        match self.step:
            case "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            case "close":
                return window.close()
            case "look":
                light = application.palette().window().color().lightness() > MIDDLE
                say(f"{application.font().pixelSize()} px, {'light' if light else 'dark'}")
                return True
            case "search":
                say(f"key seen in {self.seen(self.key)}, itself {self.seen('paging') > 0}")
                return True
        return self.use(window)

    def use(self, window):
        name, given, words = self.step.partition("=")
        parts = window.findChildren(QWidget, name.removesuffix("?"))
        found = [each for each in (window, *parts) if each.objectName() == name.removesuffix("?")]
        part = next((each for each in found if each.isVisible()), None)
        if part is None or (not given and not part.isEnabled()):
            return False
        if name.endswith("?"):
            return part.accessibleName() and not say(part.accessibleName())
        if isinstance(part, QAbstractButton):
            part.click()
        else:
            part.setText(self.key if words == "KEY" else words)
        return True

    def seen(self, words):
        """In how many command lines and environments of the system's processes."""
        number = 0
        for process in Path("/proc").glob("[0-9]*"):
            for what in ("cmdline", "environ"):
                try:
                    number += words.encode() in (process / what).read_bytes()
                except OSError:
                    continue
        return number


application = QApplication(["turnout"])
presser = Presser(sys.stdin.readline().strip(), iter(sys.argv[1:]))
timer = QTimer(interval=EVERY_MS)
timer.timeout.connect(presser.turn)
timer.start()
sys.exit(main([]))
