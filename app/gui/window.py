"""The desk's window: what was tapped or typed is done at the desk, then shown as it came back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent

from app.checkin.desk import Desk
from app.domain.model import RowId
from app.gui import text
from app.gui.actions import WindowActions
from app.gui.bridge import Bridge
from app.gui.desk.recording import DeskRecording
from app.gui.desk.row_cards import RowCards, Rows
from app.gui.desk.row_view import Act
from app.gui.theme import Look
from app.gui.timings import Timings

if TYPE_CHECKING:
    from app.gui.desk.top import Top
    from app.gui.panels.day import DayPanels
    from app.gui.panels.opening import Panels
    from app.gui.scan.at_desk import DeskScanner


class DeskWindow(DeskRecording):
    """Closing is always allowed and loses nothing: whatever shows a tick is on the disk."""

    def __init__(
        self,
        desk: Desk,
        bridge: Bridge,
        actions: WindowActions,
        look: Look | None = None,
        timings: Timings | None = None,
    ) -> None:
        super().__init__(desk, look or Look(), timings or Timings())
        self._actions, self.play = actions, actions.play
        self._panels: Panels | None = None
        self.scanner: DeskScanner | None = None
        self.top: Top | None = None
        self._day_panels: DayPanels | None = None
        self.setWindowTitle("Turnout")
        may = {"may_decide": bool(actions.worklist), "may_note": bool(actions.notes)}
        self.cards = RowCards(self, Rows(self.pane.seat, self.pane.list.row), **may)
        for asking in (self.pane, self.cards):
            asking.wanted.connect(self._on_wanted)
        self.cards.counted.connect(self._on_counted)
        self.sessions.chosen.connect(self.open)
        self.chip.clicked.connect(self._on_chip_clicked)
        self.pane.header.takes_walk_ins = actions.walk_ins is not None
        self.pane.header.walk_in.clicked.connect(self._on_walk_in_clicked)
        if actions.practise is not None:
            self.first_paint.connect(self._on_ready_to_practise)
        self.keeping.back.connect(actions.sync_now)
        self._bridge = bridge
        bridge.sync_changed.connect(self.hear, Qt.ConnectionType.QueuedConnection)
        self.first_paint.connect(self._on_ready_for_keys)

    @property
    def panels(self) -> Panels:
        """What lies beside the roster when it is asked for; not read in before that."""
        if self._panels is None:
            from app.gui.panels.opening import Panels

            self._panels = Panels(self, self._desk, self._actions)
        return self._panels

    @property
    def day_panels(self) -> DayPanels:
        """The same, of what belongs to the day."""
        if self._day_panels is None:
            from app.gui.panels.day import DayPanels

            self._day_panels = DayPanels(self, self._desk, self._actions)
        return self._day_panels

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that nothing nearer wanted."""
        # Imported here, as the rest that only hands and keys ask for: the first frame needs none.
        from app.gui.desk.keys import wish
        from app.gui.desk.obeying import obey

        wanted = wish(event)
        if self.top is not None and self.top.takes(event, wanted):
            return
        if wanted is None or not obey(self, wanted):
            super().keyPressEvent(event)

    def ask_update(self) -> None:
        self._actions.sync_now()

    def want(self, act: Act) -> None:
        """Of the current row."""
        if (row := self.pane.list.current) is not None:
            self._on_wanted(row, act)

    def changeEvent(self, event: QEvent) -> None:
        """Another language: all of it is read, and said, anew, unless the window was closed."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange and self._again.isActive():
            self.popover.close_card()
            self._day = None
            self.show_day()
            self._show_health()
            self.watch.changed.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._bridge.sync_changed.disconnect(self.hear)
        if self.top is not None:
            self.top.stop()
        super().closeEvent(event)

    def _on_wanted(self, row_id: RowId, act: Act) -> None:
        from app.gui.desk import taps

        seat = self.pane.seat(row_id)
        if seat is None:
            return
        self._touched = self._desk.now()
        if act is Act.PRIMARY:
            shown = self.pane.list.row(row_id)
            act = (shown and shown.view and shown.view.primary) or Act.MENU
        if self.second_tap.takes(row_id, act):
            return
        match act:
            case Act.MENU if self.pane.roster is not None:
                self.cards.open_menu(seat, self.around(self.pane.roster))
            case Act.SET_COUNT:
                self.cards.open_count(seat)
            case Act.NOTE:
                self.day_panels.open_note(seat)
            case Act.REVIEW:
                self.panels.open_sync(row_id)
            case _ if closed := self.pane.header.closed:
                self.snackbar.show_words(closed)
            case Act.ONE_MORE if seat.why_no_more and not self.off:
                why = partial(text.told, seat.why_no_more)
                extra = partial(self._on_wanted, row_id, Act.EXTRA)
                self.snackbar.show_words(why, text.add_extra, do=extra)
            case _:
                self.record(partial(taps.do, self._desk, seat, act), undoing=act is Act.UNDO)

    def _on_counted(self, row_id: RowId, people: int) -> None:
        self.record(partial(self._desk.set_count, row_id, people))

    def _on_gear_clicked(self) -> None:
        self.panels.open_settings()

    def _on_chip_clicked(self) -> None:
        self.panels.toggle_sync()

    def _on_ready_for_keys(self) -> None:
        from app.gui.desk.keyboard import KeyboardAtRest
        from app.gui.desk.keys import means_the_same_everywhere
        from app.gui.desk.top import Top

        self.popover.lets_through = means_the_same_everywhere
        self.top = Top(self, self._desk, self._actions)
        self.gear.clicked.connect(self._on_gear_clicked)
        KeyboardAtRest(self)
        self.day_panels.begin()
        if self._actions.finding is not None:
            from app.gui.scan.at_desk import DeskScanner

            made = self._actions.finding(), self._actions.preferences
            self.scanner = DeskScanner(self, self._desk, *made)
            self.scanner.heard.connect(self.cues.after_scan)

    def _on_ready_to_practise(self) -> None:
        self.panels.offer_practice()

    def _on_walk_in_clicked(self) -> None:
        self.panels.open_walk_in()
