"""Adds whoever walks in to the session that is open."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from app.checkin.acquaintances import Known, known_by
from app.checkin.search import Findings
from app.domain.errors import Refusal, StoreError
from app.domain.model import SessionKind
from app.gui import text, text_panels
from app.gui.panels.walk_in import Visitor, WalkInPanel

if TYPE_CHECKING:
    from app.checkin.desk import Desk
    from app.checkin.walk_ins import WalkIns
    from app.gui.window import DeskWindow

LOOKED_AT: Final = 12
"""So many bookings are read from the disk for a key: the same person is in several of them."""


def why_no_walk_in(window: DeskWindow) -> str:
    """Why nobody can walk in to the session that is open; empty where one can."""
    roster = window.pane.roster
    if roster is None:
        return text_panels.no_session()
    if roster.card.session.kind is SessionKind.APPOINTMENT:
        return text_panels.no_walk_ins()
    around = window.around(roster)
    return around.off or around.closed


class WalkingIn(QObject):
    """The panel follows the session: whoever is added is added to the one on the screen."""

    def __init__(self, window: DeskWindow, desk: Desk, walk_ins: WalkIns) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._walk_ins = walk_ins
        self._known = Known()
        window.pane.changed.connect(self._on_roster_changed)

    def make_panel(self) -> WalkInPanel:
        panel = WalkInPanel(self._window.look, self._window)
        panel.wanted.connect(self._on_wanted)
        panel.named.connect(self._on_named)
        panel.booked.wanted.connect(self._on_booking_wanted)
        return panel

    def show_in(self, panel: WalkInPanel) -> None:
        """The session that is open, and whether it takes more."""
        roster = self._window.pane.roster
        if roster is not None:
            session = text.session_short(roster.card.session, self._desk.now().tzinfo)
            words = text_panels.walk_in_to(session)
            panel.show_session(roster.card, words, why_no_walk_in(self._window))

    def _on_roster_changed(self) -> None:
        if isinstance(self._window.side, WalkInPanel):
            self.show_in(self._window.side)

    def _on_named(self, typed: str) -> None:
        """Looked up among the names that are in memory for the search: nobody is asked."""
        panel, top = self._window.side, self._window.top
        if not isinstance(panel, WalkInPanel) or top is None or top.searching is None:
            return
        try:
            found = top.searching.search.find(typed, self._window.event_id, LOOKED_AT)
        except StoreError:
            found = Findings()  # the desk says it, where it matters
        self._known = known_by(typed, found)
        if said := panel.show_known(self._known):
            self._window.voice.say(said)

    def _on_booking_wanted(self) -> None:
        """The booking that there is, in place of a walk-in."""
        panel, booked = self._window.side, self._known.booked
        if booked is not None and isinstance(panel, WalkInPanel):
            self._window.record(partial(self._desk.arrive, booked.row, booked.missing))
            panel.begin_again()

    def _on_wanted(self, visitor: Visitor) -> None:
        panel, roster = self._window.side, self._window.pane.roster
        if roster is None or not isinstance(panel, WalkInPanel):
            return
        try:
            recorded = self._walk_ins.add(roster.card.session.event_id, *visitor)
        except Refusal as no:
            why = partial(text.told, str(no))
            panel.show_problem(why)
            self._window.voice.say(why())
            return
        except StoreError as shut:
            self._window.store_failed(str(shut))
            return
        self._window.record(lambda: recorded)
        panel.begin_again()
