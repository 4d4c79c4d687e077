"""Searching at the desk: what is typed is looked for at once, and whoever is found is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent

from app.checkin.search import MOST, Findings, Search
from app.domain.errors import StoreError
from app.gui.desk.elsewhere import elsewhere
from app.gui.desk.found_acts import FoundActs, walk_in
from app.gui.desk.found_said import FoundSaid
from app.gui.desk.found_views import shown
from app.gui.desk.getting_ready import GettingReady
from app.gui.desk.keys import Wish
from app.gui.desk.results import Results
from app.gui.desk.results_sheet import Shown
from app.gui.desk.row_view import Act
from app.gui.desk.search_field import SearchField
from app.gui.words import plain

if TYPE_CHECKING:
    from app.checkin.desk import Desk
    from app.gui.window import DeskWindow

HELD_MS: Final = 150
# While the results are open these are never for the roster, whose rows are out of sight.
ROW_WISHES: Final = frozenset(
    (Wish.PRIMARY, Wish.ONE_MORE, Wish.ONE_FEWER, Wish.EXTRA, Wish.NO_SHOW, Wish.MENU)
)
LIST_WISHES: Final = frozenset(
    (
        Wish.ROW_BEFORE,
        Wish.ROW_AFTER,
        Wish.FIRST_ROW,
        Wish.LAST_ROW,
        Wish.PAGE_BEFORE,
        Wish.PAGE_AFTER,
    )
)


class Searching(QObject):
    """While there is something in the field, the results are in the place of the roster."""

    def __init__(self, window: DeskWindow, desk: Desk, search: Search) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self.search = search
        self._found = Findings()
        self.field = SearchField(window.look, window)
        self.results = Results(window.look, window)
        self.results.stackUnder(window.banner)
        self.results.hide()
        self._acts = FoundActs(window, desk, self.results, self._now)
        self._said = FoundSaid(window.voice, window.timings.found_said, self._now, self)
        self.ready = GettingReady(search, self.results.sheet, self)
        self._later = QTimer(self, singleShot=True, interval=HELD_MS)
        self._later.timeout.connect(self.refresh)
        self._rest = QTimer(self, singleShot=True, interval=0)
        self._rest.timeout.connect(self._find_rest)
        self.field.entry.textChanged.connect(self._on_typed)
        self.field.entry.pressed.connect(self._on_key)
        self.field.clear.clicked.connect(self.end)
        self.results.sheet.wanted.connect(self._acts.do)
        self.results.sheet.walk_in_wanted.connect(self._on_walk_in)
        self.results.left.connect(self.begin)
        window.pane.changed.connect(self.refresh)
        window.recorded.connect(self.refresh)
        window.watch.changed.connect(self.refresh)
        window.laid_out.connect(self._on_laid_out)

    @property
    def open(self) -> bool:
        return self.results.isVisibleTo(self._window)

    def begin(self) -> None:
        """The keyboard to the field; what is in it is there to be typed over."""
        self.field.entry.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.entry.selectAll()

    def end(self) -> None:
        """Back to the roster."""
        self.field.entry.clear()
        self._window.pane.list.focus_current()

    def takes(self, event: QKeyEvent, wish: Wish | None) -> bool:
        """A key that nothing nearer wanted: the search's own, or the begin of a name."""
        if wish is Wish.SEARCH:
            self.begin()
        elif self.open and event.key() == Qt.Key.Key_Escape:
            self.end()
        elif self.open and wish in ROW_WISHES:
            row = self.results.current
            if row is not None and row.view is not None and wish is not None:
                self._acts.do(row.view.row, Act[wish.name])
        elif self.open and wish in LIST_WISHES:
            self.results.enter()
        elif wish is None and _begins_a_name(event):
            self.field.entry.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.field.entry.end(False)
            self.field.entry.insert(event.text())
        else:
            return False
        return True

    def stop(self) -> None:
        """Nothing is read after this."""
        for each in (self.ready, self._later, self._rest, self._said):
            each.stop()

    def refresh(self) -> None:
        """Ask the database again, for the same words; where a finger is down, a moment later."""
        if not self.open:
            return
        if self.results.held:
            self._later.start()
        else:
            self._find(from_top=False, first=MOST)

    def _find(self, *, from_top: bool, first: int) -> None:
        """The `first` at once; those below, and who is only close, in the next turn."""
        typed, window = plain(self.field.text).strip(), self._window
        try:
            self._found = self.search.find(typed, window.event_id, first)
            now = self._desk.now()
            away = elsewhere(window, now.date(), self._found, typed)
        except StoreError as shut:
            window.store_failed(str(shut))
            return
        seen = shown(self._found, typed, window.around_session, now)
        seen = seen._replace(more=away or seen.more)
        if self._found.unread:
            seen = seen._replace(more="", walk_in="", partial=True)
            self._rest.start()
        if not window.pane.header.takes_walk_ins:
            seen = seen._replace(walk_in="")
        self.results.show_found(seen, sure=bool(self._found.only_one_here), from_top=from_top)

    def _find_rest(self) -> None:
        if self._found.unread:
            self._find(from_top=False, first=MOST)

    def _now(self) -> Findings:
        return self._found

    def _on_typed(self) -> None:
        typed = plain(self.field.text).strip()
        self._on_laid_out()
        self._find(from_top=True, first=self.results.in_sight) if typed else self._forget()
        self._said.hear(typed)
        self._show(on=bool(typed))

    def _forget(self) -> None:
        """What was looked for is nobody's business any more, not even out of sight."""
        self._found = Findings()
        self.results.show_found(Shown(), sure=False, from_top=True)

    def _show(self, *, on: bool) -> None:
        self.results.setVisible(on)
        self._window.pane.setVisible(not on)

    def _on_key(self, key: Qt.Key) -> None:
        """A key in the field that is not typed."""
        if key == Qt.Key.Key_Escape:
            self.end()
        elif key == Qt.Key.Key_Down and self.open:
            self.results.enter()
        elif key != Qt.Key.Key_Up:
            self._on_enter()

    def _on_enter(self) -> None:
        """Check in whoever is meant beyond doubt; never take somebody off again by it."""
        if not self.open:
            self._window.pane.list.focus_current()
            return
        only = self._found.only_one_here
        if only is not None and self._acts.offers(only) is Act.CHECK_IN_REST:
            self._acts.do(only.seat.row, Act.CHECK_IN_REST)
            self.field.entry.selectAll()
        else:
            self.results.enter(self._acts.first_missing(self.results.order))

    def _on_walk_in(self) -> None:
        """Somebody who had not booked, by the name that was looked for."""
        typed = plain(self.field.text).strip()
        self.end()
        walk_in(self._window, typed)

    def _on_laid_out(self) -> None:
        self.results.setGeometry(self._window.pane.geometry())


def _begins_a_name(event: QKeyEvent) -> bool:
    with_ = event.modifiers() & ~(
        Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
    )
    typed = event.text()
    return with_ == Qt.KeyboardModifier.NoModifier and typed.isprintable() and bool(typed.strip())
