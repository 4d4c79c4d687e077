"""Whether the day can begin: what counts as loaded, and until when a desk works alone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.domain.day import phase
from app.domain.model import EventId, Session, SessionKind
from app.domain.readiness import readiness_of
from app.domain.roster import SessionCard

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


def card(start, end, *, loaded=True, cancelled=False, booked=8, now=NOW):
    begins, ends = (NOW.replace(hour=0) + timedelta(hours=each) for each in (start, end))
    session = Session(
        EventId(f"{start}"), SessionKind.CLASS, "Yoga", begins, ends, "UTC", cancelled=cancelled
    )
    return SessionCard(session, phase(session, now), booked, loaded=loaded)


def ready(*cards, now=NOW, minutes_ago=2, clock_off_s=0.0):
    return readiness_of(cards, now, now - timedelta(minutes=minutes_ago), clock_off_s)


def hour(found):
    return None if found.until is None else found.until.hour + found.until.minute / 60


@pytest.mark.parametrize(
    ("cards", "until"),
    [
        ([card(9, 10), card(12, 18)], 18),
        ([card(9, 13), card(10, 12)], 13),
        ([card(9, 10), card(12, 13, loaded=False), card(15, 18)], 10),
        ([card(9, 12), card(10, 11, loaded=False)], 10),
        ([card(9, 12), card(9, 11, loaded=False)], None),
        ([card(9, 10, loaded=False), card(12, 18)], None),
        ([card(3, 4, loaded=False), card(12, 18)], 18),
        ([card(9, 10), card(11, 12, loaded=False, cancelled=True), card(15, 18)], 18),
    ],
)
def test_it_lasts_to_the_end_of_what_is_loaded_before_the_first_that_is_not(cards, until):
    assert hour(ready(*cards)) == until


def test_the_day_is_counted_whole_and_what_is_missing_is_what_can_still_be_missed():
    found = ready(card(3, 4, loaded=False), card(9, 10), card(12, 13, loaded=False))
    assert (found.sessions, found.booked, found.missing) == (3, 24, 1)
    assert not found.loaded
    assert found.begun
    assert not ready(card(9, 10), card(12, 13)).begun


def test_there_is_nothing_to_be_ready_for():
    assert readiness_of([card(9, 10)], NOW, None, 0.0) is None
    assert ready() is None
    assert ready(card(3, 4)) is None
    assert ready(card(9, 10, cancelled=True)) is None


def test_what_was_read_yesterday_by_the_site_is_not_today():
    auckland = NOW.astimezone(ZoneInfo("Pacific/Auckland"))  # 20:00
    assert ready(card(9, 10), now=auckland, minutes_ago=19 * 60).fresh
    assert not ready(card(9, 10), now=auckland, minutes_ago=21 * 60).fresh
    assert not ready(card(9, 10), now=auckland, minutes_ago=21 * 60).good


@pytest.mark.parametrize(("off_s", "fine"), [(0.0, True), (-300.0, True), (301.0, False)])
def test_a_clock_that_is_off_is_not_called_good(off_s, fine):
    found = ready(card(9, 10), clock_off_s=off_s)
    assert (found.clock_ok, found.good, found.loaded) == (fine, fine, True)


def test_a_clock_that_was_never_compared_is_not_called_good():
    assert not ready(card(9, 10), clock_off_s=None).good


def test_an_update_from_the_future_is_just_now():
    assert ready(card(9, 10), minutes_ago=-5).minutes_ago == 0
