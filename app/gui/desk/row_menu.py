"""What else can be done with a row: the card behind ⋯, and the one that sets a count."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.roster import SeatRow
from app.domain.rules import MOST_AT_ONCE
from app.gui import text, text_notes
from app.gui.desk.row_view import ATTENTION, Act, Around
from app.gui.theme import Face, Look, Measure
from app.gui.widgets.buttons import Dress, IconButton, TextButton
from app.gui.widgets.line import Line
from app.gui.widgets.mirror import Side
from app.gui.words import iso, joined, plain

ITEM: Final = 52
HEAD: Final = 36


def _item() -> int:
    return max(ITEM - 22 + Measure.text(22), Measure.TARGET)


def _head() -> int:
    return Measure.text(HEAD)


def offers(
    row: SeatRow, around: Around, *, may_decide: bool, may_note: bool = False
) -> list[tuple[Act, str]]:
    """What the menu of a row holds now. What the rules would refuse is not offered."""
    if around.off:
        return []
    found: list[tuple[Act, str]] = []
    if row.sync in ATTENTION and may_decide:
        found.append((Act.REVIEW, text.review()))
    open_ = not around.closed and (row.expected or row.not_in_wix)
    if open_:
        found.append((Act.SET_COUNT, text.set_count()))
    if open_ and not row.missing:  # until then + counts one of those who were booked
        found.append((Act.EXTRA, text.add_extra()))
    if not row.shown.no_show and not around.closed:
        found.append((Act.NO_SHOW, text.no_show()))
    if not row.shown.is_none:
        found.append((Act.CLEAR, text.back_to_booked()))
    if may_note:
        found.append((Act.NOTE, text_notes.edit_note() if row.note else text_notes.add_note()))
    return found


class RowMenu(QWidget):
    """The name, so that one knows whose menu it is, and one entry below the other."""

    wanted = Signal(object)

    def __init__(self, look: Look, name: str, entries: Sequence[tuple[Enum, str]]) -> None:
        super().__init__()
        self.head = Line(look, Face.LABEL, "muted", self)
        self.head.show_text(iso(name))
        self.buttons: dict[Enum, TextButton] = {}
        for act, words in entries:
            button = TextButton(look, f"staff.menu.{act.name.lower()}", self, Dress.ENTRY)
            button.show_caption(plain(words))
            button.describe(text.doing_for(words, name))
            button.clicked.connect(self._on_clicked)
            self.buttons[act] = button

    def sizeHint(self) -> QSize:
        wide = [button.sizeHint().width() for button in self.buttons.values()]
        return QSize(max(240, *wide, 240), _head() + _item() * len(self.buttons))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.head.setGeometry(14, 0, self.width() - 28, _head())
        for at, button in enumerate(self.buttons.values()):
            button.setGeometry(0, _head() + at * _item(), self.width(), _item())

    def _on_clicked(self) -> None:
        act = next(act for act, button in self.buttons.items() if button is self.sender())
        self.wanted.emit(act)


class CountSetter(QWidget):
    """A small stepper; nothing is recorded before its last button is pressed."""

    def __init__(self, look: Look, row: SeatRow, on_set: Callable[[int], None]) -> None:
        super().__init__()
        self._people = row.shown.count
        self._most = min(MOST_AT_ONCE, max(row.party, row.shown.count))
        self._on_set = on_set
        self.head = Line(look, Face.LABEL, "muted", self)
        self.head.show_text(joined(iso(row.name), text.booked_for(row.party)))
        self.fewer = IconButton(look, "minus", "staff.count.fewer", self)
        self.number = Line(look, Face.DISPLAY, "text", self)
        self.number.stand(Side.CENTRE)
        self.more = IconButton(look, "plus", "staff.count.more", self)
        self.done = TextButton(look, "staff.count.set", self, Dress.FILLED)
        self.fewer.describe(text.one_fewer_for(row.name))
        self.more.describe(text.one_more_for(row.name))
        self.fewer.clicked.connect(self._on_fewer)
        self.more.clicked.connect(self._on_more)
        self.done.clicked.connect(self._on_done)
        self._show()

    def sizeHint(self) -> QSize:
        return QSize(Measure.text(264), _head() + Measure.text(60) + 8 + Measure.BUTTON)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width()
        self.head.setGeometry(14, 0, wide - 28, _head())
        line = Measure.text(60)
        low, high = (self.fewer, self.more)
        if self.isRightToLeft():
            low, high = high, low
        low.setGeometry(8, _head(), 60, line)
        self.number.setGeometry(68, _head(), wide - 136, line)
        high.setGeometry(wide - 68, _head(), 60, line)
        self.done.setGeometry(2, _head() + line + 4, wide - 4, Measure.BUTTON + 2)

    def _show(self) -> None:
        self.number.show_text(iso(self._people))
        self.fewer.allow(self._people > 0)
        self.more.allow(self._people < self._most)
        self.done.show_caption(plain(text.set_to(self._people)))
        self.done.describe(text.set_to(self._people))

    def _on_fewer(self) -> None:
        self._people -= 1
        self._show()

    def _on_more(self) -> None:
        self._people += 1
        self._show()

    def _on_done(self) -> None:
        self._on_set(self._people)
