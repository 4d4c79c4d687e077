"""Days besides today: asked for when somebody wants to see them, and whether they are here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from app.domain.clock import Clock
from app.storage.other_days import WAITED_FOR
from app.storage.store import Store

FRESH: Final = timedelta(minutes=5)
"""So long a day that was loaded is good enough not to be asked for once more."""

AGAIN: Final = timedelta(minutes=1)
"""Each key of a search would ask for the same days."""


class OtherDays:
    """Lives on the desk's thread, on its store. `wake` tells the sync that something is wanted."""

    def __init__(self, store: Store, clock: Clock, wake: Callable[[], None]) -> None:
        self._store = store
        self._clock = clock
        self._wake = wake
        self._asked: dict[date, datetime] = {}

    def known(self, day: date) -> bool:
        """Whether all of it was loaded at some time."""
        return self._store.other_days.loaded(day) is not None

    def waiting(self) -> list[date]:
        """Those that were asked for and did not come yet, while the sync still tries."""
        return self._store.other_days.wanted(self._clock.now(), WAITED_FOR)

    def ask(self, days: Sequence[date]) -> None:
        """Have the sync load them, but for those that it loaded or was asked for just now."""
        now = self._clock.now()
        old = [day for day in days if self._is_old(day, now)]
        if old:
            with self._store.transaction():
                self._store.other_days.ask(old, now)
            self._asked |= dict.fromkeys(old, now)
            self._wake()

    def _is_old(self, day: date, now: datetime) -> bool:
        loaded, asked = self._store.other_days.loaded(day), self._asked.get(day)
        if loaded is not None and now - loaded <= FRESH:
            return False
        return asked is None or now - asked > AGAIN
