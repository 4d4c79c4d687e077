"""What belongs to the day: undo and redo, notes, the close-out, the activity."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.model import Link
from app.domain.values import NO_SHOW, NONE
from app.gui.desk.row_view import Act
from tests.screens.stage import EVENING, Stage, busy, settle

STAND_FOR_A_SCREEN = ("noted", "note", "close_out", "activity")


def scene_undone(stage: Stage) -> None:
    stage.tell()
    stage.act("b01", Act.CHECK_IN_REST)
    stage.window.step_back(1)
    settle()


def scene_done_again(stage: Stage) -> None:
    scene_undone(stage)
    stage.window.step_back(-1)
    settle()


def noted(stage: Stage) -> None:
    notes = {
        "b01": "<b>allergic</b> to latex: the blue mats, please",
        "b06": "מביאה אחות",
        "b12": "Pays the balance at the desk today, and wants to speak with Noa about the retreat "
        "in spring; do not let her go before that",
    }
    with stage.made.store.transaction():
        for name, words in notes.items():
            stage.made.store.notes.put(stage.rows[name], words)


def scene_noted(stage: Stage) -> None:
    noted(stage)
    busy(stage)
    stage.tell(tally=stage.made.desk.status().tally)


def scene_note(stage: Stage) -> None:
    scene_noted(stage)
    stage.act("b01", Act.NOTE)


def scene_late(stage: Stage) -> None:
    busy(stage)
    stage.made.clock.wall = EVENING + timedelta(minutes=14)
    stage.window.show_day()
    stage.window.show_notices()
    settle()


def scene_late_offline(stage: Stage) -> None:
    scene_late(stage)
    stage.tell(Link.OFFLINE)
    stage.window.banner.close_.click()
    settle()


def scene_close_out(stage: Stage) -> None:
    scene_late(stage)
    stage.window.banner.act.click()
    settle()


def scene_closed_out(stage: Stage) -> None:
    scene_close_out(stage)
    stage.window.side.mark.click()
    settle()


def scene_activity(stage: Stage) -> None:
    busy(stage)
    with stage.made.store.transaction():
        at = EVENING - timedelta(minutes=1)
        stage.made.store.activity.note_elsewhere(stage.rows["b04"], NO_SHOW, NONE, at)
    stage.made.desk.leave(stage.rows["b03"])
    stage.made.desk.undo_last()
    stage.tell(tally=stage.made.desk.status().tally)
    QTest.keyClick(stage.window, Qt.Key.Key_F9, Qt.KeyboardModifier.ControlModifier)
    settle()


def scene_activity_problems(stage: Stage) -> None:
    scene_activity(stage)
    stage.window.side.problems.click()
    settle()


def scene_activity_sources(stage: Stage) -> None:
    scene_activity(stage)
    stage.window.side.source.click()
    settle()


def scene_activity_nothing(stage: Stage) -> None:
    stage.tell()
    stage.window.open("physio")
    QTest.keyClick(stage.window, Qt.Key.Key_F9, Qt.KeyboardModifier.ControlModifier)
    stage.window.side.session.click()
    settle()
