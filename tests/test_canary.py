"""PySide6 6.12 steals references to None: Python 3.11 dies after about 5,300 calls into it."""

import subprocess
import sys

CALLS = """
import sys
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLabel

class Bell(QObject):
    rung = Signal(int)

application = QApplication([])
label, bell, heard = QLabel(), Bell(), []
bell.rung.connect(heard.append)
for number in range(20_000):
    label.setText(str(number))
    bell.rung.emit(number)
assert label.text() == "19999"
assert len(heard) == 20_000
print("alive")
"""


def test_the_interpreter_survives_twenty_thousand_calls_into_qt():
    done = subprocess.run(
        [sys.executable, "-c", CALLS], capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, "alive"), done.stderr
