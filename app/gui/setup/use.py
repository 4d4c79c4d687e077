"""The page of what this computer is for."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.gui import text_setup
from app.gui.panels.stack import OUTSET
from app.gui.setup.actions import Step
from app.gui.setup.page import Page
from app.gui.theme import Face, Look, Measure
from app.gui.widgets.choice import Choice
from app.gui.widgets.mirror import line_flags, mirrored, right_to_left
from app.gui.words import Words, joined, spoken

TALL = 72


class UseChoice(Choice):
    """A name and what it means; one that comes later is told, and cannot be chosen."""

    outset = OUTSET

    def __init__(self, look: Look, use: str, said: tuple[Words, Words], parent: QWidget) -> None:
        super().__init__(look, f"setup.use.{use}", parent)
        self._said = said
        self._words = self._means = ""
        self.say_anew()

    def say_anew(self) -> None:
        self._words, self._means = (spoken(each) for each in self._said)
        self.setText(self._words.replace("&", "&&"))
        self.describe(joined(self._words, self._means))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, TALL - 48 + 2 * Measure.text(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, painter, on = self._look.tokens, self._begin(), self.isChecked()
        body = self.rect().adjusted(OUTSET, OUTSET, -OUTSET, -OUTSET)
        painter.setPen(QPen(tokens.primary if on else tokens.divider, 2 if on else 1))
        painter.setBrush(tokens.surface if self.isEnabled() else tokens.bg)
        around = QRectF(body).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(around, Measure.RADIUS, Measure.RADIUS)
        mark = QRectF(mirrored(self, QRect(body.left() + 20, body.center().y() - 10, 20, 20)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ring = tokens.border if self.isEnabled() else tokens.divider
        painter.setPen(QPen(tokens.primary if on else ring, 2))
        painter.drawEllipse(mark)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.primary)
            painter.drawEllipse(mark.adjusted(5, 5, -5, -5))
        flags = line_flags(rtl=right_to_left(self))
        painter.setFont(self._look.font(Face.STRONG))
        painter.setPen(tokens.text if self.isEnabled() else tokens.muted)
        line = Measure.text(24)
        first = QRect(body.left() + 60, body.top() + 12, body.width() - 76, line)
        painter.drawText(mirrored(self, first), flags, self._words)
        painter.setFont(self._look.font(Face.SMALL))
        painter.setPen(tokens.muted)
        means = painter.fontMetrics().elidedText(
            self._means, Qt.TextElideMode.ElideRight, first.width()
        )
        painter.drawText(mirrored(self, first.translated(0, line)), flags, means)
        painter.end()


class UsePage(Page):
    """There is one to choose from yet; the others say so."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, Step.USE, parent)
        self.title.show_text(text_setup.use_title)
        self.choices = [
            UseChoice(look, use, words, self)
            for use, words in (
                ("reception", (text_setup.reception, text_setup.reception_means)),
                ("kiosk", (text_setup.kiosk, text_setup.kiosk_later)),
                ("both", (text_setup.both, text_setup.both_later)),
            )
        ]
        self.choices[0].setChecked(True)
        for choice in self.choices[1:]:
            choice.setEnabled(False)
        self.spread(*((each, 12 if at else 20) for at, each in enumerate(self.choices)))

    @property
    def onward(self) -> str:
        return text_setup.go_on()

    def enter(self, reason: Qt.FocusReason) -> None:
        self.choices[0].setFocus(reason)
