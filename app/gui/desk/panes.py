"""From one part of the window to the next, from session to session and from row to row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.gui.desk.frame import DeskFrame
from app.gui.desk.keys import Wish

if TYPE_CHECKING:
    from app.gui.desk.reading import DeskReading


def step_pane(frame: DeskFrame, step: int) -> None:
    """Sessions, tabs, roster, snackbar, sync, side panel: those that are there, round and round."""
    stops = list(_stops(frame).items())
    focused = QApplication.focusWidget() or frame
    at = next((n for n, (pane, _) in enumerate(stops) if _within(pane, focused)), 0)
    _, into = stops[(at + step) % len(stops)]
    into.setFocus(Qt.FocusReason.ShortcutFocusReason)


def step_row(frame: DeskFrame, wanted: Wish) -> None:
    """To another row from the current one, whoever had the keyboard."""
    rows = frame.pane.list
    rows.go(
        {
            Wish.ROW_BEFORE: rows.at - 1,
            Wish.ROW_AFTER: rows.at + 1,
            Wish.FIRST_ROW: 0,
            Wish.LAST_ROW: len(rows.order) - 1,
            Wish.PAGE_BEFORE: rows.at - rows.page,
            Wish.PAGE_AFTER: rows.at + rows.page,
        }[wanted]
    )


def step_session(reading: DeskReading, step: int) -> None:
    """The session before or after the one that is open, as they are listed."""
    events = [card.session.event_id for card in reading.sessions.cards]
    if events:
        at = events.index(reading.event_id) if reading.event_id in events else 0
        reading.open(events[max(0, min(len(events) - 1, at + step))])
        reading.pane.list.focus_current()


def _stops(frame: DeskFrame) -> dict[QWidget, QWidget]:
    """Each part with what takes the keyboard in it."""
    tabs, rows = frame.pane.tabs, frame.pane.list
    found: dict[QWidget, QWidget] = {}
    if frame.folded:
        found[frame.fold] = frame.fold
    elif (item := frame.sessions.chosen_item) is not None:
        found[frame.sessions] = item
    if tabs.isVisible():
        found[tabs] = tabs.buttons[tabs.tab]
    if (
        rows.isVisible()
        and rows.current is not None
        and (row := rows.row(rows.current)) is not None
    ):
        found[rows] = row
    if frame.snackbar.undo.isVisible():
        found[frame.snackbar] = frame.snackbar.undo
    found[frame.chip] = frame.chip
    if frame.gear.isVisible():
        found[frame.gear] = frame.gear
    if frame.side is not None:
        found[frame.side] = frame.side.focusProxy() or frame.side
    return found


def _within(pane: QWidget, focused: QWidget) -> bool:
    return pane is focused or pane.isAncestorOf(focused)
