"""Every state of the diagnostics."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.checkup import Looked
from tests.screens import looking
from tests.screens.stage import Stage

STAND_FOR_A_SCREEN = (
    "checkup_permission",
)  # fmt: skip


def _open(stage: Stage, looked: Callable[..., Looked]) -> None:
    looking.LOOKED.append(looked)
    with stage.made.store.transaction():
        stage.made.store.days.keep_fact("last_pull", stage.made.clock.now().isoformat())
    stage.tell()
    QTest.keyClick(stage.window, Qt.Key.Key_F12)


def _wait(stage: Stage) -> None:
    look = stage.window.panels._checking._look
    for _ in range(2000):
        QApplication.processEvents()
        if not look.busy:
            return
        QTest.qWait(1)


def scene_checkup(stage: Stage) -> None:
    _open(stage, looking.fine)
    _wait(stage)


def scene_checkup_asking(stage: Stage) -> None:
    _open(stage, looking.fine)


def scene_checkup_permission(stage: Stage) -> None:
    _open(stage, looking.permission)
    _wait(stage)


def scene_checkup_no_way(stage: Stage) -> None:
    _open(stage, looking.no_way)
    _wait(stage)
    QTest.keyClick(stage.window.side.again, Qt.Key.Key_PageDown)
