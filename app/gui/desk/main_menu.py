"""The menu of F10: what the window can do beyond its rows, each with its key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QKeyEvent

from app.gui import text_keys
from app.gui.desk.keys import Wish, wish
from app.gui.desk.obeying import obey
from app.gui.desk.row_menu import RowMenu
from app.gui.theme import Measure
from app.gui.widgets.mirror import mirrored

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


def open_main_menu(window: DeskWindow) -> None:
    menu = MainMenu(window)
    corner = QRect(0, 0, Measure.MARGIN + Measure.TARGET, Measure.TOP_BAR)
    window.popover.open(menu, mirrored(window, corner))


class MainMenu(RowMenu):
    """The key that opens it shuts it too."""

    def __init__(self, window: DeskWindow) -> None:
        entries = [(each, text_keys.does(each)) for each in OFFERED]
        super().__init__(window.look, text_keys.menu(), entries)
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

    def _on_wanted(self, wanted: Wish) -> None:
        window = self._window
        window.popover.close_card()
        obey(window, wanted)
