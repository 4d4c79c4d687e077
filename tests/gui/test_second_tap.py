"""Two taps where one was meant, and where the keyboard is when nobody has put it anywhere."""

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.model import RowId
from app.domain.values import NONE, Value
from app.gui.desk.row_view import Act
from app.gui.desk.second_tap import SecondTap
from app.gui.timings import Timings
from tests.desks import booking, make_desk
from tests.gui.conftest import CALM

LEFT = Qt.MouseButton.LeftButton
MAYA, DANA = RowId("maya", "yoga"), RowId("dana", "yoga")
LONG_MS = 60_000


@pytest.fixture
def made(request, tmp_path):
    """A desk with two people, or one that has not seen its day."""
    made = make_desk(tmp_path)
    if getattr(request, "param", "") != "empty":
        made.add_session("yoga")
        people = booking("dana", "Dana Levi", 4), booking("maya", "Maya Cohen", 2)
        made.add_bookings("yoga", *people)
    yield made
    made.store.close()


def twice(do):
    do()
    QApplication.processEvents()
    do()


def press_enter():
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


@pytest.mark.parametrize("guard_ms", [LONG_MS, 0])
@pytest.mark.parametrize("by_key", [False, True])
def test_t09_two_taps_on_check_in_count_once(open_desk, guard_ms, by_key):
    """T-09: by finger and by Enter; without the guard the second one is Undo's."""
    desk = open_desk(CALM._replace(second_tap=guard_ms))
    row = desk.row("dana")
    row.setFocus(Qt.FocusReason.TabFocusReason)
    twice(press_enter if by_key else lambda: QTest.mouseClick(row.primary, LEFT))
    assert desk.seat("dana").shown == (Value(4) if guard_ms else NONE)


@pytest.mark.parametrize("guard_ms", [LONG_MS, 0])
def test_t09_two_taps_on_undo_do_not_count_again(open_desk, made, guard_ms):
    """T-09: nor on a result of a search."""
    made.desk.arrive(DANA, 4)
    desk = open_desk(CALM._replace(second_tap=guard_ms))
    desk.find("staff.search").setText("dana")
    QApplication.processEvents()
    [found] = desk.window.top.searching.results.rows
    twice(lambda: QTest.mouseClick(found.primary, LEFT))
    assert desk.seat("dana").shown == (NONE if guard_ms else Value(4))


def test_t09_a_quick_hand_is_not_held_up():
    """T-09: + and +, another row, and what comes later are meant as they are."""
    tap = SecondTap(LONG_MS)
    acts = [
        (DANA, Act.ONE_MORE),
        (DANA, Act.ONE_MORE),
        (DANA, Act.CHECK_IN_REST),
        (MAYA, Act.UNDO),
        (MAYA, Act.ONE_FEWER),
        (MAYA, Act.CHECK_IN_REST),
        (DANA, Act.UNDO),
    ]
    assert not [act for act in acts if tap.takes(*act)]
    soon = SecondTap(0)
    assert not soon.takes(DANA, Act.CHECK_IN_REST)
    assert not soon.takes(DANA, Act.UNDO)
    assert 300 <= Timings().second_tap <= 1_000


@pytest.mark.parametrize("made", ["empty"], indirect=True)
def test_a_cold_desk_gives_the_keyboard_to_its_first_row(made, open_desk):
    """The desk was there before its people: Enter checks in, and opens nothing."""
    desk = open_desk()
    desk.find("staff.sync").setFocus(Qt.FocusReason.ActiveWindowFocusReason)
    made.add_session("yoga")
    made.add_bookings("yoga", booking("dana", "Dana Levi", 4))
    desk.window.show_day()
    assert QApplication.focusWidget() is desk.row("dana")
    press_enter()
    assert desk.seat("dana").shown == Value(4)
    assert desk.window.side is None


@pytest.mark.parametrize("made", ["empty"], indirect=True)
@pytest.mark.parametrize("there", ["staff.sync", "staff.search"])
def test_whoever_went_somewhere_by_key_stays_there(made, open_desk, there):
    desk = open_desk()
    part = desk.find(there)
    part.clearFocus()
    part.setFocus(Qt.FocusReason.TabFocusReason)
    made.add_session("yoga")
    made.add_bookings("yoga", booking("dana", "Dana Levi", 4))
    desk.window.show_day()
    assert QApplication.focusWidget() is part


def test_the_row_that_the_keyboard_goes_to_is_never_under_the_bar(made, open_desk):
    """2.11: what Enter would do is seen, whether the bar is there or not."""
    guests = [booking(f"b{n:02}", f"Guest {n:02}") for n in range(40)]
    made.add_bookings("yoga", booking("dana", "Dana Levi", 4), *guests)
    desk = open_desk()
    roster, bar = desk.window.pane.list, desk.window.snackbar
    QTest.mouseClick(desk.row("dana").plus, LEFT)
    assert bar.isVisible()
    for key in [Qt.Key.Key_Down] * 15 + [Qt.Key.Key_End, Qt.Key.Key_Up]:
        QTest.keyClick(QApplication.focusWidget(), key)
        row = roster.row(roster.current)
        bottom = row.mapTo(desk.window, row.rect().bottomLeft()).y()
        assert bottom < bar.mapTo(desk.window, bar.rect().topLeft()).y()


@pytest.fixture
def locale():
    before = QLocale()
    yield QLocale.setDefault
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("name", "order"),
    [
        ("en_US", ["Åsa", "Lena", "Łukasz", "Maya", "Siobhán", "Zoe", "אבי"]),
        ("sv_SE", ["Lena", "Łukasz", "Maya", "Siobhán", "Zoe", "Åsa", "אבי"]),
        ("he_IL", ["אבי", "Åsa", "Lena", "Łukasz", "Maya", "Siobhán", "Zoe"]),
    ],
)
def test_s1_names_are_in_the_order_of_the_business(made, open_desk, locale, name, order):
    """S1: by the collation of its locale."""
    locale(QLocale(name))
    made.add_bookings("yoga", *(booking(f"p{n}", each) for n, each in enumerate(sorted(order))))
    desk = open_desk()
    shown = [desk.row(each.booking_id).view for each in desk.window.pane.list.order]
    assert [each.name.strip("\u2068\u2069") for each in shown] == order
