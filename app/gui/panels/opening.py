"""Opens and closes the side panels: one at a time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.domain.errors import StoreError
from app.domain.model import RowId
from app.gui.panels.deciding import Deciding
from app.gui.panels.dock import Dock
from app.gui.panels.practice import PracticePanel
from app.gui.panels.practising import Practising
from app.gui.panels.sync_panel import SyncPanel
from app.gui.panels.walk_in import WalkInPanel
from app.gui.panels.walking_in import WalkingIn, why_no_walk_in

if TYPE_CHECKING:
    from app.checkin.desk import Desk
    from app.gui.actions import WindowActions
    from app.gui.panels.checking_up import CheckingUp
    from app.gui.panels.going import GoingElsewhere
    from app.gui.panels.side import SidePanel
    from app.gui.settings.changing import ChangingSettings
    from app.gui.window import DeskWindow


class Panels(Dock):
    """Makes what is opened, and what stands behind it, when it is first asked for."""

    def __init__(self, window: DeskWindow, desk: Desk, actions: WindowActions) -> None:
        super().__init__(window)
        self._desk = desk
        self._actions = actions
        self._deciding: Deciding | None = None
        self._walking_in: WalkingIn | None = None
        self._practising: Practising | None = None
        self._going: GoingElsewhere | None = None
        self._checking: CheckingUp | None = None
        self._changing: ChangingSettings | None = None

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
        if self._deciding is None:
            self._deciding = Deciding(self._window, self._desk, self._actions.worklist())
        panel = self._window.side
        if not isinstance(panel, SyncPanel):
            panel = self._deciding.make_panel()
            panel.update_wanted.connect(self._actions.sync_now)
            panel.offer(
                activity=self._actions.activity is not None,
                checkup=self._actions.checkup is not None,
                sites=self._actions.sites is not None,
            )
            panel.activity.clicked.connect(self._window.day_panels.open_activity)
            panel.checkup_wanted.connect(self.open_checkup)
            panel.sites.clicked.connect(self.open_sites)
            self.dock(panel)
        self._deciding.show_in(panel)
        if row is None:
            panel.enter(self.reason())
        else:
            panel.show_card(row, self.reason())

    def open_walk_in(self, *, anew: bool = False) -> None:
        """With whom somebody has begun before, for the session that it was begun for; else, or
        `anew`, for the one that is open. Where that takes nobody, say why.
        """
        if self._actions.walk_ins is None:
            return
        if self._walking_in is None:
            walk_ins = self._actions.walk_ins()
            self._walking_in = WalkingIn(self._window, self._desk, walk_ins)
        if why_no_walk_in(self._window) and (anew or not self._walking_in.has_draft):
            self._window.snackbar.show_words(partial(why_no_walk_in, self._window))
            return
        panel, reason = self._window.side, Qt.FocusReason.ShortcutFocusReason
        if not isinstance(panel, WalkInPanel):
            panel = self._walking_in.make_panel()
            self.dock(panel)
        elif anew:
            panel.replaced.emit()
        if not anew and not panel.begun and self._walking_in.take_up(panel):
            reason = Qt.FocusReason.OtherFocusReason  # after a key what is there is typed over
        self._walking_in.show_in(panel)
        panel.enter(reason)

    def open_checkup(self) -> None:
        """The diagnostics; asked for once more, they look again."""
        if self._actions.checkup is None:
            return
        from app.gui.panels.checking_up import CheckingUp
        from app.gui.panels.checkup import CheckupPanel

        if self._checking is None:
            self._checking = CheckingUp(self._window, self._actions.checkup())
        panel = self._window.side
        if not isinstance(panel, CheckupPanel):
            panel = self._checking.make_panel()
            self.dock(panel)
        self._checking.begin()
        panel.enter(self.reason())

    def offer_practice(self) -> None:
        """The demo site's way to its outages, at the foot of the window."""
        if self._actions.practise is not None and self._practising is None:
            practising = Practising(self._window, self._actions.practise, self._actions.sync_now)
            practising.button.clicked.connect(self.toggle_practice)
            self._practising = practising

    def toggle_practice(self) -> None:
        if self._practising is None:
            return
        if isinstance(self._window.side, PracticePanel):
            self.close()
            return
        panel = self._practising.make_panel(may_start_over=self._actions.start_over is not None)
        panel.over_wanted.connect(self.open_leaving)
        self.dock(panel)
        panel.enter(self.reason())

    def open_leaving(self) -> None:
        """The question before the demo site is started over."""
        if self._actions.start_over is not None:
            self._enter(self._elsewhere().over(self._actions.start_over))

    def open_sites(self) -> None:
        """The sites of this computer, and the way to another."""
        if self._actions.sites is None:
            return
        try:
            self._enter(self._elsewhere().sites(self._actions.sites()))
        except StoreError as broken:
            self._window.snackbar.show_words(str(broken))

    def _elsewhere(self) -> GoingElsewhere:
        if self._going is None:
            from app.gui.panels.going import GoingElsewhere

            self._going = GoingElsewhere(self._window, self._desk, self._actions.sync_now)
            self._going.ready.connect(self._enter)
        return self._going

    def _enter(self, panel: SidePanel) -> None:
        self.dock(panel)
        panel.enter(self.reason())

    def _open_pin(self) -> None:
        if (locking := self._window.day_panels.locking) is not None:
            locking.open_pin()

    def open_settings(self) -> None:
        """The gear: open the settings, or close them again."""
        if self._changing is None:
            from app.gui.settings.changing import ChangingSettings

            links: dict[str, Callable[[], None]] = {"sync": self.open_sync}
            if self._actions.checkup is not None:
                links["checkup"] = self.open_checkup
            if self._actions.lock is not None:
                links["lock"] = self._open_pin
            self._changing = ChangingSettings(self._window, links, self.dock)
        if self._changing.shown:
            self.close()
        else:
            self._changing.open(self.reason())
