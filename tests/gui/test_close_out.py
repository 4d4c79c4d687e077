"""The close-out: offered some time after the start, read name by name, one press and one undo."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from app.domain.errors import StoreError
from app.domain.model import BookingStatus, Link, RowId
from app.domain.values import NO_SHOW, NONE, Value
from app.gui.desk.tab import Tab
from app.gui.theme import Measure
from tests.desks import booking
from tests.gui.test_access import press
from tests.gui.test_taps import click

KEY = Qt.Key


def pass_time(desk, minutes):
    desk.made.clock.advance(minutes * 60)
    desk.window._on_time_passed()  # as the timer does every twenty seconds
    while desk.window.reads:
        QApplication.processEvents()


def banner(desk):
    return desk.window.banner.accessibleName() if desk.window.banner.isVisible() else ""


@pytest.fixture
def late(desk):
    """Sixteen minutes after the start; a party of four was in, one of two is partly in."""
    click(desk.row("dana").primary)
    click(desk.row("maya").plus)
    pass_time(desk, 6)
    return desk


def test_s14_it_is_offered_fifteen_minutes_after_the_start_and_not_before(desk):
    """S-14: the session began at 11:50 and it is noon; by the site's clock."""
    assert banner(desk) == ""
    pass_time(desk, 4.9)
    assert banner(desk) == ""
    pass_time(desk, 0.2)
    assert banner(desk) == "9 people haven’t arrived"
    assert desk.window.banner.act.caption == "Mark all 9 as no-show"
    assert desk.window.banner.later.caption == "Not now"


def test_s14_it_marks_nobody_itself_however_long_it_stands(late):
    """S-14: nothing is in the journal but the two taps."""
    pass_time(late, 600)
    click(late.window.banner.act)
    assert late.made.store.journal.last_seq() == 2


def test_s14_the_clock_is_the_sites(made, open_desk):
    """S-14: this computer's clock is ten minutes behind."""
    with made.store.transaction():
        made.store.days.keep_fact("clock_off_s", "600")
    assert banner(open_desk()) == "9 people haven’t arrived"


def test_it_counts_whoever_nobody_of_is_here_and_names_what_the_tab_counts_too(late):
    assert banner(late) == "3 people haven’t arrived · 1 party is partly here"
    click(late.row("omar").primary)
    assert banner(late) == "2 people haven’t arrived · 1 party is partly here"
    click(late.row("yael").plus)
    assert banner(late) == ""
    click(late.row("yael").minus)
    assert banner(late) == "2 people haven’t arrived · 1 party is partly here"


def test_the_first_press_lists_them_and_the_roster_does_too(late):
    late.window.pane.tabs.choose(Tab.ALL)
    click(late.window.banner.act)
    panel = late.window.side
    assert late.window.pane.tabs.tab is Tab.NOT_HERE
    assert [line.accessibleName() for line in panel.lines] == [
        "Omar Haddad · booked for 1 · …8840",
        "יעל ברק · booked for 2 · …1190",
    ]
    assert panel.partly.text() == "1 party is partly here; it stays as it is."
    assert {row.booking_id for row in panel.rows} < set(late.names)
    assert late.seat("omar").shown == NONE


def test_s13_exactly_the_listed_are_marked_and_one_undo_restores_them(late):
    """S-13: one gesture, F9 once; who was in, or partly in, is left alone."""
    click(late.window.banner.act)
    late.click("staff.closeout.mark")
    assert (late.seat("omar").shown, late.seat("yael").shown) == (NO_SHOW, NO_SHOW)
    assert (late.seat("dana").shown, late.seat("maya").shown) == (Value(4), Value(1))
    assert late.said() == "3 people: no-show"
    assert banner(late) == ""
    assert late.window.side is None
    press(late, KEY.Key_F9)
    assert (late.seat("omar").shown, late.seat("yael").shown) == (NONE, NONE)
    assert late.said() == "3 people: back to Booked"
    assert banner(late) == "3 people haven’t arrived · 1 party is partly here"


def test_s13_who_arrives_while_the_list_is_read_is_off_it(late):
    """S-13: the list is what is marked, at every moment."""
    click(late.window.banner.act)
    click(late.row("omar").primary)
    assert [row.booking_id for row in late.window.side.rows] == ["yael"]
    assert late.window.side.mark.caption == "Mark all 2 as no-show"
    late.click("staff.closeout.mark")
    assert late.seat("omar").shown == Value(1)


def test_s13_who_was_counted_elsewhere_at_that_moment_is_left_alone(late):
    """S-13: the store is asked again under the press."""
    click(late.window.banner.act)
    late.made.desk.arrive(RowId("omar", "yoga"))
    late.click("staff.closeout.mark")
    assert late.seat("omar").shown == Value(1)
    assert late.seat("yael").shown == NO_SHOW


def test_the_list_does_not_change_under_a_finger(late):
    click(late.window.banner.act)
    panel = late.window.side
    QTest.mousePress(panel.mark, Qt.MouseButton.LeftButton)
    late.made.desk.arrive(RowId("omar", "yoga"))
    late.window.show_day()
    assert len(panel.rows) == 2
    QTest.mouseRelease(panel.mark, Qt.MouseButton.LeftButton)
    assert late.seat("omar").shown == Value(1)


