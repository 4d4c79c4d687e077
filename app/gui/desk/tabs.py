"""Which people of a session are listed, and how many there are of each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.roster import SeatRow
from app.gui import text
from app.gui.desk.tab import Tab
from app.gui.theme import Face, Look, Measure
from app.gui.widgets.choice import Choice
from app.gui.widgets.mirror import line_flags, mirrored, right_to_left
from app.gui.words import Words, iso, number, spoken


class TabButton(Choice):
    """A word and a number; the chosen one is bold and underlined."""

    def __init__(self, look: Look, tab: Tab, said: Words, parent: QWidget) -> None:
        super().__init__(look, f"staff.tabs.{tab.value}", parent)
        self.tab = tab
        self._said = said
        self._words = ""
        self._people = -1
        self.say_anew()

    def show_people(self, people: int) -> None:
        if people != self._people:
            self._people = people
            self.say_anew()

    def say_anew(self) -> None:
        self._words = spoken(self._said)
        self.setText(self._words)
        self.describe(f"{self._words}, {number(self._people)}")
        self.update()

    def sizeHint(self) -> QSize:
        strong, figures = (QFontMetrics(self._look.font(f)) for f in (Face.STRONG, Face.COUNTER))
        wide = strong.horizontalAdvance(self._words) + figures.horizontalAdvance(
            number(self._people)
        )
        return QSize(wide + 8 + 32, Measure.TABS)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, painter, on = self._look.tokens, self._begin(), self.isChecked()
        inner = self.rect().adjusted(16, 0, -16, 0)
        rtl = right_to_left(self)
        side = line_flags(rtl=rtl)
        painter.setFont(self._look.font(Face.STRONG if on else Face.BODY))
        painter.setPen(tokens.text if on or self.underMouse() else tokens.muted)
        painter.drawText(inner, side, self._words)
        past = painter.fontMetrics().horizontalAdvance(self._words) + Measure.GAP
        inner.adjust(0 if rtl else past, 0, -past if rtl else 0, 0)
        painter.setFont(self._look.font(Face.COUNTER))
        painter.setPen(tokens.primary if on else tokens.muted)
        painter.drawText(inner, side, iso(self._people))
        if on or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.primary if on else tokens.divider)
            bar = QRect(8, self.height() - 4, self.width() - 16, 6)
            painter.drawRoundedRect(QRectF(bar), 3, 3)
        painter.end()


class Tabs(QWidget):
    """The four lists of a session."""

    chosen = Signal(object)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.buttons = {
            tab: TabButton(look, tab, words, self)
            for tab, words in (
                (Tab.NOT_HERE, text.not_here_yet),
                (Tab.HERE, text.here),
                (Tab.NO_SHOW, text.no_show),
                (Tab.ALL, text.everybody),
            )
        }
        for button in self.buttons.values():
            button.toggled.connect(self._on_toggled)
        self.buttons[Tab.NOT_HERE].setChecked(True)

    @property
    def tab(self) -> Tab:
        return next(tab for tab, button in self.buttons.items() if button.isChecked())

    def choose(self, tab: Tab) -> None:
        self.buttons[tab].setChecked(True)

    def show_people(self, rows: Sequence[SeatRow]) -> None:
        for tab, button in self.buttons.items():
            button.show_people(tab.people(rows))
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        x = 0
        for button in self.buttons.values():
            wide = button.sizeHint().width()
            button.setGeometry(mirrored(self, QRect(x, 0, wide, self.height())))
            x += wide

    def _on_toggled(self, on: bool) -> None:
        if on:
            self.chosen.emit(self.tab)
