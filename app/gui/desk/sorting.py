"""The order of the roster: chosen beside the tabs, and remembered on this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QWidget

from app.domain.settings import Order
from app.gui import text_listing
from app.gui.desk.columns import widest
from app.gui.desk.picker import Answer, Picker
from app.gui.theme import Measure
from app.gui.widgets.buttons import TextButton
from app.gui.widgets.mirror import mirrored
from app.gui.widgets.tip import tell_tip
from app.gui.words import plain

if TYPE_CHECKING:
    from app.gui.window import DeskWindow

NAME = "staff.sort"


class Sorting(QObject):
    """As much of it as there is room for beside the tabs: what is sorted by, that alone, or a
    drawing. Without room for that it is in the window's menu.
    """

    def __init__(self, window: DeskWindow) -> None:
        super().__init__(window)
        self._window = window
        self.button = TextButton(window.look, NAME, window.pane)
        self.button.clicked.connect(self._on_clicked)
        window.pane.installEventFilter(self)
        window.pane.changed.connect(self.show)
        window.laid_out.connect(self.show)
        window.preferences.changed.connect(self._on_preferences_changed)
        self.show()

    def show(self) -> None:
        pane = self._window.pane
        end = min(pane.width() - Measure.END, widest() - Measure.GAP - 6)
        tabs = sum(each.sizeHint().width() for each in pane.tabs.buttons.values())
        wide = self._say_in(end - tabs - Measure.GAP)
        place = QRect(end - wide + Measure.RING, Measure.HEADER, wide, Measure.TABS)
        self.button.setGeometry(mirrored(pane, place))
        self.button.setVisible(pane.roster is not None and wide > 0)
        self.button.raise_()

    @property
    def elsewhere(self) -> str:
        """What the menu offers, where there is something to sort and no room for the button."""
        hidden = self._window.pane.roster is not None and self.button.isHidden()
        return plain(self._words) if hidden else ""

    @property
    def _words(self) -> str:
        return text_listing.sorted_by(self._window.preferences.now.roster_order)

    def _say_in(self, room: int) -> int:
        """How wide the longest form is for which there is room; 0 without one."""
        whole, by = self._words, text_listing.order(self._window.preferences.now.roster_order)
        self.button.describe(whole)
        for form in (whole, by, ""):
            self.button.show_caption(plain(form))
            self.button.show_picture("down" if form else "sort")
            if (wide := self.button.sizeHint().width()) <= room:
                tell_tip(self.button, "" if form == whole else plain(whole))
                return wide
        return 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self.show()
        return False

    def _on_clicked(self) -> None:
        self.ask_at(self.button)

    def ask_at(self, button: QWidget, reason: Qt.FocusReason | None = None) -> None:
        window = self._window
        answers = [Answer(each.value, text_listing.order(each)) for each in Order]
        holds = window.preferences.now.roster_order.value
        picker = Picker(window.look, NAME, text_listing.sort(), answers, holds)
        picker.picked.connect(self._on_picked)
        window.popover.open_at(picker, button, reason)

    def _on_picked(self, key: str) -> None:
        self._window.popover.close_card()
        if why := self._window.preferences.change(roster_order=Order(key)):
            self._window.snackbar.show_words(why)

    def _on_preferences_changed(self) -> None:
        self.show()
        self._window.show_day()
