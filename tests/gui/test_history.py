"""Undo and redo by key and by the bar at the foot, wherever the keyboard is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.model import OpKind
from app.domain.values import NO_SHOW, NONE, Value
from app.gui.desk.tab import Tab
from tests.gui.test_access import press
from tests.gui.test_taps import click

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_s11_f9_undoes_while_one_types_and_ctrl_z_edits_the_text(desk):
    """S-11: the same keys in a field that is typed into, here that of a walk-in."""
    click(desk.row("dana").plus)
    press(desk, KEY.Key_F3)
    field = QApplication.focusWidget()
    QTest.keyClicks(field, "Ru")
    QTest.keyClick(field, KEY.Key_Z, CONTROL)
    assert field.text() == ""
    assert desk.seat("dana").shown == Value(1)
    QTest.keyClick(field, KEY.Key_Y, CONTROL)
    assert field.text() == "Ru"
    QTest.keyClick(field, KEY.Key_F9)
    assert desk.seat("dana").shown == NONE
    assert field.text() == "Ru"
    QTest.keyClick(field, KEY.Key_F9, SHIFT)
    assert desk.seat("dana").shown == Value(1)


def test_s11_the_same_in_the_search_field(desk):
    """S-11: F9 undoes while one searches, Ctrl+Z takes back what was typed."""
    click(desk.row("dana").plus)
    press(desk, KEY.Key_F2)
    field = QApplication.focusWidget()
    QTest.keyClicks(field, "ma")
    QTest.keyClick(field, KEY.Key_Z, CONTROL)
    assert field.text() == ""
    assert desk.seat("dana").shown == Value(1)
    QTest.keyClick(field, KEY.Key_F9)
    assert desk.seat("dana").shown == NONE
    QTest.keyClick(field, KEY.Key_F9, SHIFT)
    assert desk.seat("dana").shown == Value(1)


def test_ctrl_z_on_a_button_of_a_panel_is_the_desks(desk):
    click(desk.row("dana").plus)
    press(desk, KEY.Key_F3)
    desk.window.side.close_.setFocus()
    press(desk, KEY.Key_Z, CONTROL)
    assert desk.seat("dana").shown == NONE


def test_s12_sixty_taps_go_back_by_key_and_come_again(desk):
    """S-12: at least 50 deep; F9 and Ctrl+Z are one, Shift+F9 and Ctrl+Y are one."""
    desk.window.pane.tabs.choose(Tab.ALL)
    row = desk.row("dana")
    for _ in range(30):
        click(row.plus)
        click(row.minus)
    back = [(KEY.Key_F9, Qt.KeyboardModifier.NoModifier), (KEY.Key_Z, CONTROL)]
    again = [(KEY.Key_F9, SHIFT), (KEY.Key_Y, CONTROL)]
    for turn in range(60):
        QTest.keyClick(row, *back[turn % 2])
        assert desk.seat("dana").shown == (NONE if turn % 2 else Value(1))
    QTest.keyClick(row, KEY.Key_F9)
    assert desk.said() == "Nothing to undo."
    for turn in range(60):
        QTest.keyClick(row, *again[turn % 2])
        assert desk.seat("dana").shown == (NONE if turn % 2 else Value(1))
    QTest.keyClick(row, KEY.Key_F9, SHIFT)
    assert desk.said() == "Nothing to redo."
    ops = next(iter(desk.made.store.journal.of_events(["yoga"]).values()))
    assert [op.kind for op in ops].count(OpKind.UNDO) == 120


def test_the_bar_says_what_was_undone_and_what_was_done_again(desk):
    click(desk.row("dana").primary)
    QTest.keyClick(desk.row("dana"), KEY.Key_F9)
    assert desk.said() == "Dana Levi: back to Booked"
    assert desk.window.snackbar.undo.accessibleName() == "Redo: Dana Levi: back to Booked"
    click(desk.window.snackbar.undo)
    assert desk.said() == "Dana Levi: 4 of 4 in"
    assert desk.window.snackbar.undo.accessibleName() == "Undo: Dana Levi: 4 of 4 in"
    click(desk.window.snackbar.undo)
    assert desk.seat("dana").shown == NONE
    QTest.keyClick(desk.row("dana"), KEY.Key_F9, SHIFT)
    assert desk.said() == "Dana Levi: 4 of 4 in"


@pytest.mark.parametrize("key", [(KEY.Key_F9,), (KEY.Key_Z, CONTROL)])
def test_s11_while_the_bar_offers_an_undo_the_key_does_that_one(desk, key):
    """S-11: a changed setting or note goes back, and the check-in before it stays; then it goes."""
    click(desk.row("dana").primary)
    desk.window.panels.open_settings()
    desk.click("staff.settings.theme.dark")
    assert desk.said() == "Theme: Dark"
    press(desk, *key)
    assert (desk.window.preferences.now.theme, desk.said()) == ("light", "Theme: Light")
    assert desk.seat("dana").shown == Value(4)
    desk.window.panels.close()
    desk.window.day_panels.open_note(desk.seat("maya"))
    QTest.keyClicks(desk.window.side.field, "brings a mat")
    press(desk, KEY.Key_Return)
    press(desk, *key)
    assert (desk.seat("maya").note, desk.seat("dana").shown) == ("", Value(4))
    desk.window.snackbar.hide()
    press(desk, *key)
    assert desk.seat("dana").shown == NONE


def test_once_the_bar_is_gone_f9_takes_back_the_last_check_in_change(desk):
    click(desk.row("dana").primary)
    desk.window.panels.open_settings()
    desk.click("staff.settings.theme.dark")
    desk.window.snackbar.hide()
    press(desk, KEY.Key_F9)
    assert (desk.window.preferences.now.theme, desk.seat("dana").shown) == ("dark", NONE)


def test_several_rows_are_said_and_shown_as_one(desk):
    rows = [desk.row(each).view.row for each in ("maya", "omar", "yael")]
    desk.window.record(lambda: desk.made.desk.mark_all_no_show(rows))
    assert desk.said() == "5 people: no-show"
    assert desk.row("maya").state.accessibleName().startswith("No-show")
    click(desk.window.snackbar.undo)
    assert desk.said() == "5 people: back to Booked"
    assert all(desk.seat(each).shown == NONE for each in ("maya", "omar", "yael"))
    assert desk.row("maya").state.accessibleName().startswith("Booked")
    click(desk.window.snackbar.undo)
    assert desk.seat("omar").shown == NO_SHOW
