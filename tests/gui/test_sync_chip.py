"""What the chip and the banner say about the sync."""

import threading
import time
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.checkin.desk import Desk
from app.domain.model import Link, Loading, RowId, Rows, SyncStatus, Tally
from app.gui.desk.tab import Tab
from app.gui.theme import Tone
from app.gui.timings import Timings
from app.gui.words import plain
from tests.desks import booking
from tests.gui.conftest import CALM


def words(desk):
    QApplication.processEvents()  # the chip follows in the turn after the tap
    return desk.window.chip.view.words.translate(dict.fromkeys((0x2068, 0x2069, 0x2066)))


@pytest.mark.parametrize(
    ("told", "expected", "tone"),
    [
        ({"tally": Tally(verified=9)}, "Up to date · 12:00", Tone.QUIET),
        ({"tally": Tally(sent=2, rows=Rows(checked=1))}, "All sent · checking", Tone.QUIET),
        ({"tally": Tally(saved=5, rows=Rows(waiting=3))}, "3 waiting to send", Tone.PENDING),
        (
            {"tally": Tally(saved=1, in_doubt=1, rows=Rows(waiting=1))},
            "1 waiting to send",
            Tone.PENDING,
        ),
        (
            {"link": Link.OFFLINE, "tally": Tally(saved=5, rows=Rows(waiting=3))},
            "Offline · 3 saved on this computer",
            Tone.WARNING,
        ),
        ({"link": Link.OFFLINE}, "Offline", Tone.WARNING),
        ({"minutes_ago": 6}, "Out of date · last update 11:54", Tone.WARNING),
        ({"tally": Tally(rows=Rows(attention=1))}, "1 needs attention", Tone.DANGER),
        (
            {"link": Link.OFFLINE, "tally": Tally(rows=Rows(attention=1))},
            "1 needs attention · Offline",
            Tone.DANGER,
        ),
        (
            {"tally": Tally(conflict=3, parked=1, rows=Rows(attention=2))},
            "2 need attention",
            Tone.DANGER,
        ),
        ({"link": Link.SIGN_IN}, "Sign-in expired", Tone.DANGER),
        ({"link": Link.ELSEWHERE}, "Another process is sending", Tone.PENDING),
        (
            {"link": Link.THROTTLED, "tally": Tally(saved=1, rows=Rows(waiting=1))},
            "1 waiting to send",
            Tone.PENDING,
        ),
        ({"link": Link.STUCK}, "Sync stopped, trying again", Tone.WARNING),
    ],
)
def test_the_chip(desk, told, expected, tone):
    desk.tell(**told)
    assert words(desk) == expected
    assert desk.window.chip.view.tone is tone
    assert desk.window.chip.accessibleName() == f"Sync: {expected}"


@pytest.mark.parametrize("waits", [{"saved": 1}, {"in_doubt": 1}, {"sent": 1}])
def test_up_to_date_is_never_said_while_an_op_is_not_verified(desk, waits):
    for link in Link:
        desk.tell(link, tally=Tally(verified=5, **waits))
        assert "Up to date" not in words(desk)


def test_y01_a_tap_without_network_is_kept_and_said(desk):
    desk.tell(Link.OFFLINE, tally=Tally())
    QTest.mouseClick(desk.row("dana").plus, Qt.MouseButton.LeftButton)
    assert words(desk) == "Offline · 1 saved on this computer"
    QTest.mouseClick(desk.row("dana").plus, Qt.MouseButton.LeftButton)
    assert words(desk) == "Offline · 1 saved on this computer"  # as many as there are marked rows
    assert desk.seat("dana").shown.count == 2


def test_y05_sending_is_not_said_at_once(open_desk):
    desk = open_desk(CALM)
    desk.tell()
    QTest.mouseClick(desk.row("dana").plus, Qt.MouseButton.LeftButton)
    assert words(desk) == "Saved on this computer"
    desk.tell(tally=Tally(sent=1))
    assert words(desk) == "All sent · checking"


def test_y05_but_after_a_while_and_then_long_enough_to_be_read(open_desk, qtbot):
    desk = open_desk(CALM._replace(sending_after=30, sending_at_least=150))
    desk.tell()
    QTest.mouseClick(desk.row("dana").plus, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: words(desk) == "Sending…")
    shown = time.monotonic()
    desk.tell(tally=Tally(sent=1))
    assert words(desk) == "Sending…"
    qtbot.waitUntil(lambda: words(desk) == "All sent · checking")
    assert time.monotonic() - shown > 0.1


def test_a_large_day_says_how_far_it_has_come(desk):
    desk.tell(Link.STARTING, loading=Loading(312, 400))
    assert words(desk) == "Loading · 312 of 400 sessions"
    desk.tell(Link.STARTING, loading=Loading(320, 400), tally=Tally(saved=1, rows=Rows(waiting=1)))
    assert words(desk) == "1 waiting to send"
    desk.tell(minutes_ago=0)
    assert words(desk).startswith("Up to date")


def test_y05_the_shipped_durations():
    shipped = Timings()
    assert (shipped.sending_after, shipped.sending_at_least) == (1_000, 400)
    assert shipped.out_of_date_s == 300


def test_y08_out_of_date_begins_after_five_minutes(desk):
    desk.tell(minutes_ago=4.9)
    assert words(desk) == "Up to date · 11:55"
    desk.made.clock.advance(20)
    desk.window._on_time_passed()
    assert words(desk) == "Out of date · last update 11:55"


def test_the_worker_may_tell_from_its_own_thread(desk, qtbot):
    status = SyncStatus(
        Link.ONLINE, Tally(saved=2, rows=Rows(waiting=2)), last_pull=desk.made.clock.now()
    )
    thread = threading.Thread(target=desk.bridge.tell, args=(status,))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: words(desk) == "2 waiting to send")


