"""Every key of the desk: listed under F1, and enough for a whole evening."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.values import NO_SHOW, Value
from app.gui import text_keys
from app.gui.actions import WindowActions
from app.gui.bridge import Bridge
from app.gui.desk.keys import EVERYWHERE, PLAIN, SHIFTED, WITH_CONTROL, Wish, wish
from app.gui.desk.row_view import Act
from app.gui.panels.walk_in import WalkInPanel
from app.gui.window import DeskWindow
from tests.desks import booking
from tests.gui.test_taps import click

GUI = Path(__file__).parent.parent.parent / "app" / "gui"
KEY = Qt.Key
PLAINLY, SHIFT, CONTROL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


def press(desk, key, modifier=PLAINLY):
    QTest.keyClick(QApplication.focusWidget() or desk.window, key, modifier)
    assert desk.window.focusWidget() is not None
    assert QApplication.focusWidget() is not None


def event(key, modifiers=PLAINLY, number=0, text="", *, repeated=False):
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, number, 0, 0, text, repeated)


def listed():
    return [line for group in text_keys.groups() for line in group.lines]


def test_every_key_that_is_handled_is_listed_with_words():
    """A new key is to be given words in `text_keys`, at its place in the order of use."""
    handled = {*PLAIN.values(), *SHIFTED.values(), *WITH_CONTROL.values()}
    assert handled == set(Wish)
    for wanted in Wish:
        assert text_keys.does(wanted), wanted
        assert text_keys.keys_of(wanted), wanted
    shown = {caps for line in listed() for caps in line.keys}
    typed = {("A–Z",), ("0–9",)}  # a search begins by typing
    assert {caps for wanted in Wish for caps in text_keys.keys_of(wanted)} == shown - typed


def test_nothing_but_the_table_makes_a_wish_of_a_key():
    for key in Qt.Key:
        for modifiers in (PLAINLY, SHIFT, CONTROL, Qt.KeyboardModifier.AltModifier):
            table = {PLAINLY: PLAIN, SHIFT: SHIFTED, CONTROL: WITH_CONTROL}.get(modifiers, {})
            assert wish(event(key, modifiers)) is table.get(key)


WITHIN = {
    # What a control does with its own keys, as every program does, needs no line.
    "widgets/buttons.py": {
        "Key_Up",
        "Key_Down",
        "Key_Left",
        "Key_Right",
        "Key_Return",
        "Key_Enter",
    },
    "widgets/popover.py": {"Key_Escape", "Key_Up", "Key_Down"},
    "panels/side.py": {"Key_Escape"},
    "scan/wedge.py": {"Key_Shift", "Key_CapsLock", "Key_NumLock", "Key_AltGr", "Key_Mode_switch"},
}


@pytest.mark.parametrize("part", ["desk", "panels", "widgets", "scan", "."])
def test_no_other_module_handles_a_key_of_its_own(part):
    files = (GUI / part).glob("*.py")
    known = {key.name for key in (*PLAIN, *SHIFTED, *WITH_CONTROL)}
    for file in files:
        name = file.relative_to(GUI).as_posix()
        if name in ("desk/keys.py", "text_keys.py"):  # the table, and the names of its keys
            continue
        tree = ast.parse(file.read_text(encoding="utf-8"))
        named = {
            node.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and node.attr.startswith("Key_")
        }
        assert named - WITHIN.get(name, set()) <= known, name


def test_no_key_that_means_the_same_everywhere_is_for_a_row():
    assert not {wanted.name for wanted in EVERYWHERE} & set(Act.__members__)
    assert {PLAIN[KEY.Key_F1], PLAIN[KEY.Key_F10], PLAIN[KEY.Key_F11]} <= EVERYWHERE


OPENS = {
    "the sync": lambda desk: desk.window.panels.open_sync(),
    "shortcuts": lambda desk: press(desk, KEY.Key_F1),
    "a settings field": lambda desk: desk.window.panels.open_settings(),
    "a walk-in's name": lambda desk: press(desk, KEY.Key_F3),
    "a note": lambda desk: desk.window.day_panels.open_note(desk.seat("dana")),
    "the activity": lambda desk: desk.window.day_panels.open_activity(),
    "the reports": lambda desk: desk.window.day_panels.toggle_reports(),
    "the search": lambda desk: press(desk, KEY.Key_F2),
    "a row's menu": lambda desk: press(desk, KEY.Key_Menu),
    "the main menu": lambda desk: press(desk, KEY.Key_F10),
}


@pytest.mark.parametrize("where", OPENS)
def test_the_desks_keys_work_wherever_the_keyboard_is(desk, where):
    """S-11: the lock, the search, the days and the way back, from panels, fields and menus."""
    today = desk.window.day
    locked = []
    desk.window.day_panels.lock = lambda: locked.append(where)
    desk.made.desk.arrive(desk.seat("maya").row)
    for key, with_, then in (
        (KEY.Key_L, CONTROL, lambda: locked == [where]),
        (KEY.Key_F, CONTROL, lambda: QApplication.focusWidget().objectName() == "staff.search"),
        (KEY.Key_PageDown, CONTROL, lambda: desk.window.day > today),
        (KEY.Key_PageUp, CONTROL, lambda: desk.window.day == today),
        (KEY.Key_F9, PLAINLY, lambda: desk.seat("maya").shown.is_none),
        (KEY.Key_F3, PLAINLY, lambda: isinstance(desk.window.side, WalkInPanel)),
    ):
        press(desk, KEY.Key_Escape)
        desk.window.pane.list.focus_current()
        OPENS[where](desk)
        press(desk, key, with_)
        assert not desk.window.popover.isVisible()
        assert then(), key


def test_what_is_typed_in_a_panel_stays_typed(desk):
    press(desk, KEY.Key_F3)
    QTest.keyClicks(QApplication.focusWidget(), "fly +-1")
    assert desk.window.side.name.text == "fly +-1"


def test_f10_in_its_own_menu_shuts_it_and_a_row_key_in_a_card_counts_nobody(desk):
    press(desk, KEY.Key_F10)
    press(desk, KEY.Key_F10)
    assert not desk.window.popover.isVisible()
    press(desk, KEY.Key_Menu)
    press(desk, KEY.Key_F4)
    press(desk, KEY.Key_Plus)
    assert desk.window.popover.isVisible()
    assert desk.seat("dana").shown.is_none


def test_f1_lists_them_by_the_names_on_the_keys(desk):
    press(desk, KEY.Key_F1)
    panel = desk.window.side
    assert panel.objectName() == "staff.shortcuts"
    names = [line.accessibleName() for line in panel.lines()]
    assert names[:3] == ["Enter: What the blue button says", "+: One more", "−: One fewer"]
    assert "F9 · Ctrl+Z: Undo the last check-in change" in names
    assert "Shift++: One extra, beyond the booking" in names
    assert "Page Up · Page Down: Page up, page down" in names
    assert len(names) == len(listed())
    press(desk, KEY.Key_F1)
    assert desk.window.side is None
    assert QApplication.focusWidget() is desk.row("dana")


def test_the_whole_list_fits_the_panel_and_no_line_is_cut(desk):
    press(desk, KEY.Key_F1)
    QApplication.processEvents()
    for line in desk.window.side.lines():
        assert line.words.width() >= line.words.natural_width, line.accessibleName()


def test_the_list_scrolls_by_keyboard_where_it_does_not_fit(desk):
    press(desk, KEY.Key_F1)
    QApplication.processEvents()
    bar = desk.window.side.area.verticalScrollBar()
    for key, moved in ((KEY.Key_Down, 1), (KEY.Key_Up, -1), (KEY.Key_PageDown, 1)):
        at = bar.value()
        press(desk, key)
        assert (bar.value() - at) * moved > 0
    press(desk, KEY.Key_End)
    assert bar.value() == bar.maximum() > 0
    press(desk, KEY.Key_Home)
    assert bar.value() == 0


def test_a_key_for_what_this_window_cannot_do_does_nothing(qtbot, made):
    window = DeskWindow(made.desk, Bridge(), WindowActions(lambda: None))
    for key, modifiers in ((KEY.Key_F2, PLAINLY), (KEY.Key_F3, PLAINLY), (KEY.Key_F12, PLAINLY)):
        QTest.keyClick(window, key, modifiers)
    window.close()


def test_f10_offers_what_the_window_can_do_with_its_keys(desk):
    press(desk, KEY.Key_F10)
    menu = desk.window.popover.content
    captions = {each: button.caption for each, button in menu.buttons.items()}
    assert captions[Wish.SHORTCUTS] == "Keyboard shortcuts"
    assert menu.buttons[Wish.SHORTCUTS].hasFocus() is False
    menu.buttons[Wish.SHORTCUTS].click()
    assert not desk.window.popover.isVisible()
    assert desk.window.side.objectName() == "staff.shortcuts"


def test_the_settings_open_by_key_and_close_by_it_from_within(desk):
    press(desk, KEY.Key_F10, CONTROL)
    assert desk.window.side.objectName() == "staff.settings"
    press(desk, KEY.Key_F10, CONTROL)
    assert desk.window.side is None


def test_the_menu_key_opens_the_menu_of_the_row(desk):
    press(desk, KEY.Key_Menu)
    assert desk.window.popover.isVisible()
    press(desk, KEY.Key_Escape)
    assert not desk.window.popover.isVisible()
    assert QApplication.focusWidget() is desk.row("dana")


def test_f11_fills_the_screen_and_says_the_way_back(desk):
    press(desk, KEY.Key_F11)
    assert desk.window.isFullScreen()
    assert desk.said() == "Full screen. F11 leaves it"
    press(desk, KEY.Key_F11)
    assert not desk.window.isFullScreen()


def test_rows_from_wherever_the_keyboard_is(desk, made):
    made.add_bookings("yoga", *(booking(f"g{n:02}", f"Guest {n:02}") for n in range(40)))
    desk.window.show_day()
    page = desk.window.pane.list.page
    desk.window.chip.setFocus()
    press(desk, KEY.Key_End)
    assert QApplication.focusWidget() is desk.row("g39")
    press(desk, KEY.Key_PageUp)
    assert QApplication.focusWidget() is desk.row(f"g{39 - page}")
    press(desk, KEY.Key_Home)
    press(desk, KEY.Key_PageDown)
    press(desk, KEY.Key_Down)
    assert QApplication.focusWidget() is desk.row(f"g{page + 1:02}")
    press(desk, KEY.Key_Up)
    assert QApplication.focusWidget() is desk.row(f"g{page:02}")
    assert not desk.row(f"g{page:02}").visibleRegion().isEmpty()


@pytest.mark.parametrize("key", [KEY.Key_F4, KEY.Key_Plus, KEY.Key_Return, KEY.Key_Menu])
def test_a_key_for_a_row_that_was_scrolled_away_shows_it_first(desk, made, key):
    """Nobody knows that it is the one: others are on the screen."""
    made.add_bookings("yoga", *(booking(f"g{n:02}", f"Guest {n:02}") for n in range(40)))
    desk.window.show_day()
    press(desk, KEY.Key_Home)
    bar = desk.window.pane.list.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert desk.row("g00").visibleRegion().isEmpty()
    press(desk, key)
    assert not desk.row("g00").visibleRegion().isEmpty()
    assert made.store.journal.last_seq() == 0
    assert not desk.window.popover.isVisible()
    press(desk, key)
    assert made.store.journal.last_seq() == 1 or desk.window.popover.isVisible()


def test_an_empty_list_has_nowhere_to_go_and_keeps_the_keyboard(desk, made):
    made.add_bookings("yoga")
    desk.window.show_day()
    press(desk, KEY.Key_Down)
    press(desk, KEY.Key_Return)


def test_a_held_arrow_goes_on_and_a_held_plus_does_not():
    assert wish(event(KEY.Key_Down, repeated=True)) is Wish.ROW_AFTER
    assert wish(event(KEY.Key_Plus, repeated=True)) is None


@pytest.mark.parametrize(
    ("letter", "number"),
    [("ז", 52), ("ئ", 52)],  # what the key of z types in Hebrew and in Arabic
)
def test_ctrl_and_a_letter_under_a_layout_without_latin_letters(letter, number):
    """As 2.10: by the key where the letter is of another script, and never over a Latin one."""
    assert wish(event(Qt.Key(ord(letter)), CONTROL, number, letter)) is Wish.UNDO_LAST
    assert wish(event(KEY.Key_Y, CONTROL, number, "y")) is Wish.REDO_LAST  # German
    assert wish(event(Qt.Key(ord(letter)), CONTROL, 0, letter)) is None


def test_in_a_field_ctrl_z_is_the_fields_own(desk):
    """S-11: F9 undoes the last change though a field has focus; Ctrl+Z there edits the text."""
    click(desk.row("omar").primary)
    press(desk, KEY.Key_F3)
    field = QApplication.focusWidget()
    QTest.keyClicks(field, "Wren")
    press(desk, KEY.Key_Z, CONTROL)
    assert (field.text(), desk.seat("omar").shown) == ("", Value(1))
    assert wish(event(Qt.Key(ord("ז")), CONTROL, 52, "ז")) is None
    press(desk, KEY.Key_F9)
    assert desk.seat("omar").shown.is_none
    assert QApplication.focusWidget() is field


def test_a07_the_whole_way_of_the_staff_by_keyboard_only(made, open_desk):
    """A-07: the whole staff check-in path by keyboard only; focus is never lost."""
    made.add_session("after", title="After", starts_in=timedelta(minutes=60))
    made.add_bookings("after", booking("ruth", "Ruth Adler", 2))
    desk = open_desk()
    for key in (KEY.Key_Down, KEY.Key_Return, KEY.Key_Home, KEY.Key_Plus, KEY.Key_Plus):
        press(desk, key)
    press(desk, KEY.Key_Minus)
    assert (desk.seat("maya").shown, desk.seat("dana").shown) == (Value(2), Value(1))
    press(desk, KEY.Key_End)
    press(desk, KEY.Key_F4)
    assert desk.seat("yael").shown == NO_SHOW
    press(desk, KEY.Key_F9)
    assert desk.seat("yael").shown.is_none
    press(desk, KEY.Key_Menu)
    press(desk, KEY.Key_Escape)
    press(desk, KEY.Key_F3)
    for letter in (KEY.Key_W, KEY.Key_R, KEY.Key_E, KEY.Key_N, KEY.Key_Return):
        press(desk, letter)
    assert [row.name for row in made.desk.roster("yoga").rows if row.walk_in] == ["wren"]
    press(desk, KEY.Key_Escape)
    for _ in range(8):
        press(desk, KEY.Key_F6)
    for _ in range(8):
        press(desk, KEY.Key_F6, SHIFT)
    for key in (KEY.Key_F1, KEY.Key_Escape, KEY.Key_F10, KEY.Key_Escape, KEY.Key_F5):
        press(desk, key)
    press(desk, KEY.Key_F8)
    press(desk, KEY.Key_Return)
    assert desk.seat("ruth", "after").shown == Value(2)
    press(desk, KEY.Key_F7)
    press(desk, KEY.Key_F11)
    press(desk, KEY.Key_F11)
    assert desk.window.event_id == "yoga"


def test_a_party_of_four_from_a_cold_desk_with_three_keys(made, open_desk):
    """Not even in the session that is open, and not the first there."""
    made.add_session("after", title="After", starts_in=timedelta(minutes=60))
    made.add_bookings("after", booking("ann", "Ann"), booking("four", "The Fours", 4))
    desk = open_desk()
    for key in (KEY.Key_F8, KEY.Key_Down, KEY.Key_Return):
        press(desk, key)
    assert desk.seat("four", "after").shown == Value(4)


def test_a_party_of_four_from_a_cold_desk_with_two_touches(made, open_desk):
    made.add_session("after", title="After", starts_in=timedelta(minutes=60))
    made.add_bookings("after", booking("ann", "Ann"), booking("four", "The Fours", 4))
    desk = open_desk()
    click(desk.window.sessions.items[1])
    click(desk.row("four", "after").primary)
    assert desk.seat("four", "after").shown == Value(4)
