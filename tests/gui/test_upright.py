"""The desk on an upright tablet: a strip of sessions, rows of two lines, large targets."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.gui.theme import Measure, Theme
from app.gui.words import plain
from tests.desks import booking
from tests.gui.test_text_size import clipped, outside

TABLET = (1080, 1920)


@pytest.fixture
def full_day(made):
    """Yoga, which is in progress, is the fourth of seven."""
    for n, hours in enumerate((-4, -3, -2, 1, 2, 3)):
        made.add_session(f"s{n}", title=f"Spin {n}", starts_in=timedelta(hours=hours))
    made.add_bookings("s3", booking("tom", "Tom Levi", 2))
    made.add_bookings("yoga", *(booking(f"g{n:02}", f"Guest {n:02}", 2) for n in range(20)))
    return made


@pytest.fixture(params=[False, True], ids=["ltr", "rtl"])
def tablet(full_day, open_desk, request):
    return open_desk(size=TABLET, rtl=request.param)


def in_sight(desk):
    """The cards that are whole on the screen, in the order of reading."""
    sessions = desk.window.sessions
    port = sessions.viewport()
    seen = {
        item.mapTo(port, QPoint(0, 0)).x(): item
        for item in sessions.items
        if port.rect().contains(QRect(item.mapTo(port, QPoint(0, 0)), item.size()))
    }
    ordered = [seen[x] for x in sorted(seen, reverse=sessions.isRightToLeft())]
    return [item.card.session.event_id for item in ordered]


def test_three_sessions_stand_above_a_roster_of_full_width(tablet):
    window = tablet.window
    assert in_sight(tablet) == ["s2", "yoga", "s3"]
    assert {item.height() for item in window.sessions.items} == {120}
    assert (window.pane.x(), window.pane.width()) == (0, 1080)
    assert window.sessions.geometry().bottom() < window.pane.y()
    assert not window.fold.isVisible()


def test_the_buttons_at_the_ends_lead_to_the_others_and_no_further(tablet):
    assert tablet.find("staff.sessions.after").accessibleName() == "Later sessions"
    tablet.click("staff.sessions.after")
    assert in_sight(tablet)[-2:] == ["s4", "s5"]
    assert not tablet.find("staff.sessions.after").isEnabled()
    tablet.click("staff.sessions.before")
    tablet.click("staff.sessions.before")
    assert in_sight(tablet) == ["s0", "s1", "s2"]
    assert not tablet.find("staff.sessions.before").isEnabled()
    tablet.tell()
    assert in_sight(tablet) == ["s0", "s1", "s2"], "whoever looks around is left there"


def test_a_tap_on_a_card_opens_its_roster_and_f7_brings_its_card_into_sight(tablet):
    card = next(i for i in tablet.window.sessions.items if i.card.session.event_id == "s3")
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    assert tablet.window.event_id == "s3"
    assert tablet.names == ["tom"]
    for _ in range(3):
        QTest.keyClick(tablet.window, Qt.Key.Key_F7)
    assert tablet.window.event_id == "s1"
    assert in_sight(tablet) == ["s0", "s1", "s2"]
    QTest.keyClick(tablet.window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is tablet.window.sessions.chosen_item


def test_t04_rows_are_104_and_every_target_is_64(tablet):
    """T-04: at the usual size of text."""
    QTest.mouseClick(tablet.row("g00").plus, Qt.MouseButton.LeftButton)
    assert {tablet.row(each).height() for each in tablet.names[:9]} == {104}
    for button in tablet.window.findChildren(QAbstractButton):
        if button.isVisible():
            assert min(button.width(), button.height()) >= 64, button.objectName()
    assert list(clipped(tablet.window)) == []
    assert list(outside(tablet.window)) == []
    row = tablet.row("g00")
    assert row.state.geometry().bottom() < row.plus.y()
    assert row.name.geometry().bottom() < row.facts.geometry().bottom()


def test_the_filter_takes_no_height_before_something_is_chosen(made, open_desk):
    made.add_session("spin", title="Spin", starts_in=timedelta(hours=1), staff=("Dan",))
    desk = open_desk(size=TABLET)
    sessions, corner = desk.window.sessions, desk.find("staff.filter.corner")
    assert sessions.height() == Measure.CARD + 2 * Measure.GAP
    assert desk.find("staff.filter.open") is None
    assert not any(item.geometry().intersects(corner.geometry()) for item in sessions.items)
    desk.click("staff.filter.corner")
    QTest.mouseClick(
        next(iter(desk.window.popover.content.buttons.values())), Qt.MouseButton.LeftButton
    )
    assert desk.find("staff.filter.off") is not None
    assert sessions.height() == Measure.CARD + 2 * Measure.GAP + Measure.BUTTON


def test_its_menu_and_its_panels_have_such_targets_too(tablet):
    tablet.click("staff.row.g00.menu")
    heights = {b.height() for b in tablet.window.popover.content.buttons.values()}
    assert min(heights) >= 64
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    tablet.click("staff.walkin.open")
    for button in tablet.window.side.findChildren(QAbstractButton):
        if button.isVisible():
            assert min(button.width(), button.height()) >= 64, button.objectName()


@pytest.mark.parametrize("percent", [100, 200])
def test_every_control_of_the_settings_is_such_a_target(tablet, percent):
    """Also of those that another setting brings."""
    window = tablet.window
    window.panels.open_settings()
    window.preferences.change(theme=Theme.SCHEDULE, quiet_hours=True, text_size=percent)
    seen = []
    for button in window.side.findChildren(QAbstractButton):
        if button.isVisible():
            assert min(button.width(), button.height()) >= 64, button.objectName()
            seen.append(button.objectName())
    for name in ("text_size.less", "dark_from.more", "quiet_until.less", "activity_days.more"):
        assert f"staff.settings.{name}" in seen
    window.preferences.change(text_size=100)


def test_turned_to_lie_it_is_the_desk_that_opened_so(full_day, open_desk):
    """And back again; the session and whoever is current stay."""
    desk, fresh = open_desk(size=(1366, 728)), open_desk(size=(1366, 728))
    parts = [
        lambda w: w.pane,
        lambda w: w.sessions,
        lambda w: w.chip,
        lambda w: w.pane.header.walk_in,
        lambda w: w.pane.list.row(w.pane.list.current).plus,
    ]
    desk.window.resize(*TABLET)
    assert Measure.upright
    assert desk.row("g00").height() == 104
    desk.window.resize(1366, 728)
    for part in parts:
        assert part(desk.window).geometry() == part(fresh.window).geometry()
    assert desk.find("staff.sessions.after") is None
    assert desk.window.sessions.items[3].height() == 64


def test_a_day_of_three_needs_no_buttons(open_desk, made):
    made.add_session("spin", title="Spin", starts_in=timedelta(hours=1))
    desk = open_desk(size=TABLET)
    assert in_sight(desk) == ["yoga", "spin"]
    assert desk.find("staff.sessions.before") is None


def test_on_a_narrow_window_that_lies_they_stay_behind_their_button(full_day, open_desk):
    desk = open_desk(size=(1000, 900))
    assert desk.window.fold.isVisible()
    assert plain(desk.window.fold.caption) == "11:50 Yoga Flow"
    assert desk.row("g00").height() < 104
