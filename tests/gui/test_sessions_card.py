"""The sessions in a card, where there is no room for them beside the roster."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.values import Value
from app.gui.widgets.popover import PAD

KEY = Qt.Key
NARROW = (1100, 700)


@pytest.fixture
def narrow(made, open_desk):
    """A full day, and the session in the middle of it is open."""
    for n in range(40):
        minutes = 25 * n - 600
        made.add_session(f"e{n}", title=f"Session {n}", starts_in=timedelta(minutes=minutes))
    desk = open_desk(size=NARROW)
    desk.window.open("yoga")
    desk.window.pane.list.focus_current(Qt.FocusReason.OtherFocusReason)
    assert desk.window.folded
    assert not desk.window.sessions.isVisible()
    return desk


def press(desk, key):
    QTest.keyClick(QApplication.focusWidget(), key)
    QApplication.processEvents()


def open_by_key(desk):
    desk.window.fold.setFocus(Qt.FocusReason.TabFocusReason)
    press(desk, KEY.Key_Return)
    assert desk.window.sessions.isVisible()


def open_by_finger(desk):
    desk.window.pane.list.focus_current(Qt.FocusReason.OtherFocusReason)
    QTest.mouseClick(desk.window.fold, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert desk.window.sessions.isVisible()


def is_open(desk):
    return desk.window.sessions.isVisible() or desk.window.sessions_card.isVisible()


def in_sight(item):
    return item.isVisible() and item.visibleRegion().boundingRect() == item.rect()


@pytest.mark.parametrize("open_it", [open_by_key, open_by_finger])
def test_it_opens_at_the_chosen_session_which_has_the_keyboard(narrow, open_it):
    open_it(narrow)
    item = narrow.window.sessions.chosen_item
    assert in_sight(item)
    assert QApplication.focusWidget() is item
    assert item.ring is (open_it is open_by_key)


def test_it_has_an_edge_and_all_of_it_is_in_the_window(narrow):
    open_by_key(narrow)
    window = narrow.window
    card, held = window.sessions_card._card, window.sessions.geometry()
    assert window.rect().contains(card.adjusted(-PAD, 0, PAD, PAD))
    assert card.contains(held.adjusted(-1, -PAD, 1, PAD))
    shot, at = window.grab().toImage(), QPoint(card.left(), card.center().y())
    assert shot.pixelColor(at) == window.look.tokens.divider
    window.sessions_card.close_card()
    assert window.grab().toImage().pixelColor(at) != window.look.tokens.divider


def test_it_is_as_tall_as_a_short_day_and_the_filter_is_in_it(made, open_desk):
    made.add_session("spin", title="Spin", starts_in=timedelta(hours=1))
    desk = open_desk(size=NARROW)
    open_by_key(desk)
    card, way = desk.window.sessions_card._card, desk.window.top.filtering.button
    assert card.height() < desk.window.height() // 2
    assert card.contains(QRect(way.mapTo(desk.window, QPoint(0, 0)), way.size()))
    lowest = desk.window.sessions.items[-1]
    assert in_sight(lowest)
    assert (
        lowest.mapTo(desk.window, QPoint(0, lowest.height())).y()
        <= way.mapTo(desk.window, QPoint(0, 0)).y()
    )


@pytest.mark.parametrize("end", [KEY.Key_Return, KEY.Key_Space, KEY.Key_Escape])
def test_the_arrows_open_one_session_after_the_other_until_one_is_taken(narrow, end):
    open_by_key(narrow)
    before = narrow.window.event_id
    press(narrow, KEY.Key_Down)
    assert is_open(narrow)
    assert narrow.window.event_id != before
    assert QApplication.focusWidget() is narrow.window.sessions.chosen_item
    assert in_sight(narrow.window.sessions.chosen_item)
    then = narrow.window.event_id
    press(narrow, end)
    assert not is_open(narrow)
    assert narrow.window.event_id == then
    assert QApplication.focusWidget() is narrow.window.fold


def test_a_tap_on_a_session_takes_it_and_the_roster_has_the_keyboard_back(narrow):
    open_by_finger(narrow)
    items = narrow.window.sessions.items
    other = next(each for each in items if in_sight(each) and not each.isChecked())
    QTest.mouseClick(other, Qt.MouseButton.LeftButton)
    assert not is_open(narrow)
    assert narrow.window.event_id == other.card.session.event_id
    assert narrow.window.pane.isAncestorOf(QApplication.focusWidget())


def test_a_press_beside_it_closes_it_and_does_nothing_else(narrow):
    open_by_finger(narrow)
    window, button = narrow.window, narrow.row("dana").primary
    beside = button.mapTo(window, button.rect().center())
    over = window.childAt(beside)
    QTest.mouseClick(over, Qt.MouseButton.LeftButton, pos=over.mapFrom(window, beside))
    assert not is_open(narrow)
    assert window.pane.list.has_keyboard
    assert narrow.seat("dana").shown == Value(0)


def test_a_search_closes_it_and_its_people_are_in_sight(narrow):
    open_by_key(narrow)
    QTest.keyClicks(QApplication.focusWidget(), "d")
    assert not is_open(narrow)
    searching = narrow.window.top.searching
    assert searching.field.text == "d"
    assert searching.field.entry.hasFocus()
    assert searching.results.isVisible()


def test_esc_closes_it_before_the_panel_beside_it(narrow):
    press(narrow, KEY.Key_F3)
    open_by_key(narrow)
    press(narrow, KEY.Key_Escape)
    assert not is_open(narrow)
    assert narrow.window.side is not None
    open_by_key(narrow)
    press(narrow, KEY.Key_F3)
    assert not is_open(narrow)
    assert narrow.window.side.isAncestorOf(QApplication.focusWidget())


@pytest.mark.parametrize("key", [KEY.Key_Plus, KEY.Key_F4, KEY.Key_Home, KEY.Key_PageDown])
def test_no_key_is_for_a_row_while_it_lies_over_the_rows(narrow, key):
    open_by_key(narrow)
    item = QApplication.focusWidget()
    press(narrow, key)
    assert QApplication.focusWidget() is item
    assert all(row.shown == Value(0) for row in narrow.made.desk.roster("yoga").rows)


def test_the_filter_is_chosen_over_it(narrow):
    open_by_key(narrow)
    narrow.window.top.filtering.button.setFocus(Qt.FocusReason.TabFocusReason)
    press(narrow, KEY.Key_Return)
    assert narrow.window.popover.isVisible()
    assert is_open(narrow)
    press(narrow, KEY.Key_Escape)
    assert is_open(narrow)
    press(narrow, KEY.Key_Escape)
    assert not is_open(narrow)


def test_with_room_for_them_the_sessions_stand_beside_the_roster_again(narrow):
    open_by_key(narrow)
    narrow.window.resize(1366, 728)
    assert not narrow.window.sessions_card.isVisible()
    sessions = narrow.window.sessions
    assert sessions.isVisible()
    assert sessions.geometry().right() + 1 == narrow.window.pane.x()
    assert in_sight(sessions.chosen_item)


def test_the_chosen_session_is_in_sight_when_the_screen_was_turned_back(narrow):
    window = narrow.window
    for size in ((1366, 728), (1080, 1920), (1366, 728)):
        window.resize(*size)
        QApplication.processEvents()
        assert in_sight(window.sessions.chosen_item), size


@pytest.mark.parametrize("size", [(1080, 1920), (1000, 600)])
def test_no_card_is_left_where_its_button_was_before_the_window_changed(desk, size):
    window = desk.window
    row = desk.row("maya")
    row.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(row, KEY.Key_Menu)
    assert window.popover.isVisible()
    window.resize(*size)
    assert not window.popover.isVisible()
    assert QApplication.focusWidget() is row
    QApplication.processEvents()
    assert desk.seat("maya").shown == Value(0)
