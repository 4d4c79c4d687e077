"""Whoever is not found today may be of another day: those days are loaded, and that is said."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from app.checkin.search import Findings
from app.gui import text_days

if TYPE_CHECKING:
    from app.gui.window import DeskWindow

WORTH_ASKING: Final = 3
"""Letters; before that nearly everybody is found today."""
AROUND: Final = (-1, *range(1, 8))


def elsewhere(window: DeskWindow, today: date, found: Findings, typed: str) -> str:
    """What to say of the days that are not here yet; empty where nothing is missing."""
    days = window.other_days
    if days is None or (not found.close and (found.here or found.today)):
        return ""
    around = [today + timedelta(days=away) for away in AROUND]
    unknown = [day for day in around if not days.known(day)]
    if not unknown or len(typed) < WORTH_ASKING:
        return ""
    days.ask(unknown)
    online = window.watch.status.online
    return text_days.looking_on_other_days() if online else text_days.other_days_offline()
