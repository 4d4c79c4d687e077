"""What the top bar holds beside the date, the state of the sync and the gear."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.gui import text_keys
from app.gui.desk.columns import BAR, MENU
from app.gui.desk.days import Days
from app.gui.desk.filtering import Filtering
from app.gui.desk.search_field import SearchField
from app.gui.desk.searching import Searching
from app.gui.desk.sorting import Sorting
from app.gui.theme import Measure
from app.gui.widgets.buttons import LoneIcon
from app.gui.widgets.mirror import mirrored
from app.gui.widgets.ring import reason_from

if TYPE_CHECKING:
    from app.checkin.desk import Desk
    from app.gui.actions import WindowActions
    from app.gui.desk.keys import Wish
    from app.gui.window import DeskWindow

APART: Final = 12
WIDEST: Final = 520
FOLDED: Final = 60
FOOT_LEAST: Final = 150
USED: Final = 240
DOWN: Final = 4


class Top(QObject):
    """Made once the first frame was seen."""

    def __init__(self, window: DeskWindow, desk: Desk, actions: WindowActions) -> None:
        super().__init__(window)
        self._window = window
        self.menu = LoneIcon(window.look, "menu", "staff.menu", window)
        self.menu.describe(text_keys.menu)
        self.menu.clicked.connect(self._on_menu_clicked)
        self.menu.show()
        self.searching: Searching | None = None
        self.days: Days | None = None
        if actions.other_days is not None:
            self.days = Days(window, desk, actions.other_days())
        if actions.search is not None:
            self.searching = Searching(window, desk, actions.search())
            self.searching.field.entry.installEventFilter(self)
            self.searching.field.entry.textChanged.connect(self.place)
            self.searching.field.show()
        self.sorting = Sorting(window)
        self.filtering = Filtering(window)
        window.laid_out.connect(self.place)
        self.place()
        for before, after in pairwise(self._in_reading_order()):
            QWidget.setTabOrder(before, after)

    def takes(self, event: QKeyEvent, wish: Wish | None) -> bool:
        """Whether a key that nothing nearer wanted was for something here."""
        if self.days is not None and self.days.takes(wish):
            return True
        return self.searching is not None and self.searching.takes(event, wish)

    def _in_reading_order(self) -> Iterator[QWidget]:
        """Where Tab leads: along the bar, then down the roster's head. Qt goes by when they were
        made.
        """
        window = self._window
        yield self.menu
        if self.days is not None:
            buttons = self.days.buttons
            yield from (buttons.before, buttons.after, buttons.today)
        yield window.fold
        if self.searching is not None:
            yield from (self.searching.field.entry, self.searching.field.clear)
        yield from (window.chip, window.gear, window.pane.header.walk_in)
        yield from window.pane.tabs.buttons.values()
        yield self.sorting.button

    def stop(self) -> None:
        if self.searching is not None:
            self.searching.stop()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.place()
        return False

    def place(self) -> None:
        window = self._window
        beside = 0 if self.days is None else self.days.buttons.sizeHint().width()
        least = window.search_least if self.searching is None else self.searching.field.least
        if (beside, least) != (window.beside_date, window.search_least):
            window.beside_date, window.search_least = beside, least
            window.lay_out()  # which moves the date, and places all of this anew
            return
        tall = Measure.TOP_BAR - 2 * DOWN
        place = QRect(BAR, DOWN, Measure.target(MENU), tall)
        self.menu.setGeometry(mirrored(window, place))
        start = self._place_days()
        if self.searching is not None:
            self._place_field(self.searching.field, start)

    def _on_menu_clicked(self) -> None:
        from app.gui.desk.main_menu import open_main_menu

        open_main_menu(self._window, reason_from(self.menu))

    def _place_days(self) -> int:
        """Beside the date; return where they end."""
        end = self._place_of(self._window.date).right() + APART
        if self.days is None:
            return end
        buttons = self.days.buttons
        wide = self._window.beside_date
        tall = Measure.TOP_BAR - 2 * DOWN
        buttons.setGeometry(mirrored(self._window, QRect(end - 4, DOWN, wide, tall)))
        return end + wide

    def _place_field(self, field: SearchField, start: int) -> None:
        """It begins where the roster does; without room it is folded until it is used."""
        window, tall = self._window, Measure.TOP_BAR - 2 * DOWN
        end = self._place_of(window.chip).left() - APART
        used = field.entry.hasFocus() or bool(field.text)
        last = self._shrink_foot(end) if window.compact else start
        begin = max(last, self._place_of(window.pane).left())
        if end - begin < field.least:
            # The gaps on both of its sides give way before it is over what stands there.
            begin = max(begin - APART, min(begin, end + APART - FOLDED))
            place = QRect(begin, DOWN, max(FOLDED, end - begin), tall)
        else:
            place = QRect(begin, DOWN, min(WIDEST, end - begin), tall)
        if used and place.width() < Measure.text(USED):
            place.setLeft(min(start, begin))
        if used and place.width() < Measure.text(USED):
            # Whoever types looks at nothing else there: not at the date, nor at how it is sent.
            bar = self._place_of(window.date).united(self._place_of(window.chip))
            place = QRect(bar.left(), DOWN, bar.width(), tall)
        field.setGeometry(mirrored(window, place))
        if used:
            field.raise_()

    def _shrink_foot(self, end: int) -> int:
        """What stands in the bar where the sessions are folded; return where it ends."""
        window = self._window
        fold = self._place_of(window.fold)
        if window.foot is None:
            return fold.right() + APART
        foot = self._place_of(window.foot)
        # The search keeps its word before the demo site says all of its own.
        least = FOLDED if self.searching is None else self.searching.field.least
        room = max(foot.left() + FOOT_LEAST, end - least - APART)
        foot.setRight(min(foot.right(), room, end - FOLDED - APART))
        window.foot.setGeometry(mirrored(window, foot))
        return foot.right() + APART

    def _place_of(self, part: QWidget) -> QRect:
        """Where it is in a window that runs from left to right."""
        return mirrored(self._window, part.geometry())
