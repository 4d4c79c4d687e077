"""What was half typed in a panel when another one took its place: kept until it is opened again."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Generic, TypeVar

from app.domain.errors import StoreError

Key = TypeVar("Key")
Typed = TypeVar("Typed")


class Drafts(Generic[Key, Typed]):
    """For the day and in memory alone: it is about somebody, and was never meant to be recorded.

    What its own Esc or ✕ closed was given up by whoever typed it, and what was recorded is there:
    neither comes here.
    """

    def __init__(self, today: Callable[[], date]) -> None:
        self._today = today
        self._day: date | None = None
        self._kept: dict[Key, Typed] = {}

    def __contains__(self, key: Key) -> bool:
        self.forget_past()
        return key in self._kept

    def keep(self, key: Key, typed: Typed) -> None:
        self.forget_past()
        self._kept[key] = typed

    def take(self, key: Key) -> Typed | None:
        """It is in its panel again, and no more here."""
        self.forget_past()
        return self._kept.pop(key, None)

    def forget_past(self) -> None:
        """Where the day cannot be read it is none that turned."""
        with suppress(StoreError):
            if (today := self._today()) != self._day:
                self._day = today
                self._kept.clear()
