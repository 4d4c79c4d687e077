"""What a scanned code does at the desk, whatever has the keyboard there."""

import logging
from datetime import timedelta

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.errors import StoreError
from app.domain.model import BookingStatus, OpKind, RowId
from app.domain.scan import short_code
from app.domain.settings import Cue
from app.domain.values import Value
from app.gui.desk.tab import Tab
from app.gui.preferences import Preferences
from app.gui.scan.at_desk import DeskScanner
from tests.desks import booking
from tests.gui.scanning import Hand
from tests.gui.test_taps import click

DANA, NOA, RUTH, TEAM = (f"1b4ee5d3-9f36-4c27-8f4e-0a7f6c2d9e1{n}" for n in range(4))


@pytest.fixture
def desk(made, open_desk, qtbot):
    """In progress: Dana for four, Noa alone and forty others; later: Ruth alone, a team."""
    others = [booking(f"g{n:02}", f"Guest {n:02}") for n in range(40)]
    made.add_bookings("yoga", booking(DANA, "Dana Levi", 4), booking(NOA, "Noa Kahn"), *others)
    made.add_session("spin", title="Spin 45", starts_in=timedelta(minutes=30))
    made.add_bookings("spin", booking(RUTH, "Ruth Adler"), booking(TEAM, "Team", 3))
    opened = open_desk()
    qtbot.waitUntil(lambda: QApplication.focusWindow() is not None)
    opened.hand = Hand()
    opened.window.scanner.wedge._now_ms = opened.hand.now_ms
    opened.heard = []
    opened.window.scanner.heard.connect(opened.heard.append)
    opened.announced = []
    opened.window.voice.said.connect(opened.announced.append)
    return opened


def ops(desk, booking_id, event_id="yoga"):
    return [op.kind for op in desk.made.store.journal.of_row(RowId(booking_id, event_id))]


def test_one_person_is_counted_announced_and_can_be_taken_back(desk):
    desk.hand.scan(NOA)
    assert desk.seat(NOA).shown == Value(1)
    assert (desk.said(), desk.announced) == ("Noa Kahn: checked in", ["Noa Kahn: checked in"])
    assert desk.heard == [Cue.SUCCESS]
    assert desk.window.pane.list.current == RowId(NOA, "yoga")
    assert ops(desk, NOA) == [OpKind.ARRIVE]
    desk.click("staff.snackbar.undo")
    assert desk.seat(NOA).shown.is_none


def test_by_the_short_code_too_and_under_capslock(desk):
    """X-09: CapsLock on / lower-case code decodes to the same booking."""
    desk.hand.scan(short_code(NOA).lower())
    assert desk.seat(NOA).shown == Value(1)
    desk.hand.scan(RUTH.upper())
    assert desk.seat(RUTH, "spin").shown == Value(1)


def test_the_code_that_a_row_copies_is_the_one_that_a_scan_finds(desk):
    desk.window.pane.list.choose(RowId(NOA, "yoga"), focus=False)
    click(desk.row(NOA).more)
    desk.click("staff.menu.copy_code")
    code = QApplication.clipboard().text()
    assert desk.said() == f"Noa Kahn: code {code} copied"
    desk.hand.scan(code)
    assert desk.seat(NOA).shown == Value(1)


@pytest.mark.parametrize(
    "typed", [str.upper, str.lower, "{0[0]}{0[1]}{0[2]}-{0[3]}{0[4]}{0[5]}".format]
)
def test_s15_the_code_that_a_row_copies_is_found_by_the_search(desk, typed):
    """S-15: whichever code of it the program showed."""
    desk.window.pane.list.choose(RowId(NOA, "yoga"), focus=False)
    click(desk.row(NOA).more)
    desk.click("staff.menu.copy_code")
    QTest.keyClick(desk.window, Qt.Key.Key_F2)
    QTest.keyClicks(QApplication.focusWidget(), typed(QApplication.clipboard().text()))
    found = desk.window.top.searching.search.find(desk.find("staff.search").text(), "yoga")
    assert found.only_one_here.seat.row == RowId(NOA, "yoga")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert desk.seat(NOA).shown == Value(1)


