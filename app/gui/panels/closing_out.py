"""Marks those who were listed as not arrived, all of them by one press."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.model import EventId, RowId
from app.gui import text
from app.gui.desk.close_out import awaited, partly_here
from app.gui.desk.tab import Tab
from app.gui.panels.close_out import CloseOutPanel

if TYPE_CHECKING:
    from app.checkin.desk import Desk
    from app.gui.window import DeskWindow


class ClosingOut(QObject):
    """The panel follows the roster for as long as its session is open, and goes with it."""

    def __init__(self, window: DeskWindow, desk: Desk, not_now: Callable[[EventId], None]) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._not_now = not_now
        self._event: EventId | None = None
        window.pane.changed.connect(self._on_roster_changed)

    def make_panel(self) -> CloseOutPanel:
        panel = CloseOutPanel(self._window.look, self._window)
        panel.mark_wanted.connect(self._on_mark)
        panel.later_wanted.connect(self._on_later)
        return panel

    def show_in(self, panel: CloseOutPanel) -> None:
        """Beside it the roster lists who is not here."""
        self._event = self._window.event_id
        self._window.pane.tabs.choose(Tab.NOT_HERE)
        self._show(panel)

    def _show(self, panel: CloseOutPanel) -> None:
        roster = self._window.pane.roster
        if roster is None:
            return
        session = text.session_short(roster.card.session, self._desk.now().tzinfo)
        panel.show_missing(session, awaited(roster), partly_here(roster), self._window.off)

    def _on_roster_changed(self) -> None:
        panel = self._window.side
        if not isinstance(panel, CloseOutPanel):
            return
        if self._window.event_id != self._event:
            self._window.panels.close()
            self._window.show_notices()
        else:
            self._show(panel)

    def _on_mark(self, rows: Sequence[RowId]) -> None:
        self._event = None  # done: what changes now is not the panel's any more
        self._window.panels.close()
        self._window.record(partial(self._desk.mark_all_no_show, rows))

    def _on_later(self) -> None:
        event, self._event = self._event, None
        self._window.panels.close()
        if event is not None:
            self._not_now(event)
