"""The way back to a site whose sign-in has expired: its page of the set-up (Y-09)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.checkin.leaving import Permit
from app.domain.errors import StoreError
from app.domain.model import Link, Seq
from app.gui.actions import Going, How, Sites

if TYPE_CHECKING:
    from app.gui.window import DeskWindow


class Reconnecting(QObject):
    """Nothing is forgotten on the way: what waits is sent with the new key."""

    def __init__(self, window: DeskWindow, sites: Sites) -> None:
        super().__init__(window)
        self._window = window
        self._sites = sites
        window.reconnects = self._known
        window.banner.acted.connect(self._on_acted)

    def _known(self) -> bool:
        """The demo site and one that the environment names have no page to go to."""
        try:
            return any(site.current for site in self._sites.known())
        except StoreError:
            return False

    def _on_acted(self, cause: str) -> None:
        if cause == Link.SIGN_IN.value:
            self._sites.go(Permit(Seq(0)), Going(How.RECONNECT))
            self._window.window().close()
