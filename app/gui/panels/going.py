"""From the wish for another site, or for a new day of the demo, to the question and the way on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.gui import text_leaving, text_sites
from app.gui.actions import Going, How, Sites, StartOver
from app.gui.panels.leave import LeavePanel, Wording
from app.gui.panels.leaving import Asked, LeavingHere
from app.gui.panels.sites import SitesPanel, called_

if TYPE_CHECKING:
    from app.checkin.desk import Desk
    from app.checkin.leaving import Leaving, Permit
    from app.gui.window import DeskWindow


class GoingElsewhere(QObject):
    """`ready`: a panel that wants to be shown."""

    ready = Signal(object)

    def __init__(self, window: DeskWindow, desk: Desk, sync_now: Callable[[], None]) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._sync_now = sync_now
        self._leaving: LeavingHere | None = None

    def over(self, start_over: StartOver) -> LeavePanel:
        """The question before the demo site is started over."""
        wording = Wording(
            text_leaving.start_over,
            text_leaving.start_over_means,
            text_leaving.start_over_now,
        )
        return self._question(self._of(start_over.leaving), Asked(wording, start_over.go))

    def sites(self, sites: Sites) -> SitesPanel:
        """The sites that this computer knows. Raises `StoreError`."""
        panel = SitesPanel(self._window.look, sites.known(), self._window)
        panel.wanted.connect(partial(self._on_wanted, sites))
        return panel

    def _on_wanted(self, sites: Sites, going: Going) -> None:
        def go(permit: Permit) -> None:
            sites.go(permit, going)

        here, forgets = self._of(sites.leaving), going.how is How.DISCONNECT
        if not forgets and here.go_at_once(go):
            return
        self.ready.emit(self._question(here, Asked(_wording(going), go, forgets)))

    def _of(self, leaving: Callable[[], Leaving]) -> LeavingHere:
        if self._leaving is None:
            self._leaving = LeavingHere(self._window, leaving(), self._sync_now)
        return self._leaving

    def _question(self, here: LeavingHere, asked: Asked) -> LeavePanel:
        panel = here.make_panel(asked, self._desk.now())
        here.show_in(panel)
        return panel


def _wording(going: Going) -> Wording:
    name = called_(going.site)
    match going.how:
        case How.OPEN:
            means = partial(text_sites.open_means, name)
            return Wording(partial(text_sites.open_site, name), means, text_sites.open_)
        case How.DISCONNECT:
            title = partial(text_sites.disconnect, name)
            return Wording(title, text_sites.disconnect_means, text_sites.disconnect_now)
        case _:
            return Wording(text_sites.add, text_sites.add_means, text_sites.go_on)
