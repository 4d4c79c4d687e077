"""The staff window is locked by a key, opened by its PIN, and works on behind."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.checkin.finding import CodeFinder
from app.checkin.walk_ins import WalkIns
from app.domain.fitting import Fitting
from app.domain.model import Link, SyncStatus
from app.domain.settings import Cue
from app.domain.values import NONE
from app.gui.actions import WindowActions
from app.gui.bridge import Bridge
from app.gui.first_light import FirstLight
from app.gui.lock.pin_panel import PinPanel
from app.gui.theme import Look, Theme
from app.gui.window import DeskWindow
from app.gui.words import plain
from app.system.desk_lock import DeskLock
from app.system.paths import site_folder
from app.system.profiles import Profile, Profiles
from tests.benchmarks.days import fill
from tests.desks import booking
from tests.gui.conftest import CALM
from tests.gui.scanning import Hand
from tests.gui.test_first_light import run

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
PIN, WRONG = "719204", "000000"


class Held:
    """The desk in the program's window, with a lock."""

    def __init__(self, qtbot, made, folder, *, size=(1366, 728), rtl=False, covered=False):
        self.made, self.now = made, 1_000_000.0
        self.lock = DeskLock(folder, Profiles(folder), "studio", lambda: self.now)
        self.light = FirstLight(made.desk, Look(Theme.LIGHT), covered=covered)
        if rtl:
            self.light.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.light.resize(*size)
        qtbot.addWidget(self.light)
        with qtbot.waitSignal(self.light.seen):
            self.light.show()
        self.bridge = Bridge()
        actions = WindowActions(
            lambda: None,
            finding=lambda: CodeFinder(made.store, made.desk.now),
            lock=lambda: self.lock,
            walk_ins=lambda: WalkIns(made.store, made.clock, lambda: None),
        )
        self.window = DeskWindow(made.desk, self.bridge, actions, Look(Theme.LIGHT), CALM)
        self.said = []
        with qtbot.waitSignal(self.window.first_paint):
            self.light.hold(self.window)
            if covered:
                self.window.day_panels.locking.begin(again=True)
        self.light.activateWindow()
        QApplication.processEvents()

    def find(self, name):
        found = [w for w in self.light.findChildren(QWidget, name) if w.isVisible()]
        return found[0] if found else None

    def press(self, *keys, modifier=Qt.KeyboardModifier.NoModifier):
        for key in keys:
            QTest.keyClick(QApplication.focusWidget() or self.light, key, modifier)
        QApplication.processEvents()

    def type(self, words):
        for sign in words:
            QTest.keyClick(QApplication.focusWidget() or self.light, sign)
        QApplication.processEvents()

    def tap(self, digits):
        for digit in digits:
            QTest.mouseClick(self.find(f"staff.lock.{digit}"), Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def words(self):
        return plain(self.find("staff.lock.words").text())


@pytest.fixture
def held(qtbot, made, tmp_path):
    opened = []

    def open_(*, pin=PIN, **more):
        if pin:
            DeskLock(tmp_path, Profiles(tmp_path), "studio").change(pin)
        opened.append(Held(qtbot, made, tmp_path, **more))
        return opened[-1]

    yield open_
    for each in opened:
        each.light.close()


@pytest.fixture
def locked(held):
    desk = held()
    desk.press(KEY.Key_L, modifier=CONTROL)
    return desk


def test_ctrl_l_leaves_nothing_of_the_desk_to_eyes_keys_and_screen_readers(locked):
    assert not locked.window.isVisible()
    seen = [w for w in locked.light.findChildren(QWidget) if w.isVisible()]
    names = [w.accessibleName() for w in seen if "Levi" in w.accessibleName()]
    assert names == []
    cover = locked.find("staff.lock")
    assert cover.geometry() == locked.light.rect()
    assert QAccessible.queryAccessibleInterface(cover) is not None
    locked.press(KEY.Key_Return, KEY.Key_Plus, KEY.Key_F9, KEY.Key_F3, KEY.Key_Tab)
    cover.clearFocus()
    QTest.keyClick(locked.light, KEY.Key_Plus)
    assert all(row.shown == NONE for row in locked.made.desk.roster("yoga").rows)


def test_ctrl_l_locks_whatever_has_the_keyboard(held):
    desk = held()
    for opens in (KEY.Key_F1, KEY.Key_F10, KEY.Key_Menu, KEY.Key_F10):
        with_ = CONTROL if desk.window.side is not None else Qt.KeyboardModifier.NoModifier
        desk.press(opens, modifier=with_)  # the last is the settings, with a field
        desk.press(KEY.Key_L, modifier=CONTROL)
        assert not desk.window.isVisible()
        assert desk.find("staff.lock") is not None
        desk.type(PIN)
        assert desk.window.isVisible()


def test_the_right_pin_opens_it_by_keys_and_by_finger(locked):
    locked.type(PIN)
    assert locked.window.isVisible()
    assert locked.find("staff.lock") is None
    assert locked.window.pane.list.isAncestorOf(QApplication.focusWidget())
    locked.press(KEY.Key_L, modifier=CONTROL)
    locked.tap("71")
    locked.press(KEY.Key_Backspace)
    locked.tap("1")
    assert locked.find("staff.lock.typed").accessibleName() == "2 digits typed"
    locked.press(KEY.Key_Escape)
    locked.tap(PIN)
    assert locked.window.isVisible()


def test_the_keyboard_is_where_it_was(held):
    """A-07: one goes on typing in the same field, at the same place."""
    desk = held()
    desk.press(KEY.Key_F3)
    phone = desk.find("staff.walkin.phone")
    phone.setFocus()
    desk.type("555")
    desk.press(KEY.Key_Left)
    desk.press(KEY.Key_L, modifier=CONTROL)
    desk.type(PIN)
    assert QApplication.focusWidget() is phone
    desk.type("0")
    assert phone.text() == "5505"


@pytest.mark.parametrize("key", [KEY.Key_Down, KEY.Key_Tab])
def test_on_a_row_or_a_button_of_it_it_has_its_ring_again(held, key):
    desk = held()
    desk.press(key)
    focused = QApplication.focusWidget()
    assert focused.ring
    desk.press(KEY.Key_L, modifier=CONTROL)
    desk.tap(PIN)
    assert QApplication.focusWidget() is focused
    assert focused.ring


def test_where_what_had_the_keyboard_is_gone_it_is_on_the_roster(held):
    desk = held()
    desk.press(KEY.Key_F3)
    desk.press(KEY.Key_L, modifier=CONTROL)
    desk.window.panels.close()
    desk.type(PIN)
    rows = desk.window.pane.list
    assert QApplication.focusWidget() is rows.row(rows.current)


def test_a_row_that_is_anothers_by_now_does_not_have_it(held):
    desk = held()
    desk.press(KEY.Key_Down)
    desk.press(KEY.Key_L, modifier=CONTROL)
    desk.made.add_session("later", title="Later")
    desk.made.add_bookings("later", *(booking(f"n{n}", f"Noa {n}") for n in range(4)))
    desk.window.open("later")  # as when the day turned behind it
    desk.type(PIN)
    rows = desk.window.pane.list
    assert rows.current.event_id == "later"
    assert QApplication.focusWidget() is rows.row(rows.current)


def test_p14_five_wrong_pins_and_none_is_looked_at_for_a_minute(locked):
    """P-14: also in the next window; then it goes on."""
    locked.type(WRONG)
    assert locked.words() == "That PIN is not right. 4 tries are left, then it waits a minute."
    for _ in range(3):
        locked.type(WRONG)
    assert locked.words() == "That PIN is not right. 1 try is left, then it waits a minute."
    locked.type(WRONG)
    assert locked.words() == "Try again in 60 seconds"
    assert not locked.find("staff.lock.1").isEnabled()
    locked.type(PIN)
    assert not locked.window.isVisible()
    locked.now += 60
    locked.window.day_panels.locking._second.timeout.emit()
    assert "Type the staff PIN" in locked.words()
    locked.type(PIN)
    assert locked.window.isVisible()


def test_the_sync_goes_on_and_a_scan_checks_nobody_in(locked, qtbot):
    hand, heard = Hand(), []
    locked.window.scanner.wedge._now_ms = hand.now_ms
    locked.window.scanner.heard.connect(heard.append)
    qtbot.waitUntil(lambda: QApplication.focusWindow() is not None)
    hand.scan("1b4ee5d3-9f36-4c27-8f4e-0a7f6c2d9e11")
    assert locked.words() == "Nobody was checked in: the window is locked."
    assert heard == [Cue.ERROR]
    locked.bridge.tell(SyncStatus(link=Link.OFFLINE))
    QApplication.processEvents()
    assert locked.window.watch.status.link is Link.OFFLINE
    assert not locked.window.isVisible()


def test_what_was_locked_opens_locked_and_names_nobody_on_the_way(held):
    desk = held(covered=True)
    assert not desk.window.isVisible()
    assert desk.find("staff.lock") is not None
    desk.type(PIN)
    assert desk.window.isVisible()


def test_without_a_pin_the_entry_leads_to_where_one_is_set(held):
    desk = held(pin="")
    desk.press(KEY.Key_L, modifier=CONTROL)
    assert isinstance(desk.window.side, PinPanel)
    desk.type("1234")
    desk.press(KEY.Key_Return)
    problem = "A PIN has 6 digits and nothing else; this is 4 long."
    assert plain(desk.find("staff.pin.problem").text()) == problem
    desk.type("56")
    desk.press(KEY.Key_Return)
    assert not desk.lock.has_pin
    assert QApplication.focusWidget().objectName() == "staff.pin.again"
    desk.type("123465")
    desk.press(KEY.Key_Return)
    assert "not the same" in plain(desk.find("staff.pin.problem").text())
    assert not desk.lock.has_pin
    assert [desk.find(f"staff.pin.{each}").text() for each in ("new", "again")] == ["", ""]
    desk.type("123456")
    desk.press(KEY.Key_Return)
    desk.type("123456")
    desk.press(KEY.Key_Return)
    assert desk.window.side is None
    assert desk.lock.is_right("123456")
    desk.press(KEY.Key_L, modifier=CONTROL)
    assert desk.find("staff.lock") is not None


def test_it_is_changed_and_removed_in_the_settings_by_who_knows_it(held):
    desk = held()
    desk.window.panels.open_settings()
    QTest.mouseClick(desk.find("staff.settings.lock"), Qt.MouseButton.LeftButton)
    desk.find("staff.pin.current").setText(WRONG)
    desk.find("staff.pin.new").setText("222222")
    desk.find("staff.pin.again").setText("222222")
    QTest.mouseClick(desk.find("staff.pin.save"), Qt.MouseButton.LeftButton)
    assert "not right" in plain(desk.find("staff.pin.problem").text())
    desk.find("staff.pin.current").setText(PIN)
    QTest.mouseClick(desk.find("staff.pin.save"), Qt.MouseButton.LeftButton)
    assert desk.lock.is_right("222222")
    desk.window.day_panels.locking.open_pin()
    desk.find("staff.pin.current").setText("222222")
    QTest.mouseClick(desk.find("staff.pin.remove"), Qt.MouseButton.LeftButton)
    assert not desk.lock.has_pin


def test_what_to_do_about_a_forgotten_pin_is_what_helps(held, tmp_path):
    """Of a site that the set-up knows, the set-up; of any other, the file that holds it."""
    desk = held()
    desk.press(KEY.Key_L, modifier=CONTROL)
    words = plain(desk.find("staff.lock.forgotten").text())
    file = tmp_path / "lock.json"
    assert f"delete the file {file}" in words
    file.unlink()
    assert not desk.lock.has_pin
    profiles = Profiles(tmp_path)
    profiles.keep(profiles.read().with_site(Profile("studio", "Studio", Fitting())))
    desk.lock.change(PIN)
    desk.window.day_panels.locking.open_pin()
    words = plain(desk.window.side.forgotten.text())
    assert "turnout --set-up" in words
    assert "delete" not in words


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("size", [(1366, 728), (896, 480), (1080, 1920)])
def test_nothing_on_the_cover_is_cut_or_lies_on_the_pad(held, size, percent):
    desk = held(size=size)
    desk.window.preferences.change(text_size=percent)
    desk.press(KEY.Key_L, modifier=CONTROL)
    desk.type(WRONG)
    cover = desk.find("staff.lock")
    pad = cover.pad
    keys = [key.geometry().translated(pad.pos()) for key in pad.findChildren(QAbstractButton)]
    assert len(keys) == 12
    assert all(cover.rect().contains(key) for key in keys)
    words = [cover.title, cover.dots, cover.words, cover.forgotten]
    assert cover.forgotten.isVisible() is ((size, percent) != ((896, 480), 200))
    for part in filter(QWidget.isVisible, words):
        assert cover.rect().contains(part.geometry())
        assert not [key for key in keys if key.intersects(part.geometry())]
    for part in filter(QWidget.isVisible, (cover.words, cover.forgotten)):
        assert part.height() >= part.height_for(part.width())
    desk.window.preferences.change(text_size=100)


def test_on_a_tablet_the_pad_is_as_large_as_there_is_room(held):
    desk = held(size=(1080, 1920))
    desk.press(KEY.Key_L, modifier=CONTROL)
    assert desk.find("staff.lock.5").height() >= 96


@pytest.mark.parametrize("size", [(1366, 728), (896, 480), (1080, 1920)])
@pytest.mark.parametrize("rtl", [False, True], ids=["ltr", "rtl"])
def test_t04_the_keys_are_large_and_lie_as_on_a_phone(held, size, rtl):
    """T-04: and never mirrored."""
    desk = held(size=size, rtl=rtl)
    desk.press(KEY.Key_L, modifier=CONTROL)
    keys = desk.find("staff.lock").findChildren(QAbstractButton)
    assert len(keys) == 12
    for key in keys:
        assert min(key.width(), key.height()) >= 64
        assert key.accessibleName()
        assert key.objectName() == key.accessibleIdentifier()
        assert desk.light.rect().contains(QRect(key.mapTo(desk.light, QPoint()), key.size()))
    one, two, four = (desk.find(f"staff.lock.{n}") for n in (1, 2, 4))
    assert one.x() < two.x()
    assert one.y() < four.y()


def test_the_program_starts_locked_where_it_was_left_locked(tmp_path):
    """No name is on its first frame, and what begins behind the desk begins all the same."""
    folder = site_folder(tmp_path, "site")
    fill(folder)
    lock = DeskLock(folder, Profiles(tmp_path), "site")
    lock.change(PIN)
    lock.shut()
    script = """
from app.cli import window
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
def names():
    [top] = QApplication.topLevelWidgets()
    print(len(top.findChildren(QLabel)))
def begun(*given):
    desk = given[-1]
    QTimer.singleShot(0, lambda: (print(desk.isHidden()), QApplication.quit()))
window._begin = begun
window.open_window(demo=False, on_names=names)
"""
    assert run(script, tmp_path).split() == ["1", "True"]
    lock.opens(PIN)
    assert run(script, tmp_path).split()[1] == "False"
