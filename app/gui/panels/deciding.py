"""Does what was decided in the sync panel, and shows what the store then says."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.checkin.worklist import Entry, Worklist
from app.domain.errors import Refusal, StoreError
from app.gui import text, text_panels
from app.gui.desk.recording import UNDO
from app.gui.panels.card import Decision
from app.gui.panels.sync_panel import Standing, SyncPanel
from app.gui.words import Words

if TYPE_CHECKING:
    from app.checkin.desk import Desk
    from app.gui.window import DeskWindow


class Deciding(QObject):
    """Reads the worklist again whenever something may have changed, while its panel is there."""

    def __init__(self, window: DeskWindow, desk: Desk, worklist: Worklist) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._worklist = worklist
        self._shut = False
        window.watch.changed.connect(self._on_news)
        window.keeping.changed.connect(self._on_news)

    def make_panel(self) -> SyncPanel:
        panel = SyncPanel(self._window.look, self._window)
        panel.decided.connect(self._on_decided)
        return panel

    def show_in(self, panel: SyncPanel) -> None:
        """What waits, as it is now."""
        try:
            entries = self._worklist.entries()
            handed = self._worklist.handed_over()
            zone = self._desk.now().tzinfo
            ready = self._window.readiness()
        except StoreError as shut:
            if not self._shut:  # said once: it would be asked for again right behind it
                self._shut = True
                self._window.store_failed(str(shut))
            return
        self._shut = False
        status = self._window.watch.status
        pulled = text.at(status.last_pull, zone) if status.last_pull else ""
        off = text.told(self._window.off)
        panel.show_all(Standing(status, pulled, zone, off, ready, handed), entries)

    def _on_news(self) -> None:
        if isinstance(self._window.side, SyncPanel):
            self.show_in(self._window.side)

    def _on_decided(self, entry: Entry, decision: Decision) -> None:
        if decision is Decision.TAKE_BACK:
            self._window.record(partial(self._desk.clear, entry.row))
            self._window.show_day()
            return
        words: Words
        do, words = self._meaning(entry, decision)
        try:
            do()
        except Refusal as no:
            words = partial(text.told, str(no))
        except StoreError as shut:
            self._window.store_failed(str(shut))
            return
        self._window.snackbar.show_final(words, UNDO)
        self._window.show_day()
        self._window.watch.tapped()

    def _meaning(self, entry: Entry, decision: Decision) -> tuple[Callable[[], None], Words]:
        """What to do, and what to say when it is done."""
        worklist, row, name = self._worklist, entry.row, entry.name
        if (card := entry.conflict) is not None:
            value = card.server if decision is Decision.USE_THEIRS else card.mine
            return partial(worklist.resolve, row, value), partial(text_panels.decided, name)
        return {
            Decision.RETRY: (partial(worklist.retry, row), partial(text_panels.will_retry, name)),
            Decision.KEEP: (partial(worklist.keep, row), partial(text_panels.kept, name)),
            Decision.DISCARD: (
                partial(worklist.discard, row),
                partial(text_panels.discarded, name),
            ),
            Decision.KEEP_COUNTED: (
                partial(worklist.accept, row),
                partial(text_panels.decided, name),
            ),
        }[decision]
