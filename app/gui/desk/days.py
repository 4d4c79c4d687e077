"""Looking at another day: what the store knows of it at once, the rest when the sync has it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt

from app.checkin.other_days import OtherDays
from app.domain.errors import StoreError
from app.domain.model import EventId
from app.gui.desk.day_buttons import DayButtons
from app.gui.desk.keys import Wish
from app.gui.desk.tab import Tab

if TYPE_CHECKING:
    from app.checkin.desk import Desk
    from app.gui.window import DeskWindow

FURTHEST: Final = timedelta(days=7)
_A_DAY: Final = timedelta(days=1)


class Days(QObject):
    """Each day keeps its session and its tab while one looks at others."""

    def __init__(self, window: DeskWindow, desk: Desk, days: OtherDays) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._days = days
        self._left: dict[date, tuple[EventId | None, Tab]] = {}
        window.other_days = days
        self.buttons = DayButtons(window.look, window)
        self.buttons.before.clicked.connect(self._on_before)
        self.buttons.after.clicked.connect(self._on_after)
        self.buttons.today.clicked.connect(self._on_today)
        window.laid_out.connect(self.show)
        self.show()
        self.buttons.show()

    def takes(self, wish: Wish | None) -> bool:
        """Whether a key was for another day."""
        if wish not in (Wish.DAY_BEFORE, Wish.DAY_AFTER):
            return False
        self._step(-1 if wish is Wish.DAY_BEFORE else 1)
        return True

    def show(self) -> None:
        try:
            away = self._window.day - self._desk.today()
        except StoreError:  # said already; the buttons stay as they are
            return
        self.buttons.show_where(first=away <= -FURTHEST, last=away >= FURTHEST, away=bool(away))

    def go(self, day: date) -> None:
        """Show that day as it was left, else all of its people."""
        window, today = self._window, self._desk.today()
        if day == window.day or abs(day - today) > FURTHEST:
            return
        had_keyboard = window.pane.list.has_keyboard
        self._left[window.day] = window.event_id, window.pane.tabs.tab
        event_id, tab = self._left.get(day, (None, Tab.NOT_HERE if day == today else Tab.ALL))
        window.pane.tabs.choose(tab)
        if day != today:
            self._ask(day)
        window.look_at(day, event_id)
        window.lay_out()
        if had_keyboard and window.pane.list.current is None:
            self.buttons.after.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self, day: date) -> None:
        try:
            self._days.ask([day])
        except StoreError as shut:
            self._window.store_failed(str(shut))

    def _step(self, days: int) -> None:
        try:
            self.go(self._window.day + days * _A_DAY)
        except StoreError as shut:
            self._window.store_failed(str(shut))

    def _on_before(self) -> None:
        self._step(-1)

    def _on_after(self) -> None:
        self._step(1)

    def _on_today(self) -> None:
        try:
            self.go(self._desk.today())
        except StoreError as shut:
            self._window.store_failed(str(shut))
