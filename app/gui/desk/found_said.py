"""Tells a screen reader how many were found, once somebody pauses in typing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from app.checkin.search import Findings
from app.gui import text_search
from app.gui.widgets.voice import Voice


class FoundSaid(QObject):
    """Once for what was typed: not for each key, and not for what changes by itself afterwards."""

    def __init__(
        self, voice: Voice, pause: int, found: Callable[[], Findings], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._voice = voice
        self._found = found
        self._typed = ""
        self._pause = QTimer(self, singleShot=True, interval=pause)
        self._pause.timeout.connect(self._on_pause)

    def hear(self, typed: str) -> None:
        """What stands in the field now; nothing where it was left."""
        self._typed = typed
        self._pause.start() if typed else self._pause.stop()

    def stop(self) -> None:
        self._pause.stop()

    def _on_pause(self) -> None:
        if (found := self._found()).unread:
            self._pause.start()  # the rest of it comes in the next turn
        else:
            self._voice.say(_words(found, self._typed))


def _words(found: Findings, typed: str) -> str:
    if not (people := len(found.all)):
        return text_search.nobody_found(typed)
    if found.close:
        return text_search.so_many_close(people)
    return text_search.found_and_more(people) if found.more else text_search.so_many_found(people)
