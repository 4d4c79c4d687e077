"""Some time after the start, who has not arrived is told at the foot of the sessions."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from app.domain.errors import StoreError
from app.domain.model import EventId
from app.domain.roster import Roster, SeatRow
from app.gui import text_close_out
from app.gui.desk.banner import Notice
from app.gui.desk.tab import Tab
from app.gui.theme import Tone

if TYPE_CHECKING:
    from app.checkin.desk import Desk
    from app.gui.window import DeskWindow

CAUSE: Final = "close out "
PANEL: Final = "staff.closeout"


def awaited(roster: Roster) -> tuple[SeatRow, ...]:
    """Of whom nobody is here. A party that is partly here is no no-show."""
    return tuple(row for row in roster.rows if row.awaited)


def partly_here(roster: Roster) -> int:
    """How many parties are, of whom the tab counts who is missing."""
    return sum(1 for row in roster.rows if row.shown.count and Tab.NOT_HERE.lists(row))


def people_of(rows: tuple[SeatRow, ...]) -> int:
    return sum(row.party for row in rows)


class CloseOutWatch(QObject):
    """Offers it for the session that is open, and marks nobody itself.

    “Not now” holds for that session until the program ends.
    """

    wanted = Signal()

    def __init__(self, window: DeskWindow, desk: Desk) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._told: list[Notice] = []
        self._not_now: set[EventId] = set()
        window.more_notices = self.notices
        window.pane.changed.connect(self._on_roster_changed)
        window.preferences.changed.connect(self._on_roster_changed)
        window.banner.acted.connect(self._on_acted)
        window.banner.dismissed.connect(self._on_dismissed)
        self._on_roster_changed()

    def notices(self) -> list[Notice]:
        self._told = self._due()
        return self._told

    def not_now(self, event_id: EventId) -> None:
        self._not_now.add(event_id)
        self._window.show_notices()

    def _due(self) -> list[Notice]:
        roster, side = self._window.pane.roster, self._window.side
        listed = side is not None and side.objectName() == PANEL
        if roster is None or listed or not self._offers(roster):
            return []
        people = people_of(awaited(roster))
        if not people:
            return []
        event_id = roster.card.session.event_id
        words = text_close_out.not_arrived_but(people, partly_here(roster))
        act, later = text_close_out.mark_all(people), text_close_out.not_now()
        return [Notice(CAUSE + event_id, words, Tone.CHOSEN, "ring", act, later)]

    def _offers(self, roster: Roster) -> bool:
        session = roster.card.session
        if session.cancelled or self._window.off or session.event_id in self._not_now:
            return False
        try:
            now = self._desk.now()
        except StoreError:
            return False
        late = session.start + timedelta(minutes=self._window.preferences.now.close_out_minutes)
        begun = session.start.astimezone(now.tzinfo).date()
        # A session over midnight is today's for as long as it lasts.
        return now >= late and (begun == now.date() or now < session.end)

    def _on_roster_changed(self) -> None:
        if self._due() != self._told:
            self._window.show_notices()

    def _on_acted(self, cause: str) -> None:
        if cause.startswith(CAUSE):
            self.wanted.emit()

    def _on_dismissed(self, cause: str) -> None:
        if cause.startswith(CAUSE):
            self.not_now(EventId(cause.removeprefix(CAUSE)))
