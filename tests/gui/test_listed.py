"""Which sessions are listed and in which order their people are: chosen, seen, and taken off."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.checkin.desk import Desk
from app.domain.listing import Listing
from app.domain.model import RowId, SessionKind
from app.domain.scan import short_code
from app.domain.session_filter import By
from app.domain.settings import Order
from app.gui.desk.filter_card import FilterCard
from app.gui.words import plain
from tests.desks import booking
from tests.gui.scanning import Hand


@pytest.fixture
def evening(made, open_desk):
    made.add_session("spin", title="Spin", starts_in=timedelta(hours=1), staff=("Dan",))
    made.add_session(
        "massage",
        title="Massage",
        starts_in=timedelta(hours=2),
        kind=SessionKind.APPOINTMENT,
        location="Room 3",
    )
    return open_desk()


def listed(desk):
    return [item.card.session.event_id for item in desk.window.sessions.items]


def choose(desk, by, value):
    if not isinstance(desk.window.popover.content, FilterCard):
        desk.click("staff.filter.open")
    desk.click(desk.window.popover.content.buttons[by, value].objectName())


@pytest.mark.parametrize(
    ("by", "value", "left"),
    [
        (By.STAFF, "Dan", ["yoga", "spin"]),
        (By.LOCATION, "Room 3", ["yoga", "massage"]),
        (By.SERVICE, "Spin", ["yoga", "spin"]),
        (By.KIND, "APPOINTMENT", ["yoga", "massage"]),
    ],
)
def test_a_filter_leaves_the_sessions_it_names_and_the_one_in_hand(evening, by, value, left):
    choose(evening, by, value)
    assert listed(evening) == left
    assert evening.window.event_id == "yoga"
    evening.tell()
    assert listed(evening) == left


def test_a_chip_says_that_a_filter_is_on_and_takes_it_off_with_one_tap(evening):
    assert evening.find("staff.filter.off") is None
    choose(evening, By.STAFF, "Dan")
    choose(evening, By.KIND, "CLASS")
    chip = evening.find("staff.filter.off")
    assert chip.caption == "Dan · Class"
    assert chip.accessibleName() == "Show all sessions again, not only Dan · Class"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    evening.click("staff.filter.off")
    assert listed(evening) == ["yoga", "spin", "massage"]
    assert evening.find("staff.filter.off") is None


def test_a_second_tap_takes_a_choice_back_and_the_card_scrolls_with_the_keyboard(evening):
    choose(evening, By.STAFF, "Dan")
    card = evening.window.popover.content
    assert card.buttons[By.STAFF, "Dan"].accessibleName() == "Dan, chosen"
    choose(evening, By.STAFF, "Dan")
    assert listed(evening) == ["yoga", "spin", "massage"]
    last = card.buttons[By.KIND, "CLASS"]
    for _ in range(len(card.buttons) + 1):
        if last.hasFocus():
            break
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert last.hasFocus()
    assert not last.visibleRegion().isEmpty()


def test_the_keys_go_through_what_is_listed(evening):
    choose(evening, By.KIND, "APPOINTMENT")
    evening.window.popover.close_card()
    QTest.keyClick(evening.window, Qt.Key.Key_F8)
    assert evening.window.event_id == "massage"
    evening.tell()
    assert listed(evening) == ["massage"]


def chosen(desk):
    item = desk.window.sessions.chosen_item
    return item and item.card.session.event_id


@pytest.mark.parametrize("how", ["scan", "search"])
def test_a_session_that_the_filter_leaves_out_is_listed_while_it_is_open(evening, how):
    """By whatever it was opened; its counts go with it, and so does the one before it."""
    evening.made.add_bookings("massage", booking("noa", "Noa Kahn"))
    evening.window.show_day()
    choose(evening, By.STAFF, "Dan")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    evening.made.desk.arrive(RowId("dana", "yoga"), 1)
    evening.window.show_day()
    if how == "scan":
        hand = Hand()
        evening.window.scanner.wedge._now_ms = hand.now_ms
        hand.scan(short_code("noa"))
    else:
        evening.window.open("massage")
    assert (listed(evening), chosen(evening)) == (["spin", "massage"], "massage")
    evening.window.open("yoga")
    assert (listed(evening), chosen(evening)) == (["yoga", "spin"], "yoga")
    assert "1 of 9 in" in evening.window.sessions.chosen_item.accessibleName()


def test_the_counts_of_a_tap_stay_when_others_are_listed(evening):
    choose(evening, By.STAFF, "Dan")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    evening.window.record(lambda: evening.made.desk.arrive(RowId("dana", "yoga"), 3))
    evening.window.open("massage")
    evening.window.open("yoga")
    assert "3 of 9 in" in evening.window.sessions.chosen_item.accessibleName()


def test_the_keyboard_stays_on_the_session_that_it_opened(evening):
    choose(evening, By.STAFF, "Dan")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    evening.window.sessions.items[1].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert (listed(evening), chosen(evening)) == (["spin"], "spin")
    assert QApplication.focusWidget() is evening.window.sessions.chosen_item


def test_another_day_shows_the_session_that_it_opens_on(evening):
    evening.made.add_session("tomorrow", title="Ahead", starts_in=timedelta(days=1))
    choose(evening, By.STAFF, "Dan")
    evening.window.popover.close_card()
    evening.click("staff.day.after")
    assert listed(evening) == ["tomorrow"]
    assert evening.find("staff.filter.off") is not None


def test_with_nothing_to_choose_from_no_filter_is_offered(desk):
    assert desk.find("staff.filter.open") is None


def test_the_order_of_the_roster_is_chosen_beside_the_tabs_and_remembered(made, open_desk):
    desk = open_desk()
    desk.click("staff.tabs.all")
    made.desk.arrive(RowId("yael", "yoga"), 1)
    made.clock.advance(60)
    made.desk.arrive(RowId("maya", "yoga"), 1)
    desk.window.show_day()
    assert desk.names == ["dana", "maya", "omar", "yael"]
    assert desk.find("staff.sort").accessibleName() == "Sort: Name"
    desk.click("staff.sort")
    picker = desk.window.popover.content
    assert picker.buttons["name"].accessibleName() == "Name, chosen"
    picker.grab()
    desk.click("staff.sort.arrival")
    assert desk.names == ["maya", "yael", "dana", "omar"]
    assert desk.window.preferences.now.roster_order is Order.ARRIVAL
    assert desk.find("staff.sort").accessibleName() == "Sort: Arrival time"


def test_by_booking_time_the_first_to_book_is_first(made, open_desk):
    people = [booking(name, name.title()) for name in ("ann", "bob", "cid")]
    late = [
        each._replace(created=each.created + timedelta(minutes=m))
        for each, m in zip(people, (30, 10, 20), strict=True)
    ]
    made.add_bookings("yoga", *late)
    desk = open_desk()
    desk.click("staff.sort")
    desk.click("staff.sort.booked")
    assert desk.names == ["bob", "cid", "ann"]


def test_what_cannot_be_kept_is_said_and_holds_all_the_same(desk, monkeypatch):
    monkeypatch.setattr(desk.window.preferences, "_keep", lambda _before: "The disk is full.")
    desk.click("staff.sort")
    desk.click("staff.sort.arrival")
    assert desk.said() == "The disk is full."
    assert desk.find("staff.sort").accessibleName() == "Sort: Arrival time"


@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize("size", [(1366, 728), (1920, 1080), (1080, 1920), (896, 480)])
def test_t04_the_buttons_are_large_and_lie_on_nothing_else(made, open_desk, size, rtl):
    """T-04: the sort beside the tabs, the filter below the sessions."""
    made.add_session("spin", title="Spin", starts_in=timedelta(hours=1), staff=("Dan",))
    desk = open_desk(size=size, rtl=rtl)
    window = desk.window
    window.sessions.setVisible(True)
    QApplication.processEvents()
    name = "staff.filter.corner" if size == (1080, 1920) else "staff.filter.open"
    sort, pick = desk.find("staff.sort"), desk.find(name)
    for button in filter(None, (sort, pick)):
        assert isinstance(button, QAbstractButton)
        assert min(button.width(), button.height()) >= 44
        assert button.accessibleIdentifier() == button.objectName()
    if sort is not None:
        tabs = window.pane.tabs.buttons.values()
        place = sort.geometry().translated(0, -window.pane.tabs.y())
        assert not [tab for tab in tabs if tab.geometry().intersects(place)]
    assert pick is not None
    assert pick.geometry().bottom() < window.sessions.height()
    assert not window.sessions.viewport().geometry().intersects(pick.geometry())


NO_STUDIO = Listing(frozenset({"Studio 2"}))


def test_a_day_that_this_desk_leaves_out_is_not_called_empty(made, open_desk):
    """The way to change the choice instead of the way to the calendar; on another day too."""
    made.add_session("tomorrow", title="Ahead", starts_in=timedelta(days=1))
    made.desk = Desk(made.store, made.clock, lambda: None, listing=NO_STUDIO)
    desk = open_desk()
    place = desk.window.pane.empty
    assert plain(place.text()) == (
        "1 session today is left out at this desk, by its location or service.\n"
        "To list them, close turnout and start it as “turnout --set-up”."
    )
    desk.click("staff.day.after")
    assert plain(place.text()).startswith("1 session on this day is left out")
    desk.click("staff.day.after")
    assert "left out" not in place.text()
