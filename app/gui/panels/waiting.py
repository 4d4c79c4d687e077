"""The parts of the sync panel that only tell: how the site is reached, and what waits for it."""

from __future__ import annotations

from datetime import tzinfo
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.checkin.worklist import Entry
from app.gui import text_panels
from app.gui.panels.card import facts
from app.gui.panels.stack import OUTSET
from app.gui.theme import Face, Look, Measure, Tone
from app.gui.widgets.buttons import Dress, TextButton
from app.gui.widgets.ground import draw_divider
from app.gui.widgets.icons import icon
from app.gui.widgets.line import Line
from app.gui.widgets.mirror import Side, mirrored
from app.gui.words import Words, iso, joined, plain

ABOVE: Final = 30


class LinkLine(QWidget):
    """How the site is reached, since when, and the button that asks again.

    Words too long to stand beside the button stand above it, whole.
    """

    outset = OUTSET

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._picture, self._tone = "tick", Tone.QUIET
        self.state = Line(look, Face.STRONG, "text", self)
        self.since = Line(look, Face.SMALL, "muted", self)
        self.update_ = TextButton(look, "staff.sync.panel.update", self, Dress.OUTLINED)
        self.update_.show_caption(text_panels.update_now)
        self.update_.show_hint("F5")
        self.update_.describe(text_panels.update_now)

    def show_link(self, state: str, since: str, picture: str, tone: Tone) -> None:
        self.state.show_text(state)
        self.since.show_text(since)
        self._picture, self._tone = picture, tone
        self._place()
        self.update()

    def height_for(self, width: int) -> int:
        return max(Measure.TARGET, Measure.text(44)) + (
            0 if self._beside(width + 2 * OUTSET) else Measure.text(ABOVE)
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _room(self, width: int) -> int:
        return width - self.update_.sizeHint().width() - Measure.text(18) - 18 - 4

    def _beside(self, width: int) -> bool:
        return self.state.natural_width <= self._room(width)

    def _place(self) -> None:
        wide, act = self.width(), self.update_.sizeHint().width()
        room, beside, small = self._room(wide), self._beside(wide), Measure.text(20)
        low, start = (0 if beside else Measure.text(ABOVE)), Measure.text(18) + 14
        for part, place in (
            (self.state, QRect(start, 5, room if beside else wide - 36, Measure.text(24))),
            (self.since, QRect(start, 5 + Measure.text(24) if beside else low + 18, room, small)),
            (self.update_, QRect(wide - act, low, act, Measure.BUTTON)),
        ):
            part.setGeometry(mirrored(self, place))

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, painter = self._look.tokens, QPainter(self)
        place = QRectF(mirrored(self, QRect(OUTSET, 8, Measure.text(18), Measure.text(18))))
        icon(self._picture).paint(painter, place, tokens.on(self._tone), tokens.bg)
        painter.end()


class Heading(QWidget):
    """A part of the panel, and where it says so how many there are in it."""

    def __init__(self, look: Look, name: str, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = Line(look, Face.STRONG, "text", self)
        self.number = Line(look, Face.COUNTER, "muted", self)
        self.words.show_text(words)
        self.words.setObjectName(name)
        self.words.setAccessibleIdentifier(name)

    def show_number(self, number: int) -> None:
        self.number.show_text(iso(number))
        self.words.setAccessibleName(plain(joined(self.words.text(), iso(number))))
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(200, Measure.text(28))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        words = self.words.natural_width
        tall = Measure.text(28)
        self.words.setGeometry(mirrored(self, QRect(0, 0, words, tall)))
        self.number.setGeometry(mirrored(self, QRect(words + 8, 0, Measure.text(80), tall)))


class WaitingLine(QWidget):
    """A row that waits for the site: who, what, where, when, and how often it was tried."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.first = False
        self.name = Line(look, Face.STRONG, "text", self)
        self.facts = Line(look, Face.SMALL, "muted", self)
        self.tries = Line(look, Face.SMALL, "muted", self)
        self.tries.stand(Side.END)

    def show_entry(self, entry: Entry, zone: tzinfo | None, *, first: bool) -> None:
        self.first = first
        self.name.show_text(iso(entry.name))
        self.facts.show_text(facts(entry, zone))
        self.tries.show_text(text_panels.tries(entry.tries, in_doubt=entry.in_doubt))
        self.setAccessibleName(plain(joined(entry.name, self.facts.text(), self.tries.text())))
        self._place()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, 15 + Measure.text(43))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.first:
            draw_divider(self, self._look)

    def _place(self) -> None:
        wide, tries = self.width(), self.tries.natural_width if self.tries.text() else 0
        room, line = wide - 32, Measure.text(24)
        for part, place in (
            (self.name, QRect(16, 8, room - tries - (12 if tries else 0), line)),
            (self.tries, QRect(wide - 16 - tries, 8, tries, line)),
            (self.facts, QRect(16, 8 + Measure.text(23), room, Measure.text(20))),
        ):
            part.setGeometry(mirrored(self, place))
