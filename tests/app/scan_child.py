"""A window with a field, on a real screen: tells scans, what the field holds, and keys of Ctrl."""

import json
import sys

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.gui.desk.keys import letter
from app.gui.scan.wedge import Wedge


class Child(QWidget):
    """The field has the keyboard, as a search would; what it does not want comes here."""

    def __init__(self):
        super().__init__()
        self.resize(400, 200)
        self.field = QLineEdit(self)
        self.field.textChanged.connect(lambda text: tell(held=text))
        self.wedge = Wedge(self)
        self.wedge.divert(self)

    def keyPressEvent(self, event):
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            tell(letter=letter(event).name)

    def show_stroke(self, _stroke):
        """Only whole scans are told."""

    def show_scan(self, scan):
        tell(text=scan.burst.text, raw=scan.burst.raw, end=scan.burst.end.value)


def tell(**what):
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def main():
    application = QApplication(["scan"])
    child = Child()
    application.focusObjectChanged.connect(lambda got: tell(ready=got is child.field))
    child.show()
    child.field.setFocus()
    child.activateWindow()
    application.exec()


if __name__ == "__main__":
    main()
