"""The menu of F10: what the window can do beyond its rows, each with its key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QRect

from app.gui import text_keys
from app.gui.desk.keys import Wish
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
    menu = RowMenu(
        window.look, text_keys.menu(), [(each, text_keys.does(each)) for each in OFFERED]
    )
    for each in OFFERED:
        keys = text_keys.keys_of(each)
        menu.buttons[each].show_hint("+".join(keys[0]))
    Chosen(window, menu)
    corner = QRect(0, 0, Measure.MARGIN + Measure.TARGET, Measure.TOP_BAR)
    window.popover.open(menu, mirrored(window, corner))


class Chosen(QObject):
    """Lives as long as its menu."""

    def __init__(self, window: DeskWindow, menu: RowMenu) -> None:
        super().__init__(menu)
        self._window = window
        menu.wanted.connect(self._on_wanted)

    def _on_wanted(self, wanted: Wish) -> None:
        window = self._window
        window.popover.close_card()
        obey(window, wanted)
