"""Who has not arrived, name by name, before all of them are marked as a no-show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.model import RowId
from app.domain.roster import SeatRow
from app.gui import text, text_close_out, text_empty
from app.gui.desk.close_out import PANEL
from app.gui.panels.side import SidePanel
from app.gui.panels.stack import ButtonLine, Card, Part
from app.gui.theme import Face, Look, Measure
from app.gui.widgets.buttons import Dress, TextButton
from app.gui.widgets.ground import draw_divider
from app.gui.widgets.line import Line
from app.gui.widgets.mirror import Side, mirrored
from app.gui.words import iso, joined, plain

NAME: Final = PANEL
DIGITS: Final = 4


class MissingLine(QWidget):
    """One booking of which nobody is here."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._first = False
        self.name = Line(look, Face.STRONG, "text", self)
        self.facts = Line(look, Face.SMALL, "muted", self)
        self.facts.stand(Side.END)

    def show_row(self, row: SeatRow, *, first: bool) -> None:
        self._first = first
        tail = row.phone_tail[-DIGITS:]
        digits = text.phone_ends(tail) if tail else ""
        self.name.show_text(iso(row.name))
        self.facts.show_text(joined(text.booked_for(row.party), digits))
        self.setAccessibleName(plain(joined(row.name, self.facts.text())))
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(300, Measure.TARGET)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._first:
            draw_divider(self, self._look)

    def _place(self) -> None:
        wide, facts = self.width(), self.facts.natural_width
        name = QRect(16, 0, wide - 32 - facts - 12, Measure.TARGET)
        self.name.setGeometry(mirrored(self, name))
        place = QRect(wide - 16 - facts, 0, facts, Measure.TARGET)
        self.facts.setGeometry(mirrored(self, place))


class CloseOutPanel(SidePanel):
    """The buttons stand above the names: however many there are, nothing moves them."""

    mark_wanted = Signal(object)
    later_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, NAME, text_close_out.close_out, parent)
        self._rows: tuple[RowId, ...] = ()
        self.who = self._words("who", "text", Face.STRONG)
        self.means = self._words("means", "muted", Face.SMALL)
        self.partly = self._words("partly", "muted", Face.SMALL)
        self.means.show_text(text_close_out.means)
        self.names = Card(look, self.stack, 0)
        self._lines: list[MissingLine] = []
        self.mark = TextButton(look, f"{NAME}.mark", self.stack, Dress.FILLED)
        self.later = TextButton(look, f"{NAME}.later", self.stack, Dress.OUTLINED)
        self.later.show_caption(text_close_out.not_now)
        self.later.describe(text_close_out.not_now)
        self._buttons = ButtonLine(self.stack)
        self._buttons.show_buttons(self.mark, self.later)
        self.mark.clicked.connect(self._on_mark)
        self.later.clicked.connect(self.later_wanted)

    @property
    def rows(self) -> tuple[RowId, ...]:
        """Whom the button marks: exactly those that are listed."""
        return self._rows

    @property
    def lines(self) -> tuple[MissingLine, ...]:
        return tuple(self._lines[: len(self._rows)])

    def show_missing(self, session: str, rows: Sequence[SeatRow], partly: int, off: str) -> None:
        """Not while a finger is on the button: it marks whom one saw."""
        if self.mark.isDown():
            return
        self._rows = tuple(row.row for row in rows)
        people = sum(row.party for row in rows)
        self.mark.show_caption(plain(text_close_out.mark_all(people)))
        self.mark.describe(text_close_out.mark_all(people), text.told(off))
        self.mark.allow(bool(rows) and not off)
        self.who.show_text(text_close_out.who(session) if rows else text_empty.nobody_missing())
        self.partly.show_text(text_close_out.partly_here(partly) if partly else "")
        while len(self._lines) < len(rows):
            self._lines.append(MissingLine(self._look, self.names))
        for at, row in enumerate(rows):
            self._lines[at].show_row(row, first=not at)
        self.names.show_parts([(line, 0) for line in self.lines])
        self._show()

    def enter(self, reason: Qt.FocusReason) -> None:
        """To the answer that changes nothing."""
        self.later.setFocus(reason)

    def _show(self) -> None:
        parts: list[Part] = [(self._buttons, 0), (self.means, 8)]
        parts += [(self.partly, 8)] if self.partly.text() else []
        parts.append((self.who, 20))
        parts += [(self.names, 8)] if self._rows else []
        self.stack.show_parts(parts)
        self.spread()

    def _on_mark(self) -> None:
        self.mark_wanted.emit(self._rows)
