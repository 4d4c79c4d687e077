"""Render the desk's screens from a fixed desk and clock: `python -m tests.screens OUT`."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.checkin.desk import Desk
from app.checkin.leaving import Leaving
from app.checkin.walk_ins import WalkIns
from app.checkin.worklist import Worklist
from app.domain.errors import NotAllowed, NotSent, SiteError, StoreError
from app.domain.model import BookingStatus, Conflict, ConflictKind, Link, RowId, SyncStatus, Tally
from app.domain.site import SiteFacts
from app.domain.trial import Need, Trial
from app.domain.values import NO_SHOW, Value
from app.gui.actions import Outage, StartOver, WindowActions
from app.gui.bridge import Bridge
from app.gui.desk.row_view import Act
from app.gui.desk.tab import Tab
from app.gui.panels.card import Decision
from app.gui.setup.actions import Answered, Left, SetupActions
from app.gui.setup.window import SetupWindow
from app.gui.theme import Look, Theme
from app.gui.window import DeskWindow
from app.system.secrets import Trouble
from tests.desks import MadeDesk, SetClock, booking, make_desk

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
    return made.add_bookings("yoga", *people())


def people():
    return (
        booking("b01", "Dana Levi", 4, phone_tail="5553127"),
        booking("b02", "Dana Levi", 1, phone_tail="5550042"),
        booking("b03", "Maya Cohen", 2, phone_tail="5557781"),
        booking("b04", "Omar Haddad", 1, phone_tail="5558840"),
        booking("b05", "Sam Green", 1, phone_tail="5550917"),
        booking("b06", "יעל ברק", 2, phone_tail="5551190"),
        booking("b07", "محمد العلي", 3, phone_tail="5554410"),
        booking("b08", "山田 太郎", 1, phone_tail="5552205"),
        booking("b09", "<b>Bob</b> & Co", 2, phone_tail="5556600"),
        booking(
            "b10",
            "Maximiliane Theodora von und zu Hohenstein-Wittgenstein",
            1,
            phone_tail="5553141",
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
    bridge = Bridge()
    actions = WindowActions(
        lambda: None,
        lambda: Worklist(made.store, made.clock, lambda: None),
        lambda: WalkIns(made.store, made.clock, lambda: None),
        (lambda _: None) if practice else None,
        StartOver(lambda: Leaving(made.store, made.clock, "site"), lambda _: None),
    )
    window = DeskWindow(made.desk, bridge, actions, Look(theme))
    window.resize(*size)
    window.show()
    settle()
    return Stage(made, {row.booking_id: row for row in rows}, window, bridge)


def scene_fresh(stage: Stage) -> None:
    stage.tell()


def scene_busy(stage: Stage) -> None:
    busy(stage)
    stage.window.pane.tabs.choose(Tab.ALL)
    stage.tell(tally=stage.made.desk.status().tally)


def scene_tapped(stage: Stage) -> None:
    stage.tell()
    stage.act("b01", Act.ONE_MORE)


def scene_offline(stage: Stage) -> None:
    stage.act("b01", Act.CHECK_IN_REST)
    stage.act("b03", Act.ONE_MORE)
    stage.tell(Link.OFFLINE, 42, tally=stage.made.desk.status().tally)


def scene_restarted(stage: Stage) -> None:
    stage.made.desk.begin_run()
    for name, people in (("b01", 2), ("b06", 2), ("b10", 1)):
        stage.made.desk.arrive(stage.rows[name], people)
    again = Desk(stage.made.store, stage.made.clock, lambda: None)
    again.begin_run()
    stage.window.watch._desk = again
    stage.window.watch.look_back()
    stage.window.show_day()
    stage.tell(tally=stage.made.desk.status().tally)


def scene_out_of_date(stage: Stage) -> None:
    stage.tell(minutes_ago=42)


def scene_at_party(stage: Stage) -> None:
    stage.tell()
    stage.act("b01", Act.CHECK_IN_REST)
    stage.act("b01", Act.ONE_MORE)


def scene_menu(stage: Stage) -> None:
    busy(stage)
    stage.tell()
    stage.act("b05", Act.MENU)


def trouble(stage: Stage) -> None:
    """Everything that can wait: in conflict, refused, cancelled, unsent and in doubt."""
    busy(stage)
    made, rows = stage.made, stage.rows
    made.desk.arrive(rows["b01"], 2)
    park(made, rows["b07"], "Wix does not know this booking.")
    made.desk.arrive(rows["b02"])
    with made.store.transaction():
        op = made.store.view.of_row(rows["b01"]).last_seq
        made.store.shadows.begin(rows["b01"], Value(2), (op, op), made.clock.now())
    made.add_bookings(
        "yoga",
        *(
            each._replace(status=BookingStatus.CANCELED) if each.booking_id == "b02" else each
            for each in people()
        ),
    )
    stage.window.show_day()


def park(made: MadeDesk, row: RowId, reason: str) -> None:
    op = made.desk.arrive(row, 2)
    with made.store.transaction():
        made.store.shadows.park(row, made.store.journal.op(op.op_id).seq, reason)


def scene_sync(stage: Stage) -> None:
    trouble(stage)
    stage.tell(tally=stage.made.desk.status().tally)
    QTest.mouseClick(stage.window.chip, Qt.MouseButton.LeftButton)
    settle()


def scene_sync_sure(stage: Stage) -> None:
    scene_sync(stage)
    for card in stage.window.side.cards:
        if Decision.DISCARD in card.buttons:
            card.buttons[Decision.DISCARD].click()
    settle()


def scene_sync_calm(stage: Stage) -> None:
    verify(stage.made, RowId("sp", "spin"))
    stage.tell()
    stage.window.chip.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(stage.window.chip, Qt.Key.Key_Return)
    settle()


def scene_sync_offline(stage: Stage) -> None:
    for name in list(stage.rows)[:7]:
        stage.made.desk.arrive(stage.rows[name])
    stage.tell(Link.OFFLINE, 42, tally=stage.made.desk.status().tally)
    QTest.mouseClick(stage.window.chip, Qt.MouseButton.LeftButton)
    settle()


def scene_walk_in(stage: Stage) -> None:
    stage.tell()
    QTest.keyClick(stage.window, Qt.Key.Key_F3)
    settle()


def scene_walk_in_typed(stage: Stage) -> None:
    scene_walk_in(stage)
    panel = stage.window.side
    for field, words in ((panel.name, "Ruth Adler"), (panel.email, "ruth@")):
        QTest.keyClicks(field.entry, words)
    panel.stepper.more.click()
    panel.add.click()
    settle()


def scene_walk_in_added(stage: Stage) -> None:
    scene_walk_in(stage)
    QTest.keyClicks(stage.window.side.name.entry, "Ruth Adler")
    QTest.keyClick(stage.window.side.name.entry, Qt.Key.Key_Return)
    settle()


def scene_practice(stage: Stage) -> None:
    stage.tell()
    stage.window.foot.click()
    settle()


def scene_practice_quiet(stage: Stage) -> None:
    stage.tell()


def scene_practice_on(stage: Stage) -> None:
    scene_practice(stage)
    stage.window.side.buttons[Outage.UNPLUGGED].click()
    stage.act("b01", Act.CHECK_IN_REST)
    stage.tell(Link.OFFLINE, 2, tally=stage.made.desk.status().tally)


def scene_practice_foot(stage: Stage) -> None:
    scene_practice_on(stage)
    stage.window.panels.close()
    settle()


def scene_leave(stage: Stage) -> None:
    trouble(stage)
    stage.tell(tally=stage.made.desk.status().tally)
    stage.window.foot.click()
    settle()
    stage.window.side.over.click()
    settle()


def scene_leave_problem(stage: Stage) -> None:
    scene_leave(stage)
    stage.window.side.file.entry.setText("/no such folder/turnout.jsonl")
    stage.window.side.export.click()
    settle()


def scene_leave_calm(stage: Stage) -> None:
    verify(stage.made, RowId("sp", "spin"))
    stage.tell()
    stage.window.panels.open_leaving()
    settle()


def scene_count(stage: Stage) -> None:
    stage.tell()
    stage.act("b01", Act.SET_COUNT)


def scene_keyboard(stage: Stage) -> None:
    stage.tell()
    QTest.keyClick(stage.window.pane.list.row(stage.window.pane.list.current), Qt.Key.Key_Down)
    settle()


def scene_unwritable(stage: Stage) -> None:
    stage.tell()
    stage.window.store_failed(str(StoreError("The disk is full.")))
    settle()


def scene_sync_off(stage: Stage) -> None:
    scene_sync(stage)
    stage.window.store_failed(
        "This computer's disk is full or failing: check-ins cannot be saved. Free some space."
    )
    settle()


def scene_sign_in(stage: Stage) -> None:
    stage.tell(Link.SIGN_IN)


def scene_clock(stage: Stage) -> None:
    stage.tell(clock_off_s=-3900.0)


def scene_everyone(stage: Stage) -> None:
    for row in stage.rows.values():
        stage.made.desk.arrive(row, stage.window.pane.seat(row).party)
    stage.tell()
    stage.window.pane.tabs.choose(Tab.HERE)
    stage.window.pane.tabs.choose(Tab.NOT_HERE)
    settle()


def scene_over(stage: Stage) -> None:
    stage.tell()
    stage.window.open("spin")
    stage.window.pane.tabs.choose(Tab.ALL)
    settle()


def scene_cancelled(stage: Stage) -> None:
    stage.tell()
    stage.window.open("meditation")
    settle()


def scene_no_data(stage: Stage) -> None:
    stage.bridge.tell(SyncStatus(link=Link.OFFLINE))
    settle()


def scene_no_sessions(stage: Stage) -> None:
    stage.tell()


STUDIO = "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d"
NORTHSIDE = SiteFacts("Northside Studio · סטודיו צפון", "Europe/London")
DENIED = NotAllowed("The key has no permission for this, or is for another site.", code="403")


def trial(**failed: SiteError) -> Trial:
    asked = [(need, failed.get(need.value)) for need in Need]
    return Trial(tuple(asked), NORTHSIDE, 6, 48)


def set_up(theme: Theme) -> SetupWindow:
    actions = SetupActions(Left(), lambda _site, _key: Answered(None), lambda _: None, full)
    look = Look(theme)
    look.choose(theme)
    window = SetupWindow(actions, look)
    window.resize(*LAPTOP)
    window.show()
    settle()
    return window


def full(_site_id: str, _name: str) -> None:
    raise StoreError(
        "This computer's data folder cannot be written: /home/desk/turnout. "
        "Make room there, or let this user write in it; then try again."
    )


def typed(window: SetupWindow) -> None:
    page = window.connect_
    page.site.entry.setText(f"https://manage.wix.com/dashboard/{STUDIO}/home")
    page.key.entry.setText("IST.made-up-for-a-picture")
    settle()


def told(window: SetupWindow, tested: Answered) -> None:
    typed(window)
    window._on_tested(tested)
    settle()


def pages_first(_window: SetupWindow) -> None:
    """As it is at the very first start."""


def pages_not_a_site(window: SetupWindow) -> None:
    window.connect_.site.entry.setText("my studio")
    window.connect_.on_test()


def pages_testing(window: SetupWindow) -> None:
    typed(window)
    window.connect_.busy = True
    window.connect_._show_test()


def pages_wrong_key(window: SetupWindow) -> None:
    stranger = NotAllowed("Wix does not accept the key of this site.", code="401")
    told(window, Answered(trial(**dict.fromkeys((need.value for need in Need), stranger))))


def pages_wrong_site(window: SetupWindow) -> None:
    told(window, Answered(trial(**dict.fromkeys((need.value for need in Need), DENIED))))


def pages_permission(window: SetupWindow) -> None:
    told(window, Answered(trial(checked_in=DENIED, checking_in=DENIED), kept=True))


def pages_no_network(window: SetupWindow) -> None:
    away = NotSent("There is no connection to Wix.")
    words = (
        "There is no connection to www.wixapis.com. Check the cable or the Wi-Fi of this computer. "
        "Ask whoever runs this network to let turnout reach www.wixapis.com."
    )
    told(window, Answered(Trial(((Need.SITE, away),)), words, kept=True))


def pages_locked(window: SetupWindow) -> None:
    told(window, Answered(trial(), Trouble.LOCKED.value))


def pages_works(window: SetupWindow) -> None:
    told(window, Answered(trial(), kept=True))


def pages_proof(window: SetupWindow) -> None:
    pages_works(window)
    window.foot.next.click()


def pages_use(window: SetupWindow) -> None:
    pages_proof(window)
    window.foot.next.setFocus(Qt.FocusReason.TabFocusReason)
    window.foot.next.click()


def pages_unwritable(window: SetupWindow) -> None:
    pages_use(window)
    window.foot.next.click()


PAGES: dict[str, Callable[[SetupWindow], None]] = {
    name.removeprefix("pages_"): scene
    for name, scene in list(globals().items())
    if name.startswith("pages_")
}
SCENES: dict[str, Callable[[Stage], None]] = {
    name.removeprefix("scene_"): scene
    for name, scene in list(globals().items())
    if name.startswith("scene_")
}
DEMO = ("practice", "leave")
DARK = (
    "busy", "tapped", "menu", "keyboard", "offline", "sync", "sync_off", "walk_in_typed",
    "practice_on", "leave_problem",
)  # fmt: skip
RTL = ("busy", "sync", "sync_off", "sync_sure", "walk_in_typed", "practice_on", "leave_problem")
EMPTY = ("no_data", "no_sessions")


def render(out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for name, scene in SCENES.items():
        shots = [("laptop", LAPTOP, Theme.LIGHT)]
        if name in DARK:
            shots.append(("laptop-dark", LAPTOP, Theme.DARK))
        if name in ("busy", "sync", "walk_in_typed"):
            shots += [("monitor", MONITOR, Theme.LIGHT), ("tablet", TABLET, Theme.LIGHT)]
        for shot, size, theme in shots:
            shoot(out / f"{name}-{shot}.png", scene, size, theme, filled=name not in EMPTY)
    QGuiApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    for name in RTL:
        shoot(out / f"{name}-rtl.png", SCENES[name], LAPTOP, Theme.LIGHT)


def render_set_up(out: Path) -> None:
    for name, scene in PAGES.items():
        for shot, theme, side in (
            ("laptop", Theme.LIGHT, Qt.LayoutDirection.LeftToRight),
            ("laptop-dark", Theme.DARK, Qt.LayoutDirection.LeftToRight),
            ("rtl", Theme.LIGHT, Qt.LayoutDirection.RightToLeft),
        ):
            QGuiApplication.setLayoutDirection(side)
            window = set_up(theme)
            scene(window)
            settle()
            window.grab().save(str(out / f"setup_{name}-{shot}.png"))
            window.close()
            window.deleteLater()
            settle()


def shoot(file, scene, size, theme, *, filled=True):
    stage = set_stage(
        size, theme, filled=filled, practice=scene.__name__.removeprefix("scene_").startswith(DEMO)
    )
    scene(stage)
    stage.window.grab().save(str(file))
    stage.window.close()
    stage.window.deleteLater()
    settle()
    stage.made.store.close()


if __name__ == "__main__":
    application = QApplication(["turnout"])
    render(Path(sys.argv[1]))
    render_set_up(Path(sys.argv[1]))
