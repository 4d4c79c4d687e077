"""What a tap on a row does, and what it never does."""

import time
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu

from app.domain.errors import StoreError
from app.domain.model import BookingStatus, OpKind, RowId
from app.domain.values import NO_SHOW, Value
from app.gui.desk.row_view import Act
from app.gui.desk.tab import Tab
from app.gui.theme import Tone
from app.gui.timings import Timings
from app.gui.widgets.buttons import TextButton
from tests.desks import booking
from tests.gui.conftest import CALM

LEFT = Qt.MouseButton.LeftButton


def click(button):
    QTest.mouseClick(button, LEFT)


def menu(desk, booking_id, act):
    click(desk.row(booking_id).more)
    click(desk.window.popover.content.buttons[act])


def test_s02_the_first_tab_lists_who_is_missing_and_counts_people(desk):
    assert desk.window.pane.tabs.tab is Tab.NOT_HERE
    click(desk.row("dana").plus)
    click(desk.row("omar").primary)
    rows = desk.made.desk.roster("yoga").rows
    assert Tab.NOT_HERE.people(rows) == 9 - 2
    shown = [b.accessibleName() for b in desk.window.pane.tabs.buttons.values()]
    assert shown == ["Not here yet, 7", "Here, 2", "No-show, 0", "All, 9"]


def test_s03_plus_counts_one_and_the_store_knows_before_the_turn_ends(desk):
    click(desk.row("dana").plus)
    assert desk.seat("dana").shown == Value(1)
    assert desk.row("dana").state.accessibleName().startswith("1 of 4 in · 12:00")
    assert desk.row("dana").numbers.accessibleName() == "1 of 4 in"
    assert desk.window.pane.header.number.accessibleName() == "1 of 9 in"
    assert "1 of 9 in" in desk.window.sessions.items[0].accessibleName()


def test_s04_minus_from_one_goes_back_to_booked(desk):
    click(desk.row("dana").plus)
    click(desk.row("dana").minus)
    assert desk.seat("dana").shown.is_none
    assert desk.row("dana").state.accessibleName().startswith("Booked")


def test_minus_is_off_at_nobody_and_says_why(desk):
    minus = desk.row("dana").minus
    assert not minus.isEnabled()
    assert "Nobody is checked in" in minus.accessibleDescription()


def test_s05_five_quick_presses_are_five_ops(desk):
    """S-05: each press is an op of its own; what goes out: tests/sync/test_quick_presses.py."""
    for _ in range(4):
        click(desk.row("dana").plus)
    click(desk.row("maya").plus)
    ops = desk.made.store.journal.of_events(["yoga"])
    assert [len(each) for each in ops.values()] == [4, 1]


def test_s06_a_held_plus_counts_once(desk, qtbot):
    """S-06: it counts on release, however long it was held; nothing repeats."""
    plus = desk.row("dana").plus
    assert not plus.autoRepeat()
    QTest.mousePress(plus, LEFT)
    assert plus.isDown()
    assert desk.seat("dana").shown.is_none
    QTest.mouseRelease(plus, LEFT)
    assert desk.seat("dana").shown == Value(1)


def test_a_held_plus_key_counts_once(desk):
    """S-06: the same by keyboard."""
    row = desk.row("dana")
    QTest.keyPress(row, Qt.Key.Key_Plus)
    repeated = press(Qt.Key.Key_Plus, again=True)
    for _ in range(5):
        QApplication.sendEvent(row, repeated())
    assert desk.seat("dana").shown == Value(1)


def press(key, *, again):
    return lambda: QKeyEvent(
        QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "+", again, 1
    )


def test_s07_plus_at_the_party_does_nothing_says_why_and_offers_an_extra(desk):
    """S-07: and no dialog."""
    click(desk.row("omar").plus)
    click(desk.row("omar").plus)
    assert desk.seat("omar").shown == Value(1)
    assert desk.said() == "All 1 of this booking are in. Use “Add 1 extra” for one more."
    click(desk.window.snackbar.undo)
    assert desk.seat("omar").shown == Value(2)
    assert desk.row("omar").state.accessibleName().startswith("1 booked + 1 extra")


