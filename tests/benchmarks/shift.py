"""A shift at the desk by script: the clock moves on, and what the program holds must not grow."""

from __future__ import annotations

import gc
import os
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.checkin.activity import Activity
from app.checkin.notes import Notes
from app.checkin.other_days import OtherDays
from app.checkin.search import Search
from app.checkin.walk_ins import WalkIns
from app.checkin.worklist import Worklist
from app.domain.model import Link, SyncStatus, Tally
from app.gui.actions import WindowActions
from app.gui.bridge import Bridge
from app.gui.garbage import Sweep
from app.gui.run import make_application
from app.gui.timings import Timings
from app.gui.window import DeskWindow
from tests.benchmarks.days import BOOKINGS, NAMES, SESSIONS
from tests.desks import MadeDesk, booking, make_desk

HOURS = 8
KEY, ALONE = Qt.Key, Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
AT_ONCE = Timings(row_stays=1, snackbar=1, sending_after=1, look_again=3_600_000)
TYPED = ("dana", "55501", "zolty", "maya c", "omra")


@dataclass
class Shift:
    """`held`: how many widgets there are and how much memory, each time the desk is at rest."""

    window: DeskWindow
    bridge: Bridge
    made: MadeDesk
    draw: random.Random
    wait: Callable[[Callable[[], bool]], None]
    acts: int = 0
    each_s: float = 0.0
    held: list[tuple[int, int]] = field(default_factory=list)

    def work(self, actions: int, rests: int) -> None:
        """So many acts within the shift, and so many looks at what is held."""
        self.each_s = HOURS * 3600 / actions
        kinds = [self.press, self.press, self.press, self.look, self.choose, self.search]
        for rest in range(1, rests + 1):
            while self.acts < actions * rest // rests:
                self.draw.choice(kinds)()
            self.rest()

    def act(self, do: Callable[[], object]) -> None:
        do()
        self.acts += 1
        self.made.clock.advance(self.each_s)
        QApplication.processEvents()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = ALONE) -> None:
        self.act(lambda: QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier))

    def press(self) -> None:
        """A button of a row, or the way back."""
        rows = self.window.pane.list.order
        if not rows or self.draw.random() < 0.3:
            self.key(self.draw.choice((KEY.Key_F9, KEY.Key_F9, KEY.Key_F4)))
            return
        row = self.window.pane.list.row(self.draw.choice(rows))
        if row is not None:
            self.act(self.draw.choice((row.plus, row.minus, row.primary)).click)

    def look(self) -> None:
        """A panel or a card, and back."""
        opens: tuple[tuple[Qt.Key, Qt.KeyboardModifier], ...] = (
            (KEY.Key_F1, ALONE),
            (KEY.Key_F3, ALONE),
            (KEY.Key_F10, ALONE),
            (KEY.Key_Menu, ALONE),
            (KEY.Key_F9, CONTROL),
            (KEY.Key_F10, CONTROL),
            (KEY.Key_PageDown, CONTROL),
        )
        key, modifier = self.draw.choice(opens)
        self.key(key, modifier)
        self.key(*((KEY.Key_PageUp, CONTROL) if key == KEY.Key_PageDown else (KEY.Key_Escape,)))

    def choose(self) -> None:
        """Another session or tab; the sync tells something meanwhile."""
        tabs = list(self.window.pane.tabs.buttons.values())
        if self.draw.random() < 0.5:
            self.act(self.draw.choice(tabs).click)
        else:
            self.key(self.draw.choice((KEY.Key_F7, KEY.Key_F8)))
        link = self.draw.choice((Link.ONLINE, Link.ONLINE, Link.OFFLINE))
        now = self.made.clock.now()
        self.bridge.tell(SyncStatus(link=link, tally=Tally(verified=self.acts), last_pull=now))

    def search(self) -> None:
        self.key(KEY.Key_F2)
        for sign in self.draw.choice(TYPED):
            self.act(lambda sign=sign: QTest.keyClicks(QApplication.focusWidget(), sign))
        self.key(KEY.Key_Escape)
        self.key(KEY.Key_Escape)

    def rest(self) -> None:
        """The desk as it was at first: nothing open, the first session, its first tab."""
        for _ in range(4):
            QTest.keyClick(QApplication.focusWidget() or self.window, KEY.Key_Escape)
        for tab in self.window.pane.tabs.buttons.values():
            tab.click()
        self.window.open(self.window.sessions.cards[0].session.event_id)
        next(iter(self.window.pane.tabs.buttons.values())).click()
        # Off the snackbar, which else would stay.
        next(iter(self.window.pane.tabs.buttons.values())).setFocus()
        self.wait(lambda: not (self.window.snackbar.isVisible() or self.window.reads))
        for _ in range(20):
            QApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()
        self.held.append((len(QApplication.allWidgets()), _rss()))


def _rss() -> int:
    """In bytes, on Linux."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def open_shift(
    folder: Path, seed: int, wait: Callable[[Callable[[], bool]], None]
) -> Iterator[Shift]:
    """A window with all that a desk can do, over forty sessions that fill the shift."""
    make_application()
    made = make_desk(folder)
    for number in range(SESSIONS):
        event = made.add_session(
            f"event{number:02}",
            title=f"Yoga Flow {number}",
            starts_in=timedelta(minutes=number * 12 - 5),
            lasts=timedelta(minutes=60),
        )
        many = BOOKINGS // SESSIONS + number % 2
        seats = [
            booking(
                f"b{number:02}-{n:02}",
                f"{NAMES[n % len(NAMES)]} {n}",
                1 + n % 4,
                phone_tail=f"555{number:02}{n:02}",
            )
            for n in range(many)
        ]
        made.add_bookings(event, *seats)
    bridge = Bridge()
    actions = WindowActions(
        lambda: None,
        lambda: Worklist(made.store, made.clock, lambda: None),
        lambda: WalkIns(made.store, made.clock, lambda: None),
        search=lambda: Search(made.store, made.desk.now),
        notes=lambda: Notes(made.store, made.clock),
        activity=lambda: Activity(made.store, made.clock),
        other_days=lambda: OtherDays(made.store, made.clock, lambda: None),
    )
    window = DeskWindow(made.desk, bridge, actions, timings=AT_ONCE)
    window.resize(1366, 728)
    window.show()
    QTest.qWaitForWindowExposed(window)
    Sweep(window, lambda: made.clock.now().timestamp())
    yield Shift(window, bridge, made, random.Random(seed), wait)
    window.close()
    window.deleteLater()
    made.store.close()
