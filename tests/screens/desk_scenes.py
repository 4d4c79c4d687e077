"""Every state of the desk."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.checkin.desk import Desk
from app.checkin.handover import Handover
from app.domain.errors import StoreError
from app.domain.model import BookingStatus, Link, RowId, SyncStatus
from app.domain.values import Value
from app.gui.actions import Outage
from app.gui.desk.row_view import Act
from app.gui.desk.tab import Tab
from app.gui.panels.card import Decision
from tests.desks import MadeDesk
from tests.screens.stage import Stage, busy, people, settle, verify

STAND_FOR_A_SCREEN = (
    "busy", "tapped", "offline", "menu", "sync", "sync_sure", "sync_off", "walk_in_typed",
    "practice_on", "leave_problem",
)  # fmt: skip


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
    for name, arrived in (("b01", 2), ("b06", 2), ("b10", 1)):
        stage.made.desk.arrive(stage.rows[name], arrived)
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


def scene_sync_handed_over(stage: Stage) -> None:
    """What was seen until now is not counted here any more."""
    made = stage.made
    for name in list(stage.rows)[:3]:
        made.desk.arrive(stage.rows[name])
    with TemporaryDirectory() as folder:
        Handover(made.store, made.clock, "s").write(Path(folder) / "handed.jsonl", retire=True)
    stage.window.show_day()
    stage.tell()
    QTest.mouseClick(stage.window.chip, Qt.MouseButton.LeftButton)
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


def scene_walk_in_kept(stage: Stage) -> None:
    """Begun for one session while another was opened."""
    scene_walk_in(stage)
    QTest.keyClicks(stage.window.side.name.entry, "Ruth Adler")
    stage.window.open("spin")
    settle()


def scene_walk_in_known(stage: Stage) -> None:
    scene_walk_in(stage)
    QTest.keyClicks(stage.window.side.name.entry, "ma")
    QTest.keyClick(stage.window.side.name.entry, Qt.Key.Key_Down)
    settle()


def scene_walk_in_booked(stage: Stage) -> None:
    scene_walk_in(stage)
    QTest.keyClicks(stage.window.side.name.entry, "Dana Levi")
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
    stage.window.reconnects = lambda: True
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
