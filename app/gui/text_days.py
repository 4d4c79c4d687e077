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


def day_before() -> str:
    return say("The day before")


def day_after() -> str:
    return say("The day after")


def today() -> str:
    return say("Today")


def back_to_today() -> str:
    return say("Today: back to it")


def why_empty(*, known: bool, online: bool) -> str:
    """Why there are no sessions of another day on the screen."""
    if known:
        return say("No sessions on this day")
    if online:
        return say("Getting the sessions of this day…")
    return say("Offline: this computer has not seen this day yet.")


def looking_on_other_days() -> str:
    return say("Looking on other days too…")


def other_days_offline() -> str:
    return say("Offline: of other days only what this computer has seen is found.")
