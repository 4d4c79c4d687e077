"""A window with one sentence, for when there is no desk to show, and one way on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.gui.run import make_application
from app.gui.theme import Face, Look

WIDTH_PX = 640
MARGIN_PX = 40
BUTTON_PX = 48


class Notice(QWidget):
    """`chosen` is true once the way on was taken."""

    def __init__(self, look: Look, title: str, sentence: str, way_on: str, leave: str) -> None:
        super().__init__()
        self.chosen = False
        self.setObjectName("staff.notice")
        self.setWindowTitle("Turnout")
        self.setFixedWidth(WIDTH_PX)
        self.setPalette(look.palette())
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setAutoFillBackground(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX)
        column.setSpacing(16)
        for words, face in ((title, Face.TITLE), (sentence, Face.BODY)):
            label = QLabel(words)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setFont(look.font(face))
            label.setWordWrap(True)
            column.addWidget(label)
        column.addSpacing(8)
        buttons = QHBoxLayout()
        buttons.addStretch()
        if leave:
            buttons.addWidget(self._button(leave, chosen=False))
        buttons.addWidget(self._button(way_on, chosen=True))
        column.addLayout(buttons)

    def _button(self, words: str, *, chosen: bool) -> QPushButton:
        button = QPushButton(words.replace("&", "&&"))
        button.setMinimumSize(120, BUTTON_PX)
        button.setObjectName("staff.notice.go" if chosen else "staff.notice.leave")
        button.setDefault(chosen)
        button.clicked.connect(self._on_way_on if chosen else self.close)
        return button

    def _on_way_on(self) -> None:
        self.chosen = True
        self.close()


def show_notice(title: str, sentence: str, way_on: str, leave: str = "") -> bool:
    """Show it until it is closed; whether the way on was taken."""
    application = make_application()
    look = Look()
    look.follow()
    notice = Notice(look, title, sentence, way_on, leave)
    notice.show()
    application.exec()
    return notice.chosen
