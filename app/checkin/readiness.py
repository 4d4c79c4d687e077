"""Readiness by what the desk knows, and in one line, as `turnout doctor` says it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from app.checkin.desk import Desk
from app.domain.checkup import Finding, Trouble
from app.domain.readiness import Readiness, readiness_of
from app.domain.roster import SessionCard

AN_HOUR: Final = 60


def readiness_at(desk: Desk, cards: Sequence[SessionCard]) -> Readiness | None:
    """Of the day with these cards; None where there is nothing to be ready for."""
    return readiness_of(cards, desk.now(), desk.last_pull(), desk.clock_off_s())


def of_readiness(ready: Readiness) -> Finding:
    """The clock has a line of its own, which says what to do about it."""
    told = " ".join((_day(ready), _clock(ready), _alone(ready)))
    if ready.loaded:
        return Finding("readiness", told)
    advice = "Leave turnout open with a network until it is, or run: turnout sync"
    here = "Leave turnout open with a network until it is."
    return Finding("readiness", told, advice, Trouble.OTHER, here)


def _day(ready: Readiness) -> str:
    sessions = "1 session" if ready.sessions == 1 else f"{ready.sessions} sessions"
    if not ready.fresh:
        pulled = ready.pulled.astimezone(ready.now.tzinfo)
        return f"Today is not loaded; the last update was {pulled:%d %b}."
    if ready.missing:
        return (
            f"{ready.missing} of {sessions} {'is' if ready.missing == 1 else 'are'} not loaded yet."
        )
    return f"{ready.booked} booked for {sessions}, {_ago(ready.minutes_ago)}."


def _ago(minutes: int) -> str:
    if minutes < 1:
        return "just now"
    return f"{minutes} min ago" if minutes < AN_HOUR else f"{minutes // AN_HOUR} h ago"


def _clock(ready: Readiness) -> str:
    if ready.clock_off_s is None:
        return "Clock not compared yet."
    return "Clock ok." if ready.clock_ok else f"Clock {round(abs(ready.clock_off_s) / 60)} min off."


def _alone(ready: Readiness) -> str:
    if ready.until is None:
        return "Not offline-safe yet."
    return f"Offline-safe until {ready.until.astimezone(ready.now.tzinfo):%H:%M}."
