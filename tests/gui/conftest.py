"""A window over a real desk on a real store, with durations that a test can wait for."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.checkin.activity import Activity
from app.checkin.finding import CodeFinder
from app.checkin.notes import Notes
from app.checkin.other_days import OtherDays
from app.checkin.search import Search
from app.checkin.walk_ins import WalkIns
from app.checkin.worklist import Worklist
from app.domain.model import Link, RowId, SyncStatus, Tally
from app.gui.actions import WindowActions
from app.gui.bridge import Bridge
from app.gui.language import Language
from app.gui.theme import Look, Measure, Theme
from app.gui.timings import Timings
from app.gui.window import DeskWindow
from app.reports.counting import Reports
from tests.desks import booking, make_desk

# What must not happen during a test, is far away; what is waited for, is near.
CALM = Timings(row_stays=60_000, snackbar=60_000, sending_after=60_000, look_again=3_600_000)

PEOPLE = (
    booking("dana", "Dana Levi", 4, phone_tail="5553127"),
    booking("maya", "Maya Cohen", 2, phone_tail="5557781"),
    booking("omar", "Omar Haddad", 1, phone_tail="5558840"),
    booking("yael", "יעל ברק", 2, phone_tail="5551190"),
)


@dataclass
class Opened:
    """A window, and everything around it that a test may want to look at."""

    window: DeskWindow
    bridge: Bridge
    made: object
    calls: list = field(default_factory=list)

    def row(self, booking_id, event_id="yoga"):
        return self.window.pane.list.row(RowId(booking_id, event_id))

    def seat(self, booking_id, event_id="yoga"):
        """What the database says, not what the window remembers."""
        rows = self.made.desk.roster(event_id).rows
        return next(row for row in rows if row.row.booking_id == booking_id)

    @property
    def names(self):
        return [row.booking_id for row in self.window.pane.list.order]

    def tell(self, link=Link.ONLINE, minutes_ago=0.0, **more):
        pulled = self.made.clock.now() - timedelta(minutes=minutes_ago)
        more.setdefault("tally", Tally(verified=3))
        self.bridge.tell(SyncStatus(link=link, last_pull=pulled, **more))
        QApplication.processEvents()
        while self.window.reads:
            QApplication.processEvents()

    def find(self, name):
        """The control of that name, as a screen reader would find it."""
        found = [w for w in self.window.findChildren(QWidget, name) if w.isVisible()]
        return found[0] if found else None

    def click(self, name):
        QTest.mouseClick(self.find(name), Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def said(self):
        return self.window.snackbar.words.accessibleName()


@pytest.fixture
def made(tmp_path):
    desk = make_desk(tmp_path)
    desk.add_session("yoga")
    desk.add_bookings("yoga", *PEOPLE)
    yield desk
    desk.store.close()


@pytest.fixture
def open_desk(qtbot, made):
    """Open the window on the made desk: `open_desk(timings=..., size=..., rtl=...)`."""
    calls = []
    opened = []

    def open_(
        timings=CALM,
        size=(1366, 728),
        theme=Theme.LIGHT,
        *,
        rtl=False,
        decides=True,
        practice=False,
        over=None,
        checkup=None,
        sites=None,
    ):
        bridge = Bridge()
        actions = WindowActions(
            lambda: calls.append("sync"),
            (lambda: Worklist(made.store, made.clock, lambda: calls.append("wake")))
            if decides
            else None,
            lambda: WalkIns(made.store, made.clock, lambda: calls.append("wake")),
            calls.append if practice else None,
            over,
            checkup=checkup,
            finding=lambda: CodeFinder(made.store, made.desk.now),
            search=lambda: Search(made.store, made.desk.now),
            notes=lambda: Notes(made.store, made.clock),
            activity=lambda: Activity(made.store, made.clock),
            other_days=lambda: OtherDays(made.store, made.clock, lambda: calls.append("wake")),
            sites=sites,
            reports=lambda: Reports(made.store, made.desk.now),
        )
        window = DeskWindow(made.desk, bridge, actions, Look(theme), timings)
        if rtl:
            window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        window.resize(*size)
        qtbot.addWidget(window)
        with qtbot.waitSignal(window.first_paint):
            window.show()
        window.activateWindow()
        opened.append(window)
        return Opened(window, bridge, made, calls)

    yield open_
    for window in opened:
        window.close()
    Measure.stand(upright=False)


@pytest.fixture
def desk(open_desk):
    return open_desk()


@pytest.fixture
def open_in(qapp, open_desk):
    """A desk of that size, with text of that size, in that language."""
    spoken = Language()

    def open_(size, percent, language="en"):
        spoken.speak(language, "")
        desk = open_desk(size=size)
        desk.window.preferences.change(text_size=percent)
        QApplication.processEvents()
        return desk

    yield open_
    spoken.speak("en", "en-GB")
    QLocale.setDefault(QLocale.c())
    Measure.grow(100)
