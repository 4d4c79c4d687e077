"""The set-up's last page: the size of the screen, the touch test, a scanner, the staff PIN."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.domain.fitting import Fitting
from app.gui.scan.wedge import Wedge
from app.gui.setup.actions import Chosen, Left, Step
from app.gui.words import plain
from tests.gui.scanning import Hand
from tests.gui.test_set_up import ID, WORKS, Pages
from tests.gui.test_touch import Finger

SCREEN = Left(ID, kept=True, step=Step.SCREEN, fitting=Fitting(inches=15.6))
CODE = "1b4ee5d3-9f36-4c27-8f4e-0a7f6c2d9e11"


@pytest.fixture
def page(qtbot):
    opened = []

    def open_(left=SCREEN):
        first = Pages(qtbot, left, WORKS, shut=False)
        opened.append(first)
        qtbot.waitUntil(lambda: first.window.page.step is Step.SCREEN)
        return first

    yield open_
    for each in opened:
        each.window.close()


def type_(first, part, words):
    first.find(f"setup.screen.{part}").setText(words)


@pytest.mark.parametrize(
    ("typed", "inches"),
    [("", 0.0), ("13,3", 13.3), (' 24"', 24.0), ("60 cm", 23.6), ("15.6 in", 15.6), ("120", 120.0)],
)
def test_a_size_is_kept_as_it_was_meant(page, typed, inches):
    first = page()
    assert first.find("setup.screen.size").text() == "15.6"
    type_(first, "size", typed)
    first.click("setup.next")
    assert first.fitting.inches == inches
    assert first.window.chosen is Chosen.DESK


@pytest.mark.parametrize(
    "typed", ["large", "0", "3.9", "121", "-13", "5 cm", "13.3.3", "1e1", "nan"]
)
def test_what_no_screen_is_gets_a_sentence_and_stays_to_be_put_right(page, typed):
    first = page()
    type_(first, "size", typed)
    first.click("setup.next")
    assert first.words("setup.screen.bad").startswith("Type the diagonal as a number between 4 and")
    assert first.said[-1] == first.words("setup.screen.bad")
    assert first.focus == "setup.screen.size"
    assert (first.find("setup.screen.size").text(), first.done) == (typed, [])
    type_(first, "size", "14")
    assert first.find("setup.screen.bad") is None


def test_the_system_is_asked_once_and_never_over_what_somebody_typed(page):
    first = page(SCREEN._replace(fitting=Fitting()))
    told = first.find("setup.screen.size").text()
    told_words = "As this computer’s system tells it."
    assert first.words("setup.screen.size.hint").startswith(told_words) is bool(told)
    type_(first, "size", "")
    first.click("setup.back")
    first.click("setup.next")
    assert first.find("setup.screen.size").text() == ""
    assert first.window.pages.screen.inches == 0.0


@pytest.mark.parametrize("pin", ["12345", "1234567", "12345a", "12 456", "١٢٣٤٥٦"])
def test_a_pin_of_another_length_gets_a_sentence(page, pin):
    first = page()
    type_(first, "pin", pin)
    first.click("setup.next")
    assert first.words("setup.screen.bad") == (
        f"A PIN has 6 digits and nothing else; this is {len(pin)} long. "
        "Type it again, or leave it empty."
    )
    assert (first.focus, first.done) == ("setup.screen.pin", [])


def test_of_a_pin_nothing_is_left_but_its_seal(page):
    first = page()
    entry = first.find("setup.screen.pin")
    assert entry.echoMode() is QLineEdit.EchoMode.PasswordEchoOnEdit
    type_(first, "pin", "123456")
    first.click("setup.back")
    assert entry.text() == ""
    assert first.kept[-1].fitting == Fitting(inches=15.6, pin="sealed 654321")
    first.click("setup.next")
    assert first.words("setup.screen.pin.hint").startswith("Type another one to change it.")
    first.click("setup.screen.pin.remove")
    assert first.focus == "setup.screen.pin"
    assert first.find("setup.screen.pin.remove") is None
    first.click("setup.next")
    assert first.fitting.pin == ""


def test_left_halfway_what_is_right_is_kept_and_what_is_not_is_asked_for_again(page):
    first = page(SCREEN._replace(fitting=Fitting(inches=15.6, pin="sealed before")))
    type_(first, "size", "13.3")
    type_(first, "pin", "12")
    first.window.close()
    assert first.kept[-1] == SCREEN._replace(fitting=Fitting(inches=13.3, pin="sealed before"))
    again = page(first.kept[-1])
    assert again.find("setup.screen.size").text() == "13.3"
    type_(again, "size", "x")
    again.click("setup.back")
    again.click("setup.next")
    assert again.find("setup.screen.size").text() == "x"
    assert again.window.pages.screen.inches == 13.3


def tap(first, part):
    middle = part.mapTo(first.window, part.rect().center())
    finger = Finger(first.qtbot, first.window, middle)
    finger.down()
    finger.up()


def test_five_taps_and_the_page_is_back(page):
    first = page()
    first.click("setup.screen.touch")
    assert first.find("setup.next") is None
    places = [first.find(f"setup.screen.target.{number}") for number in range(1, 6)]
    corners = [each.mapTo(first.window, QPoint(0, 0)) for each in places]
    size = first.window.size()
    assert {(c.x() < size.width() // 3, c.y() < size.height() // 3) for c in corners} == {
        (True, True), (False, True), (True, False), (False, False),
    }  # fmt: skip
    for number, each in enumerate(places):
        assert each.accessibleName() == f"Target {number + 1}"
        assert min(each.width(), each.height()) >= 44
        tap(first, each)
        assert each.accessibleName() == f"Target {number + 1}: hit"
    assert "3 of 5" in first.said
    assert first.words("setup.screen.touch.hint") == "All five targets were hit."
    assert first.focus == "setup.screen.touch"


def test_a_target_counts_once_and_the_rest_can_be_skipped(page):
    first = page()
    first.click("setup.screen.touch")
    for _ in range(6):
        tap(first, first.find("setup.screen.target.3"))
    first.window.resize(1000, 700)
    first.click("setup.screen.skip")
    assert first.words("setup.screen.touch.hint").startswith("1 of 5 targets were hit.")
    assert first.find("setup.next").isEnabled()
    first.click("setup.screen.touch")
    assert first.words("setup.screen.target.3") == "Target 3"


def test_the_targets_can_be_reached_and_left_by_keyboard(page):
    first = page()
    first.find("setup.screen.touch").setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    walked = []
    for _ in range(7):
        walked.append(first.focus)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert walked == [
        *(f"setup.screen.target.{number}" for number in range(1, 6)),
        "setup.screen.skip",
        "setup.screen.target.1",
    ]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert first.focus == "setup.screen.touch"
    assert first.window.page.step is Step.SCREEN


def test_a_scanner_is_heard_while_it_is_tested_and_types_nowhere(page, qtbot):
    first = page()
    screen = first.window.pages.screen
    first.click("setup.screen.scanner")
    assert first.words("setup.screen.scanner") == "End the test"
    [wedge] = screen.findChildren(Wedge)
    hand = Hand()
    wedge._now_ms = hand.now_ms
    first.find("setup.screen.size").setFocus()
    hand.scan(CODE)
    assert plain(first.find("setup.screen.scanner.test").verdict).startswith(
        "The scanner works, and this is"
    )
    assert first.find("setup.screen.size").text() == "15.6"
    assert first.window.page.step is Step.SCREEN
    first.click("setup.screen.scanner")
    qtbot.waitUntil(lambda: screen.findChildren(Wedge) == [])
    assert first.find("setup.screen.scanner.test") is None
    first.click("setup.screen.scanner")
    first.click("setup.screen.touch")
    first.click("setup.screen.skip")
    assert first.words("setup.screen.scanner") == "Test the scanner"
    first.click("setup.screen.scanner")
    first.click("setup.back")
    qtbot.waitUntil(lambda: screen.findChildren(Wedge) == [])
    first.click("setup.next")
    assert first.words("setup.screen.scanner") == "Test the scanner"


def test_every_control_is_inside_whatever_is_shown(page):
    first = page(SCREEN._replace(fitting=Fitting(pin="sealed")))
    first.window.resize(896, 480)
    first.click("setup.screen.scanner")
    QApplication.processEvents()
    for side in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        first.window.setLayoutDirection(side)
        QApplication.processEvents()
        for name in ("size", "touch", "scanner", "pin", "pin.remove"):
            part = first.window.findChild(QWidget, f"setup.screen.{name}")
            left = part.mapTo(first.window, QPoint(0, 0)).x()
            assert 0 <= left <= left + part.width() <= first.window.width()
            assert min(part.width(), part.height()) >= 44
            assert part.objectName() == part.accessibleIdentifier()
            assert part.accessibleName()
