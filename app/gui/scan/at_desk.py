"""What a scanned code does at the desk: its session opens, its row is chosen, one is counted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from app.checkin.finding import Found, Standing
from app.domain.errors import StoreError
from app.domain.settings import Cue
from app.gui import text_scan
from app.gui.desk.tab import Tab
from app.gui.scan.invitation import Invitation
from app.gui.scan.wedge import Wedge

if TYPE_CHECKING:
    from app.checkin.desk import Desk
    from app.checkin.finding import CodeFinder, Scanned
    from app.domain.roster import Recorded
    from app.domain.scan import Scan
    from app.gui.preferences import Preferences
    from app.gui.window import DeskWindow

INVITING: Final = (Standing.PARTY, Standing.SEVERAL, Standing.ENDED, Standing.ATTENTION)
"""What follows is the next key's."""


class DeskScanner(QObject):
    """`heard` tells how each scan went, for the ear; the eye always gets the same.

    What was scanned is shown nowhere.
    """

    heard = Signal(object)

    def __init__(
        self,
        window: DeskWindow,
        desk: Desk,
        finding: CodeFinder,
        preferences: Preferences | None = None,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._finding = finding
        self._invitation = Invitation(window)
        self.wedge = Wedge(self)
        self.wedge.scanned.connect(self._on_scanned)
        self._preferences = preferences
        if preferences is not None:
            preferences.changed.connect(self._on_preferences_changed)
            self._on_preferences_changed()

    def _on_preferences_changed(self) -> None:
        if self._preferences is not None:
            now = self._preferences.now
            self.wedge.expect(now.scan_prefix, now.scan_least)

    def _on_scanned(self, scan: Scan) -> None:
        if self._window.popover.isVisible():
            self._window.popover.close_card()
        self.heard.emit(self._answer(scan))

    def _answer(self, scan: Scan) -> Cue:
        if self._window.day_panels.refuses_scans():
            return Cue.ERROR
        if scan.code is None:
            return self._unknown()
        try:
            scanned = self._finding.scanned(scan.code)
        except StoreError as shut:
            self._window.store_failed(str(shut))
            return Cue.ERROR
        if scanned.found is None:
            return self._unknown()
        if scanned.standing is Standing.ALONE:
            self._show(scanned.found, enter=False)
            return self._count(scanned.found)
        return self._ask(scanned, scanned.found)

    def _unknown(self) -> Cue:
        self._window.snackbar.show_words(text_scan.not_of_today)
        self.wedge.type_again()
        return Cue.ERROR

    def _count(self, found: Found) -> Cue:
        """As a tap would: the window says what became of it, and offers the way back."""
        done: list[Recorded] = []

        def arrive() -> Recorded:
            done.append(self._desk.arrive(found.row.row))
            return done[0]

        self._window.record(arrive)
        return Cue.SUCCESS if done else Cue.ERROR

    def _ask(self, scanned: Scanned, found: Found) -> Cue:
        """It is for a person to say how many, or whether at all."""
        asks = scanned.standing in INVITING
        self._show(found, enter=asks)
        row, session = found.row, found.session
        words = {
            Standing.PARTY: partial(text_scan.party, row),
            Standing.SEVERAL: partial(text_scan.several, row.name),
            Standing.HERE: partial(text_scan.already_in, row),
            Standing.ENDED: partial(text_scan.ended, row.name, session.title),
            Standing.CANCELLED: partial(text_scan.cancelled, session),
            Standing.ATTENTION: partial(text_scan.needs_attention, row.name),
        }[scanned.standing]
        if asks:
            self._invitation.begin(row, words)
        else:
            self._window.snackbar.show_words(words)
        return Cue.ERROR if scanned.standing is Standing.CANCELLED else Cue.ATTENTION

    def _show(self, found: Found, *, enter: bool) -> None:
        """The row in its session; with `enter` the keyboard goes there, for the key that follows.

        Where nothing is to follow it stays where somebody may be typing.
        """
        pane, row, top = self._window.pane, found.row, self._window.top
        if top is not None and top.days is not None:
            top.days.go(self._desk.today())
        if enter and top is not None and top.searching is not None and top.searching.open:
            top.searching.end()
        if self._window.event_id != found.session.event_id:
            self._window.open(found.session.event_id)
        if row.row not in pane.list.order:
            pane.tabs.choose(next(tab for tab in Tab if tab.lists(row)))
        if row.row in pane.list.order:
            pane.list.choose(row.row, focus=enter)
