"""Another day can be looked at, today is one activation away, and each keeps its place."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.errors import StoreError
from app.domain.model import Link, RowId
from app.domain.values import NONE, Value
from app.gui.desk.tab import Tab
from tests.desks import booking

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def press(desk, key, modifier=CONTROL):
    QTest.keyClick(QApplication.focusWidget() or desk.window, key, modifier)
    QApplication.processEvents()


def date(desk):
    return desk.window.date.accessibleName()


@pytest.fixture
def week(made, open_desk):
    """A class yesterday that somebody came to, two today, two tomorrow."""
    made.add_session("late", title="Late", starts_in=timedelta(hours=3))
    made.add_session("was", title="Was", starts_in=timedelta(days=-1))
    [row] = made.add_bookings("was", booking("ann", "Ann Lee", 2))
    made.read(row, Value(1))
    made.add_session("spin", title="Spin", starts_in=timedelta(days=1))
    made.add_bookings("spin", booking("dan", "Dan Levinsky"))
    made.add_session("pottery", title="Pottery", starts_in=timedelta(days=1, hours=2))
    return open_desk()


def test_s24_a_day_keeps_its_session_and_its_tab_while_one_looks_at_another(week):
    """S-24: there and back by key."""
    week.window.open("late")
    week.window.pane.tabs.choose(Tab.HERE)
    press(week, KEY.Key_PageDown)
    assert date(week) == "Tue 24 November"
    assert (week.window.event_id, week.window.pane.tabs.tab) == ("spin", Tab.ALL)
    week.window.open("pottery")
    press(week, KEY.Key_PageUp)
    assert date(week) == "Mon 23 November"
    assert (week.window.event_id, week.window.pane.tabs.tab) == ("late", Tab.HERE)
    press(week, KEY.Key_PageDown)
    assert week.window.event_id == "pottery"


def test_a_day_to_come_says_when_it_opens_and_counts_nobody(week):
    week.click("staff.day.after")
    header = week.window.pane.header
    assert header.facts.accessibleName().startswith("Check-in opens on Tue 24 November.")
    assert not header.walk_in.isVisible()
    row = week.row("dan", "spin")
    assert row.view.plus_off
    assert row.view.primary is None
    press(week, KEY.Key_F3, Qt.KeyboardModifier.NoModifier)
    assert week.said() == "Check-in opens on Tue 24 November."
    assert week.seat("dan", "spin").shown == NONE


def test_a_day_that_is_over_shows_who_came_and_is_only_looked_at(week):
    week.click("staff.day.before")
    assert week.window.event_id == "was"
    row = week.row("ann", "was")
    assert row.numbers.accessibleName() == "1 of 2 in"
    assert row.view.why_no_plus == "This day is over: it can only be looked at."
    row.setFocus()
    press(week, KEY.Key_Plus, Qt.KeyboardModifier.NoModifier)
    assert week.seat("ann", "was").shown == Value(1)


def test_today_is_always_one_activation_away(week):
    assert week.find("staff.day.today") is None
    for _ in range(3):
        week.click("staff.day.after")
    week.click("staff.day.today")
    assert (date(week), week.window.event_id) == ("Mon 23 November", "yoga")
    assert week.find("staff.day.today") is None


def test_a_week_each_way_is_as_far_as_it_goes(week):
    for _ in range(9):
        press(week, KEY.Key_PageDown)
    assert date(week) == "Mon 30 November"
    assert not week.find("staff.day.after").isEnabled()
    week.click("staff.day.today")
    for _ in range(9):
        press(week, KEY.Key_PageUp)
    assert date(week) == "Mon 16 November"
    assert not week.find("staff.day.before").isEnabled()


def test_a_day_that_is_not_here_is_asked_for_and_the_words_say_how_it_stands(week):
    week.tell()
    press(week, KEY.Key_PageDown)
    press(week, KEY.Key_PageDown)
    words = week.window.pane.empty
    assert week.calls.count("wake") == 2
    assert words.accessibleName() == "Getting the sessions of this day…"
    week.tell(Link.OFFLINE)
    assert words.accessibleName() == "Offline: this computer has not seen this day yet."
    day, clock = week.window.day, week.made.clock
    clock.advance(1)
    with week.made.store.transaction():
        week.made.store.other_days.keep_loaded(day, clock.now())
    week.tell()
    assert words.accessibleName() == "No sessions on this day"
    week.made.add_session("new", title="New", starts_in=timedelta(days=2))
    week.tell()
    assert week.window.event_id == "new"


def test_another_day_stays_while_the_sync_goes_on(week):
    press(week, KEY.Key_PageDown)
    week.tell()
    week.window._on_time_passed()
    QApplication.processEvents()
    assert (date(week), week.window.event_id) == ("Tue 24 November", "spin")


def test_at_midnight_the_day_one_looks_at_becomes_today(week):
    press(week, KEY.Key_PageDown)
    week.made.clock.advance(12.1 * 3600)
    week.tell()
    assert date(week) == "Tue 24 November"
    assert week.find("staff.day.today") is None
    assert not week.row("dan", "spin").view.plus_off
    assert week.window.pane.header.closed == ""


def test_a_search_has_the_days_around_loaded_when_nobody_of_today_is_like_it(week):
    week.tell()
    press(week, KEY.Key_F)
    QTest.keyClicks(QApplication.focusWidget(), "da")
    assert "wake" not in week.calls
    QTest.keyClicks(QApplication.focusWidget(), "n levin")
    sheet = week.window.top.searching.results.sheet
    assert week.calls.count("wake") == 1
    assert sheet.more.accessibleName() == "Looking on other days too…"
    week.tell(Link.OFFLINE)
    assert sheet.more.accessibleName().startswith("Offline: of other days only what")
    today = week.made.desk.today()
    week.made.clock.advance(1)
    with week.made.store.transaction():
        for n in range(-1, 8):
            day = today + timedelta(days=n)
            week.made.store.other_days.keep_loaded(day, week.made.clock.now())
    week.made.add_bookings("pottery", booking("d2", "Dan Levin"))
    week.tell()
    assert not sheet.more.isVisible()
    assert [r.view.row for r in sheet.rows] == [RowId("dan", "spin"), RowId("d2", "pottery")]


def test_a_store_that_cannot_be_written_still_shows_what_is_known(week, tmp_path, monkeypatch):
    def shut(*_):
        raise StoreError("The disk is full.")

    monkeypatch.setattr(week.window.other_days, "ask", shut)
    press(week, KEY.Key_PageDown)
    assert week.window.event_id == "spin"
    assert week.window.off == "The disk is full."


def test_a_store_that_cannot_be_read_is_said_and_the_day_stays(week, monkeypatch):
    def shut():
        raise StoreError("The disk is failing.")

    monkeypatch.setattr(week.made.desk, "today", shut)
    for name in ("before", "after", "today"):
        getattr(week.window.top.days.buttons, name).click()
    week.window.lay_out()
    assert date(week) == "Mon 23 November"
    assert week.window.off == "The disk is failing."


@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize("size", [(1366, 728), (1080, 1920), (896, 480)])
def test_nothing_of_the_top_bar_lies_on_anything_else(open_desk, size, rtl):
    """T-04: on another day too, where Today comes to it."""
    desk = open_desk(size=size, rtl=rtl, practice=True)
    press(desk, KEY.Key_PageDown)
    window, top = desk.window, desk.window.top
    parts = [window.date, window.chip, top.days.buttons, top.searching.field]
    parts += [window.fold, window.foot] if window.compact else []
    for at, part in enumerate(parts):
        for other in parts[at + 1 :]:
            assert not part.geometry().intersects(other.geometry()), (part, other)
    for button in (top.days.buttons.before, top.days.buttons.after, top.days.buttons.today):
        assert min(button.width(), button.height()) >= 44
