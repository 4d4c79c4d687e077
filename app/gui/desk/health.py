"""What the desk's window says of the program itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING

from app.checkin.desk import Desk
from app.domain.errors import StoreError
from app.domain.model import Link, Session
from app.domain.roster import Roster, SessionCard
from app.gui import text, text_days
from app.gui.desk.banner import Notice
from app.gui.desk.frame import DeskFrame
from app.gui.desk.row_view import Around
from app.gui.desk.sync_watch import Keeping, SyncWatch
from app.gui.theme import Look
from app.gui.timings import Timings

if TYPE_CHECKING:
    from app.domain.readiness import Readiness


class DeskHealth(DeskFrame):
    """What is said of the program itself: the chip, the banner, and why nothing can be kept."""

    def __init__(self, desk: Desk, look: Look, timings: Timings) -> None:
        super().__init__(look, timings)
        self._desk = desk
        self._bug = False
        self.more_notices: Callable[[], list[Notice]] = list
        self.reconnects: Callable[[], bool] = bool
        self._painted = False
        self._takes: tuple[int, Notice | None] | None = None
        self._other: date | None = None
        self._cards: tuple[SessionCard, ...] = ()
        self.keeping = Keeping(desk, self)
        self.keeping.changed.connect(self._on_keeping_changed)
        self.watch = SyncWatch(desk, timings, self)
        self.watch.changed.connect(self._on_watch_changed)

    def store_failed(self, why: str) -> None:
        """Nothing can be kept: say so, and let nobody believe otherwise."""
        self.keeping.failed(why)

    @property
    def off(self) -> str:
        """Why nothing can be kept; empty while taps are."""
        return self.keeping.off

    def around(self, roster: Roster) -> Around:
        return self.around_session(roster.card.session, self._desk.now())

    def around_session(self, session: Session, now: datetime) -> Around:
        closed = text.session_was_cancelled(session) if session.cancelled else ""
        off = text.told(self.off) or text_days.why_another_day(session, now)
        return Around(now.tzinfo, off=off, closed=closed)

    def show_bug(self) -> None:
        """Something unforeseen happened; it is in the log."""
        self._bug = True
        self._show_health()

    def show_notices(self) -> None:
        """The program's own troubles come first, then what there is to do at the desk."""
        told = [self._with_way_back(each) for each in self.watch.notices(self.off, self._bug)]
        if self._painted:
            from app.gui.desk.ready import with_readiness

            told = with_readiness(told, self.readiness())
        self.banner.show_notices([*told, *self.more_notices()])

    def _with_way_back(self, notice: Notice) -> Notice:
        """Y-09: where the site has to be signed in to again, the page that does it is one press."""
        if notice.cause != Link.SIGN_IN.value or not self.reconnects():
            return notice
        from app.gui import text_close_out, text_sync

        return notice._replace(act=text_sync.reconnect(), later=text_close_out.not_now())

    def _show_health(self) -> None:
        self.chip.show_view(self.watch.chip(self.off))
        self.show_notices()
        # To lay out is most of it, and mostly for nothing.
        takes = self.chip.sizeHint().width(), self.banner.notice
        if takes != self._takes:
            self._takes = takes
            self.lay_out()

    def readiness(self) -> Readiness | None:
        """Of today alone: another day does not begin yet, or never again."""
        if self._other is not None:
            return None
        from app.checkin.readiness import readiness_at

        try:
            return readiness_at(self._desk, self._cards)
        except StoreError:
            return None  # a store that cannot be read is said already, and more than enough

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """What is on the screen stays there while the store cannot be read."""
        try:
            yield
        except StoreError as shut:
            self.store_failed(str(shut))

    def _on_keeping_changed(self) -> None:
        if not self.off:
            with self._reading():
                self.watch.start()
        self._show_health()

    def _on_watch_changed(self) -> None:
        with self._reading():
            self._show_health()
