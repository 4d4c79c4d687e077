"""Days besides today, loaded when a person looks for them: behind today, and within the budget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from app.domain.model import Session
from app.storage.other_days import WAITED_FOR
from app.storage.store import Store
from app.sync.pulling import Pulling

AT_ONCE: Final = 10


class LoadingOthers:
    """A day that takes more than the budget has goes on where it was. `rosters` asks for some."""

    def __init__(
        self, store: Store, pulling: Pulling, rosters: Callable[[Sequence[Session]], None]
    ) -> None:
        self._store = store
        self._pulling = pulling
        self._rosters = rosters
        self._left: tuple[date, list[Session]] | None = None
        self._found: list[Session] = []

    @property
    def wanted(self) -> bool:
        return bool(self._wanted())

    def load(self, between: Callable[[], None]) -> None:
        """`between` is called after each portion, so that others have a turn."""
        for day in self._wanted():
            if self._left is None or self._left[0] != day or not self._held():
                self._found = self._pulling.sessions(day)
                self._left = day, list(self._found)
                between()
            left = self._left[1]
            while left:
                self._rosters(left[:AT_ONCE])
                del left[:AT_ONCE]
                between()
            self._left = None
            with self._store.transaction():
                self._store.other_days.keep_loaded(day, self._pulling.own_now())

    def _held(self) -> bool:
        """A day that was left halfway may have been forgotten since."""
        return all(self._store.days.session(each.event_id) for each in self._found)

    def _wanted(self) -> list[date]:
        return self._store.other_days.wanted(self._pulling.own_now(), WAITED_FOR)
