from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.domain.day import bounds_of, day_off
from app.domain.model import EventId, Session, SessionKind

MIDNIGHT = datetime(2026, 11, 24, tzinfo=UTC)


def session(start, hours=1.0):
    end = start + timedelta(hours=hours)
    return Session(EventId("e"), SessionKind.CLASS, "Yoga", start, end, "UTC")


@pytest.mark.parametrize(
    ("starts", "lasts", "now", "away"),
    [
        (-2, 1, 0.5, 0),  # ended late last evening: still worked on behind midnight
        (-2, 1, 5.1, -1),
        (-2, 3, 12, 0),  # over midnight: today holds some of it
        (-9, 1, 0.5, -1),
        (0, 1, 23, 0),  # over, but of today
        (23, 1, 1, 0),
        (24, 1, 23.9, 1),
        (24, 1, 24, 0),
    ],
)
def test_a_session_is_of_a_day_that_is_over_of_today_or_to_come(starts, lasts, now, away):
    held = session(MIDNIGHT + timedelta(hours=starts), lasts)
    assert day_off(held, MIDNIGHT + timedelta(hours=now)) == away


def test_the_day_is_the_sites_own_and_may_have_25_hours():
    now = datetime(2026, 10, 25, 12, tzinfo=ZoneInfo("Europe/Berlin"))
    first, last = bounds_of(now)
    assert last.astimezone(UTC) - first.astimezone(UTC) == timedelta(hours=25)
