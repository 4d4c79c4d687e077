"""Adds whoever walks in to the session that is open."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, Qt

from app.checkin.acquaintances import Known, known_by
from app.checkin.search import Findings
from app.domain.errors import Refusal, StoreError
from app.domain.model import SessionKind
from app.domain.roster import SessionCard
from app.gui import text, text_panels, text_walk_in
from app.gui.panels.drafts import Drafts
from app.gui.panels.walk_in import NAME, Visitor, WalkInPanel, fill, typed_in

if TYPE_CHECKING:
    from app.checkin.desk import Desk
    from app.checkin.walk_ins import WalkIns
    from app.domain.model import EventId
    from app.domain.roster import Roster
    from app.gui.window import DeskWindow

LOOKED_AT: Final = 12
"""So many bookings are read from the disk for a key: the same person is in several of them."""


def why_no_walk_in(window: DeskWindow) -> str:
    """Why nobody can walk in to the session that is open; empty where one can."""
    roster = window.pane.roster
    return text_panels.no_session() if roster is None else _why_not(window, roster)


def _why_not(window: DeskWindow, roster: Roster) -> str:
    if roster.card.session.kind is SessionKind.APPOINTMENT:
        return text_panels.no_walk_ins()
    around = window.around(roster)
    return around.off or around.closed


class Begun(NamedTuple):
    """Whom somebody has begun to add, and to which session."""

    card: SessionCard
    visitor: Visitor


class WalkingIn(QObject):
    """The panel follows the session on the screen, until somebody begins to fill it in: what was
    begun for a session is added to no other, unless that is asked for.

    Another panel in its place takes nothing away: opened again it is as it was, for the session
    that it was begun for. Closed by its own Esc or ✕ it was given up.
    """

    def __init__(self, window: DeskWindow, desk: Desk, walk_ins: WalkIns) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._walk_ins = walk_ins
        self._known = Known()
        self._card: SessionCard | None = None
        self._drafts: Drafts[str, Begun] = Drafts(desk.today)
        window.pane.changed.connect(self._on_roster_changed)

    def make_panel(self) -> WalkInPanel:
        panel = WalkInPanel(self._window.look, self._window)
        panel.wanted.connect(self._on_wanted)
        panel.named.connect(self._on_named)
        panel.booked.wanted.connect(self._on_booking_wanted)
        panel.emptied.connect(self._on_roster_changed)
        panel.moved.connect(self._on_moved)
        panel.replaced.connect(self._on_replaced)
        self._card = None
        return panel

    @property
    def has_draft(self) -> bool:
        return NAME in self._drafts

    def take_up(self, panel: WalkInPanel) -> bool:
        """What was begun before another panel came, for its session; whether there was anything."""
        if (draft := self._drafts.take(NAME)) is None:
            return False
        self._card = draft.card
        fill(panel, draft.visitor)
        self._on_named(panel.name.text)
        return True

    def show_in(self, panel: WalkInPanel) -> None:
        """The session it is for, and whether that takes more."""
        shown = self._window.pane.roster
        try:
            roster = self._begun_for(panel) or shown
        except Refusal as gone:
            if self._card is not None:
                panel.show_session(self._card, "", text.told(str(gone)))
        else:
            if roster is None:
                return
            self._card = roster.card
            why = _why_not(self._window, roster)
            panel.show_session(roster.card, self._where(roster, shown), why)
        elsewhere = shown is not None and shown.card.session.event_id != self._event_id
        may_go = elsewhere and not why_no_walk_in(self._window)
        panel.show_instead(text_walk_in.instead(self._short(shown)) if shown and may_go else "")

    @property
    def _event_id(self) -> EventId | None:
        return self._card and self._card.session.event_id

    def _begun_for(self, panel: WalkInPanel) -> Roster | None:
        if not panel.begun or self._event_id is None:
            return None
        return self._desk.roster(self._event_id)

    def _where(self, roster: Roster, shown: Roster | None) -> str:
        if shown is None or shown.card.session.event_id == roster.card.session.event_id:
            return text_walk_in.to(self._short(roster))
        return text_walk_in.still_to(self._short(roster), self._short(shown))

    def _short(self, roster: Roster) -> str:
        return text.session_short(roster.card.session, self._desk.now().tzinfo)

    def _on_moved(self) -> None:
        """It was meant for the session on the screen after all."""
        self._card = None
        self._on_roster_changed()
        if isinstance(self._window.side, WalkInPanel):
            self._window.side.enter(Qt.FocusReason.OtherFocusReason)

    def _on_replaced(self) -> None:
        panel = self._window.side
        if isinstance(panel, WalkInPanel) and panel.begun and self._card is not None:
            self._drafts.keep(NAME, Begun(self._card, typed_in(panel)))

    def _on_roster_changed(self) -> None:
        self._drafts.forget_past()
        if isinstance(self._window.side, WalkInPanel):
            self.show_in(self._window.side)

    def _on_named(self, typed: str) -> None:
        """Looked up among the names that are in memory for the search: nobody is asked."""
        panel, top = self._window.side, self._window.top
        if not isinstance(panel, WalkInPanel) or top is None or top.searching is None:
            return
        try:
            found = top.searching.search.find(typed, self._event_id, LOOKED_AT)
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
        panel, event_id = self._window.side, self._event_id
        if event_id is None or not isinstance(panel, WalkInPanel):
            return
        try:
            recorded = self._walk_ins.add(event_id, *visitor)
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