def test_in_another_session_it_is_opened_and_the_row_is_seen(desk):
    desk.hand.scan(f"https://studio.example/b/{RUTH}?from=mail")
    assert desk.window.event_id == "spin"
    assert desk.seat(RUTH, "spin").shown == Value(1)
    assert desk.heard == [Cue.SUCCESS]
    desk.hand.scan(NOA)
    assert desk.window.event_id == "yoga"
    row = desk.row(NOA)
    assert not row.visibleRegion().isEmpty()  # it is the last of 42


def test_while_another_day_is_looked_at_a_scan_comes_back_to_today(desk):
    if desk.window.top.days is None:
        pytest.fail("this window shows no other days")
    today = desk.window.day
    desk.window.top.days.go(today + timedelta(days=1))
    assert desk.window.day != today
    desk.hand.scan(NOA)
    assert (desk.window.day, desk.window.event_id) == (today, "yoga")
    assert desk.seat(NOA).shown == Value(1)


def test_of_a_party_a_person_says_how_many(desk):
    desk.hand.scan(DANA)
    assert desk.seat(DANA).shown.is_none
    assert desk.said() == "Dana Levi: booked for 4. Press + or Enter"
    assert QApplication.focusWidget() is desk.row(DANA)
    assert desk.heard == [Cue.ATTENTION]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Plus)
    assert desk.seat(DANA).shown == Value(1)
    desk.hand.scan(DANA)
    assert desk.said() == "Dana Levi: 1 of 4 in. Press + or Enter"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert desk.seat(DANA).shown == Value(4)
    desk.hand.scan(DANA)
    assert desk.said() == "Dana Levi: all 4 are already in"
    assert desk.seat(DANA).shown == Value(4)


def counted_elsewhere(desk):
    desk.made.desk.arrive(RowId(DANA, "yoga"), 4)
    desk.window.show_day()


def next_day(desk):
    desk.window.top.days.go(desk.window.day + timedelta(days=1))


def choose_tab(desk):
    desk.window.pane.tabs.choose(Tab.HERE)


def press_another(desk):
    click(desk.row("g01"))


MEANWHILE = {
    "another row": Qt.Key.Key_Down,
    "another session": Qt.Key.Key_F8,
    "the search": Qt.Key.Key_F2,
    "a panel": Qt.Key.Key_F3,
    "another day": next_day,
    "another tab": choose_tab,
    "a row pressed": press_another,
    "counted by another device": counted_elsewhere,
}


@pytest.mark.parametrize("meanwhile", MEANWHILE)
def test_an_invitation_is_taken_back_once_its_keys_would_count_something_else(desk, meanwhile):
    """Else Enter, asked for by the bar, would check in whoever is chosen now."""
    desk.hand.scan(DANA)
    desk.window.show_day()  # read again, and nothing of it is another
    assert desk.window.snackbar.isVisible()
    if callable(happens := MEANWHILE[meanwhile]):
        happens(desk)
    else:
        QTest.keyClick(QApplication.focusWidget(), happens)
    assert not desk.window.snackbar.isVisible()


def test_what_was_said_after_an_invitation_stays(desk):
    desk.hand.scan(DANA)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Plus)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert desk.window.snackbar.isVisible()
    assert desk.said() == "Dana Levi: 1 of 4 in"


def test_x06_the_same_code_is_one_result_and_later_already_checked_in(desk):
    """X-06: same code within 3 s gives one result; after 3.1 s gives "already checked in"."""
    desk.hand.scan(NOA)
    desk.hand.ms += 2_000
    desk.hand.type(NOA + "\r")
    assert desk.heard == [Cue.SUCCESS]
    assert desk.said() == "Noa Kahn: checked in"
    desk.hand.ms += 3_100
    desk.hand.type(NOA + "\r")
    assert desk.said() == "Noa Kahn: already checked in"
    assert desk.heard == [Cue.SUCCESS, Cue.ATTENTION]
    assert ops(desk, NOA) == [OpKind.ARRIVE]  # and never undone by a scan
    assert desk.window.pane.tabs.tab is Tab.NOT_HERE  # it stays there a moment, so nothing jumps


