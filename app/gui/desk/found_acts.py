"""What is wanted of somebody who was found is done as on the roster, whichever session it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.checkin.search import Findings, Found
from app.domain.model import RowId
from app.gui.desk import taps
from app.gui.desk.results import Results
from app.gui.desk.row_cards import RowCards, Rows
from app.gui.desk.row_view import Act, Around, RowView, view

if TYPE_CHECKING:
    from app.checkin.desk import Desk
    from app.domain.roster import SeatRow
    from app.gui.window import DeskWindow


class FoundActs(QObject):
    """Their menu and their count open beside their own line."""

    def __init__(
        self,
        window: DeskWindow,
        desk: Desk,
        results: Results,
        found: Callable[[], Findings],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._found = found
        rows, like = Rows(self._seat, results.line), window.cards
        self._cards = RowCards(window, rows, may_decide=like.may_decide, may_note=like.may_note)
        self._cards.wanted.connect(self.do)
        self._cards.counted.connect(self._on_counted)

    def offers(self, found: Found) -> Act | None:
        """What the row's own button does."""
        return self._view(found).primary

    def first_missing(self, order: Sequence[RowId]) -> int:
        """The place of whoever can be checked in: one of those who are in is hardly looked for."""
        found = map(self._found().of, order)
        able = (each is not None and self.offers(each) is Act.CHECK_IN_REST for each in found)
        return next((at for at, can in enumerate(able) if can), 0)

    def do(self, row_id: RowId, act: Act) -> None:
        """Record it; where nothing can be recorded, say why."""
        window, found = self._window, self._found().of(row_id)
        if found is None:
            return
        seen, around = self._view(found), self._around(found)
        if act is Act.PRIMARY:
            act = seen.primary or Act.MENU
        if window.second_tap.takes(row_id, act):
            return
        if around.off:
            window.snackbar.show_words(around.off)
        elif act is Act.MENU:
            self._cards.open_menu(found.seat, around)
        elif act is Act.SET_COUNT:
            self._cards.open_count(found.seat)
        elif act is Act.NOTE:
            window.day_panels.open_note(found.seat)
        elif act is Act.REVIEW:
            window.panels.open_sync(found.seat.row)
        elif act is Act.ONE_MORE and seen.why_no_plus:
            window.snackbar.show_words(seen.why_no_plus)
        else:
            window.record(partial(taps.do, self._desk, found.seat, act), undoing=act is Act.UNDO)

    def _seat(self, row_id: RowId) -> SeatRow | None:
        return None if (found := self._found().of(row_id)) is None else found.seat

    def _view(self, found: Found) -> RowView:
        return view(found.seat, self._around(found))

    def _around(self, found: Found) -> Around:
        return self._window.around_session(found.session, self._desk.now())

    def _on_counted(self, row_id: RowId, people: int) -> None:
        self._window.record(partial(self._desk.set_count, row_id, people))


def walk_in(window: DeskWindow, name: str) -> None:
    """The walk-in panel, with the name that was looked for; whoever was begun before is kept."""
    from app.gui.panels.walk_in import WalkInPanel

    window.panels.open_walk_in(anew=True)
    if isinstance(window.side, WalkInPanel):
        window.side.begin_again()  # whoever was begun before was begun for another session, maybe
        window.side.name.entry.setText(name)
