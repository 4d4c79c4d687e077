"""I17 in the window: the question before the demo site is started over, and no way around it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.checkin.handover_file import read
from app.checkin.leaving import Leaving
from app.domain.errors import StoreError
from app.domain.model import RowId
from app.gui.actions import StartOver
from tests.disks import full_disk

PANEL = "staff.leave"
DANA = RowId("dana", "yoga")


@pytest.fixture
def permits():
    return []


@pytest.fixture
def demo(made, open_desk, permits):
    def open_(**more):
        over = StartOver(lambda: Leaving(made.store, made.clock, "site-1"), permits.append)
        desk = open_desk(practice=True, over=over, **more)
        desk.click("staff.practice.open")
        desk.click("staff.practice.over")
        return desk

    return open_


def words(desk, part):
    found = desk.find(f"{PANEL}.{part}")
    return found.accessibleName() if found else ""


def test_no_other_site_can_be_started_over(open_desk):
    desk = open_desk(practice=True)
    desk.click("staff.practice.open")
    assert desk.find("staff.practice.over") is None
    desk.window.panels.open_leaving()
    assert desk.find(PANEL) is None


def test_with_nothing_unsent_one_answer_is_enough_and_the_keyboard_is_on_the_other(demo, permits):
    desk = demo()
    assert words(desk, "nothing") == "Everything is in Wix."
    assert QApplication.focusWidget().objectName() == f"{PANEL}.cancel"
    assert [desk.find(f"{PANEL}.{each}") for each in ("send", "export")] == [None, None]
    desk.click(f"{PANEL}.go")
    assert len(permits) == 1
    assert not desk.window.isVisible()


def test_with_something_unsent_it_says_how_much_and_there_is_no_way_on_without_the_export(
    made, demo, permits, tmp_path
):
    """S-23."""
    made.desk.arrive(DANA)
    made.desk.arrive(RowId("maya", "yoga"), 2)
    desk = demo()
    assert words(desk, "count").startswith("2 check-ins are only on this computer")
    assert desk.find(f"{PANEL}.go") is None
    desk.click(f"{PANEL}.send")
    assert desk.calls[-1] == "sync"
    entry = desk.find(f"{PANEL}.file")
    assert entry.text().endswith(".jsonl")
    entry.setText(str(tmp_path / "mine.jsonl"))
    desk.click(f"{PANEL}.export")
    [permit] = permits
    assert permit.exported
    assert len(read(tmp_path / "mine.jsonl").lines) == 2
    assert not desk.window.isVisible()


@pytest.mark.parametrize("where", ["full", "folder", "taken"])
def test_an_export_that_fails_is_said_and_nothing_is_forgotten(
    made, demo, permits, tmp_path, where
):
    made.desk.arrive(DANA)
    desk = demo()
    said = []
    desk.window.voice.said.connect(said.append)
    file = tmp_path / ("no such folder/mine.jsonl" if where == "folder" else "mine.jsonl")
    if where == "taken":
        file.write_text("of yesterday")
    desk.find(f"{PANEL}.file").setText(str(file))
    if where == "full":
        with full_disk():
            desk.click(f"{PANEL}.export")
    else:
        desk.click(f"{PANEL}.export")
    assert said == [words(desk, "problem")]
    assert "nothing is lost" in said[0] or "already" in said[0]
    assert permits == []
    assert desk.window.isVisible()
    assert made.desk.status().tally.saved == 1


def test_a_tap_while_it_asks_is_asked_about_too(made, demo, permits):
    desk = demo()
    assert desk.find(f"{PANEL}.go")
    made.desk.arrive(DANA)  # by a command, which nobody told the window of yet
    desk.click(f"{PANEL}.go")
    assert permits == []
    assert words(desk, "count").startswith("1 check-in is only on this computer")
    QTest.mouseClick(desk.row("maya").plus, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert words(desk, "count").startswith("2 check-ins")
    desk.click(f"{PANEL}.cancel")
    assert desk.find(PANEL) is None
    assert desk.window.isVisible()


def test_what_is_sent_meanwhile_is_counted_down_to_the_way_on(made, demo, permits):
    made.desk.arrive(DANA)
    desk = demo()
    with made.store.transaction():
        seat = made.store.view.of_row(DANA)
        last = seat.last_seq
        shadow = seat.shadow._replace(a=seat.shown.shown, a_seq=last, v_seq=last)
        made.store.shadows.put(DANA, shadow)
    desk.tell()
    assert words(desk, "count") == ""
    desk.click(f"{PANEL}.go")
    assert len(permits) == 1


def test_a_store_that_cannot_be_read_is_said_and_gives_no_way_on(made, demo, permits, monkeypatch):
    def fail():
        raise StoreError("The disk is failing.")

    desk = demo()
    monkeypatch.setattr(made.store, "forgetting", fail)
    desk.tell()
    assert words(desk, "problem") == "The disk is failing."
    desk.click(f"{PANEL}.go")
    assert permits == []


@pytest.mark.parametrize("rtl", [False, True], ids=["ltr", "rtl"])
@pytest.mark.parametrize("size", [(1366, 728), (1080, 1920), (896, 480)])
def test_every_answer_is_large_named_and_inside_the_panel(made, demo, size, rtl):
    made.desk.arrive(DANA)
    desk = demo(size=size, rtl=rtl)
    stack = desk.window.side.stack
    buttons = [each for each in stack.findChildren(QAbstractButton) if each.isVisible()]
    assert len(buttons) == 3
    for each in buttons:
        place = each.mapTo(stack, QPoint(0, 0))
        assert place.x() >= 0
        assert place.x() + each.width() <= stack.width()
        assert each.height() >= 44
        assert each.accessibleName()
