"""The names of the first frame: those of the desk, in their places, before the desk is there."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.domain.errors import StoreError
from app.domain.model import RowId
from app.gui.actions import WindowActions
from app.gui.bridge import Bridge
from app.gui.first_light import FirstLight
from app.gui.theme import Look, Theme
from app.gui.window import DeskWindow
from app.gui.words import plain
from app.system.paths import site_folder
from tests.benchmarks.days import fill
from tests.desks import booking

CHECKOUT = Path(__file__).parents[2]


def labels(light):
    return {plain(label.text()): label for label in light.findChildren(QLabel)}


@pytest.fixture
def open_light(qtbot, made):
    def open_(*, size=(1366, 728), rtl=False):
        if rtl:
            QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        light = FirstLight(made.desk, Look(Theme.LIGHT))
        light.resize(*size)
        qtbot.addWidget(light)
        with qtbot.waitSignal(light.seen):
            light.show()
        return light

    yield open_
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def hold(qtbot, light, made):
    desk = DeskWindow(made.desk, Bridge(), WindowActions(lambda: None), Look(Theme.LIGHT))
    with qtbot.waitSignal(desk.first_paint):
        light.hold(desk)
    return desk


@pytest.mark.parametrize("size", [(1366, 728), (1920, 1040), (1000, 700)])
@pytest.mark.parametrize("rtl", [False, True])
def test_every_name_stays_where_it_was_when_the_desk_comes(open_light, made, qtbot, size, *, rtl):
    light = open_light(size=size, rtl=rtl)
    before = {words: label.geometry() for words, label in labels(light).items()}
    desk = hold(qtbot, light, made)
    for name, booking_id in (("Dana Levi", "dana"), ("יעל ברק", "yael"), ("Omar Haddad", "omar")):
        now = desk.pane.list.row(RowId(booking_id, "yoga")).name
        there = now.mapTo(light, QPoint(0, 0))
        # The bar of the list takes its width from the far side, where a name has room to spare.
        assert before[name].top() == there.y()
        at = before[name].right() if rtl else before[name].left()
        assert at == (there.x() + now.width() - 1 if rtl else there.x())


def test_a_name_is_shown_as_it_is_written(open_light, made):
    made.add_bookings("yoga", booking("bob", "<b>Bob</b> & Co", 1))
    light = open_light()
    assert labels(light)["<b>Bob</b> & Co"].textFormat() is Qt.TextFormat.PlainText


def test_a_hebrew_name_begins_where_its_column_begins(open_light):
    light = open_light()
    assert labels(light)["יעל ברק"].text()[0] == "\u200e"


def test_closing_it_closes_the_desk(open_light, made, qtbot):
    light = open_light()
    desk = hold(qtbot, light, made)
    assert desk.isVisible()
    light.close()
    assert not desk.isVisible()


def test_keys_reach_the_desk_though_no_part_of_it_has_the_keyboard(open_light, made, qtbot):
    asked = []
    light = open_light()
    desk = DeskWindow(made.desk, Bridge(), WindowActions(lambda: asked.append("sync")))
    with qtbot.waitSignal(desk.first_paint):
        light.hold(desk)
    if (focused := light.focusWidget()) is not None:
        focused.clearFocus()
    QTest.keyClick(light, Qt.Key.Key_F5)
    QTest.keyClick(light, Qt.Key.Key_F12)  # nobody wants it
    assert asked == ["sync"]


def test_it_grows_and_shrinks_with_the_window(open_light, made, qtbot):
    light = open_light()
    desk = hold(qtbot, light, made)
    light.resize(1500, 800)
    assert desk.size() == light.size()
    light.resize(1200, 700)
    assert desk.size() == light.size()


def test_it_is_no_larger_than_the_screen(open_light):
    light = open_light(size=(3000, 2000))
    light.fit_screen()
    room = light.screen().availableSize()
    assert (light.width(), light.height()) == (max(room.width(), 896), max(room.height(), 480))


@pytest.mark.parametrize(
    ("screen", "size"), [((1080, 1920), "1080 1920 True"), ((1920, 1080), "1366 728 False")]
)
def test_an_upright_screen_is_the_desks_alone(tmp_path, screen, size):
    """Else the desk would lie in a part of it, or its foot, below the frame, beyond the edge."""
    fill(site_folder(tmp_path, "site"))
    told = tmp_path / "screen.json"
    wide, tall = screen
    one = {"name": "tablet", "x": 0, "y": 0, "width": wide, "height": tall, "logicalDpi": 96}
    told.write_text(json.dumps({"screens": [{**one, "dpr": 1}]}))
    script = """
from app.cli import window
def desk(*given):
    from PySide6.QtWidgets import QApplication
    from app.gui.measure import Measure
    top = given[-1].window()
    around = top.frameGeometry() if Measure.upright else top.geometry()
    print(around.width(), around.height(), Measure.upright)
    QApplication.quit()
window._begin = desk
window.open_window(demo=False)
"""
    assert run(script, tmp_path, QT_QPA_PLATFORM=f"offscreen:configfile={told}").strip() == size


def test_a_store_that_cannot_be_read_leaves_it_empty(open_light, made, monkeypatch):
    def fail():
        raise StoreError("The disk is full.")

    monkeypatch.setattr(made.desk, "opening", fail)
    light = open_light()
    assert len(labels(light)) == 1  # the date


def test_none_of_qts_own_enums_is_made_for_the_names(tmp_path):
    """To make them takes a sixth of the whole way to the first frame."""
    fill(site_folder(tmp_path, "site"))
    script = """
import enum, json, sys
made, make = [], enum.EnumType._create_
def spy(cls, name, *given, **more):
    made.append(name)
    return make(cls, name, *given, **more)
enum.EnumType._create_ = spy
from app.cli import window
counts = []
def names():
    counts.append(made.count("GlobalColor"))
def desk(*_):
    counts.append(made.count("GlobalColor"))
    from PySide6.QtWidgets import QApplication
    QApplication.quit()
window._begin = desk
window.open_window(demo=False, on_names=names)
print(json.dumps(counts))
"""
    assert json.loads(run(script, tmp_path)) == [0, 1]


def run(script, data, **more):
    """What a program of its own printed."""
    environment = os.environ | more | {
        "TURNOUT_DATA_DIR": str(data), "TURNOUT_SITE_ID": "site", "TURNOUT_API_KEY": "none",
        "TURNOUT_API_URL": "http://127.0.0.1:9",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment, cwd=CHECKOUT, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    return done.stdout
