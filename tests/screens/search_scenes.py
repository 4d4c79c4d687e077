"""Every state of the search."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.desks import booking
from tests.screens.stage import Stage, settle

STAND_FOR_A_SCREEN = (
    "search",
)  # fmt: skip


def _type(stage: Stage, words: str) -> None:
    stage.made.add_session("tomorrow", title="Spin 45", starts_in=timedelta(hours=15))
    stage.made.add_bookings("tomorrow", booking("t1", "Dan Levinsky", phone_tail="5554477"))
    stage.tell()
    QTest.keyClick(stage.window, Qt.Key.Key_F2)
    QTest.keyClicks(QApplication.focusWidget(), words)
    settle()


def scene_search(stage: Stage) -> None:
    _type(stage, "le")


def scene_search_close(stage: Stage) -> None:
    _type(stage, "shpira")


def scene_search_nobody(stage: Stage) -> None:
    _type(stage, "Konstantinopolous")


def scene_search_many(stage: Stage) -> None:
    _type(stage, "g")


def scene_search_keyboard(stage: Stage) -> None:
    _type(stage, "guest")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)


def scene_search_menu(stage: Stage) -> None:
    _type(stage, "le")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Menu)
    settle()
