"""One line of text that is cut with … where it must be, and tells all of it in a tooltip."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from app.gui.theme import Face, Look
from app.gui.widgets.mirror import Side, line_flags, right_to_left
from app.gui.widgets.tip import tell_tip
from app.gui.words import Words, plain, spoken

_VALUE: Final = re.compile("\u2068([^\u2066-\u2069]+)\u2069")


class Line(QLabel):
    """A label for a screen reader; painted here, because QLabel neither elides nor lets a Hebrew
    name begin where its column begins.
    """

    tells_whole = True
    """By itself; one in a row, whose mouse is the row's, lets the row tell it."""

    def __init__(self, look: Look, face: Face, ink: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._ink = ink
        self._said: Words = ""
        self._words = ""
        self._shown = ""
        self._tip = ""
        self._side = Side.START
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(look.font(face))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_text(self, said: Words, ink: str | None = None) -> None:
        self._said, words = said, spoken(said)
        if ink is not None and ink != self._ink:
            self._ink = ink
            self.update()
        if words == self._words:
            return
        self._words = words
        self.setText(words)
        self.setAccessibleName(plain(words))
        self._fit()

    def stand(self, side: Side) -> None:
        """Numbers stand in the middle or at the end of their column, words at its start."""
        self._side = side

    @property
    def natural_width(self) -> int:
        return self.fontMetrics().horizontalAdvance(self._words) + 1

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.show_text(self._said)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(getattr(self._look.tokens, self._ink))
        # The mark gives a line of isolated values the direction of the screen, not of its script.
        rtl = right_to_left(self)
        words = ("\u200f" if rtl else "\u200e") + self._shown
        painter.drawText(self.rect(), line_flags(self._side, rtl=rtl), words)
        painter.end()

    @property
    def _room(self) -> int:
        """How wide the words may be."""
        return self.width()

    def _fit(self) -> None:
        shown = self._cut(QFontMetrics(self.font()))
        tip = plain(self._words) if shown != self._words else ""
        if tip != self._tip:  # each one set is an event, which a search of ten rows has forty of
            self._tip = tip
            tell_tip(self, tip)
            # What takes no mouse tells nothing; a press goes on to what it lies on, as Qt has it.
            without_mouse = Qt.WidgetAttribute.WA_TransparentForMouseEvents
            self.setAttribute(without_mouse, not (tip and self.tells_whole))
        self._shown = shown
        self.update()

    def _cut(self, metrics: QFontMetrics) -> str:
        return metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, self._room)


class Sentence(Line):
    """What is cut of it is the longest value in it, such as a name: never what it tells of that."""

    def _cut(self, metrics: QFontMetrics) -> str:
        over = metrics.horizontalAdvance(self._words) - self._room
        values = _VALUE.findall(self._words)
        if over <= 0 or not values:
            return super()._cut(metrics)
        longest = max(values, key=metrics.horizontalAdvance)
        room = max(0, metrics.horizontalAdvance(longest) - over)
        short = metrics.elidedText(longest, Qt.TextElideMode.ElideRight, room)
        shorter = self._words.replace(longest, short, 1)
        return metrics.elidedText(shorter, Qt.TextElideMode.ElideRight, self._room)
