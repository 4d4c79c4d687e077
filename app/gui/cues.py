"""What is to be heard: the same is always to be seen, and nothing waits for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from app.domain.settings import Cue
from app.gui.preferences import Preferences

Play = Callable[[Cue, int], None]


class Cues(QObject):
    """Plays a cue where the settings let it be heard. `play` returns at once; None: silence."""

    def __init__(self, preferences: Preferences, play: Play | None, parent: QObject) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._play = play
        self._by_hand: Cue | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._on_soon)

    def after_scan(self, how: str) -> None:
        """How a scan went: a `Cue`, or its word. What it did is not heard a second time."""
        self._by_hand = None
        self._hear(Cue(how), scanned=True)

    def by_hand(self, cue: Cue) -> None:
        """Heard once the turn of the loop is over: a scan does by other means what a hand does."""
        self._by_hand = cue
        self._soon.start()

    def try_out(self, cue: Cue) -> None:
        """Somebody who sets it wants to hear it, whatever the hour."""
        now = self._preferences.now
        if self._play is not None and now.sounds and now.volume:
            self._play(cue, now.volume)

    def _on_soon(self) -> None:
        if self._by_hand is not None:
            self._hear(self._by_hand, scanned=False)

    def _hear(self, cue: Cue, *, scanned: bool) -> None:
        settings, time = self._preferences.now, self._preferences.clock().time()
        if self._play is not None and settings.plays(cue, scanned=scanned, now=time):
            self._play(cue, settings.volume)
