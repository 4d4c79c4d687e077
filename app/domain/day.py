"""Which day it is at the site, and where a session stands in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.domain.model import EventId, Session

OPENS_BEFORE = timedelta(minutes=60)
"""The check-in window opens an hour before the start."""

WRAP_UP = timedelta(hours=6)
"""So long behind midnight the sessions of the day before are still worked on."""


class Phase(StrEnum):
    UPCOMING = "upcoming"
    OPEN = "open"
    NOW = "now"
    ENDED = "ended"


def zone_of(name: str) -> ZoneInfo:
    """The zone by its IANA name; UTC where this computer does not know it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def day_bounds(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Both midnights of a site-local day, in UTC: 23, 24, 24.5 or 25 hours apart."""
    start = datetime.combine(day, time.min, zone)
    end = datetime.combine(day + timedelta(days=1), time.min, zone)
    return start.astimezone(UTC), end.astimezone(UTC)


def bounds_of(now: datetime) -> tuple[datetime, datetime]:
    """Both midnights of the day that `now` is in, by its own zone."""
    return (
        datetime.combine(now.date(), time.min, now.tzinfo),
        datetime.combine(now.date() + timedelta(days=1), time.min, now.tzinfo),
    )


def day_off(session: Session, now: datetime) -> int:
    """Less than 0: the session is of a day that is over, its own end a while ago. More than 0: of
    a day that is still to come. 0: it is there to be worked on.
    """
    today, tomorrow = bounds_of(now)
    if session.start >= tomorrow:
        return 1
    return -1 if session.end <= min(today, now - WRAP_UP) else 0


def phase(session: Session, now: datetime) -> Phase:
    """Where the session stands at `now`; its end is no longer part of it."""
    if now >= session.end:
        return Phase.ENDED
    if now >= session.start:
        return Phase.NOW
    return Phase.OPEN if now >= session.start - OPENS_BEFORE else Phase.UPCOMING


def session_to_show(sessions: Sequence[Session], now: datetime) -> EventId | None:
    """The session in progress that began last, else the next one, else the last of the day."""
    held = [each for each in sessions if not each.cancelled] or list(sessions)
    running = [each for each in held if phase(each, now) is Phase.NOW]
    if running:
        return max(running, key=lambda each: each.start).event_id
    coming = [each for each in held if each.start > now]
    if coming:
        return min(coming, key=lambda each: each.start).event_id
    return max(held, key=lambda each: each.start).event_id if held else None
