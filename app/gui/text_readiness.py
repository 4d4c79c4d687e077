"""Every sentence that says whether the day can begin."""

from __future__ import annotations

from typing import Final

from app.domain.readiness import Readiness
from app.gui import text
from app.gui.words import count, say

AN_HOUR: Final = 60


def readiness(ready: Readiness) -> str:
    """Three short sentences: the day, the clock, and how long it lasts without a network."""
    return " ".join((day(ready), clock(ready), alone(ready)))


def day(ready: Readiness) -> str:
    sessions = count("1 session", "%n sessions", ready.sessions)
    if not ready.fresh:
        when = text.on_day(ready.pulled.astimezone(ready.now.tzinfo).date())
        return say("Today is not loaded yet; the last update was {when}.", when=when)
    if ready.missing:
        return count(
            "1 of {sessions} is not loaded yet.",
            "%n of {sessions} are not loaded yet.",
            ready.missing,
            sessions=sessions,
        )
    booked = count("1 booked", "%n booked", ready.booked)
    return say(
        "{booked} for {sessions}, {ago}.",
        booked=booked,
        sessions=sessions,
        ago=ago(ready.minutes_ago),
    )


def ago(minutes: int) -> str:
    if minutes < 1:
        return say("just now")
    if minutes < AN_HOUR:
        return count("1 min ago", "%n min ago", minutes)
    return count("1 h ago", "%n h ago", minutes // AN_HOUR)


def clock(ready: Readiness) -> str:
    if ready.clock_off_s is None:
        return say("Clock not compared yet.")
    if ready.clock_ok:
        return say("Clock ok.")
    return count("Clock 1 min off.", "Clock %n min off.", round(abs(ready.clock_off_s) / 60))


def alone(ready: Readiness) -> str:
    if ready.until is None:
        return say("Not offline-safe yet.")
    return say("Offline-safe until {time}.", time=text.at(ready.until, ready.now.tzinfo))
