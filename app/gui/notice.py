"""A window with one sentence, for when there is no desk to show."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.gui import text
from app.gui.language import Language
from app.gui.run import make_application
from app.gui.theme import Face, Look
from app.gui.words import Words, spoken

WIDTH_PX = 640
MARGIN_PX = 40
BUTTON_PX = 48


class Notice(QWidget):
    """Says what is wrong and what to do; there is only one way on from here."""

    def __init__(self, look: Look, title: str, sentence: str, leave: str) -> None:
        super().__init__()
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
        button = QPushButton(leave.replace("&", "&&"))
        button.setMinimumSize(120, BUTTON_PX)
        button.setObjectName("staff.notice.leave")
        button.setDefault(True)
        button.clicked.connect(self.close)
        buttons.addWidget(button)
        column.addLayout(buttons)


def show_notice(title: Words, sentence: str, leave: Words) -> None:
    """Show it until it is closed."""
    application, language = make_application(), Language()
    language.speak()
    look = Look()
    look.follow()
    notice = Notice(look, spoken(title), text.told(sentence), spoken(leave))
    notice.show()
    application.exec()
