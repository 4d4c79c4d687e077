"""The table of gestures: a tap counts once, a scroll never does."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.desks import booking


@pytest.fixture
def many(made, open_desk, qtbot):
    """A roster that scrolls, with its rows built."""
    made.add_bookings("yoga", *(booking(f"b{n:02}", f"Guest {n:02}", 5) for n in range(30)))
    desk = open_desk(size=(896, 700))  # the offscreen screen has 800 x 800: no gesture beyond it
    qtbot.waitUntil(lambda: len(desk.window.pane.list._sheet._rows) == 30)
    return desk


class Finger:
    """One finger on the window, moved by hand; time passes between its moves."""

    device = None

    def __init__(self, qtbot, window, start):
        if Finger.device is None:
            Finger.device = QTest.createTouchDevice()
        self.qtbot, self.window, self.at = qtbot, window, start

    def _touch(self, what, *ids):
        sequence = QTest.touchEvent(self.window, Finger.device, False)
        for n in ids or (0,):
            getattr(sequence, what)(n, self.at + QPoint(40 * n, 0), self.window)
        sequence.commit()

    def down(self):
        self._touch("press")

    def move(self, dx, dy, steps=1, ms=0):
        start = self.at
        for step in range(1, steps + 1):
            self.at = start + QPoint(dx * step // steps, dy * step // steps)
            self._touch("move")
            self.pause(ms)

    def up(self):
        self._touch("release")

    def pause(self, ms):
        if ms:
            over = []
            QTimer.singleShot(ms, self.window, lambda: over.append(1))
            self.qtbot.waitUntil(lambda: bool(over))


@pytest.fixture
def finger(many, qtbot):
    button = many.row("b04").plus
    at = button.mapTo(many.window, button.rect().center())
    return Finger(qtbot, many.window, at)


def counted(desk):
    ops = desk.made.store.journal.of_events(["yoga"])
    return sorted((row.booking_id, len(each)) for row, each in ops.items())


def scrolled(desk):
    return desk.window.pane.list.verticalScrollBar().value()


def test_t06_a_tap_counts_once(many, finger):
    finger.down()
    finger.pause(60)
    finger.up()
    assert counted(many) == [("b04", 1)]


def test_t06_a_tap_that_wobbles_by_10_px_counts_once(many, finger):
    finger.down()
    finger.move(6, 4, steps=2, ms=15)
    finger.move(-3, 4, steps=2, ms=15)
    finger.up()
    assert counted(many) == [("b04", 1)]
    assert scrolled(many) == 0


def test_t06_a_long_press_counts_once_and_opens_no_menu(many, finger):
    finger.down()
    finger.pause(900)
    finger.up()
    assert counted(many) == [("b04", 1)]
    assert QApplication.activePopupWidget() is None
    assert not many.window.popover.isVisible()


def test_t05_a_slow_drag_scrolls_and_counts_nobody(many, finger):
    finger.down()
    finger.move(0, -120, steps=20, ms=30)
    finger.pause(150)
    finger.up()
    assert counted(many) == []
    assert scrolled(many) > 60


def test_a_flick_scrolls_and_counts_nobody(many, finger, qtbot):
    finger.down()
    finger.move(0, -160, steps=8, ms=8)
    finger.up()
    qtbot.waitUntil(lambda: scrolled(many) > 120)
    assert counted(many) == []


def test_t07_slid_off_sideways_counts_nobody(many, finger):
    finger.down()
    finger.pause(40)
    finger.move(90, 0, steps=6, ms=15)
    finger.up()
    assert counted(many) == []
    assert not many.row("b04").plus.isDown()


def test_t08_a_second_finger_leaves_no_button_pressed(many, finger):
    finger.down()
    finger.pause(30)
    QTest.touchEvent(many.window, Finger.device, False).stationary(0).press(
        1, finger.at + QPoint(0, 64), many.window
    ).commit()
    QTest.touchEvent(many.window, Finger.device, False).release(0, finger.at, many.window).release(
        1, finger.at + QPoint(0, 64), many.window
    ).commit()
    assert not any(b.isDown() for row in ("b04", "b05") for b in many.row(row).buttons)
    assert all(count == 1 for _, count in counted(many))


def test_the_guard_is_what_refuses_a_release_far_from_its_press(desk):
    """QScroller sends the release to the button where the press was: here it is sent by hand."""
    button = desk.row("dana").plus
    press_and_release(button, QPointF(0, 17))
    assert desk.seat("dana").shown.is_none
    press_and_release(button, QPointF(0, 12))
    assert desk.seat("dana").shown.count == 1


def test_a_button_without_the_guard_would_count(qtbot):
    """Proves that the test above can fail."""
    button = QPushButton()
    qtbot.addWidget(button)
    button.resize(60, 60)
    clicks = []
    button.clicked.connect(lambda: clicks.append(1))
    press_and_release(button, QPointF(0, 17))
    assert clicks == [1]


def press_and_release(button, moved):
    """The button moves along with the finger, as the list does under a scroll."""
    local = QPointF(button.rect().center())
    start = button.mapToGlobal(local)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for kind, at in (
        (QEvent.Type.MouseButtonPress, start),
        (QEvent.Type.MouseButtonRelease, start + moved),
    ):
        event = QMouseEvent(kind, local, at, left, left, none)
        QApplication.sendEvent(button, event)
