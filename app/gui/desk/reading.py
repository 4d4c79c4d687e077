"""The desk's window as a reader: what the desk says is on the screen, and nothing else."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent

from app.checkin.desk import Desk
from app.domain.day import session_to_show
from app.domain.errors import Refusal
from app.domain.model import EventId, SyncStatus
from app.domain.order import in_order
from app.domain.roster import SessionCard
from app.gui import text, text_days, text_empty
from app.gui.desk.by_name import by_name
from app.gui.desk.health import DeskHealth
from app.gui.desk.relisting import list_anew
from app.gui.theme import Look
from app.gui.timings import Timings
from app.gui.words import Words

if TYPE_CHECKING:
    from app.checkin.other_days import OtherDays
    from app.gui.desk.counting import Counting

LEFT_ALONE: Final = timedelta(minutes=10)


class DeskDay(DeskHealth):
    """Which day is on the screen, and why there may be nothing of it."""

    def __init__(self, desk: Desk, look: Look, timings: Timings) -> None:
        super().__init__(desk, look, timings)
        self._day: date | None = None
        self._patience_over = self._closed = False
        self.other_days: OtherDays | None = None

    @property
    def day(self) -> date:
        """The day on the screen: another than today only while that is another one."""
        today = self._desk.today()
        if self._other == today:
            self._other = None
        return self._other or today

    def _say_on_fold(self, words: Words) -> None:
        self.fold.show_caption(words)
        self.fold.describe(words)

    def _why_empty(self) -> str:
        from app.gui.desk.left_out import why_left_out

        status = self.watch.status
        if left_out := why_left_out(self._desk, self._other):
            return left_out
        if self._other is not None and self.other_days is not None:
            known = self.other_days.known(self._other)
            return text_days.why_empty(known=known, online=status.online)
        return text_empty.why_none(status, waited=self._patience_over)


class DeskReading(DeskDay):
    """Re-reads whenever something may have changed, and moves nothing that did not."""

    first_paint = Signal()

    def __init__(self, desk: Desk, look: Look, timings: Timings) -> None:
        super().__init__(desk, look, timings)
        self._event: EventId | None = None
        self._touched: datetime | None = None
        self._counting: Counting | None = None
        self.keeping.changed.connect(self._on_off_or_on)
        self._again = QTimer(self, interval=timings.look_again)
        self._again.timeout.connect(self._on_time_passed)
        self._patience = QTimer(self, singleShot=True, interval=timings.waiting_after)
        self._patience.timeout.connect(self._on_patience_over)
        with self._reading():
            self.watch.start()
        self.show_day()
        self._again.start()
        self._patience.start()

    @property
    def event_id(self) -> EventId | None:
        return self._event

    def look_at(self, day: date, event_id: EventId | None) -> None:
        """Show that day, with a session of it."""
        self._other, self._day, self._event = day, None, event_id
        self.show_day()

    def show_day(self) -> None:
        """Read the day and the open roster again; the session that is open stays open."""
        with self._reading():
            self._show_cards(self.day, self._desk.sessions(self.day))
            self._show_roster()

    def show_soon(self) -> None:
        """The same within the next turns of the loop: nobody asked, so nobody is to wait for it."""
        if self._counting is None:
            from app.gui.desk.counting import Counting

            self._counting = Counting(self._desk, self, self._on_roster_due, self._on_watch_changed)
            self._counting.counted.connect(self._on_counted_day)
            self._counting.failed.connect(self.store_failed)
        self._counting.start(self._other)

    @property
    def reads(self) -> bool:
        """Whether it still reads what it is to show soon."""
        return self._counting is not None and self._counting.busy

    def open(self, event_id: EventId) -> None:
        """Show another session of the day."""
        self._event, self._touched = event_id, self._desk.now()
        with self._reading():
            list_anew(self.sessions, event_id, self._touched.tzinfo)
            self._show_roster()

    def hear(self, status: SyncStatus) -> None:
        """How the sync stands, as the worker told it: maybe while the window closed."""
        if self._closed:
            return
        self.watch.tell(status)
        self.keeping.hear(status.link)
        self.show_soon()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._on_painted)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing is read after this: the store may be closed right behind the window."""
        self._closed = True
        for timer in (self._again, self._patience):
            timer.stop()
        if self._counting is not None:
            self._counting.stop()
        self.watch.stop()
        super().closeEvent(event)

    def _show_cards(self, today: date, cards: tuple[SessionCard, ...]) -> None:
        self._cards = cards
        if today != self._day:
            self._turn_to(today)
        now = self._desk.now()
        if self._event is None:
            self._event = session_to_show([card.session for card in cards], now)
        self.sessions.show_cards(cards, now.tzinfo)

    def _on_counted_day(self, today: date, cards: tuple[SessionCard, ...]) -> None:
        if today != self.day:
            self.show_soon()  # counted for a day that is not looked at any more
            return
        with self._reading():
            self._show_cards(today, cards)

    def _on_roster_due(self) -> None:
        with self._reading():
            self._show_roster()

    def _turn_to(self, today: date) -> None:
        """A new day. A session somebody is working on stays, even if it began yesterday."""
        self._day = today
        self.date.show_day(today)
        self.lay_out()
        alone = self._touched is None or self._desk.now() - self._touched > LEFT_ALONE
        if alone and self._event not in [card.session.event_id for card in self._cards]:
            self._event = None

    def _show_roster(self) -> None:
        self.sessions.choose(self._event)
        if self._event is None:
            self._say_on_fold(text_empty.no_sessions)
            self.pane.show_nothing(self._why_empty())
            return
        try:
            roster = self._desk.roster(self._event)
        except Refusal as gone:
            self.pane.show_nothing(text.told(str(gone)))
            return
        self.pane.online = self.watch.status.online
        session, now = roster.card.session, self._desk.now()
        self.pane.header.closed = text_days.why_another_day(session, now)
        self._say_on_fold(text.session_short(session, now.tzinfo))
        rows = in_order(by_name(roster.rows), self.preferences.now.roster_order)
        self.pane.show_roster(roster._replace(rows=rows), self.around(roster))

    def _on_off_or_on(self) -> None:
        if (roster := self.pane.roster) is not None:
            self.pane.show_roster(roster, self.around(roster))

    def _on_time_passed(self) -> None:
        if self.off:
            self.keeping.look()
        self.show_soon()
        self._show_health()

    def _on_patience_over(self) -> None:
        self._patience_over = True
        if self._event is None:
            self.show_day()

    def _on_painted(self) -> None:
        self.first_paint.emit()
        self.pane.list.settle_in()
        self.sessions.settle_in()
        self.watch.look_back()
        self.keeping.look()
