"""The menu of the bar and of F10: what the window can do beyond its rows, each with its key."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from app.gui import text_keys
from app.gui.desk.keys import Wish, wish
from app.gui.desk.obeying import obey
from app.gui.desk.row_menu import RowMenu
from app.gui.widgets.ring import reason_from

if TYPE_CHECKING:
    from app.gui.window import DeskWindow

OFFERED: Final = (
    Wish.WALK_IN,
    Wish.UPDATE,
    Wish.ACTIVITY,
    Wish.REPORTS,
    Wish.CHECKUP,
    Wish.SETTINGS,
    Wish.FULL_SCREEN,
    Wish.LOCK,
    Wish.SHORTCUTS,
)


class Crowded(Enum):
    """What has no key, and its place in the window where there is room for it."""

    SORT = auto()


def open_main_menu(window: DeskWindow, reason: Qt.FocusReason) -> None:
    """At its button, which comes after the first frame as the keys do. `reason`: why it gets the
    keyboard.
    """
    at = window.date if window.top is None else window.top.menu
    window.popover.open_at(MainMenu(window), at, reason)


class MainMenu(RowMenu):
    """The key that opens it shuts it too."""

    def __init__(self, window: DeskWindow) -> None:
        super().__init__(window.look, text_keys.menu(), list(_entries(window)))
        self._window = window
        for each in OFFERED:
            keys = text_keys.keys_of(each)
            self.buttons[each].show_hint("+".join(keys[0]))
        self.wanted.connect(self._on_wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if wish(event) is Wish.MAIN_MENU:
            self._window.popover.close_card()
        else:
            super().keyPressEvent(event)

    def _on_wanted(self, wanted: Enum) -> None:
        window, reason = self._window, reason_from(self.buttons[wanted])
        window.popover.close_card()
        if isinstance(wanted, Wish):
            obey(window, wanted)
        elif window.top is not None:
            window.top.sorting.ask_at(window.top.menu, reason)


def _entries(window: DeskWindow) -> Iterator[tuple[Enum, str]]:
    sort = "" if window.top is None else window.top.sorting.elsewhere
    for each in OFFERED:
        yield each, text_keys.does(each)
        if each is Wish.WALK_IN and sort:
            yield Crowded.SORT, sort
