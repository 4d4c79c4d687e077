"""Every key that does something, beside what it does."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.gui import text_keys
from app.gui.desk.keys import Wish, wish
from app.gui.panels.side import SidePanel
from app.gui.panels.stack import Card, Part
from app.gui.text_keys import Line
from app.gui.theme import Face, Look, Measure
from app.gui.widgets.line import Line as Words
from app.gui.widgets.mirror import mirrored
from app.gui.words import joined, plain

NAME: Final = "staff.shortcuts"
LINE: Final = 36
CAP: Final = 26
PAD: Final = 8
BETWEEN: Final = 4
OR: Final = 22


def _line() -> int:
    return Measure.text(LINE)


def _cap() -> int:
    return Measure.text(CAP)


class Keys(QWidget):
    """The caps of the keys, drawn at the end of the line; a screen reader gets their names."""

    def __init__(self, look: Look, line: Line, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._keys = line.keys
        self.setFont(look.font(Face.LABEL))
        self.words = Words(look, Face.BODY, "text", self)
        self.words.show_text(line.words)
        pressed = joined(*("+".join(caps) for caps in line.keys))
        self.setAccessibleName(plain(f"{pressed}: {line.words}"))

    def height_for(self, width: int) -> int:
        """Where both do not fit side by side, the keys stand below."""
        return _line() if self._room(width) >= self.words.natural_width else _line() + _cap()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.height() == _line()
        room = self._room(self.width()) if beside else self.width()
        self.words.setGeometry(mirrored(self, QRect(0, 0, room, _line())))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, x = QPainter(self), self.width() - self._wide()
        y = self.height() - _cap() - (_line() - _cap()) // 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for nth, caps in enumerate(self._keys):
            if nth:
                between = QRect(x - Measure.text(OR), y, Measure.text(OR), _cap())
                painter.setPen(self._look.tokens.muted)
                painter.drawText(mirrored(self, between), Qt.AlignmentFlag.AlignCenter, "/")
            for cap in caps:
                wide = self._cap_wide(cap)
                place = QRect(x, y, wide, _cap())
                self._paint_cap(painter, mirrored(self, place), cap)
                x += wide + BETWEEN
            x += Measure.text(OR) - BETWEEN
        painter.end()

    def _paint_cap(self, painter: QPainter, place: QRect, cap: str) -> None:
        tokens = self._look.tokens
        painter.setPen(QPen(tokens.border, 1))
        painter.setBrush(tokens.surface_2)
        painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.setPen(tokens.text)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, cap)

    def _room(self, width: int) -> int:
        return width - self._wide() - PAD

    def _wide(self) -> int:
        ways = [sum(self._cap_wide(cap) + BETWEEN for cap in caps) for caps in self._keys]
        return sum(ways) - BETWEEN * len(ways) + Measure.text(OR) * (len(ways) - 1)

    def _cap_wide(self, cap: str) -> int:
        return max(_cap(), QFontMetrics(self.font()).horizontalAdvance(cap) + 2 * PAD)


class ShortcutsPanel(SidePanel):
    """Made from the table that the keys themselves are looked up in."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, NAME, text_keys.title, parent)
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._fill()
            self.spread()

    def _fill(self) -> None:
        for part in self.stack.findChildren(QWidget):
            part.setParent(None)
            part.deleteLater()
        parts: list[Part] = []
        for group in text_keys.groups():
            head = Words(self._look, Face.HEADING, "text", self.stack)
            head.show_text(group.title)
            card = Card(self._look, self.stack)
            card.show_parts([(self._line(line, card), 0) for line in group.lines])
            parts += [(head, 18 if parts else 0), (card, 8)]
        self.stack.show_parts(parts)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that move a row elsewhere scroll here: nothing else takes the keyboard."""
        bar, page = self.area.verticalScrollBar(), self.area.viewport().height() - LINE
        to = {
            Wish.ROW_BEFORE: bar.value() - LINE,
            Wish.ROW_AFTER: bar.value() + LINE,
            Wish.PAGE_BEFORE: bar.value() - page,
            Wish.PAGE_AFTER: bar.value() + page,
            Wish.FIRST_ROW: bar.minimum(),
            Wish.LAST_ROW: bar.maximum(),
        }
        wanted = wish(event)
        if wanted in to:
            bar.setValue(to[wanted])
        else:
            super().keyPressEvent(event)

    def lines(self) -> list[Keys]:
        return self.findChildren(Keys)

    def _line(self, line: Line, card: Card) -> Keys:
        return Keys(self._look, line, card)
