"""Every state of a day that is not today."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.model import Link
from app.domain.values import Value
from tests.desks import booking
from tests.screens.stage import Stage, settle

STAND_FOR_A_SCREEN = (
    "day_to_come",
)  # fmt: skip


def _look(stage: Stage, key: Qt.Key) -> None:
    made = stage.made
    made.add_session("was", title="Evening class", starts_in=timedelta(days=-1))
    rows = made.add_bookings("was", booking("w1", "Ann Lee", 2), booking("w2", "Omar Haddad"))
    made.read(rows[0], Value(2))
    made.add_session("t1", title="Spin 45", starts_in=timedelta(hours=15))
    made.add_bookings("t1", booking("t1b", "Dan Levinsky", 2), booking("t2b", "Maya Cohen"))
    made.add_session("t2", title="Pilates Mat", starts_in=timedelta(hours=17))
    stage.tell()
    QTest.keyClick(stage.window, key, Qt.KeyboardModifier.ControlModifier)
    settle()


def scene_day_to_come(stage: Stage) -> None:
    _look(stage, Qt.Key.Key_PageDown)


def scene_day_over(stage: Stage) -> None:
    _look(stage, Qt.Key.Key_PageUp)


def scene_day_unknown_offline(stage: Stage) -> None:
    _look(stage, Qt.Key.Key_PageDown)
    QTest.keyClick(stage.window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    stage.tell(Link.OFFLINE, 42)