def test_the_keyboard_is_on_the_row_that_its_keys_act_on(desk):
    """Else Enter, pressed for the row with the ring, would act on the one scanned after it."""
    desk.hand.scan(DANA)
    assert QApplication.focusWidget() is desk.row(DANA)
    desk.hand.scan(NOA)
    assert QApplication.focusWidget() is desk.row(NOA)
    assert desk.window.pane.list.current == RowId(NOA, "yoga")


def test_who_is_not_listed_in_this_tab_is_shown_in_theirs(desk):
    desk.made.desk.arrive(RowId(RUTH, "spin"))
    desk.hand.scan(RUTH)
    assert desk.window.pane.tabs.tab is Tab.HERE
    assert desk.window.pane.list.current == RowId(RUTH, "spin")
    assert desk.said() == "Ruth Adler: already checked in"


@pytest.mark.parametrize("text", ["4006381333931", "WX-1234", DANA.replace("1", "7"), "Q" * 500])
def test_x08_an_unknown_code_is_said_and_neither_shown_nor_logged(desk, caplog, text):
    """X-08: raw text neither shown nor logged."""
    caplog.set_level(logging.DEBUG)
    desk.hand.scan(text)
    assert desk.said() == "That code isn’t for today’s sessions"
    assert desk.heard == [Cue.ERROR]
    for widget in desk.window.findChildren(QWidget):
        assert text not in widget.accessibleName()
        said = getattr(widget, "text", "")
        assert text not in (said() if callable(said) else said)
    assert text not in caplog.text
    assert not desk.made.store.journal.of_events(["yoga", "spin"])


@pytest.mark.parametrize(("typed", "left"), [("levi", "levi"), ("4006381333931", "")])
def test_a_name_that_a_very_quick_hand_typed_into_a_field_stays_typed(desk, typed, left):
    """As quick as a scanner, or all at once over a slow line; a code with a digit is none."""
    QTest.keyClick(desk.window, Qt.Key.Key_F2)
    field = desk.window.top.searching.field.entry
    desk.hand.scan(typed)
    assert desk.said() == "That code isn’t for today’s sessions"
    assert field.text() == left
    assert QApplication.focusWidget() is field
    assert desk.window.top.searching.open is bool(left)
    assert not desk.made.store.journal.of_events(["yoga", "spin"])
    desk.hand.scan(NOA)
    assert field.text() == left
    assert desk.seat(NOA).shown == Value(1)


def test_x02_x03_with_a_panel_open_and_a_name_half_typed(desk):
    """X-02, X-03: heard with a field focused and a panel open; the field is as it was."""
    QTest.keyClick(desk.window, Qt.Key.Key_F3)
    field = desk.window.side.name.entry
    QTest.keyClicks(field, "Wren Wal")
    desk.hand.scan(NOA)
    assert desk.seat(NOA).shown == Value(1)
    assert field.text() == "Wren Wal"
    assert QApplication.focusWidget() is field
    assert desk.names == desk.names[:42]  # no walk-in was added by the scanner's Enter
    desk.hand.scan(DANA)
    assert QApplication.focusWidget() is desk.row(DANA)
    assert field.text() == "Wren Wal"


def test_x02_with_a_menu_open_it_closes_and_the_scan_counts(desk):
    """X-02: with a card open over the window."""
    click(desk.row(DANA).more)
    assert desk.window.popover.isVisible()
    desk.hand.scan(NOA)
    assert not desk.window.popover.isVisible()
    assert desk.seat(NOA).shown == Value(1)


def test_x02_with_a_search_open(desk):
    """X-02: with the search field focused; the search stays, until a row is to be seen."""
    QTest.keyClick(desk.window, Qt.Key.Key_F2)
    field = QApplication.focusWidget()
    QTest.keyClicks(field, "guest")
    desk.hand.scan(NOA)
    assert desk.seat(NOA).shown == Value(1)
    assert (field.text(), QApplication.focusWidget()) == ("guest", field)
    desk.hand.scan(DANA)
    assert desk.said() == "Dana Levi: booked for 4. Press + or Enter"
    assert QApplication.focusWidget() is desk.row(DANA)
    assert desk.row(DANA).isVisible()


