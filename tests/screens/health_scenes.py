"""Every state of the diagnostics, and of the light that says whether the day can begin."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.checkin.leaving import Leaving
from app.domain.checkup import Looked
from app.domain.model import Link, SyncStatus
from app.gui.actions import KnownSite, Sites
from tests.screens import looking
from tests.screens.stage import Stage, settle

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


def _before_doors(stage: Stage, **told) -> None:
    """Half past three, with the evening still to come."""
    made = stage.made
    made.clock.advance(-2.5 * 3600)
    with made.store.transaction():
        made.store.days.keep_fact("clock_off_s", "0.4")
        pulled = made.clock.now() - timedelta(minutes=2)
        made.store.days.keep_fact("last_pull", pulled.isoformat())
    stage.window._event = None
    stage.bridge.tell(SyncStatus(last_pull=pulled, **{"link": Link.ONLINE, **told}))
    settle()
    stage.window.show_day()
    stage.window._show_health()
    settle()


def scene_ready(stage: Stage) -> None:
    _before_doors(stage)


def scene_ready_offline(stage: Stage) -> None:
    _before_doors(stage, link=Link.OFFLINE)


def scene_ready_not(stage: Stage) -> None:
    database = stage.made.store.days._database
    for event in ("spin", "pottery"):
        database.run("UPDATE sessions SET loaded_s=NULL WHERE event_id=?", (event,))
    _before_doors(stage)
    QTest.mouseClick(stage.window.chip, Qt.MouseButton.LeftButton)
    settle()


def _sites(stage: Stage) -> None:
    known = (
        KnownSite("s-1", "Northside Studio", current=True),
        KnownSite("s-2", "מרפאת השקמה"),
        KnownSite("0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d"),
    )
    made = stage.made
    sites = Sites(lambda: known, lambda: Leaving(made.store, made.clock, "s-1"), lambda *_: None)
    stage.window._actions = stage.window._actions._replace(sites=lambda: sites)
    stage.tell(tally=made.desk.status().tally)
    stage.window.panels.open_sites()
    settle()


def scene_sites(stage: Stage) -> None:
    _sites(stage)


def scene_sites_disconnect(stage: Stage) -> None:
    _sites(stage)
    stage.window.side.disconnect_.click()
    settle()


def scene_sites_open(stage: Stage) -> None:
    _sites(stage)
    stage.window.side.cards[1].open.click()
    settle()
