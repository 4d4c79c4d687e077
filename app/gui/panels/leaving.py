"""Asks before a site is forgotten, and lets nothing go that is only here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QStandardPaths

from app.domain.errors import Refusal, StoreError
from app.gui import text
from app.gui.panels.leave import LeavePanel, Wording

if TYPE_CHECKING:
    from datetime import datetime

    from app.checkin.leaving import Leaving, Permit
    from app.gui.window import DeskWindow


class Asked(NamedTuple):
    """What is about to be done, in words, and who does it with the permit.

    `forgets`: what is unsent is another computer's then, by the file.
    """

    wording: Wording
    go: Callable[[Permit], None]
    forgets: bool = True


class LeavingHere(QObject):
    """Closes the window behind the permit: nobody is counted between that and the end."""

    def __init__(self, window: DeskWindow, leaving: Leaving, sync_now: Callable[[], None]) -> None:
        super().__init__(window)
        self._window = window
        self._leaving = leaving
        self._sync_now = sync_now
        self._asked: Asked | None = None
        window.watch.changed.connect(self._on_news)

    def make_panel(self, asked: Asked, now: datetime) -> LeavePanel:
        self._asked = asked
        panel = LeavePanel(self._window.look, asked.wording, str(_place(now)), self._window)
        panel.send_wanted.connect(self._sync_now)
        panel.export_wanted.connect(self._on_export)
        panel.go_wanted.connect(self._on_go)
        return panel

    def go_at_once(self, go: Callable[[Permit], None]) -> bool:
        """Where nothing is only here and nothing is forgotten there is nothing to ask."""
        try:
            permit = self._leaving.permit()
        except StoreError:
            return False
        if permit is not None:
            self._close(permit, go)
        return permit is not None

    def show_in(self, panel: LeavePanel) -> None:
        """How many are only here, as it is now."""
        try:
            panel.show_count(self._leaving.only_here())
        except StoreError as shut:
            panel.show_problem(partial(text.told, str(shut)))

    def _on_news(self) -> None:
        if isinstance(self._window.side, LeavePanel):
            self.show_in(self._window.side)

    def _on_export(self, file: str) -> None:
        hand_over = self._asked is None or self._asked.forgets
        self._leave(lambda: self._leaving.export(Path(file).expanduser(), hand_over=hand_over))

    def _on_go(self) -> None:
        self._leave(self._leaving.permit)

    def _leave(self, ask: Callable[[], Permit | None]) -> None:
        panel = self._window.side
        if not isinstance(panel, LeavePanel):
            return
        try:
            permit = ask()
        except (Refusal, StoreError) as no:
            why = partial(text.told, str(no))
            panel.show_problem(why)
            self._window.voice.say(why())
            return
        if permit is None:
            self.show_in(panel)
        elif self._asked is not None:
            self._close(permit, self._asked.go)

    def _close(self, permit: Permit, go: Callable[[Permit], None]) -> None:
        go(permit)
        self._window.window().close()


def _place(now: datetime) -> Path:
    """A name that no export had before, where people look for their files."""
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    folder = QStandardPaths.writableLocation(documents) or str(Path.home())
    known = Path(folder) if Path(folder).is_dir() else Path.home()
    return known / f"turnout {now:%Y-%m-%d %H.%M.%S}.jsonl"
