"""A day of many sessions is counted a few a turn, and what was tapped meanwhile is never undone."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.checkin.cards import SESSIONS_A_STEP
from app.domain.errors import StoreError
from app.domain.model import Link, RowId, SyncStatus
from tests.desks import booking

SESSIONS = 3 * SESSIONS_A_STEP - 1


@pytest.fixture
def day(made):
    """The made session, and so many more behind it."""
    for number in range(SESSIONS):
        event = f"more{number}"
        made.add_session(event, title=f"More {number}", starts_in=timedelta(minutes=60 + number))
        made.add_bookings(event, booking(f"m{number}", f"Guest {number}", 2))
    return made


def told(desk, link=Link.ONLINE):
    """The worker told, and the first turn is over."""
    desk.bridge.tell(SyncStatus(link, last_pull=desk.made.clock.now()))
    QApplication.sendPostedEvents()


def people(desk, at):
    return desk.window.sessions.items[at].accessibleName()


def test_it_is_read_in_several_turns_and_shown_whole(day, open_desk, qtbot):
    desk = open_desk()
    day.desk.arrive(RowId("m9", "more9"), 2)
    told(desk)
    assert desk.window.reads
    assert "2 of 2 in" not in people(desk, 10)
    qtbot.waitUntil(lambda: not desk.window.reads)
    assert "2 of 2 in" in people(desk, 10)
    assert len(desk.window.sessions.items) == SESSIONS + 1
    assert [", next," in people(desk, at) for at in range(3)] == [False, True, False]


def test_a_tap_between_two_turns_stays(day, open_desk, qtbot):
    desk = open_desk()
    told(desk)
    QApplication.processEvents()
    assert desk.window.reads
    QTest.mouseClick(desk.row("dana").plus, Qt.MouseButton.LeftButton)
    shown = []
    desk.window._counting.counted.connect(lambda _, cards: shown.append(cards[0].attended))
    told(desk)
    qtbot.waitUntil(lambda: not desk.window.reads)
    assert shown == [1, 1]  # told twice, counted twice, and neither is of before the tap
    assert "1 of 9 in" in people(desk, 0)


def test_a_store_that_fails_between_two_turns_is_said_and_the_next_time_counts(
    day, open_desk, qtbot, monkeypatch
):
    def fail(*_):
        raise StoreError("The disk is full.")

    desk = open_desk()
    told(desk)
    with monkeypatch.context() as broken:
        broken.setattr(day.store.view, "heads", fail)
        qtbot.waitUntil(lambda: not desk.window.reads)
    assert desk.window.off == "The disk is full."
    told(desk)
    qtbot.waitUntil(lambda: not desk.window.reads)
    assert desk.window.off == ""


def test_closing_between_two_turns_reads_nothing_more(day, open_desk):
    desk = open_desk()
    told(desk)
    assert desk.window.close()
    day.store.close()
    assert not desk.window.reads
    QApplication.processEvents()
