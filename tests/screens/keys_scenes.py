"""The desk by scanner and by keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.model import BookingId
from app.domain.scan import short_code
from app.gui.scan.strip import ScanStrip
from tests.gui.scanning import HEBREW, Hand
from tests.screens.stage import Stage, settle

STAND_FOR_A_SCREEN = ("scan_party", "shortcuts", "main_menu", "scan_strip")


def scan(stage: Stage, *codes: str) -> Hand:
    stage.tell()
    stage.window.activateWindow()
    settle()
    hand = Hand()
    if (scanner := stage.window.scanner) is not None:
        scanner.wedge._now_ms = hand.now_ms
    for code in codes:
        hand.scan(code)
        settle()
    return hand


def code(booking_id: str) -> str:
    return short_code(BookingId(booking_id))


def scene_scan_alone(stage: Stage) -> None:
    scan(stage, code("b10"))


def scene_scan_party(stage: Stage) -> None:
    scan(stage, code("b07"))


def scene_scan_already_in(stage: Stage) -> None:
    scan(stage, code("b04"), code("b01"), code("b04"))


def scene_scan_unknown(stage: Stage) -> None:
    scan(stage, "4006381333931")


def scene_scan_in_another_session(stage: Stage) -> None:
    scan(stage, code("ph"))


def scene_scan_strip(stage: Stage) -> None:
    """As settings will hold it: in a panel."""
    from app.gui.panels.side import SidePanel  # noqa: PLC0415 - once the application is there

    hand, window = scan(stage), stage.window
    panel = SidePanel(window.look, "staff.scan", "Scanner", window)
    strip = ScanStrip(window.look, window.scanner.wedge, "staff.scan.strip", panel.stack)
    strip.grew.connect(panel.spread)
    panel.stack.show_parts([(strip, 0)])
    window.show_side(panel)
    settle()
    hand.layout = HEBREW
    hand.scan("wx-1234")
    settle()


def scene_shortcuts(stage: Stage) -> None:
    stage.tell()
    QTest.keyClick(stage.window, Qt.Key.Key_F1)
    settle()


def scene_main_menu(stage: Stage) -> None:
    stage.tell()
    QTest.keyClick(stage.window, Qt.Key.Key_F10)
    settle()


def scene_main_menu_200(stage: Stage) -> None:
    """Higher than the window."""
    stage.window.preferences.change(text_size=200)
    scene_main_menu(stage)
    for _ in range(6):
        QTest.keyClick(stage.window.focusWidget(), Qt.Key.Key_Down)
    settle()