def test_s07_an_extra_is_offered_where_all_are_in_and_never_first(desk):
    """S-07: before that it would count one of those who were booked."""

    def offered(name):
        click(desk.row(name).more)
        entries = desk.window.popover.findChildren(TextButton)
        found = [each.objectName() for each in entries if each.isVisible()]
        desk.window.popover.close_card()
        return found

    assert "staff.menu.extra" not in offered("omar")
    click(desk.row("omar").primary)
    assert offered("omar")[:2] == ["staff.menu.set_count", "staff.menu.extra"]


def test_s09_nothing_opens_a_dialog(desk):
    """S-09: check-in, extra, no-show, back to booked and the menu of a row."""
    click(desk.row("dana").primary)
    menu(desk, "dana", Act.EXTRA)
    menu(desk, "maya", Act.NO_SHOW)
    menu(desk, "maya", Act.CLEAR)
    click(desk.row("omar").more)
    tops = [type(widget) for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    assert not any(issubclass(each, QDialog | QMenu) for each in tops)
    assert QApplication.activeModalWidget() is None
    assert QApplication.activePopupWidget() is None


def test_s10_a_second_act_replaces_the_first_in_the_snackbar(desk):
    """S-10: one snackbar, and its Undo is that of the last act."""
    click(desk.row("dana").primary)
    assert desk.said() == "Dana Levi: 4 of 4 in"
    click(desk.row("omar").primary)
    assert desk.said() == "Omar Haddad: checked in"
    click(desk.window.snackbar.undo)
    assert desk.seat("omar").shown.is_none
    assert desk.seat("dana").shown == Value(4)
    assert desk.said() == "Omar Haddad: back to Booked"


def test_s10_the_snackbar_goes_by_itself(open_desk, qtbot):
    """S-10: after its time, ten seconds as shipped."""
    desk = open_desk(CALM._replace(snackbar=30))
    click(desk.row("dana").plus)
    assert desk.window.snackbar.isVisible()
    qtbot.waitUntil(lambda: not desk.window.snackbar.isVisible())


def test_s10_the_snackbar_stays_while_its_button_has_the_keyboard(open_desk, qtbot):
    """S-10: nobody loses an Undo that they are on."""
    desk = open_desk(CALM._replace(snackbar=60))
    click(desk.row("dana").plus)
    desk.window.snackbar.undo.setFocus()
    started = time.monotonic()
    qtbot.waitUntil(lambda: time.monotonic() - started > 0.15)
    assert desk.window.snackbar.isVisible()
    desk.row("dana").setFocus()
    qtbot.waitUntil(lambda: not desk.window.snackbar.isVisible())


@pytest.mark.parametrize(
    ("before", "caption"),
    [(0, "Check in 4"), (1, "3 more"), (3, "1 more"), (4, "Undo")],
)
def test_the_button_says_exactly_what_it_does(made, open_desk, before, caption):
    if before:
        made.desk.arrive(RowId("dana", "yoga"), before)
    desk = open_desk()
    desk.window.pane.tabs.choose(Tab.ALL)
    assert desk.row("dana").primary.caption == caption
    click(desk.row("dana").primary)
    assert desk.seat("dana").shown == Value(0 if caption == "Undo" else 4)


def test_a_row_completed_elsewhere_offers_no_undo(made, open_desk):
    made.read(RowId("omar", "yoga"), Value(1))
    desk = open_desk()
    desk.window.pane.tabs.choose(Tab.ALL)
    assert not desk.row("omar").primary.isVisible()


def test_a_no_show_who_arrives_is_checked_in(desk):
    menu(desk, "omar", Act.NO_SHOW)
    assert desk.seat("omar").shown == NO_SHOW
    assert desk.row("omar").state.accessibleName().startswith("No-show")
    assert desk.row("omar").primary.caption == "Check in"
    click(desk.row("omar").primary)
    assert desk.seat("omar").shown == Value(1)


def test_the_count_is_set_in_a_card_and_nothing_before_its_last_button(desk):
    menu(desk, "dana", Act.SET_COUNT)
    card = desk.window.popover.content
    for _ in range(5):
        click(card.more)
    assert desk.seat("dana").shown.is_none
    assert card.done.caption == "Set to 4"
    click(card.done)
    assert desk.seat("dana").shown == Value(4)
    assert not desk.window.popover.isVisible()


def test_a_press_beside_the_card_closes_it_and_does_nothing_else(desk):
    click(desk.row("dana").more)
    below = desk.row("maya").plus
    at = below.mapTo(desk.window, below.rect().center())
    assert not desk.window.popover.content.geometry().contains(at)
    QTest.mouseClick(desk.window.popover, LEFT, pos=at)
    assert not desk.window.popover.isVisible()
    assert desk.made.store.journal.of_events(["yoga"]) == {}


def test_s20_a_completed_row_stays_where_it_is_for_a_while(open_desk):
    """S-20: the same point is the same person."""
    desk = open_desk(CALM._replace(second_tap=0))
    at = desk.row("maya").geometry()
    click(desk.row("maya").primary)
    assert desk.names == ["dana", "maya", "omar", "yael"]
    assert desk.row("maya").geometry() == at
    click(desk.row("maya").primary)  # the same point is the same person, whose button is Undo now
    assert desk.seat("maya").shown.is_none
    assert desk.seat("omar").shown.is_none


def test_s20_then_it_leaves_and_the_rest_moves_up(open_desk, qtbot):
    """S-20: and only then."""
    desk = open_desk(CALM._replace(row_stays=40))
    click(desk.row("maya").primary)
    qtbot.waitUntil(lambda: desk.names == ["dana", "omar", "yael"])
    assert desk.row("omar").y() == desk.row("dana").height()


def test_s20_nothing_moves_while_a_finger_is_down(open_desk, qtbot):
    """S-20: nor after that time, while a finger is on a button."""
    desk = open_desk(CALM._replace(row_stays=30))
    click(desk.row("maya").primary)
    QTest.mousePress(desk.row("omar").plus, LEFT)
    started = time.monotonic()
    qtbot.waitUntil(lambda: time.monotonic() - started > 0.15)
    assert desk.names == ["dana", "maya", "omar", "yael"]
    QTest.mouseRelease(desk.row("omar").plus, LEFT)
    assert desk.seat("omar").shown == Value(1)
    qtbot.waitUntil(lambda: desk.names == ["dana", "yael"])


def test_the_shipped_row_stays_long_enough():
    """S-10, S-20: the durations as shipped."""
    assert Timings().row_stays >= 1_200
    assert Timings().snackbar == 10_000


def test_s21_people_of_one_name_can_be_told_apart(made, open_desk):
    made.add_bookings(
        "yoga",
        booking("one", "Dana Levi", phone_tail="5553127"),
        booking("two", "Dana Levi", phone_tail="5550042"),
        booking("three", "Dana Levi", phone_tail=""),
        booking("four", "Dana Levi", phone_tail=""),
    )
    desk = open_desk()
    lines = [desk.row(each).facts.accessibleName() for each in ("one", "two", "three", "four")]
    assert len(set(lines)) == 4
    assert "…3127" in lines[0]
    assert all("4 people named Dana Levi" in line for line in lines)


def test_a_booking_cancelled_in_wix_says_so_and_takes_nobody(made, open_desk):
    row = RowId("omar", "yoga")
    made.desk.mark_no_show(row)
    made.desk.clear(row)
    made.add_bookings("yoga", booking("omar", "Omar Haddad", status=BookingStatus.CANCELED))
    desk = open_desk()
    desk.window.pane.tabs.choose(Tab.ALL)
    assert desk.row("omar").state.accessibleName().startswith("Cancelled")
    click(desk.row("omar").plus)
    assert desk.said() == "This booking was cancelled in Wix."
    assert desk.seat("omar").shown.is_none


def test_a_cancelled_session_takes_nobody_and_says_why(made, open_desk):
    made.add_session("off", title="Spin", starts_in=timedelta(minutes=-5), cancelled=True)
    made.add_bookings("off", booking("z", "Zoë"))
    desk = open_desk()
    desk.window.open("off")
    assert not desk.row("z", "off").primary.isVisible()
    click(desk.row("z", "off").plus)
    assert "was cancelled" in desk.said()
    assert desk.find("staff.header.facts").accessibleName().startswith("Cancelled")
    made.add_bookings("off")
    desk.window.show_day()
    assert "was cancelled" in desk.window.pane.empty.accessibleName()


def test_whoever_is_in_on_a_booking_cancelled_in_wix_is_no_green_row(made, open_desk):
    """S1: somebody has to decide; two green rows alike would hide it."""
    made.desk.arrive(RowId("omar", "yoga"))
    made.add_bookings("yoga", booking("omar", "Omar Haddad", status=BookingStatus.CANCELED))
    desk = open_desk()
    desk.window.pane.tabs.choose(Tab.ALL)
    shown = desk.row("omar").view
    assert (shown.tone, shown.icon) == (Tone.WARNING, "warning")
    assert "cancelled in Wix" in shown.facts


def test_a_full_disk_switches_counting_off_and_claims_nothing(desk):
    before = desk.row("dana").state.accessibleName()

    def no_room(*_):
        raise StoreError("The disk is full.")

    desk.made.store.journal.append = no_room
    click(desk.row("dana").plus)
    assert desk.row("dana").state.accessibleName() == before
    assert not desk.row("dana").plus.isEnabled()
    assert not desk.row("dana").primary.isVisible()
    assert desk.row("dana").plus.accessibleDescription() == "The disk is full."
    assert "Nothing can be saved" in desk.window.banner.accessibleName()
    assert desk.window.chip.view.words == "This computer can’t save"
    del desk.made.store.journal.append
    desk.window._on_time_passed()  # as the timer does every twenty seconds
    assert desk.row("dana").plus.isEnabled()
    assert not desk.window.banner.isVisible()


def test_i09_a_name_is_shown_as_typed(made, open_desk):
    """I-09."""
    made.add_bookings("yoga", booking("bob", "<b>Bob</b> & Co", 2))
    desk = open_desk()
    row = desk.row("bob")
    assert row.name.textFormat() is Qt.TextFormat.PlainText
    assert row.name.accessibleName() == "<b>Bob</b> & Co"
    click(row.plus)
    assert desk.said() == "<b>Bob</b> & Co: 1 of 2 in"
    click(row.more)
    assert desk.window.popover.content.head.accessibleName() == "<b>Bob</b> & Co"


def test_only_the_changed_row_is_touched(desk):
    others = [desk.row(each) for each in ("maya", "omar", "yael")]
    views = [row.view for row in others]
    click(desk.row("dana").plus)
    assert all(row.view is view for row, view in zip(others, views, strict=True))


def test_f9_and_ctrl_z_take_back_the_last_change_of_this_computer(desk):
    """S-11: outside of a field both do the same."""
    click(desk.row("dana").plus)
    click(desk.row("maya").plus)
    QTest.keyClick(desk.row("dana"), Qt.Key.Key_F9)
    assert desk.seat("maya").shown.is_none
    QTest.keyClick(desk.row("dana"), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.seat("dana").shown.is_none
    QTest.keyClick(desk.row("dana"), Qt.Key.Key_F9)
    assert desk.said() == "Nothing to undo."
    kinds = [op.kind for ops in desk.made.store.journal.of_events(["yoga"]).values() for op in ops]
    assert kinds.count(OpKind.UNDO) == 2
