"""The right side of the desk: one session's head, its tabs and its people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.model import RowId
from app.domain.roster import Roster, SeatRow, SessionCard
from app.gui import text, text_empty
from app.gui.desk.empty import EmptyPlace
from app.gui.desk.header import SessionHeader
from app.gui.desk.roster_list import RosterList
from app.gui.desk.row_view import PHONE_DIGITS, Around, RowView, view
from app.gui.desk.tab import Tab
from app.gui.desk.tabs import Tabs
from app.gui.theme import Look, Measure
from app.gui.timings import Timings
from app.gui.widgets.ground import fill


class RosterPane(QWidget):
    """Shows what was read last; which rows a tab lists is decided here, and nothing else."""

    wanted = Signal(object, object)
    changed = Signal()

    def __init__(self, look: Look, timings: Timings, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._roster: Roster | None = None
        self._around = Around(None)
        self._staying: set[RowId] = set()
        self.online = False
        self._stay = QTimer(self, singleShot=True, interval=timings.row_stays)
        self._stay.timeout.connect(self._on_stay_over)
        self.header = SessionHeader(look, self)
        self.tabs = Tabs(look, self)
        self.list = RosterList(look, self)
        self.empty = EmptyPlace(look, self)
        self.tabs.chosen.connect(self._on_tab_chosen)
        self.list.wanted.connect(self.wanted)

    @property
    def roster(self) -> Roster | None:
        return self._roster

    def seat(self, row_id: RowId) -> SeatRow | None:
        rows = self._roster.rows if self._roster else ()
        return next((row for row in rows if row.row == row_id), None)

    def show_roster(self, roster: Roster, around: Around) -> None:
        """Show a session; rows that leave the list stay a while, so that nothing jumps."""
        before = self._roster
        same = before is not None and _event(before) == _event(roster)
        if before is not None and same:
            self._keep(before.rows, roster.rows)
        else:
            self._staying.clear()
        self._roster, self._around = roster, around
        self.header.show_card(roster.card, around.zone)
        self.tabs.show_people(roster.rows)
        self._show_rows()
        if not same:
            self.list.to_top()
        self.changed.emit()

    def show_seat(self, seat: SeatRow, card: SessionCard) -> None:
        """One row changed by a tap: touch that row and the numbers above it, nothing else."""
        if self._roster is None:
            return
        old = self.seat(seat.row)
        rows = tuple(seat if row.row == seat.row else row for row in self._roster.rows)
        self._keep(self._roster.rows, rows)
        self._roster = Roster(card, rows)
        self.header.show_card(card, self._around.zone)
        self.tabs.show_people(rows)
        if seat.row in self.list.order and old is not None:
            self.list.show_row(view(seat, _beside(seat, rows, self._around)))
        else:
            self._show_rows()
        self.changed.emit()

    def show_nothing(self, words: str, *, done: bool = False) -> None:
        """No session is open; say why."""
        self._roster = None
        self._staying.clear()
        self.list.show_rows([])
        self._show_parts(words, done=done)
        self.changed.emit()

    def _keep(self, before: Sequence[SeatRow], after: Sequence[SeatRow]) -> None:
        tab, was = self.tabs.tab, {row.row: row for row in before}
        for row in after:
            old = was.get(row.row)
            # Somebody who walked in was never missing here, and is to be seen all the same.
            listed = row.walk_in if old is None else tab.lists(old)
            if listed and not tab.lists(row):
                self._staying.add(row.row)
                self._stay.start()
            elif old is not None and old != row and self._staying:
                self._stay.start()  # counted from the last tap: a quick hand taps several rows

    def _show_rows(self) -> None:
        roster = self._roster
        if roster is None:
            return
        tab, views = self.tabs.tab, self._views(roster)
        listed = [views[r.row] for r in roster.rows if tab.lists(r) or r.row in self._staying]
        if self.list.held and tuple(v.row for v in listed) != self.list.order:
            for each in self.list.order:
                if each in views:
                    self.list.show_row(views[each])
            self._stay.start()
            return
        self._keep_keyboard(listed)
        self.list.show_rows(listed)
        why = "" if listed else _why_empty(roster, tab, online=self.online)
        self._show_parts(why, done=_all_here(roster, tab))

    def _keep_keyboard(self, listed: Sequence[RowView]) -> None:
        """An empty list would hand the keyboard to whatever comes next in the window."""
        if not listed and self.list.has_keyboard:
            self.tabs.buttons[self.tabs.tab].setFocus(Qt.FocusReason.OtherFocusReason)

    def _views(self, roster: Roster) -> dict[RowId, RowView]:
        around = self._around
        names = Counter(row.name for row in roster.rows)
        return {
            row.row: view(
                row, around if names[row.name] == 1 else _beside(row, roster.rows, around)
            )
            for row in roster.rows
        }

    def _show_parts(self, words: str, *, done: bool) -> None:
        known = self._roster is not None
        self.header.setVisible(known)
        self.tabs.setVisible(known)
        self.list.setVisible(not words)
        self.empty.setVisible(bool(words))
        self.empty.show_words(words, done=done)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide, y = self.width(), Measure.HEADER + Measure.TABS
        self.header.setGeometry(0, 0, wide, Measure.HEADER)
        self.tabs.setGeometry(0, Measure.HEADER, wide, Measure.TABS)
        body = QRect(0, y, wide, self.height() - y)
        self.list.setGeometry(body)
        self.empty.setGeometry(body)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill(painter, self.rect(), self._look.tokens.surface)
        if self._roster is not None:
            y = Measure.HEADER + Measure.TABS - 1
            fill(painter, QRect(0, y, self.width(), 1), self._look.tokens.divider)
        painter.end()

    def _on_tab_chosen(self) -> None:
        self._staying.clear()
        self._show_rows()
        self.list.to_top()

    def _on_stay_over(self) -> None:
        if self.list.held:
            self._stay.start()
            return
        self._staying.clear()
        self._show_rows()


def _beside(seat: SeatRow, rows: Sequence[SeatRow], around: Around) -> Around:
    """What is around a row among others of its name."""
    tail = seat.phone_tail[-PHONE_DIGITS:]
    tails = [row.phone_tail[-PHONE_DIGITS:] for row in rows if row.name == seat.name]
    several = len(tails) > 1
    return around._replace(namesakes=len(tails), alike=tails.count(tail), apart=several)


def _event(roster: Roster) -> str:
    return roster.card.session.event_id


def _all_here(roster: Roster, tab: Tab) -> bool:
    return tab is Tab.NOT_HERE and bool(roster.rows) and not Tab.NO_SHOW.people(roster.rows)


def _why_empty(roster: Roster, tab: Tab, *, online: bool) -> str:
    if roster.card.session.cancelled and not roster.rows:
        return text.session_was_cancelled(roster.card.session)
    if not roster.rows and not roster.card.loaded:
        return text_empty.getting_people() if online else text_empty.people_unseen()
    if not roster.rows:
        return text_empty.nobody_booked()
    return {
        Tab.NOT_HERE: text_empty.everyone_here
        if _all_here(roster, tab)
        else text_empty.nobody_missing,
        Tab.HERE: text_empty.nobody_here_yet,
        Tab.NO_SHOW: text_empty.no_no_shows,
        Tab.ALL: text_empty.nobody_booked,
    }[tab]()
