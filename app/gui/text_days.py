"""Every sentence about days other than today."""

from __future__ import annotations

from datetime import datetime

from app.domain.day import day_off
from app.domain.model import Session
from app.gui import text
from app.gui.words import say


def why_another_day(session: Session, now: datetime) -> str:
    """Why nobody can be counted in a session of another day; empty where it is of today."""
    away = day_off(session, now)
    if away < 0:
        return say("This day is over: it can only be looked at.")
    if away > 0:
        day = text.on_day(session.start.astimezone(now.tzinfo).date())
        return say("Check-in opens on {day}.", day=day)
    return ""
