"""Which days besides today somebody asked for, and which of them are here, since when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from app.storage.codec import from_seconds, to_seconds
from app.storage.days import Days

ASKED: Final = "days_asked"
LOADED: Final = "days_loaded"
CALENDAR: Final = "calendar "
KEPT: Final = 24
"""More days than anybody looks at; the longest ago are forgotten."""
WAITED_FOR: Final = timedelta(minutes=10)
"""Whoever asked is not looking any more after so long."""


class OtherDays:
    """The desk writes what it asks for, the sync what it loaded: neither overwrites the other."""

    def __init__(self, days: Days) -> None:
        self._days = days

    def ask(self, days: Sequence[date], at: datetime) -> None:
        self._keep(ASKED, self._known(ASKED) | dict.fromkeys(days, at))

    def keep_loaded(self, day: date, at: datetime) -> None:
        self._keep(LOADED, self._known(LOADED) | {day: at})

    def loaded(self, day: date) -> datetime | None:
        """When it was last loaded whole."""
        return self._known(LOADED).get(day)

    def keep_calendar(self, day: date, at: datetime) -> None:
        """All sessions of that day were told, today's or another's."""
        self._days.keep_fact(f"{CALENDAR}{day}", str(to_seconds(at)))

    def calendars(self, first: date, last: date) -> dict[date, datetime]:
        """When that was last, of the days of which it ever was."""
        found = self._days.facts(f"{CALENDAR}{first}", f"{CALENDAR}{last}")
        return {
            date.fromisoformat(key.removeprefix(CALENDAR)): from_seconds(int(at))
            for key, at in found.items()
        }

    def forget_loaded(self, before: date) -> None:
        """Those days are not here whole any more; inside the caller's transaction."""
        known = self._known(LOADED)
        if any(day < before for day in known):
            self._keep(LOADED, {day: at for day, at in known.items() if day >= before})
        for day in self.calendars(date.min, before):
            if day < before:
                self._days.forget_fact(f"{CALENDAR}{day}")

    def wanted(self, now: datetime, within: timedelta) -> list[date]:
        """Those asked for a while ago at most and not loaded since, in the order of asking."""
        loaded = self._known(LOADED)
        return [
            day
            for day, at in self._known(ASKED).items()
            if now - at <= within and (day not in loaded or loaded[day] < at)
        ]

    def _known(self, key: str) -> dict[date, datetime]:
        pairs = (each.split("=") for each in (self._days.fact(key) or "").split())
        return {date.fromisoformat(day): from_seconds(int(at)) for day, at in pairs}

    def _keep(self, key: str, known: dict[date, datetime]) -> None:
        last = sorted(known.items(), key=lambda each: each[1])[-KEPT:]
        self._days.keep_fact(key, " ".join(f"{day}={to_seconds(at)}" for day, at in last))
