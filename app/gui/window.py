"""The desk's window: what was tapped or typed is done at the desk, then shown as it came back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent

from app.checkin.desk import Desk
from app.domain.errors import Refusal, StoreError
from app.domain.model import OpId, RowId, SyncStatus
from app.domain.roster import Recorded, SeatRow
from app.domain.values import Value
from app.gui import text
from app.gui.actions import WindowActions
from app.gui.bridge import Bridge
from app.gui.desk import taps
from app.gui.desk.keys import Wish, wish
from app.gui.desk.panes import step_pane
from app.gui.desk.reading import DeskReading
from app.gui.desk.row_menu import CountSetter, RowMenu, offers
from app.gui.desk.row_view import Act
from app.gui.theme import Look
from app.gui.timings import Timings


class DeskWindow(DeskReading):
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
        self._actions = actions
        self.setWindowTitle("Turnout")
        self.setObjectName("staff.desk")
        self.setAccessibleIdentifier("staff.desk")
        self.pane.wanted.connect(self._on_wanted)
        self.sessions.chosen.connect(self.open)
        self.chip.clicked.connect(self._on_chip_clicked)
        self._bridge = bridge
        bridge.sync_changed.connect(self._on_sync_changed, Qt.ConnectionType.QueuedConnection)
        self.pane.list.focus_current(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that nothing nearer wanted."""
        wanted = wish(event)
        if wanted is None:
            super().keyPressEvent(event)
            return
        row = self.pane.list.current
        match wanted:
            case Wish.UPDATE:
                self._actions.sync_now()
            case Wish.SESSION_BEFORE | Wish.SESSION_AFTER:
                self._step_session(1 if wanted is Wish.SESSION_AFTER else -1)
            case Wish.UNDO_LAST:
                self._record(self._desk.undo_last, undoing=True)
            case Wish.PANE_AFTER | Wish.PANE_BEFORE:
                step_pane(self, 1 if wanted is Wish.PANE_AFTER else -1)
            case _ if row is not None:
                self._on_wanted(row, Act[wanted.name])

    def closeEvent(self, event: QCloseEvent) -> None:
        self._bridge.sync_changed.disconnect(self._on_sync_changed)
        super().closeEvent(event)

    def _on_wanted(self, row_id: RowId, act: Act) -> None:
        seat = self.pane.seat(row_id)
        if seat is None:
            return
        self._touched = self._desk.now()
        if act is Act.PRIMARY:
            shown = self.pane.list.row(row_id)
            act = (shown and shown.view and shown.view.primary) or Act.MENU
        match act:
            case Act.MENU:
                self._open_menu(seat)
            case Act.SET_COUNT:
                self._open_count(seat)
            case Act.USE_THEIRS | Act.KEEP_MINE:
                self._resolve(seat, act)
            case Act.ONE_MORE if seat.why_no_more and not self._off:
                extra = partial(self._on_wanted, row_id, Act.EXTRA)
                self.snackbar.show_words(seat.why_no_more, text.add_extra(), do=extra)
            case _:
                self._record(partial(taps.do, self._desk, seat, act), undoing=act is Act.UNDO)

    def _record(self, do: Callable[[], Recorded | None], *, undoing: bool = False) -> None:
        """Let the desk do it; what came back is shown, a no is said, nothing is guessed."""
        try:
            recorded = do()
        except Refusal as no:
            self.snackbar.show_words(str(no))
            return
        except StoreError as shut:
            self.store_failed(str(shut))
            return
        if recorded is None:
            self.snackbar.show_words(text.nothing_to_undo())
            return
        self._show_recorded(recorded, undoing=undoing)

    def _show_recorded(self, recorded: Recorded, *, undoing: bool) -> None:
        if recorded.card.session.event_id == self._event:
            self.pane.show_seat(recorded.row, recorded.card)
        self.sessions.show_card(recorded.card)
        back = partial(self._take_back, recorded.op_id)
        if undoing:
            self.snackbar.show_words(text.undone(recorded.row), text.redo(), do=back)
        else:
            self.snackbar.show_words(text.happened(recorded.row), text.undo(), "F9", back)
        self.watch.tapped()

    def _take_back(self, op_id: OpId) -> None:
        self._record(partial(self._desk.undo, op_id), undoing=True)
        self.show_day()

    def _open_menu(self, seat: SeatRow) -> None:
        roster = self.pane.roster
        if roster is None:
            return
        decides = self._actions.resolve is not None
        around = self.around(roster)
        entries = offers(seat, around, may_decide=decides)
        if not entries:
            self.snackbar.show_words(around.off or around.closed)
            return
        menu = RowMenu(self.look, seat.name, entries)
        menu.wanted.connect(partial(self._on_menu_wanted, seat.row))
        self.popover.open(menu, self.menu_place(seat.row))

    def _on_menu_wanted(self, row_id: RowId, act: Act) -> None:
        self.popover.close_card()
        self._on_wanted(row_id, act)

    def _open_count(self, seat: SeatRow) -> None:
        self.popover.open(
            CountSetter(self.look, seat, partial(self._on_count_set, seat.row)),
            self.menu_place(seat.row),
        )

    def _on_count_set(self, row_id: RowId, people: int) -> None:
        self.popover.close_card()
        seat = self.pane.seat(row_id)
        if seat is not None and seat.shown != Value(people):
            self._record(partial(self._desk.set_count, row_id, people))

    def _resolve(self, seat: SeatRow, act: Act) -> None:
        card, resolve = seat.conflict, self._actions.resolve
        if card is not None and resolve is not None:
            chosen = card.server if act is Act.USE_THEIRS else card.mine
            resolve(seat.row, -1 if chosen.no_show else chosen.count)
            self.show_day()
            self.watch.tapped()

    def _step_session(self, step: int) -> None:
        events = [card.session.event_id for card in self._cards]
        if events:
            at = events.index(self._event) if self._event in events else 0
            self.open(events[max(0, min(len(events) - 1, at + step))])
            self.pane.list.focus_current()

    def _on_chip_clicked(self) -> None:
        self._actions.sync_now()

    def _on_sync_changed(self, status: SyncStatus) -> None:
        self.watch.tell(status)
        self.show_day()