def test_while_they_are_listed_it_is_not_offered_once_more(late):
    click(late.window.banner.act)
    assert banner(late) == ""
    press(late, KEY.Key_Escape)
    assert banner(late) == "3 people haven’t arrived · 1 party is partly here"
    assert late.made.store.journal.last_seq() == 2


def test_a_no_show_who_arrives_after_all_is_checked_in(late):
    click(late.window.banner.act)
    late.click("staff.closeout.mark")
    late.window.pane.tabs.choose(Tab.NO_SHOW)
    click(late.row("omar").primary)
    assert late.seat("omar").shown == Value(1)


@pytest.mark.parametrize("where", ["staff.banner.later", "staff.closeout.later"])
def test_not_now_holds_for_this_session_and_for_no_other(late, where):
    late.made.add_session("spin", title="Spin", starts_in=timedelta(minutes=-30))
    late.made.add_bookings("spin", booking("z", "Zoë"))
    late.window.show_day()
    if where.startswith("staff.closeout"):
        click(late.window.banner.act)
    late.click(where)
    assert banner(late) == ""
    assert late.window.side is None
    late.window.open("spin")
    assert banner(late) == "1 person hasn’t arrived"
    late.window.open("yoga")
    assert banner(late) == ""
    pass_time(late, 5)
    assert banner(late) == ""


def test_another_session_takes_the_panel_away(late):
    late.made.add_session("spin", title="Spin", starts_in=timedelta(minutes=30))
    late.window.show_day()
    click(late.window.banner.act)
    late.window.open("spin")
    assert late.window.side is None
    assert banner(late) == ""


def test_when_everybody_came_there_is_nothing_to_mark(late):
    click(late.window.banner.act)
    click(late.row("omar").primary)
    click(late.row("yael").primary)
    panel = late.window.side
    assert not panel.mark.isEnabled()
    assert panel.who.text() == "Nobody is missing any more."


@pytest.mark.parametrize("why", ["cancelled", "yesterday", "read only"])
def test_it_is_not_offered(made, open_desk, why):
    if why == "cancelled":
        made.add_session("yoga", cancelled=True, starts_in=timedelta(minutes=-30))
    if why == "yesterday":
        made.add_session("yoga", starts_in=timedelta(hours=-20))
    made.add_bookings("yoga", booking("omar", "Omar Haddad"))
    desk = open_desk()
    desk.window.open("yoga")
    if why == "read only":
        pass_time(desk, 10)
        assert banner(desk) == "1 person hasn’t arrived"
        desk.window.store_failed("The disk is full.")
        desk.window.banner.close_.click()
    assert "arrived" not in banner(desk)


def test_a_session_over_midnight_is_still_todays(made, open_desk):
    made.clock.wall += timedelta(hours=11, minutes=50)
    made.add_session("late", starts_in=timedelta(minutes=-5), lasts=timedelta(hours=2))
    made.add_bookings("late", booking("omar", "Omar Haddad"))
    made.clock.advance(1800)
    desk = open_desk()
    desk.window.open("late")
    assert banner(desk) == "1 person hasn’t arrived"


def test_a_booking_that_was_cancelled_is_not_missed(made, open_desk):
    made.desk.arrive(RowId("omar", "yoga"))
    made.desk.leave(RowId("omar", "yoga"))
    made.add_bookings("yoga", booking("omar", "Omar", status=BookingStatus.CANCELED))
    desk = open_desk()
    pass_time(desk, 10)
    assert banner(desk) == ""


def test_it_takes_turns_with_what_is_more_serious_and_moves_no_row(late):
    places = [late.row(each).geometry() for each in late.names]
    pane = late.window.pane.geometry()
    late.tell(Link.OFFLINE)
    assert banner(late).startswith("Showing the day as last known")
    assert not late.window.banner.act.isVisible()
    late.click("staff.banner.dismiss")
    assert banner(late) == "3 people haven’t arrived · 1 party is partly here"
    assert [late.row(each).geometry() for each in late.names] == places
    assert late.window.pane.geometry() == pane


@pytest.mark.parametrize(
    ("wide", "rtl"), [(1366, False), (1366, True), (1190, False), (900, False)]
)
def test_its_buttons_are_large_whole_and_within_it(late, wide, rtl):
    window = late.window
    if rtl:
        window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    window.resize(wide, 728)
    QApplication.processEvents()
    buttons = window.banner.act, window.banner.later
    for each in buttons:
        assert each.width() >= each.sizeHint().width()
        assert min(each.width(), each.height()) >= Measure.TARGET
        assert window.banner.rect().contains(each.geometry())
    assert not buttons[0].geometry().intersects(buttons[1].geometry())


def test_s09_nothing_opens_a_dialog(late):
    """S-09: the close-out, its undo and a note."""
    click(late.window.banner.act)
    late.click("staff.closeout.mark")
    press(late, KEY.Key_F9)
    tops = [type(each) for each in QApplication.topLevelWidgets() if each.isVisible()]
    assert not any(issubclass(each, QDialog) for each in tops)
    assert QApplication.activeModalWidget() is None


def test_a_store_that_cannot_be_read_offers_nothing_and_says_so(late):
    def shut():
        raise StoreError("The disk is full.")

    late.made.desk.now = shut
    late.window.show_notices()
    assert "arrived" not in banner(late)
    del late.made.desk.now
