"""What a picture is taken of: a window over a filled desk, at a fixed hour of a fixed day."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.checkin.activity import Activity
from app.checkin.finding import CodeFinder
from app.checkin.leaving import Leaving
from app.checkin.notes import Notes
from app.checkin.other_days import OtherDays
from app.checkin.search import Search
from app.checkin.walk_ins import WalkIns
from app.checkin.worklist import Worklist
from app.domain.fitting import Fitting
from app.domain.model import BookingStatus, Conflict, ConflictKind, Link, RowId, SyncStatus, Tally
from app.domain.values import NO_SHOW, Value
from app.gui.actions import StartOver, WindowActions
from app.gui.bridge import Bridge
from app.gui.desk.row_view import Act
from app.gui.theme import Look, Theme
from app.gui.window import DeskWindow
from app.reports.counting import Reports
from app.system.desk_lock import DeskLock
from app.system.profiles import Profile, Profiles
from tests.desks import MadeDesk, SetClock, booking, make_desk
from tests.screens.looking import checkup_of

EVENING = datetime(2026, 11, 23, 18, 2, tzinfo=UTC)
LAPTOP, MONITOR, TABLET = (1366, 728), (1920, 1080), (1080, 1920)


def fill(made: MadeDesk) -> list[RowId]:
    """An evening with everything in it; returns the rows of the session in progress."""
    made.clock.wall = EVENING - timedelta(minutes=22)
    day = (
        ("pilates", "Pilates Mat", -62, 14, False),
        ("yoga", "Yoga Flow", -2, 18, False),
        ("meditation", "Guided meditation for beginners, with tea afterwards", 13, 8, True),
        ("physio", "Physio · room 3", 28, 1, False),
        ("spin", "Spin 45", 58, 4, False),
        ("pottery", "Pottery course 4/8", 118, 12, False),
    )
    for event, title, starts, capacity, cancelled in day:
        made.add_session(
            event,
            title=title,
            starts_in=timedelta(minutes=22 + starts),
            capacity=capacity,
            cancelled=cancelled,
        )
    made.add_bookings("pilates", *(booking(f"p{n}", f"Guest {n}", 2) for n in range(7)))
    made.add_bookings("physio", booking("ph", "Ruth Adler"))
    made.add_bookings("pottery", *(booking(f"c{n}", f"Guest {n}") for n in range(9)))
    [spin] = made.add_bookings("spin", booking("sp", "Team outing", 4))
    made.desk.arrive(spin, 4)
    made.desk.add_extra(spin)
    made.is_new("maya", "yael", "max")
    return made.add_bookings("yoga", *people())


def people():
    return (
        booking("b01", "Dana Levi", 4, phone_tail="5553127"),
        booking("b02", "Dana Levi", 1, phone_tail="5550042"),
        booking("b03", "Maya Cohen", 2, phone_tail="5557781", contact="maya"),
        booking("b04", "Omar Haddad", 1, phone_tail="5558840"),
        booking("b05", "Sam Green", 1, phone_tail="5550917"),
        booking("b06", "יעל ברק", 2, phone_tail="5551190", contact="yael"),
        booking("b07", "محمد العلي", 3, phone_tail="5554410"),
        booking("b08", "山田 太郎", 1, phone_tail="5552205"),
        booking("b09", "<b>Bob</b> & Co", 2, phone_tail="5556600"),
        booking(
            "b10",
            "Maximiliane Theodora von und zu Hohenstein-Wittgenstein",
            1,
            phone_tail="5553141",
            contact="max",
        ),
        booking("b11", "Noa Shapira", 1, status=BookingStatus.PENDING, phone_tail=""),
        booking("b12", "Élodie Brûlé", 6, phone_tail="5559004"),
    )


@dataclass
class Stage:
    """A window over a filled desk, and what a scene does to it."""

    made: MadeDesk
    rows: dict[str, RowId]
    window: DeskWindow
    bridge: Bridge

    def tell(self, link: Link = Link.ONLINE, minutes_ago: float = 0, **more) -> None:
        pulled = EVENING - timedelta(minutes=minutes_ago)
        tally = more.pop("tally", Tally(verified=9))
        self.bridge.tell(SyncStatus(link=link, tally=tally, last_pull=pulled, **more))
        settle()

    def act(self, name: str, act: Act) -> None:
        self.window.pane.wanted.emit(self.rows[name], act)
        settle()


def settle() -> None:
    for _ in range(8):
        QApplication.processEvents()


def busy(stage: Stage) -> None:
    """What a full evening looks like: some in, some partly, an extra, a no-show, a conflict."""
    desk, rows, clock = stage.made.desk, stage.rows, stage.made.clock
    desk.arrive(rows["b03"], 1)
    clock.advance(300)
    desk.arrive(rows["b06"], 2)
    desk.arrive(rows["b08"])
    clock.advance(400)
    desk.mark_no_show(rows["b04"])
    desk.arrive(rows["b09"], 2)
    desk.add_extra(rows["b09"])
    desk.arrive(rows["b12"], 4)
    verify(stage.made, rows["b06"], rows["b08"], rows["b04"])
    conflict(stage.made, rows["b05"])
    clock.wall = EVENING
    stage.window.show_day()
    stage.window.watch.tapped()
    settle()


def verify(made: MadeDesk, *rows: RowId) -> None:
    """As if the site held what the screen shows."""
    for row in rows:
        with made.store.transaction():
            seat = made.store.view.of_row(row)
            last = seat.last_seq
            here = seat.shown.shown
            shadow = seat.shadow._replace(a=here, a_seq=last, r=here, r_seq=last, v_seq=last)
            made.store.shadows.put(row, shadow)


def conflict(made: MadeDesk, row: RowId) -> None:
    made.desk.arrive(row)
    with made.store.transaction():
        seat = made.store.view.of_row(row)
        card = Conflict(ConflictKind.FOREIGN, NO_SHOW, Value(1))
        made.store.shadows.put(row, seat.shadow._replace(conflict=card))


def set_stage(
    size: tuple[int, int], theme: Theme, *, filled: bool = True, practice: bool = False
) -> Stage:
    folder = Path(tempfile.mkdtemp(prefix="turnout-screens-"))
    made = make_desk(folder, clock=SetClock(EVENING))
    rows = fill(made) if filled else []
    made.clock.wall = EVENING
    profiles = Profiles(folder)
    profiles.keep(profiles.read().with_site(Profile("site", "Harbor Studio", Fitting())))
    bridge = Bridge()
    actions = WindowActions(
        lambda: None,
        lambda: Worklist(made.store, made.clock, lambda: None),
        lambda: WalkIns(made.store, made.clock, lambda: None),
        (lambda _: None) if practice else None,
        StartOver(lambda: Leaving(made.store, made.clock, "site"), lambda _: None),
        finding=lambda: CodeFinder(made.store, made.desk.now),
        checkup=lambda: checkup_of(made),
        search=lambda: Search(made.store, made.desk.now),
        notes=lambda: Notes(made.store, made.clock),
        activity=lambda: Activity(made.store, made.clock),
        other_days=lambda: OtherDays(made.store, made.clock, lambda: None),
        lock=lambda: DeskLock(folder, profiles, "site"),
        reports=lambda: Reports(made.store, made.desk.now),
    )
    window = DeskWindow(made.desk, bridge, actions, Look(theme))
    window.resize(*size)
    window.show()
    settle()
    return Stage(made, {row.booking_id: row for row in rows}, window, bridge)
