"""Looks at what check-in needs: this computer at once, the site beside the window."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from app.domain.checkup import Finding, Looked, Near, Trouble
from app.domain.errors import StoreError
from app.gui import text_checkup
from app.gui.panels.checkup import CheckupPanel

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.gui.actions import Checkup
    from app.gui.window import DeskWindow

log = logging.getLogger("turnout.gui")


class SiteLook(QObject):
    """One look at the site, on a throw-away thread: the worker may be what hangs.

    It touches no store, and each of its steps has a deadline. Only the last look counts.
    """

    came = Signal()
    _ended = Signal(int, object)

    def __init__(self, look: Callable[[Near], Looked]) -> None:
        # Without a parent: an answer may come when the window is gone.
        super().__init__()
        self._look = look
        self._last = 0
        self.busy = False
        self.found = Looked()
        self._ended.connect(self._on_ended)

    def begin(self, near: Near) -> None:
        self._last += 1
        self.busy, self.found = True, Looked()
        asked = (self._last, near)
        threading.Thread(target=self._run, args=asked, name="check-up", daemon=True).start()

    def _run(self, number: int, near: Near) -> None:
        try:
            found = self._look(near)
        except Exception:  # a bug must not leave the page asking for ever
            log.exception("the check-up failed in a way nobody foresaw")
            went_wrong = Finding(
                "network",
                "Something went wrong while asking. It is in the log.",
                "Check again; if it comes back, start turnout again.",
                Trouble.OTHER,
            )
            found = Looked((went_wrong,))
        self._ended.emit(number, found)

    def _on_ended(self, number: int, found: Looked) -> None:
        if number == self._last:
            self.busy, self.found = False, found
            self.came.emit()


class CheckingUp(QObject):
    """Behind the diagnostics of one window."""

    def __init__(self, window: DeskWindow, checkup: Checkup) -> None:
        super().__init__(window)
        self._window = window
        self._checkup = checkup
        self._look = SiteLook(checkup.look)
        self._look.came.connect(self._on_news)
        window.watch.changed.connect(self._on_news)

    def make_panel(self) -> CheckupPanel:
        panel = CheckupPanel(self._window.look, self._window)
        panel.again_wanted.connect(self.begin)
        panel.report_wanted.connect(self._on_report_wanted)
        return panel

    def begin(self) -> None:
        """Ask the site, and show what needs no answer meanwhile."""
        self._window.keeping.look()
        if not self._look.busy:
            try:
                self._look.begin(self._checkup.near())
            except StoreError as shut:
                self._window.store_failed(str(shut))
        self._on_news()

    def _findings(self) -> list[Finding]:
        found = self._look.found
        here = [*self._checkup.here(self._window.off, None if self._look.busy else found)]
        return [*here[:2], *found.findings, *here[2:]]

    def _on_news(self) -> None:
        panel = self._window.side
        # Once the window is closed its store may be, too.
        if isinstance(panel, CheckupPanel) and panel.isVisible():
            panel.show_findings(self._findings(), asking=self._look.busy)

    def _on_report_wanted(self) -> None:
        words = self._checkup.report(self._findings(), self._look.found.report)
        QApplication.clipboard().setText(words)
        self._window.snackbar.show_words(text_checkup.copied)
