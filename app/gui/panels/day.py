"""Opens what belongs to the day and to those before: a note, the close-out, activity, reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from app.domain.roster import SeatRow

if TYPE_CHECKING:
    from app.checkin.desk import Desk
    from app.gui.actions import WindowActions
    from app.gui.desk.close_out import CloseOutWatch
    from app.gui.lock.locking import Locking
    from app.gui.panels.closing_out import ClosingOut
    from app.gui.panels.looking_back import LookingBack
    from app.gui.panels.noting import Noting
    from app.gui.panels.reporting import Reporting
    from app.gui.window import DeskWindow


class DayPanels(QObject):
    """Each is read in when it is first asked for."""

    def __init__(self, window: DeskWindow, desk: Desk, actions: WindowActions) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._actions = actions
        self._noting: Noting | None = None
        self._watch: CloseOutWatch | None = None
        self._closing_out: ClosingOut | None = None
        self._looking_back: LookingBack | None = None
        self.reporting: Reporting | None = None
        self._locking: Locking | None = None

    def begin(self) -> None:
        """The day is on the screen: from now on it is looked at who has not arrived."""
        from app.gui.desk.close_out import CloseOutWatch

        if self._actions.sites is not None:
            from app.gui.panels.reconnecting import Reconnecting

            Reconnecting(self._window, self._actions.sites())
        self._watch = CloseOutWatch(self._window, self._desk)
        self._watch.wanted.connect(self.open_close_out)
        if (noting := self._kept_notes()) is not None:
            noting.begin()

    def open_note(self, seat: SeatRow) -> None:
        from app.gui.panels.note import NotePanel

        if (noting := self._kept_notes()) is None:
            return
        panel = self._window.side
        if not isinstance(panel, NotePanel):
            panel = noting.make_panel()
            self._window.panels.dock(panel)
        noting.show_in(panel, seat)
        panel.enter(Qt.FocusReason.ShortcutFocusReason)

    @property
    def locking(self) -> Locking | None:
        """The lock of the window; None where it cannot be locked."""
        from app.gui.lock.locking import Locking

        if self._locking is None and self._actions.lock is not None:
            self._locking = Locking(self._window, self._actions.lock())
        return self._locking

    def lock(self) -> None:
        if (locking := self.locking) is not None:
            locking.begin()

    def refuses_scans(self) -> bool:
        """Whether the window is locked; then it is said."""
        return self._locking is not None and self._locking.refuse_scan()

    def open_close_out(self) -> None:
        """Who has not arrived, before anybody is marked."""
        from app.gui.panels.close_out import CloseOutPanel
        from app.gui.panels.closing_out import ClosingOut

        if self._watch is None:
            return
        if self._closing_out is None:
            self._closing_out = ClosingOut(self._window, self._desk, self._watch.not_now)
        panel = self._window.side
        if not isinstance(panel, CloseOutPanel):
            panel = self._closing_out.make_panel()
            self._window.panels.dock(panel)
            panel.closing.connect(self._window.show_notices)  # once it is away
        self._closing_out.show_in(panel)
        self._window.show_notices()
        panel.enter(self._window.panels.reason())

    def toggle_activity(self) -> None:
        """The key and the button: open it, or close it again."""
        from app.gui.panels.activity import ActivityPanel

        if isinstance(self._window.side, ActivityPanel):
            self._window.panels.close()
        else:
            self.open_activity()

    def open_activity(self) -> None:
        from app.gui.panels.looking_back import LookingBack

        if self._actions.activity is None:
            return
        if self._looking_back is None:
            activity = self._actions.activity()
            self._looking_back = LookingBack(self._window, self._desk, activity)
        panel = self._looking_back.make_panel()
        self._window.panels.dock(panel)
        self._looking_back.show_in(panel)
        panel.person.entry.setFocus(self._window.panels.reason())

    def toggle_reports(self) -> None:
        from app.gui.panels.reporting import Reporting
        from app.gui.panels.reports import ReportsPanel

        if self._actions.reports is None:
            return
        if isinstance(self._window.side, ReportsPanel):
            self._window.panels.close()
            return
        if self.reporting is None:
            days = self._actions.other_days and self._actions.other_days()
            reports = self._actions.reports()
            self.reporting = Reporting(self._window, self._desk, reports, days)
        panel = self.reporting.make_panel()
        self._window.panels.dock(panel)
        self.reporting.show_in(panel)
        panel.kind.setFocus(self._window.panels.reason())

    def _kept_notes(self) -> Noting | None:
        from app.gui.panels.noting import Noting

        if self._noting is None and self._actions.notes is not None:
            self._noting = Noting(self._window, self._desk, self._actions.notes())
        return self._noting
