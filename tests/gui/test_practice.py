"""The demo site's outages from its own window: always in sight, never on a real site."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.domain.errors import Refusal
from app.domain.model import Link
from app.gui.actions import Outage

OPEN, PANEL = "staff.practice.open", "staff.practice"


@pytest.fixture
def practice(open_desk):
    return open_desk(practice=True)


def test_no_other_site_has_it(desk):
    assert desk.find(OPEN) is None
    assert desk.window.foot is None


def test_it_stands_quietly_below_the_sessions(practice):
    button = practice.find(OPEN)
    assert button.accessibleName() == "Demo site · Practice an outage"
    assert not button.geometry().intersects(practice.window.sessions.geometry())
    practice.tell(Link.OFFLINE)
    for other in (practice.window.sessions, practice.window.banner):
        assert not button.geometry().intersects(other.geometry())


@pytest.mark.parametrize(
    ("outage", "words"),
    [
        (Outage.UNPLUGGED, "Practice: unplugged"),
        (Outage.SLOW, "Practice: slow answers"),
        (Outage.REFUSING, "Practice: check-ins refused"),
    ],
)
def test_an_outage_is_asked_for_and_stays_in_sight_until_it_is_over(practice, outage, words):
    said = []
    practice.window.voice.said.connect(said.append)
    practice.click(OPEN)
    practice.click(f"{PANEL}.{outage.value}")
    assert practice.calls == [outage, "sync"]
    assert not practice.find(f"{PANEL}.{outage.value}").isEnabled()
    practice.click(f"{PANEL}.close")
    assert practice.find(PANEL) is None
    assert practice.find(OPEN).accessibleName() == words
    practice.click(OPEN)
    assert practice.window.side.now.words.accessibleName() == words
    practice.click(f"{PANEL}.normal")
    assert practice.calls[2:] == [Outage.NORMAL, "sync"]
    assert practice.find(OPEN).accessibleName() == "Demo site · Practice an outage"
    assert said == [words, "The demo site answers normally."]


def test_a_second_press_of_the_same_key_does_not_start_the_next_outage(practice):
    practice.click(OPEN)
    unplug = practice.find(f"{PANEL}.unplugged")
    unplug.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(unplug, Qt.Key.Key_Space)
    assert QApplication.focusWidget().objectName() == f"{PANEL}.normal"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert practice.calls == [Outage.UNPLUGGED, "sync", Outage.NORMAL, "sync"]
    assert practice.window.side.has_keyboard


def test_a_demo_site_that_is_not_there_is_said_and_nothing_is_claimed(practice, monkeypatch):
    def gone(_):
        raise Refusal("The demo site is not running yet.")

    monkeypatch.setattr(practice.window.panels._practising, "_practise", gone)
    practice.click(OPEN)
    practice.click(f"{PANEL}.unplugged")
    assert practice.said() == "The demo site is not running yet."
    assert practice.find(OPEN).accessibleName().startswith("Demo site")


def test_the_button_closes_the_panel_again_and_the_keyboard_goes_back(practice):
    practice.row("dana").setFocus()
    practice.click(OPEN)
    practice.click(OPEN)
    assert practice.window.side is None
    assert QApplication.focusWidget() is practice.row("dana")


@pytest.mark.parametrize("rtl", [False, True], ids=["ltr", "rtl"])
@pytest.mark.parametrize("size", [(1366, 728), (1920, 1080), (1080, 1920), (896, 480)])
def test_every_control_is_large_named_and_inside_the_window(open_desk, size, rtl):
    desk = open_desk(size=size, rtl=rtl, practice=True)
    desk.tell(Link.OFFLINE)
    desk.click(OPEN)
    desk.click(f"{PANEL}.unplugged")
    window = desk.window
    button = desk.find(OPEN)
    assert window.rect().contains(button.geometry())
    others = [window.chip, window.date, *([window.fold] if window.compact else [])]
    assert not any(button.geometry().intersects(each.geometry()) for each in others)
    for each in [button, *window.side.findChildren(QAbstractButton)]:
        if each.isVisible():
            assert each.width() >= 44, each.objectName()
            assert each.height() >= 44
            assert any(c.isalpha() for c in each.accessibleName())
    inner = window.side.stack.width()
    for card in window.side._cards:
        assert card.mapTo(window.side.stack, QPoint(card.width(), 0)).x() <= inner
        assert card.width() > 300
