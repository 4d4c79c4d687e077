"""Tells the demo site to misbehave, and keeps it in sight for as long as it does."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.domain.errors import Refusal
from app.gui import text, text_panels
from app.gui.actions import Outage
from app.gui.panels.practice import PracticeButton, PracticePanel
from app.gui.widgets.ring import reason_from

if TYPE_CHECKING:
    from app.gui.window import DeskWindow


class Practising(QObject):
    """The demo site of this window forgets it all when the window closes."""

    def __init__(
        self,
        window: DeskWindow,
        practise: Callable[[Outage], None],
        sync_now: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._practise = practise
        self._sync_now = sync_now
        self._outage = Outage.NORMAL
        self.button = PracticeButton(window.look, window)
        window.show_foot(self.button)

    def make_panel(self, *, may_start_over: bool) -> PracticePanel:
        panel = PracticePanel(self._window.look, self._window)
        panel.may_start_over = may_start_over
        panel.wanted.connect(self._on_wanted)
        panel.show_outage(self._outage)
        return panel

    def _on_wanted(self, outage: Outage) -> None:
        try:
            self._practise(outage)
        except Refusal as no:
            self._window.snackbar.show_words(partial(text.told, str(no)))
            return
        self._outage = outage
        self.button.show_outage(outage)
        self._window.lay_out()
        panel = self._window.side
        if isinstance(panel, PracticePanel):
            reason = reason_from(QApplication.focusWidget())
            kept = panel.has_keyboard
            panel.show_outage(outage)
            if kept:  # to the way back, not to the next outage
                panel.enter(reason)
        on = outage is not Outage.NORMAL
        words = text_panels.practising(outage) if on else text_panels.all_normal()
        self._window.voice.say(words)
        self._sync_now()
