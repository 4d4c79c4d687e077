"""Opens the cards of a row: its menu, and the one that sets a count."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Signal
from PySide6.QtGui import QGuiApplication

from app.domain.model import RowId
from app.domain.roster import SeatRow
from app.domain.values import Value
from app.gui.desk.frame import DeskFrame
from app.gui.desk.row import RosterRow
from app.gui.desk.row_menu import CountSetter, RowMenu, offers
from app.gui.desk.row_view import Act, Around


class Rows(NamedTuple):
    """Whose cards they are: what is known of a row now, and the line that shows it."""

    seat: Callable[[RowId], SeatRow | None]
    line: Callable[[RowId], RosterRow | None]


class RowCards(QObject):
    """Says what was wanted once the card is closed again."""

    wanted = Signal(object, object)
    counted = Signal(object, object)

    def __init__(self, frame: DeskFrame, rows: Rows, *, may_decide: bool, may_note: bool) -> None:
        super().__init__(frame)
        self._frame = frame
        self._rows = rows
        self.may_decide = may_decide
        self.may_note = may_note

    def open_menu(self, seat: SeatRow, around: Around) -> None:
        """Where nothing can be done with the row, say why."""
        from app.gui import text_scan  # the first paint does without

        decide, note = self.may_decide, self.may_note
        entries = offers(seat, around, may_decide=decide, may_note=note)
        if not entries:
            self._frame.snackbar.show_words(around.off or around.closed)
            return
        entries.append((Act.COPY_CODE, text_scan.copy_code()))
        menu = RowMenu(self._frame.look, seat.name, entries)
        menu.wanted.connect(partial(self._on_wanted, seat))
        self._frame.popover.open(menu, self._place(seat.row))

    def open_count(self, seat: SeatRow) -> None:
        setter = CountSetter(self._frame.look, seat, partial(self._on_set, seat.row))
        self._frame.popover.open(setter, self._place(seat.row))

    def _place(self, row_id: RowId) -> QRect:
        """Where the menu button of a row is in the window."""
        line = self._rows.line(row_id)
        if line is None:
            return QRect(self._frame.rect().center(), QSize(0, 0))
        return QRect(line.more.mapTo(self._frame, QPoint(0, 0)), line.more.size())

    def _on_wanted(self, seat: SeatRow, act: Act) -> None:
        self._frame.popover.close_card()
        if act is Act.COPY_CODE:
            self._copy_code(seat)
        else:
            self.wanted.emit(seat.row, act)

    def _copy_code(self, seat: SeatRow) -> None:
        """For a card, a message, or a code to print: what a scanner reads back."""
        from app.domain.scan import short_code
        from app.gui import text_scan

        code = short_code(seat.wix_id or seat.row.booking_id)
        QGuiApplication.clipboard().setText(code)
        self._frame.snackbar.show_words(text_scan.code_copied(seat.name, code))

    def _on_set(self, row_id: RowId, people: int) -> None:
        self._frame.popover.close_card()
        seat = self._rows.seat(row_id)
        if seat is not None and seat.shown != Value(people):
            self.counted.emit(row_id, people)
