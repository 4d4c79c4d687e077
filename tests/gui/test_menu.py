"""The menu of the bar: in reach of finger, mouse and keyboard, and whole at any size."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea

from app.domain.settings import Order
from app.gui.desk.keys import Wish
from app.gui.language import NAMES
from app.gui.theme import Measure
from app.gui.widgets.card_area import CardArea
from app.gui.widgets.mirror import mirrored
from app.gui.widgets.tip import told_tip
from app.gui.words import plain
from tests.gui.test_access import press
from tests.gui.test_taps import click
from tests.gui.test_touch import Finger

KEY = Qt.Key
NAME = "staff.menu"
LOW = (896, 480)


def focused():
    return QApplication.focusWidget()


@pytest.mark.parametrize("rtl", [False, True], ids=["ltr", "rtl"])
def test_a_press_on_the_bars_first_button_offers_what_the_window_can_do(open_desk, rtl):
    """Nothing of it is reached by a key only."""
    window = (desk := open_desk(rtl=rtl)).window
    button = desk.find(NAME)
    assert (button.accessibleName(), button.accessibleIdentifier()) == ("Menu", NAME)
    assert min(button.width(), button.height()) >= 44
    place = mirrored(window, button.geometry())
    assert place.right() < mirrored(window, window.date.geometry()).left()
    desk.click(NAME)
    menu = window.popover.content
    assert {Wish.REPORTS, Wish.LOCK, Wish.FULL_SCREEN, Wish.SHORTCUTS} <= set(menu.buttons)
    at = QRect(menu.mapTo(window, QPoint(0, 0)), menu.size())
    assert abs(mirrored(window, at).left() - place.left()) <= 16
    assert abs(at.top() - button.geometry().bottom()) <= 16
    assert not focused().ring
    desk.click("staff.menu.reports")
    assert window.side.objectName() == "staff.reports"


def test_by_keyboard_it_leads_to_the_first_entry_and_back(desk):
    button = desk.find(NAME)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    press(desk, KEY.Key_Return)
    assert (focused().objectName(), focused().ring) == ("staff.menu.walk_in", True)
    press(desk, KEY.Key_Escape)
    assert (focused(), button.ring) == (button, True)


def test_f10_shows_where_the_keyboard_is_and_leaves_alone_what_was_typed(desk):
    press(desk, KEY.Key_F10)
    assert (focused().objectName(), focused().ring) == ("staff.menu.walk_in", True)
    press(desk, KEY.Key_F10)
    assert focused() is desk.row("dana")
    entry = desk.window.top.searching.field.entry
    QTest.keyClicks(desk.row("dana"), "dan")
    press(desk, KEY.Key_F10)
    press(desk, KEY.Key_Escape)
    assert (focused(), entry.text(), entry.selectedText()) == (entry, "dan", "")


@pytest.mark.parametrize("language", list(NAMES))
@pytest.mark.parametrize(
    ("size", "percent"),
    [
        ((1366, 728), 100), ((1366, 728), 200), ((1080, 1920), 200), ((1024, 600), 100),
        ((900, 600), 100), ((1366, 728), 150), ((896, 480), 100), ((896, 480), 200),
    ],
)  # fmt: skip
def test_the_bar_has_room_for_it_beside_the_rest(open_in, made, size, percent, language):
    """In every language; where it has not, the gear gives its place, and F6 leaves it out."""
    made.add_session("spin", title="Spin", starts_in=timedelta(hours=1))
    window = open_in(size, percent, language).window
    top = window.top
    parts = [top.menu, window.date, top.days.buttons, window.fold, window.chip, window.gear]
    parts = [part for part in (*parts, top.searching.field) if part.isVisible()]
    assert (window.gear in parts) is (size[0] * 100 >= 900 * percent)
    places = [part.geometry() for part in parts]
    for at, place in enumerate(places):
        assert window.rect().contains(place)
        assert place.width() >= 44
        assert not any(place.intersects(other) for other in places[at + 1 :])
    assert window.date.width() >= window.date.width_in(0), plain(window.date.text())


def test_without_room_for_the_gear_the_keyboard_does_not_go_there(open_in):
    desk = open_in((896, 480), 100)
    assert desk.find("staff.settings.open") is None
    stops = set()
    for _ in range(6):
        press(desk, KEY.Key_F6)
        stops.add(focused().objectName())
    assert "staff.settings.open" not in stops
    desk.click(NAME)
    desk.click("staff.menu.settings")
    assert desk.window.side.objectName() == "staff.settings"


def area_of(desk):
    [area] = desk.window.popover.findChildren(QScrollArea)
    return area


def in_sight(desk, part):
    """Where it is of the card, and the card of the window."""
    port = area_of(desk).viewport()
    at = QRect(part.mapTo(port, QPoint(0, 0)), part.size())
    card = desk.window.popover._card
    return port.rect().contains(at) and desk.window.rect().contains(card)


def around(desk, keys):
    """Each entry that the keyboard comes to, until it is at the first again."""
    first = focused()
    while True:
        press(desk, keys)
        yield focused()
        if focused() is first:
            return


@pytest.mark.parametrize("key", [KEY.Key_Down, KEY.Key_Up])
@pytest.mark.parametrize(
    ("size", "percent", "language"),
    [(LOW, 100, "en"), ((1366, 740), 200, "de"), ((1366, 768), 200, "fr"), (LOW, 200, "he")],
)
def test_every_entry_of_the_menu_comes_into_view(open_in, size, percent, language, key):
    desk = open_in(size, percent, language)
    press(desk, KEY.Key_F10)
    menu, seen = desk.window.popover.content, []
    for entry in around(desk, key):
        assert in_sight(desk, entry), entry.objectName()
        assert QFontMetrics(entry.font()).horizontalAdvance(entry.caption) < entry.width()
        seen.append(entry)
    assert len(seen) == len(menu.buttons)
    assert in_sight(desk, menu.head)  # above the first, where one is again
    press(desk, KEY.Key_F10)
    assert not desk.window.popover.isVisible()


def test_so_does_every_entry_of_a_rows_menu(open_in):
    desk = open_in(LOW, 200, "de")
    click(desk.row("dana").primary)  # and could be counted beyond the booking
    press(desk, KEY.Key_Menu)
    menu = desk.window.popover.content
    seen = [entry for entry in around(desk, KEY.Key_Down) if in_sight(desk, entry)]
    assert len(seen) == len(menu.buttons)
    press(desk, KEY.Key_Escape)
    assert focused() is desk.row("dana")


def test_a_finger_scrolls_it_and_presses_nothing(open_in, qtbot):
    desk = open_in(LOW, 200)
    desk.click("staff.menu")
    bar, port = area_of(desk).verticalScrollBar(), area_of(desk).viewport()
    finger = Finger(qtbot, desk.window, port.mapTo(desk.window, port.rect().center()))
    finger.down()
    finger.move(0, -120, steps=8, ms=15)
    finger.up()
    assert bar.value() > 0
    assert desk.window.popover.isVisible()


def test_what_has_room_does_not_scroll(desk):
    desk.click("staff.menu")
    QApplication.processEvents()
    assert desk.window.popover.findChildren(CardArea) == []
    assert {each.width() for each in desk.window.popover.content.buttons.values()} == {
        desk.window.popover.content.width()
    }


@pytest.mark.parametrize(
    ("size", "percent", "language", "caption"),
    [
        ((1366, 768), 100, "de", "Ordnung: Name"),
        ((1366, 768), 200, "de", "Ordnung: Name"),
        ((1080, 1920), 200, "de", "Name"),
        (LOW, 200, "en", ""),
    ],
)
def test_the_sort_says_as_much_as_it_has_room_for(open_in, size, percent, language, caption):
    desk = open_in(size, percent, language)
    button = desk.find("staff.sort")
    whole = plain(button.accessibleName())
    assert button.caption == caption
    assert told_tip(button) == ("" if caption == whole else whole)
    place = button.geometry().translated(0, -desk.window.pane.tabs.y())
    assert not any(place.intersects(t.geometry()) for t in desk.window.pane.tabs.buttons.values())
    assert min(place.width(), place.height()) >= 44
    end = desk.window.pane.width() - Measure.END + Measure.RING
    assert button.geometry().right() + 1 == end
    desk.click("staff.sort")
    desk.click("staff.sort.arrival")
    assert desk.window.preferences.now.roster_order is Order.ARRIVAL


@pytest.mark.parametrize("language", list(NAMES))
@pytest.mark.parametrize(("size", "percent"), [((1366, 768), 200), ((1080, 1920), 200), (LOW, 150)])
def test_it_is_there_in_every_language_whatever_is_sorted_by(open_in, size, percent, language):
    desk = open_in(size, percent, language)
    for order in Order:
        desk.window.preferences.change(roster_order=order)
        assert desk.find("staff.sort") is not None, order


def test_without_room_even_for_a_drawing_it_is_in_the_menu(open_in):
    desk = open_in(LOW, 200, "de")
    assert desk.find("staff.sort") is None
    press(desk, KEY.Key_F10)
    press(desk, KEY.Key_Down)
    assert plain(focused().caption) == "Ordnung: Name"
    press(desk, KEY.Key_Return)
    assert focused().ring
    desk.click("staff.sort.booked")
    assert desk.window.preferences.now.roster_order is Order.BOOKED
    assert focused() is desk.row("dana")


def test_with_room_the_menu_leaves_it_to_the_button(desk):
    desk.click(NAME)
    assert desk.find("staff.menu.sort") is None
