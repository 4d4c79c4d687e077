"""The order of the roster: chosen beside the tabs, and remembered on this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect

from app.domain.settings import Order
from app.gui import text_listing
from app.gui.desk.columns import WIDEST
from app.gui.desk.picker import Answer, Picker
from app.gui.theme import Measure
from app.gui.widgets.buttons import TextButton
from app.gui.widgets.mirror import mirrored
from app.gui.words import plain

if TYPE_CHECKING:
    from app.gui.window import DeskWindow

NAME = "staff.sort"


class Sorting(QObject):
    """Without room beside the tabs it is not offered."""

    def __init__(self, window: DeskWindow) -> None:
        super().__init__(window)
        self._window = window
        self.button = TextButton(window.look, NAME, window.pane)
        self.button.show_picture("down")
        self.button.clicked.connect(self._on_clicked)
        window.pane.installEventFilter(self)
        window.pane.changed.connect(self.show)
        window.laid_out.connect(self.show)
        window.preferences.changed.connect(self._on_preferences_changed)
        self.show()

    def show(self) -> None:
        caption = text_listing.sorted_by(self._window.preferences.now.roster_order)
        self.button.show_caption(plain(caption))
        self.button.describe(caption)
        pane, wide = self._window.pane, self.button.sizeHint().width()
        end = min(pane.width() - Measure.END, WIDEST - Measure.GAP - 6)
        tabs = sum(each.sizeHint().width() for each in pane.tabs.buttons.values())
        place = QRect(end - wide + Measure.RING, Measure.HEADER, wide, Measure.TABS)
        self.button.setGeometry(mirrored(pane, place))
        self.button.setVisible(pane.roster is not None and tabs + wide + Measure.GAP <= end)
        self.button.raise_()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self.show()
        return False

    def _on_clicked(self) -> None:
        window = self._window
        answers = [Answer(each.value, text_listing.order(each)) for each in Order]
        holds = window.preferences.now.roster_order.value
        picker = Picker(window.look, NAME, text_listing.sort(), answers, holds)
        picker.picked.connect(self._on_picked)
        window.popover.open_at(picker, self.button)

    def _on_picked(self, key: str) -> None:
        self._window.popover.close_card()
        if why := self._window.preferences.change(roster_order=Order(key)):
            self._window.snackbar.show_words(why)

    def _on_preferences_changed(self) -> None:
        self.show()
        self._window.show_day()
