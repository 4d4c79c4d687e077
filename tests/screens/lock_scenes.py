"""Every state of the lock."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.screens.stage import Stage, busy, settle

STAND_FOR_A_SCREEN = (
    "desk_locked_wrong", "pin_change",
)  # fmt: skip


def scene_pin_new(stage: Stage) -> None:
    busy(stage)
    QTest.keyClick(stage.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(stage.window.side.new.entry, "1234")
    stage.window.side.save.click()
    settle()


def scene_pin_change(stage: Stage) -> None:
    stage.window._actions.lock().change("719204")
    stage.window.day_panels.locking.open_pin()
    settle()


def scene_desk_locked(stage: Stage) -> None:
    stage.window._actions.lock().change("719204")
    stage.window.day_panels.lock()
    QTest.keyClicks(stage.window.day_panels.locking.cover, "71")
    settle()


def scene_desk_locked_wrong(stage: Stage) -> None:
    scene_desk_locked(stage)
    QTest.keyClicks(stage.window.day_panels.locking.cover, "1111")
    settle()
