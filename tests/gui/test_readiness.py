"""The readiness light: where whoever opens up looks, with icon and words, until the doors open."""

from datetime import timedelta

import pytest

from app.domain.model import Link
from app.gui.theme import Tone
from tests.desks import booking

READY = "12 booked for 2 sessions, 2 min ago. Clock ok. Offline-safe until 18:00."


@pytest.fixture
def early(made, open_desk):
    """Five hours before the first session; it told at seven what it knows."""

    def open_(missing=False, off_s="0.0", **more):
        made.clock.advance(-5 * 3600)
        with made.store.transaction():
            made.store.days.replace_sessions(
                made.clock.now(), made.clock.now() + timedelta(days=1), []
            )
            made.store.days.keep_fact("clock_off_s", off_s)
            made.store.days.keep_fact("last_pull", made.clock.now().isoformat())
        for hours, event in ((2, "spin"), (10, "pottery")):
            made.add_session(event, starts_in=timedelta(hours=hours))
            made.add_bookings(event, booking(f"of {event}", party=6))
        if missing:
            made.store.days._database.run("UPDATE sessions SET loaded_s=NULL WHERE title<>''")
        made.clock.advance(120)
        desk = open_desk(**more)
        desk.tell(minutes_ago=2)
        return desk

    return open_


def banner(desk):
    return desk.find("staff.banner")


def test_it_stands_below_the_sessions_until_the_first_one_begins(made, early):
    desk = early()
    assert banner(desk).accessibleName() == READY
    notice = desk.window.banner.notice
    assert (notice.tone, notice.picture) == (Tone.SUCCESS, "check")
    made.clock.advance(2 * 3600)
    desk.tell()
    assert banner(desk) is None


def test_what_is_missing_is_said_instead(early):
    desk = early(missing=True)
    notice = desk.window.banner.notice
    assert banner(desk).accessibleName() == (
        "2 of 2 sessions are not loaded yet. Clock ok. Not offline-safe yet."
    )
    assert (notice.tone, notice.picture) == (Tone.WARNING, "warning")


def test_offline_one_reads_for_how_long(early):
    desk = early()
    desk.tell(Link.OFFLINE, minutes_ago=30)
    words = banner(desk).accessibleName()
    assert words.startswith("Showing the day as last known at")
    assert words.endswith("saved on this computer and sent later. Offline-safe until 18:00.")


def test_what_is_wrong_stands_before_it_and_it_comes_back(early):
    desk = early()
    desk.tell(Link.SIGN_IN)
    assert "nothing is sent until that is put right" in banner(desk).accessibleName()
    desk.tell()
    assert "Offline-safe" in banner(desk).accessibleName()
    desk.click("staff.banner.dismiss")
    desk.tell()
    assert banner(desk) is None


@pytest.mark.parametrize(("off_s", "clock"), [("3600", "Clock 60 min off."), ("0.4", "Clock ok.")])
def test_the_sync_panel_says_it_at_its_head(early, off_s, clock):
    desk = early(off_s=off_s)
    desk.click("staff.sync")
    assert clock in desk.find("staff.sync.panel.ready").accessibleName()


def test_the_panel_says_it_while_sessions_are_on_and_not_once_all_are_over(made, early):
    desk = early()
    made.clock.advance(2.5 * 3600)
    desk.tell()
    desk.click("staff.sync")
    assert "12 booked for 2 sessions, 2 h ago." in (
        desk.find("staff.sync.panel.ready").accessibleName()
    )
    made.clock.advance(20 * 3600)
    desk.tell()
    assert desk.find("staff.sync.panel.ready") is None


def test_a_clock_that_was_never_compared_and_a_day_of_yesterday(made, early):
    desk = early()
    with made.store.transaction():
        made.store.days.forget_fact("clock_off_s")
        yesterday = made.clock.now() - timedelta(days=1)
        made.store.days.keep_fact("last_pull", yesterday.isoformat())
    desk.tell()
    assert (
        banner(desk)
        .accessibleName()
        .startswith(
            "Today is not loaded yet; the last update was Sun 22 November. Clock not compared yet."
        )
    )
    made.clock.advance(-90 * 60)
    with made.store.transaction():
        made.store.days.keep_fact("last_pull", made.clock.now().isoformat())
    made.clock.advance(90 * 60)
    desk.tell()
    assert ", 1 h ago." in banner(desk).accessibleName()
