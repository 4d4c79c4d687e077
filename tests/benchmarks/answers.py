"""How long a key of the search, another session, + and − take, from the hand to the frame.

The baseline repaints the same widgets, without asking the store or looking for anybody. The time
in which the machine had no core for the program is taken off both.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.checkin.desk import Desk
from app.checkin.search import Search
from app.domain.model import EventId, RowId, Session, SessionKind
from app.gui.actions import WindowActions
from app.gui.bridge import Bridge
from app.gui.garbage import Sweep
from app.gui.run import make_application
from app.gui.window import DeskWindow
from app.storage.store import FILE_NAME, Store
from app.system.clock import SystemClock
from tests.benchmarks.cores import now_ms
from tests.benchmarks.days import NAMES, fill
from tests.benchmarks.tap import _buttons
from tests.desks import MadeDesk, SetClock, booking, make_desk

DAYS = range(-1, 8)
SESSIONS_A_DAY = 40
BOOKINGS = 10_000
ROUNDS = 3
TYPED = ("dana levi 12", "lukasz zo", "nunez", "5551234", "shapira 9", "oma hadad", "i", "zzz")


class Answers(NamedTuple):
    """In milliseconds: ours, and the same frames alone; `slow` is the 95th percentile."""

    ours_ms: float
    bare_ms: float
    slow_ms: float
    bare_slow_ms: float

    def limit_ms(self, limit_ms: float) -> float:
        """Where the bare frames alone take a quarter of it or more, the machine is to blame."""
        return max(limit_ms, 4 * self.bare_slow_ms)

    @property
    def ratio(self) -> float:
        return self.ours_ms / self.bare_ms


def fill_week(folder: Path) -> MadeDesk:
    """Ten thousand bookings on the days around today."""
    made = make_desk(folder, clock=SetClock())
    sessions = len(DAYS) * SESSIONS_A_DAY
    with made.store.transaction():
        for number in range(sessions):
            day, at = divmod(number, SESSIONS_A_DAY)
            starts = timedelta(days=DAYS[day], minutes=(at - SESSIONS_A_DAY // 2) * 15 - 5)
            _add(made, f"event{number:03}", starts, BOOKINGS // sessions + 1)
    return made


def _add(made: MadeDesk, event_id: str, starts: timedelta, many: int) -> None:
    start = made.clock.now() + starts
    end = start + timedelta(minutes=14)
    kind, event = SessionKind.CLASS, EventId(event_id)
    session = Session(event, kind, f"Yoga {event_id}", start, end, "UTC", "Studio 2")
    made.store.days._put_session(session)
    seats = [
        (
            RowId(f"{event_id}-{n:03}", event_id),
            booking(
                f"{event_id}-{n:03}",
                f"{NAMES[n % len(NAMES)]} {n}",
                1 + n % 4,
                phone_tail=f"555{n:02}{event_id[-2:]}",
            ),
        )
        for n in range(many)
    ]
    made.store.days.replace_rosters([event_id], seats, made.clock.now())


def search_key(made: MadeDesk) -> Answers:
    """Each key of a few searches at ten thousand bookings."""
    application = make_application()
    actions = WindowActions(lambda: None, search=lambda: Search(made.store, made.desk.now))
    window = _shown(DeskWindow(made.desk, Bridge(), actions))
    assert window.top is not None
    searching = window.top.searching
    assert searching is not None
    entry, results = searching.field.entry, searching.results
    ours, bare = [], []
    for words in TYPED * ROUNDS:
        for end in range(1, len(words) + 1):
            ours.append(_timed(application, partial(entry.setText, words[:end])))
            bare.append(_timed(application, partial(_repaint, [entry, results, *results.rows])))
        entry.clear()
    window.close()
    return _answers(ours, bare)


def session_switch(folder: Path, rounds: int) -> Answers:
    """From one session of forty to the next, with five hundred bookings."""
    application = make_application()
    fill(folder)
    store = Store(folder / FILE_NAME)
    desk = Desk(store, SystemClock(), lambda: None)
    window = _shown(DeskWindow(desk, Bridge(), WindowActions(lambda: None)))
    events = [card.session.event_id for card in window.sessions.cards]
    ours, bare = [], []
    for number in range(rounds):
        ours.append(_timed(application, partial(window.open, events[number % len(events)])))
        bare.append(_timed(application, partial(_repaint, window.pane.findChildren(QWidget))))
    window.close()
    store.close()
    return _answers(ours, bare)


def plus_and_minus(folder: Path, taps: int) -> Answers:
    """A tap, kept and painted, on the session in progress of such a day."""
    application = make_application()
    rows = fill(folder)
    store = Store(folder / FILE_NAME)
    desk = Desk(store, SystemClock(), lambda: None)
    window = _shown(DeskWindow(desk, Bridge(), WindowActions(lambda: None)))
    buttons = _buttons(window, rows)
    before, ours, bare = store.journal.tally().saved, [], []
    for number in range(taps):
        button = buttons[number % len(buttons)]
        ours.append(_timed(application, button.click))
        bare.append(_timed(application, partial(_repaint, [button.parentWidget()])))
    kept = store.journal.tally().saved - before
    window.close()
    store.close()
    assert kept == taps, f"{taps - kept} taps were refused"
    return _answers(ours, bare)


def _timed(application: QApplication, do: Callable[[], object]) -> float:
    application.processEvents()
    began = now_ms()
    do()
    application.sendPostedEvents(None, QEvent.Type.UpdateRequest.value)
    took_ms = now_ms() - began
    application.processEvents()
    return took_ms


def _shown(window: DeskWindow) -> DeskWindow:
    window.resize(1366, 728)
    window.show()
    QTest.qWaitForWindowExposed(window)
    sweep = Sweep(window)  # garbage is looked for as in the program
    for _ in range(200):
        QApplication.processEvents()
    sweep.settle()
    return window


def _repaint(widgets: list[QWidget]) -> None:
    for widget in widgets:
        widget.update()


def _answers(ours: list[float], bare: list[float]) -> Answers:
    slow, bare_slow = (statistics.quantiles(each, n=20)[-1] for each in (ours, bare))
    return Answers(statistics.median(ours), statistics.median(bare), slow, bare_slow)
