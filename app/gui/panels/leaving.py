"""Asks before a site is forgotten, and lets nothing go that is only here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths

from app.domain.errors import Refusal, StoreError
from app.gui import text, text_leaving
from app.gui.actions import StartOver
from app.gui.panels.leave import LeavePanel, Wording

if TYPE_CHECKING:
    from datetime import datetime

    from app.checkin.leaving import Permit
    from app.gui.window import DeskWindow


class LeavingHere(QObject):
    """Closes the window behind the permit: nobody is counted between that and the end."""

    def __init__(
        self, window: DeskWindow, start_over: StartOver, sync_now: Callable[[], None]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._leaving = start_over.leaving()
        self._go = start_over.go
        self._sync_now = sync_now
        window.watch.changed.connect(self._on_news)

    def make_panel(self, now: datetime) -> LeavePanel:
        wording = Wording(
            text_leaving.start_over,
            text_leaving.start_over_means,
            text_leaving.start_over_now,
        )
        panel = LeavePanel(self._window.look, wording, str(_place(now)), self._window)
        panel.send_wanted.connect(self._sync_now)
        panel.export_wanted.connect(self._on_export)
        panel.go_wanted.connect(self._on_go)
        return panel

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
        self._leave(lambda: self._leaving.export(Path(file).expanduser()))

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
            return
        self._go(permit)
        self._window.window().close()


def _place(now: datetime) -> Path:
    """A name that no export had before, where people look for their files."""
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    folder = QStandardPaths.writableLocation(documents) or str(Path.home())
    known = Path(folder) if Path(folder).is_dir() else Path.home()
    return known / f"turnout {now:%Y-%m-%d %H.%M.%S}.jsonl"
