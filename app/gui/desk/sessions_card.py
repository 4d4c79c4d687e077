"""The sessions in a card below their button: where there is no room for them beside the roster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.gui.desk.columns import NORMAL
from app.gui.desk.keys import Wish, wish
from app.gui.desk.searching import LIST_WISHES, ROW_WISHES
from app.gui.desk.sessions import one_below_the_other
from app.gui.theme import Measure
from app.gui.widgets.mirror import mirrored
from app.gui.widgets.popover import PAD, Cover, draw_raised
from app.gui.widgets.ring import reason_from

if TYPE_CHECKING:
    from app.gui.desk.frame import DeskFrame


class SessionsCard(Cover):
    """The list in it stays the window's own.

    The arrows open one session after the other; Enter, Esc, a press, a search and whatever else
    takes the keyboard close the card.
    """

    def __init__(self, frame: DeskFrame) -> None:
        super().__init__(frame)
        self._frame = frame
        self._list = frame.sessions
        self._came_from: QWidget | None = None
        self.setObjectName("staff.sessions.card")
        self.setAccessibleIdentifier("staff.sessions.card")
        self._list.installEventFilter(self)
        self._list.taken.connect(self._on_taken)
        frame.laid_out.connect(self._on_laid_out)
        if isinstance(application := QApplication.instance(), QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def open_card(self) -> None:
        """Below the button, the chosen session in sight and with the keyboard."""
        self._came_from = QApplication.focusWidget()
        self.setGeometry(self._frame.rect())
        self._place()
        self.show()
        self.raise_()
        self._list.show()
        self._list.raise_()
        self._list.reveal()
        if (item := self._list.chosen_item or next(iter(self._list.items), None)) is not None:
            item.setFocus(reason_from(self._came_from))

    def close_card(self) -> None:
        """Back to where one came from; the keyboard too."""
        came_from, pane = self._came_from, self._frame.pane
        self.hide()
        if came_from is None or pane.isAncestorOf(came_from):
            row = pane.list.current and pane.list.row(pane.list.current)
            came_from = row or pane.tabs.buttons[pane.tabs.tab]  # of the session that is open now
        came_from.setFocus(Qt.FocusReason.PopupFocusReason)
        self._leave()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_raised(painter, self._frame.look, self._card, "bg")
        painter.end()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """A key that no session wanted. The rows are out of sight: none is counted by it."""
        if not (self.isVisible() and isinstance(event, QKeyEvent)):
            return False
        wanted = wish(event) if event.type() is QEvent.Type.KeyPress else None
        if wanted in (Wish.BACK, Wish.PRIMARY):
            self.close_card()
            return True
        return wanted in ROW_WISHES or wanted in LIST_WISHES

    def _place(self) -> None:
        """As tall as the sessions of the day, as far as the window goes."""
        frame = self._frame
        fold = mirrored(frame, frame.fold.geometry())
        wide = min(Measure.text(NORMAL), self.width() - 2 * PAD)
        x = max(PAD, min(fold.left(), self.width() - wide - PAD))
        tall = one_below_the_other(len(self._list.cards)) + self._list.below + 2 * PAD
        tall = min(tall, self.height() - Measure.TOP_BAR - PAD)
        self._card = mirrored(frame, QRect(x, Measure.TOP_BAR, wide, tall))
        self._list.setGeometry(self._card.adjusted(2, PAD, -2, -PAD))
        self.update()

    def _leave(self) -> None:
        self._came_from = None
        self.hide()
        self._list.stackUnder(self._frame.banner)
        self._frame.lay_out()

    def _on_laid_out(self) -> None:
        self.setGeometry(self._frame.rect())
        if self.isVisible():
            self._place()

    def _on_taken(self) -> None:
        if self.isVisible():
            self.close_card()

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        """The way to the sessions listed has a card of its own, over this one."""
        within = self._list, self._frame.popover
        if self.isVisible() and now and not any(part.isAncestorOf(now) for part in within):
            self._leave()
