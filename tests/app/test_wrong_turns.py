"""Each wrong turn of `wrong_turns.py`: what `doctor` says, what a real window says, and that
check-in goes on meanwhile and nothing is lost.
"""

import os
from contextlib import closing, contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.cli.checking import checkup_of
from app.demo import DemoSite
from app.domain.model import RowId
from app.gui.actions import WindowActions
from app.gui.bridge import Bridge
from app.gui.window import DeskWindow
from app.gui.words import plain
from app.main import program
from app.sync.worker import Worker
from tests.app.wrong_turns import (
    BOOKINGS,
    GO_ON,
    PAUSED,
    WRONG_TURNS,
    fault,
    hanging_names,
    reception,
    without,
)
from tests.desks import MIDDAY

__all__ = ["reception"]
SEEN = {name: turn for name, turn in WRONG_TURNS.items() if turn[3]}
NO_PERMISSION = f"The key has no permission for this, or is for another site. {PAUSED}"


@contextmanager
def window_of(qtbot, *, hangs=False):
    """A window with its worker, on the computer as the environment says."""
    made, bridge = program(demo=False), Bridge()
    store = made.open_store(may_read=True)
    worker = Worker(made.sync_parts, lambda: True, bridge.tell)
    desk = made.desk(store, worker.wake)
    actions = WindowActions(worker.sync_now, checkup=lambda: checkup_of(made, store, desk))
    window = DeskWindow(desk, bridge, actions)
    qtbot.addWidget(window)
    try:
        with qtbot.waitSignal(window.first_paint):
            window.show()
        worker.sync_now()
        worker.start()
        yield window
    finally:
        window.close()
        worker.stop(wait=not hangs)
        QApplication.processEvents()  # what it told last was on its way already
        made.close()
        store.close()


def told(window):
    notices = window.watch.notices(window.off, False)
    return plain(" | ".join(each.words for each in notices))


def counts(window, booking):
    """What the row says after a tap on +."""
    [row] = [row for row in window.pane.list.order if row.booking_id == booking]
    QTest.mouseClick(window.pane.list.row(row).plus, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    return window.pane.seat(row).shown.count


@pytest.mark.parametrize(
    ("goes_wrong", "code", "line"), [turn[:3] for turn in WRONG_TURNS.values()], ids=WRONG_TURNS
)
def test_each_wrong_turn_says_what_to_do_and_check_in_goes_on(
    reception, yoga, dana, goes_wrong, code, line
):
    there = goes_wrong(reception) or ""
    found = reception.doctor()
    site = os.environ["TURNOUT_SITE_ID"]
    assert found.wrong == [line.replace("THERE", there).replace("SITE", site)]
    assert found.code == code
    assert found.line("day").endswith(GO_ON)
    assert reception.run("check-in", yoga, dana, "--add", "1").out.startswith("ok ")
    assert "Only on this computer so far: 1 check-in." in reception.doctor().line("queue")


@pytest.mark.parametrize(
    ("goes_wrong", "words"), [(turn[0], turn[3]) for turn in SEEN.values()], ids=SEEN
)
def test_each_wrong_turn_is_said_in_the_window_and_check_in_goes_on(
    reception, qtbot, yoga, dana, goes_wrong, words
):
    goes_wrong(reception)
    with window_of(qtbot) as window:
        words = words.replace("PAUSED", PAUSED)
        qtbot.waitUntil(lambda: words in told(window), timeout=20_000)
        assert counts(window, dana) == 1
    with closing(program(demo=False).open_store()) as store:
        assert store.view.of_row(RowId(dana, yoga)).shown.shown.count == 1


PERMISSIONS = {
    "to read the site": {"SITE_SETTINGS.VIEW"},
    "to read who is booked": BOOKINGS,
    "to read the calendar": {*BOOKINGS, "CALENDAR.READ", "CALENDAR.READ_PI"},
    "to read who is checked in": {"BOOKINGS.ATTENDANCE_READ"},
    "to send check-ins": {"BOOKINGS.ATTENDANCE_SET"},
}


@pytest.mark.parametrize("ids", PERMISSIONS.values(), ids=PERMISSIONS)
def test_a_key_without_a_permission_is_said_in_the_window(reception, qtbot, yoga, dana, ids):
    """Which one it is, the diagnostics say: `doctor` names it by its name in Wix."""
    without(reception, *ids)
    reception.run("check-in", yoga, dana, "--add", "1")
    with window_of(qtbot) as window:
        qtbot.waitUntil(lambda: NO_PERMISSION in told(window), timeout=20_000)
        assert counts(window, dana) == 2


def test_where_names_are_never_answered_the_diagnostics_know_it_and_check_in_goes_on(
    reception, qtbot, dana
):
    """The worker hangs in the look-up, so it can tell nothing."""
    hanging_names(reception)
    with window_of(qtbot, hangs=True) as window:
        QTest.keyClick(window, Qt.Key.Key_F12)
        panel = window.side
        qtbot.waitUntil(lambda: not panel.asking.isVisibleTo(panel), timeout=20_000)
        assert "no name server answers for" in panel.lines[0].accessibleName()
        assert counts(window, dana) == 1


def test_a_day_that_still_loads_says_how_far_it_is(reception, qtbot, dana):
    """A day of 400 sessions takes minutes by the budget of requests; so does this one."""
    reception.site.add_session("Late Yoga")
    fault(reception, "throttle", match="bookings.*")
    with window_of(qtbot) as window:
        qtbot.waitUntil(lambda: "Wix asks to wait" in told(window), timeout=20_000)
        assert counts(window, dana) == 1
    assert "Without a roster so far: 1 session." in reception.doctor().line("day")


def test_an_empty_day_says_where_to_look(reception, qtbot):
    """`doctor` says the same: tests/app/test_doctor.py."""
    folder = reception.folder / "another site"
    with DemoSite(folder, time_zone=MIDDAY, seed="empty") as bare:
        reception.env.setenv("TURNOUT_API_URL", bare.url)
        reception.env.setenv("TURNOUT_API_KEY", bare.api_key)
        reception.env.setenv("TURNOUT_SITE_ID", bare.site_id)
        with window_of(qtbot) as window:
            empty = window.pane.empty
            qtbot.waitUntil(lambda: "No sessions today" in empty.text(), timeout=20_000)
            assert "look at the calendar in Wix; F5 asks again" in empty.text()
            assert told(window) == ""