def test_f5_asks_for_an_update(desk):
    QTest.keyClick(desk.row("dana"), Qt.Key.Key_F5)
    assert desk.calls == ["sync"]


def banner(desk):
    return desk.window.banner.accessibleName() if desk.window.banner.isVisible() else ""


def test_the_offline_banner_comes_once_and_says_since_when(desk):
    desk.tell(Link.OFFLINE, minutes_ago=40)
    assert banner(desk).startswith("Showing the day as last known at 11:20; not connected.")
    QTest.mouseClick(desk.window.banner.close_, Qt.MouseButton.LeftButton)
    desk.tell(Link.OFFLINE, minutes_ago=41)
    assert banner(desk) == ""
    desk.tell()
    desk.tell(Link.OFFLINE)
    assert banner(desk) != ""


def test_a_banner_moves_no_row(desk):
    before = [desk.row(each).mapTo(desk.window, desk.row(each).pos()) for each in desk.names]
    desk.tell(Link.OFFLINE)
    after = [desk.row(each).mapTo(desk.window, desk.row(each).pos()) for each in desk.names]
    assert before == after


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"clock_off_s": 3700.0}, "This computer’s clock looks wrong: 62 minutes slow."),
        ({"clock_off_s": -400.0}, "This computer’s clock looks wrong: 7 minutes fast."),
        ({"link": Link.SIGN_IN}, "The sign-in to Wix has expired."),
        ({"link": Link.ELSEWHERE}, "Another process on this computer is sending."),
        ({"link": Link.NO_BOOKINGS_APP}, "Wix Bookings is not on this site."),
        ({"clock_off_s": 200.0}, ""),
    ],
)
def test_the_banner(desk, told, expected):
    """Y-09, Y-12: the sign-in that expired, and a clock that is more than five minutes off."""
    desk.tell(**told)
    assert banner(desk).startswith(expected)
    assert bool(banner(desk)) is bool(expected)


def test_check_in_goes_on_while_the_sign_in_is_expired(desk):
    """Y-09."""
    desk.tell(Link.SIGN_IN)
    QTest.mouseClick(desk.row("dana").primary, Qt.MouseButton.LeftButton)
    assert desk.seat("dana").shown.count == 4


def test_o06_a_bug_is_one_sentence_and_the_window_lives(desk):
    desk.window.show_bug()
    assert banner(desk) == "Something went wrong here. What shows a tick is saved."
    QTest.mouseClick(desk.row("dana").plus, Qt.MouseButton.LeftButton)
    assert desk.seat("dana").shown.count == 1


def crashed(made, *taps):
    """A run that tapped and never ended, and the desk of the next one."""
    made.desk.begin_run()
    for booking_id, people in taps:
        made.desk.arrive(RowId(booking_id, "yoga"), people)
    made.desk = Desk(made.store, made.clock, lambda: None)
    made.desk.begin_run()


def test_i04_after_a_crash_the_session_is_named_where_two_bear_the_name(made, open_desk):
    made.add_session("later", title="Later", starts_in=timedelta(hours=1))
    made.add_bookings("later", booking("other", "Dana Levi"))
    made.add_bookings("yoga", booking("omar2", "Omar Haddad"))
    crashed(made, ("dana", 1), ("dana", 2), ("omar", 1))
    assert plain(banner(open_desk())) == (
        "Saved before the restart: Dana Levi (11:50 Yoga Flow) +1, +2, "
        "Omar Haddad (11:50 Yoga Flow · booking …omar) +1"
    )


def test_i04_what_was_saved_leaves_in_time_and_soon_after_the_next_tap(made, open_desk, qtbot):
    crashed(made, ("dana", 1))
    desk = open_desk(CALM._replace(restart_told=60))
    assert banner(desk).startswith("Saved before the restart")
    qtbot.waitUntil(lambda: banner(desk) == "")
    desk.window.close()
    crashed(made, ("maya", 1))
    desk = open_desk(CALM._replace(snackbar=60))
    assert banner(desk).startswith("Saved before the restart: Maya Cohen +1")
    desk.window.pane.tabs.choose(Tab.ALL)
    QTest.mouseClick(desk.row("omar").plus, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: banner(desk) == "")


def test_i04_after_a_crash_it_is_said_once_what_was_saved_and_can_be_dismissed(made, open_desk):
    crashed(made, ("dana", 1), ("maya", 2), ("dana", 1))
    desk = open_desk()
    assert banner(desk) == "Saved before the restart: Dana Levi +1, +1, Maya Cohen +2"
    desk.tell(Link.OFFLINE)
    assert banner(desk).startswith("Saved before the restart")
    desk.click("staff.banner.dismiss")
    assert banner(desk).startswith("Showing the day as last known")
    desk.click("staff.banner.dismiss")
    desk.tell(Link.OFFLINE)
    assert banner(desk) == ""
    desk.window.close()
    assert banner(open_desk()) == ""


def test_i04_a_busy_minute_before_a_crash_is_told_in_short(made, open_desk):
    guests = [booking(f"b{n}", f"Guest {n}") for n in range(9)]
    made.add_bookings("yoga", *guests)
    crashed(made, *((each.booking_id, 1) for each in guests))
    assert banner(open_desk()).endswith("Guest 5 +1, 3 more")


def test_i04_nothing_is_said_after_a_clean_end(made, open_desk):
    made.desk.begin_run()
    made.desk.arrive(RowId("dana", "yoga"))
    made.desk.end_run()
    assert banner(open_desk()) == ""
