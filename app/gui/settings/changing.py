"""Changes a setting at once, says so, and offers the way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from shiboken6 import isValid

from app.domain.settings import Cue
from app.gui import text, text_settings
from app.gui.desk.recording import UNDO
from app.gui.settings.panel import SettingsPanel
from app.gui.settings.rows import NAME, Told

if TYPE_CHECKING:
    from app.gui.panels.side import SidePanel
    from app.gui.window import DeskWindow


class ChangingSettings(QObject):
    """Lives as long as its window; the panel comes and goes. `links`: what other panels open."""

    def __init__(
        self,
        window: DeskWindow,
        links: Mapping[str, Callable[[], None]],
        dock: Callable[[SidePanel], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._links = links
        self._dock = dock
        self._preferences = window.preferences
        self._panel: SettingsPanel | None = None
        self._preferences.changed.connect(self._show)

    @property
    def shown(self) -> bool:
        return self._panel is not None and self._window.side is self._panel

    def open(self, reason: Qt.FocusReason) -> None:
        panel = SettingsPanel(self._window.look, tuple(self._links), self._window)
        panel.wanted.connect(self._on_wanted)
        panel.link_wanted.connect(self._on_link)
        panel.test_wanted.connect(self._on_test)
        panel.may_test = self._window.scanner is not None
        self._panel = panel
        self._show()
        self._dock(panel)
        panel.enter(reason)

    def _show(self) -> None:
        if self._panel is not None and isValid(self._panel):
            self._panel.show_settings(self._preferences.now, self._preferences.problem)

    def _on_wanted(self, told: Told, value: object) -> None:
        before = getattr(self._preferences.now, told.name)
        try:
            why = self._preferences.change(**{told.name: value})
        except ValueError:
            self._show()
            self._window.snackbar.show_words(lambda: text_settings.may_not_be(told.label()))
            return
        now = getattr(self._preferences.now, told.name)
        if now == before:
            return
        self._let_hear(told.name, now)
        back = partial(self._take_back, told, before)
        words = partial(text.told, why) if why else partial(_now, told, now)
        self._window.snackbar.show_words(words, text.undo, UNDO, back)
        # Once everything has its new place, what was pressed is still in sight.
        QTimer.singleShot(0, partial(self._reveal, told.name))

    def _let_hear(self, name: str, now: object) -> None:
        """Whoever sets a sound hears it."""
        if name == "volume":
            self._window.cues.try_out(Cue.SUCCESS)
        elif now is True and (cue := name.removeprefix("sound_")) in [each.value for each in Cue]:
            self._window.cues.try_out(Cue(cue))

    def _take_back(self, told: Told, before: object) -> None:
        why = self._preferences.change(**{told.name: before})
        self._window.snackbar.show_words(
            partial(text.told, why) if why else partial(_now, told, before)
        )

    def _reveal(self, name: str) -> None:
        if self._panel is not None and isValid(self._panel):
            self._panel.spread()
            self._panel.reveal(self._panel.rows[name])

    def _on_test(self) -> None:
        panel, scanner = self._panel, self._window.scanner
        if panel is None or scanner is None:
            return
        from app.gui.scan.strip import ScanStrip

        strip = ScanStrip(self._window.look, scanner.wedge, f"{NAME}.strip", panel.stack)
        strip.grew.connect(panel.spread)
        strip.said.connect(self._window.voice.say)
        panel.show_strip(strip)

    def _on_link(self, link: str) -> None:
        self._links[link]()


def _now(told: Told, value: object) -> str:
    return text_settings.option(told.label(), told.words(value))
