"""The least a Qt program can do: three names in a window, and the time of their first frame."""

import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget


class Bare(QWidget):
    """Tells the time in the loop turn after the first frame."""

    def __init__(self) -> None:
        super().__init__()
        self.told = False
        column = QVBoxLayout(self)
        for words in ("Dana Levi", "Omar Haddad", "Maya Cohen"):
            column.addWidget(QLabel(words))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.told:
            self.told = True
            QTimer.singleShot(0, self.tell)

    def tell(self) -> None:
        print(time.monotonic(), flush=True)
        QApplication.quit()


application = QApplication(sys.argv)
bare = Bare()
bare.resize(1366, 728)
bare.show()
sys.exit(application.exec())
