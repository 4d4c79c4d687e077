"""Opens and closes the side panels, and does what was decided in them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.checkin.worklist import Entry, Worklist
from app.domain.errors import Refusal, StoreError
from app.domain.model import RowId
from app.gui import text, text_panels
from app.gui.panels.card import Decision
from app.gui.panels.side import SidePanel
from app.gui.panels.sync_panel import Standing, SyncPanel

if TYPE_CHECKING:
    from app.checkin.desk import Desk
    from app.gui.actions import WindowActions
    from app.gui.window import DeskWindow


class Panels(QObject):
    """One panel at a time. What is decided is done, then read back: nothing is guessed."""

    def __init__(self, window: DeskWindow, desk: Desk, actions: WindowActions) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._actions = actions
        self._worklist: Worklist | None = None
        self._came_from: QWidget | None = None
        window.watch.changed.connect(self._on_news)
        self._shut = False

    def toggle_sync(self) -> None:
        """The chip: open the sync panel, or close it again."""
        if isinstance(self._window.side, SyncPanel):
            self.close()
        else:
            self.open_sync()

    def open_sync(self, row: RowId | None = None) -> None:
        """With `row`, at the card of that row."""
        if self._actions.worklist is None:
            self._actions.sync_now()
            return
        if self._worklist is None:
            self._worklist = self._actions.worklist()
        panel = self._window.side
        if not isinstance(panel, SyncPanel):
            panel = SyncPanel(self._window.look, self._window)
            panel.closing.connect(self.close)
            panel.update_wanted.connect(self._actions.sync_now)
            panel.decided.connect(self._on_decided)
            self._dock(panel)
        self._show_sync(panel)
        reason = self._reason()
        if row is None:
            panel.enter(reason)
        else:
            panel.show_card(row, reason)

    def close(self) -> None:
        """Back to where one came from; the keyboard too, if it was in the panel."""
        panel, came_from = self._window.side, self._came_from
        within = isinstance(panel, SidePanel) and panel.has_keyboard
        self._window.show_side(None)
        self._came_from = None
        if not within:
            return
        if came_from is not None and isValid(came_from) and came_from.isVisible():
            came_from.setFocus(Qt.FocusReason.PopupFocusReason)
        else:
            self._window.pane.list.focus_current()

    def _dock(self, panel: SidePanel) -> None:
        focused = QApplication.focusWidget()
        side = self._window.side
        if side is None or focused is None or not side.isAncestorOf(focused):
            self._came_from = focused
        self._window.show_side(panel)

    def _reason(self) -> Qt.FocusReason:
        """By finger nobody is on any button yet; by keyboard one must see where one is."""
        by_key = getattr(self._came_from, "ring", False)
        return Qt.FocusReason.TabFocusReason if by_key else Qt.FocusReason.OtherFocusReason

    def _show_sync(self, panel: SyncPanel) -> None:
        if self._worklist is None:
            return
        try:
            entries = self._worklist.entries()
            zone = self._desk.now().tzinfo
        except StoreError as shut:
            if not self._shut:  # said once: it would be asked for again right behind it
                self._shut = True
                self._window.store_failed(str(shut))
            return
        self._shut = False
        status = self._window.watch.status
        pulled = text.at(status.last_pull, zone) if status.last_pull else ""
        panel.show_all(Standing(status, pulled, zone), entries)

    def _on_news(self) -> None:
        if isinstance(self._window.side, SyncPanel):
            self._show_sync(self._window.side)

    def _on_decided(self, entry: Entry, decision: Decision) -> None:
        worklist, card = self._worklist, entry.conflict
        if worklist is None:
            return
        if decision is Decision.TAKE_BACK:
            self._window.record(partial(self._desk.clear, entry.row))
            self._window.show_day()
            return
        done: Callable[[str], str] = text_panels.decided
        match decision:
            case Decision.RETRY:
                do, done = partial(worklist.retry, entry.row), text_panels.will_retry
            case Decision.KEEP:
                do, done = partial(worklist.keep, entry.row), text_panels.kept
            case Decision.DISCARD:
                do, done = partial(worklist.discard, entry.row), text_panels.discarded
            case Decision.KEEP_COUNTED:
                do = partial(worklist.accept, entry.row)
            case _ if card is not None:
                value = card.server if decision is Decision.USE_THEIRS else card.mine
                do = partial(worklist.resolve, entry.row, value)
            case _:
                return
        self._do(do, done(entry.name))

    def _do(self, do: Callable[[], None], words: str) -> None:
        try:
            do()
        except Refusal as no:
            words = str(no)
        except StoreError as shut:
            self._window.store_failed(str(shut))
            return
        self._window.snackbar.show_words(words)
        self._window.show_day()
        self._window.watch.tapped()
