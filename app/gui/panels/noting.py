"""Keeps what is noted on a booking, and lets go of what was noted on another day."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, tzinfo
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.errors import Refusal, StoreError
from app.domain.model import RowId, Session
from app.domain.roster import Roster, SeatRow
from app.gui import text, text_notes
from app.gui.desk.recording import UNDO
from app.gui.panels.drafts import Drafts
from app.gui.panels.note import NotePanel

if TYPE_CHECKING:
    from app.checkin.desk import Desk
    from app.checkin.notes import Notes
    from app.gui.window import DeskWindow


class Noting(QObject):
    """The bar at the foot brings back what stood there before.

    What is half typed when another panel, or the note of another booking, takes its place is there
    again with the note of its booking; closed by its own Esc or ✕ it was given up.
    """

    def __init__(self, window: DeskWindow, desk: Desk, notes: Notes) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._notes = notes
        self._day: date | None = None
        self._drafts: Drafts[RowId, str] = Drafts(desk.today)

    def make_panel(self) -> NotePanel:
        panel = NotePanel(self._window.look, self._window)
        panel.wanted.connect(self._on_wanted)
        panel.replaced.connect(self._on_replaced)
        return panel

    def show_in(self, panel: NotePanel, seat: SeatRow) -> None:
        if (roster := self._roster(seat.row)) is not None:
            zone = self._desk.now().tzinfo
            whose = partial(_whose, seat.name, roster.card.session, zone)
            self._keep(panel)
            panel.show_note(seat.row, whose, seat.note)
            if (draft := self._drafts.take(seat.row)) is not None:
                panel.field.entry.setText(draft)

    def begin(self) -> None:
        """Let go of what is past, now and whenever a day has gone by."""
        self._window.pane.changed.connect(self._on_roster_changed)
        self._on_roster_changed()

    def _keep(self, panel: NotePanel) -> None:
        if panel.row is not None and panel.half_typed:
            self._drafts.keep(panel.row, panel.field.text)

    def _on_replaced(self) -> None:
        if isinstance(panel := self._window.side, NotePanel):
            self._keep(panel)

    def _on_roster_changed(self) -> None:
        self._drafts.forget_past()
        # Where nothing can be written, the next day or the next start will do it.
        with suppress(StoreError):
            if (today := self._desk.today()) != self._day:
                self._day = today
                self._notes.forget_past()

    def _on_wanted(self, row: RowId, typed: str) -> None:
        panel = self._window.side
        try:
            before = self._notes.write(row, typed)
        except Refusal as no:
            if isinstance(panel, NotePanel):
                panel.show_problem(partial(text.told, str(no)))
            self._window.voice.say(text.told(str(no)))
            return
        except StoreError as shut:
            self._window.store_failed(str(shut))
            return
        if isinstance(panel, NotePanel):
            self._window.panels.close()
        self._window.show_day()
        roster = self._roster(row)
        seat = next((each for each in roster.rows if each.row == row), None) if roster else None
        name = seat.name if seat else ""
        words = partial(text_notes.saved if seat and seat.note else text_notes.removed, name)
        self._window.snackbar.show_words(
            words, text.undo, UNDO, partial(self._on_wanted, row, before)
        )

    def _roster(self, row: RowId) -> Roster | None:
        """The one that is open; of somebody who was found it may be another."""
        shown = self._window.pane.roster
        if shown is not None and shown.card.session.event_id == row.event_id:
            return shown
        with suppress(Refusal, StoreError):
            return self._desk.roster(row.event_id)
        return None


def _whose(name: str, session: Session, zone: tzinfo | None) -> str:
    return text_notes.note_on(name, text.session_short(session, zone))
