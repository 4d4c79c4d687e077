"""Names, identifiers, announcements and the keyboard: the desk without eyes or mouse."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.domain.model import RowId
from app.domain.values import NO_SHOW, Value
from app.gui.desk.row_view import Act
from app.gui.desk.tab import Tab
from tests.gui.conftest import CALM
from tests.gui.test_taps import click, menu

KEY = Qt.Key


def press(desk, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget() or desk.window, key, modifier)


@pytest.fixture
def busy(desk):
    """A window with its snackbar and a card open, so that every kind of control is there."""
    click(desk.row("dana").plus)
    click(desk.row("dana").more)
    return desk


def test_a01_every_control_has_a_name_and_an_identifier_of_its_own(busy):
    seen = []
    for button in busy.window.findChildren(QAbstractButton):
        if not button.isVisible():
            continue
        assert button.accessibleName(), button.objectName()
        assert button.objectName() == button.accessibleIdentifier() != ""
        seen.append(button.objectName())
    assert len(seen) == len(set(seen)) > 20


def test_a02_no_name_is_only_a_sign(busy):
    for button in busy.window.findChildren(QAbstractButton):
        if button.isVisible():
            assert any(c.isalpha() for c in button.accessibleName())


def test_a03_what_is_written_on_a_button_is_in_its_name(busy):
    for button in busy.window.findChildren(QAbstractButton):
        words = button.text().replace("&&", "&")
        if button.isVisible() and any(c.isalnum() for c in words):
            assert words in button.accessibleName()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("staff.row.dana", "Dana Levi · booked for 4 · …3127 · Booked"),
        ("staff.row.dana.minus", "One fewer for Dana Levi"),
        ("staff.row.dana.plus", "One more for Dana Levi"),
        ("staff.row.dana.count", "0 of 4 in"),
        ("staff.row.dana.primary", "Check in 4, Dana Levi"),
        ("staff.row.dana.menu", "More for Dana Levi"),
        ("staff.session.1", "11:50 Yoga Flow, now, 0 of 9 in"),
        ("staff.tabs.not_here", "Not here yet, 9"),
    ],
)
def test_the_contract_of_names(desk, name, expected):
    assert desk.window.findChild(QWidget, name).accessibleName() == expected


def test_the_snackbar_says_whose_change_its_button_takes_back(desk):
    click(desk.row("omar").primary)
    assert desk.window.snackbar.undo.accessibleName() == "Undo: Omar Haddad: checked in"


def test_single_choices_are_radio_buttons(desk):
    """A-04: at the desk."""
    chosen = desk.window.pane.tabs.buttons[Tab.NOT_HERE]
    for control in (chosen, desk.window.sessions.items[0]):
        seen = QAccessible.queryAccessibleInterface(control)
        assert seen.role() == QAccessible.Role.RadioButton
        assert seen.state().checked


def test_a05_each_act_is_announced_once_and_in_few_words(desk, qtbot):
    said = []
    desk.window.voice.said.connect(said.append)
    click(desk.row("dana").plus)
    menu(desk, "omar", Act.NO_SHOW)
    press(desk, KEY.Key_F9)
    desk.tell()
    assert said == ["Dana Levi: 1 of 4 in", "Omar Haddad: no-show", "Omar Haddad: back to Booked"]
    assert all(len(words.split()) <= 12 for words in said)


def test_a07_a_whole_evening_by_keyboard(desk):
    press(desk, KEY.Key_Down)
    assert desk.window.focusWidget() is desk.row("maya")
    press(desk, KEY.Key_Return)
    assert desk.seat("maya").shown == Value(2)
    press(desk, KEY.Key_Home)
    press(desk, KEY.Key_Plus)
    press(desk, KEY.Key_Plus, Qt.KeyboardModifier.KeypadModifier)
    assert desk.seat("dana").shown == Value(2)
    press(desk, KEY.Key_Minus)
    assert desk.seat("dana").shown == Value(1)
    press(desk, KEY.Key_End)
    press(desk, KEY.Key_F4)
    assert desk.seat("yael").shown == NO_SHOW
    assert QApplication.focusWidget() is not None


def test_shift_and_plus_adds_an_extra_and_plus_alone_never_does(desk):
    shift, keypad = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.KeypadModifier
    desk.row("omar").setFocus()
    desk.window.pane.list._on_row_chosen(RowId("omar", "yoga"))
    press(desk, KEY.Key_Plus)
    press(desk, KEY.Key_Plus, shift)  # how + is typed on a US keyboard
    assert desk.seat("omar").shown == Value(1)
    assert "Add 1 extra" in desk.said()
    press(desk, KEY.Key_Plus, shift | keypad)
    assert desk.seat("omar").shown == Value(2)
    press(desk, KEY.Key_Asterisk, shift)  # Shift and the + key of a German keyboard
    assert desk.seat("omar").shown == Value(3)


def test_f7_and_f8_step_through_the_sessions(made, open_desk):
    made.add_session("after", title="After", starts_in=timedelta(minutes=60))
    desk = open_desk()
    press(desk, KEY.Key_F8)
    assert desk.window.event_id == "after"
    press(desk, KEY.Key_F8)
    assert desk.window.event_id == "after"
    press(desk, KEY.Key_F7)
    assert desk.window.event_id == "yoga"
    assert QApplication.focusWidget() is not None


def test_f6_goes_round_all_panes_and_back(desk):
    click(desk.row("dana").plus)
    start = QApplication.focusWidget()
    stops = []
    for _ in range(6):
        press(desk, KEY.Key_F6)
        stops.append(QApplication.focusWidget().objectName())
    assert stops == [
        "staff.snackbar.undo",
        "staff.sync",
        "staff.settings.open",
        "staff.session.1",
        "staff.tabs.not_here",
        "staff.row.dana",
    ]
    assert QApplication.focusWidget() is start
    press(desk, KEY.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget().objectName() == "staff.tabs.not_here"


def test_the_keyboard_is_never_lost_when_a_row_leaves(open_desk, qtbot):
    desk = open_desk(CALM._replace(row_stays=30))
    press(desk, KEY.Key_End)
    press(desk, KEY.Key_Return)
    qtbot.waitUntil(lambda: "yael" not in desk.names)
    assert desk.window.focusWidget() is desk.row("omar")


def test_the_keyboard_stays_in_the_roster_when_the_last_row_leaves(open_desk, qtbot):
    desk = open_desk(CALM._replace(row_stays=30))
    for name in ("dana", "maya", "omar", "yael"):
        click(desk.row(name).primary)
    qtbot.waitUntil(lambda: desk.names == [])
    assert desk.window.focusWidget() is desk.window.pane.tabs.buttons[Tab.NOT_HERE]


def test_the_menu_by_keyboard(desk):
    press(desk, KEY.Key_Down)
    press(desk, KEY.Key_Menu)
    assert QApplication.focusWidget().objectName() == "staff.menu.set_count"
    press(desk, KEY.Key_Down)
    press(desk, KEY.Key_Return)
    assert desk.seat("maya").shown == NO_SHOW
    press(desk, KEY.Key_Menu)
    press(desk, KEY.Key_Escape)
    assert not desk.window.popover.isVisible()
    assert desk.window.focusWidget() is desk.row("maya")


def test_p11_the_title_of_the_window_names_nobody(desk):
    click(desk.row("dana").plus)
    assert desk.window.windowTitle() == "Turnout"
