"""The settings of this computer as the windows know them: asked at once, changed at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal

from app.domain.errors import StoreError
from app.domain.settings import Read, Settings, SettingsKeeper


def local_now() -> datetime:
    """By the clock on the wall: night falls there, not at the site's server."""
    return datetime.now(UTC).astimezone()


class Preferences(QObject):
    """Says *that* a setting changed; which ones hold, `now` says.

    `problem`: one sentence where they could not be read. Without a keeper they hold until the
    program is closed.
    """

    changed = Signal()

    def __init__(
        self, keeper: SettingsKeeper | None = None, clock: Callable[[], datetime] = local_now
    ) -> None:
        super().__init__()
        self._keeper = keeper
        self.clock = clock
        read = keeper.read() if keeper is not None else Read()
        self.now: Settings = read.settings
        self.problem = read.problem

    def change(self, **values: object) -> str:
        """Let these settings hold from now on. Return why they are not kept, empty where they are.

        Raises `ValueError` for what a setting may not be; nothing is changed then.
        """
        before, now = self.now, self.now
        for name, value in values.items():
            now = now.with_value(name, value)
        if now == before:
            return ""
        self.now = now
        why = self._keep(before)
        self.changed.emit()
        return why

    def _keep(self, before: Settings) -> str:
        if self._keeper is None:
            return ""
        try:
            self._keeper.keep(before, self.now)
        except StoreError as shut:
            return str(shut)
        self.problem = ""
        return ""