def test_what_a_scan_typed_into_the_search_is_gone_from_it(desk):
    """On a row a letter begins a search; a scan's is none."""
    desk.window.pane.list.focus_current()
    desk.hand.scan(DANA.replace("1", "7"))
    assert desk.window.pane.isVisible()
    assert desk.find("staff.search").text() == ""
    assert QApplication.focusWidget() is desk.window.pane.list.row(desk.window.pane.list.current)


def test_x02_with_nothing_focused(desk):
    """X-02: with no widget focused."""
    QApplication.focusWidget().clearFocus()
    desk.hand.scan(NOA)
    assert desk.seat(NOA).shown == Value(1)


def test_the_keys_of_a_code_count_nobody(desk):
    """A code holds `-` and ends with Enter; on a row these take off and check in."""
    desk.made.desk.arrive(RowId(DANA, "yoga"), 2)
    desk.window.show_day()
    desk.window.pane.list.choose(RowId(DANA, "yoga"), focus=True)
    desk.hand.scan(RUTH)
    assert desk.seat(DANA).shown == Value(2)
    assert ops(desk, DANA) == [OpKind.ARRIVE]


def test_a_cancelled_session_and_booking_are_said(desk):
    desk.made.add_session("spin", title="Spin 45", cancelled=True)
    desk.made.add_bookings("spin", booking(RUTH, "Ruth Adler"))
    desk.hand.scan(RUTH)
    assert desk.said() == "Spin 45 was cancelled. Nobody can be checked in."
    desk.made.add_bookings("yoga", booking(NOA, "Noa", status=BookingStatus.CANCELED))
    desk.hand.scan(NOA)
    assert desk.said() == "This booking was cancelled in Wix."
    assert desk.heard == [Cue.ERROR] * 2


def test_after_the_end_and_with_two_sessions_a_person_decides(desk):
    desk.made.clock.advance(3_000)
    desk.hand.scan(NOA)
    assert desk.said() == "Yoga Flow has ended. Enter checks Noa Kahn in all the same"
    assert desk.seat(NOA).shown.is_none
    desk.made.add_session("late", title="Late", starts_in=timedelta(minutes=10))
    desk.made.add_bookings("late", booking(RUTH, "Ruth Adler"))
    desk.made.clock.advance(-1_200)
    desk.hand.scan(RUTH)
    assert desk.said() == "Ruth Adler is booked more than once today. Enter checks in here"
    assert desk.heard == [Cue.ATTENTION] * 2


def test_what_cannot_be_kept_or_read_is_an_error_to_the_ear_too(desk, monkeypatch):
    def full(*_given):
        raise StoreError("The disk is full.")

    monkeypatch.setattr(desk.made.desk, "arrive", full)
    desk.hand.scan(NOA)
    assert desk.window.off == "The disk is full."
    monkeypatch.setattr(desk.window.scanner._finding, "scanned", full)
    desk.hand.scan(DANA)
    assert desk.heard == [Cue.ERROR] * 2


def test_the_settings_of_the_scanner_hold_at_once(desk):
    preferences, finding = Preferences(), desk.window.scanner._finding
    shiboken6.delete(desk.window.scanner)
    scanner = DeskScanner(desk.window, desk.made.desk, finding, preferences)
    scanner.wedge._now_ms = desk.hand.now_ms
    preferences.change(scan_prefix="~", scan_least=7)
    desk.hand.scan("~" + short_code(NOA))
    assert desk.seat(NOA).shown == Value(1)
    desk.hand.scan(short_code(RUTH))
    assert desk.seat(RUTH, "spin").shown.is_none


def test_without_a_way_to_find_codes_nothing_listens(made):
    from app.gui.actions import WindowActions  # noqa: PLC0415
    from app.gui.bridge import Bridge  # noqa: PLC0415
    from app.gui.window import DeskWindow  # noqa: PLC0415

    window = DeskWindow(made.desk, Bridge(), WindowActions(lambda: None))
    window._on_ready_for_keys()
    assert window.scanner is None
    window.close()
