"""What the window does for each key: one line each, so that none is handled unseen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt

from app.gui import text_keys
from app.gui.desk.keys import Wish
from app.gui.desk.panes import step_pane, step_row, step_session
from app.gui.desk.row_view import Act

if TYPE_CHECKING:
    from app.gui.window import DeskWindow

Does = Callable[["DeskWindow"], None]


def obey(window: DeskWindow, wanted: Wish) -> bool:
    """Return whether there was something to do."""
    if wanted is Wish.BACK:
        return _go_back(window)
    if wanted in _MOVES:
        step_row(window, wanted)
    elif (does := _DOES.get(wanted)) is not None:
        does(window)
    elif wanted.name in Act.__members__:
        if _in_sight(window):
            window.want(Act[wanted.name])
    else:
        return False
    return True


def _in_sight(window: DeskWindow) -> bool:
    """Of a row that was scrolled away nobody knows that it is the one: it is shown first."""
    rows = window.pane.list
    row = None if rows.current is None else rows.row(rows.current)
    if row is None or row.view is None or not rows.isVisible():
        return True
    seen = not row.visibleRegion().isEmpty()
    if not seen:
        rows.choose(row.view.row, focus=False)
    return seen


def _go_back(window: DeskWindow) -> bool:
    if window.side is None:
        return False
    window.panels.close()
    return True


def _toggle_full_screen(window: DeskWindow) -> None:
    """The whole window, which may hold more than the desk. Say the way back."""
    top = window.window()
    top.setWindowState(top.windowState() ^ Qt.WindowState.WindowFullScreen)
    if top.isFullScreen():
        window.snackbar.show_words(text_keys.full_screen_on)


def _toggle_shortcuts(window: DeskWindow) -> None:
    """Every key there is, beside what they work on."""
    from app.gui.panels.shortcuts import ShortcutsPanel

    panels = window.panels
    if isinstance(window.side, ShortcutsPanel):
        panels.close()
        return
    panel = ShortcutsPanel(window.look, window)
    panels.dock(panel)
    panel.enter(panels.reason())


def _open_menu(window: DeskWindow) -> None:
    from app.gui.desk.main_menu import open_main_menu

    open_main_menu(window, Qt.FocusReason.TabFocusReason)


_MOVES: Final = frozenset(
    (
        Wish.ROW_BEFORE,
        Wish.ROW_AFTER,
        Wish.FIRST_ROW,
        Wish.LAST_ROW,
        Wish.PAGE_BEFORE,
        Wish.PAGE_AFTER,
    )
)
_DOES: Final[dict[Wish, Does]] = {
    Wish.UPDATE: lambda window: window.ask_update(),
    Wish.WALK_IN: lambda window: window.panels.open_walk_in(),
    Wish.SESSION_BEFORE: lambda window: step_session(window, -1),
    Wish.SESSION_AFTER: lambda window: step_session(window, 1),
    Wish.UNDO_LAST: lambda window: window.step_back(1),
    Wish.REDO_LAST: lambda window: window.step_back(-1),
    Wish.PANE_AFTER: lambda window: step_pane(window, 1),
    Wish.PANE_BEFORE: lambda window: step_pane(window, -1),
    Wish.ACTIVITY: lambda window: window.day_panels.toggle_activity(),
    Wish.REPORTS: lambda window: window.day_panels.toggle_reports(),
    Wish.CHECKUP: lambda window: window.panels.open_checkup(),
    Wish.LOCK: lambda window: window.day_panels.lock(),
    Wish.SETTINGS: lambda window: window.panels.open_settings(),
    Wish.SHORTCUTS: _toggle_shortcuts,
    Wish.MAIN_MENU: _open_menu,
    Wish.FULL_SCREEN: _toggle_full_screen,
}
"""The rest are acts on the current row, of the same name."""
