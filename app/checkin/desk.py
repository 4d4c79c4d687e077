"""The reception: what a tap, a key or a command does, durable before it is visible."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from app.checkin.cards import card_of, cards_in_steps, cards_of, sessions_on
from app.checkin.recording import NOT_LOADED, Recording
from app.checkin.restart import Runs, SavedBefore
from app.domain.clock import Clock
from app.domain.day import session_to_show, zone_of
from app.domain.errors import Refusal, StoreError
from app.domain.listing import EVERYTHING, Listing
from app.domain.model import EventId, OpId, OpKind, RowId, Session, SyncStatus
from app.domain.names import sort_key
from app.domain.roster import Recorded, Roster, SessionCard
from app.storage.store import Store

if TYPE_CHECKING:
    from app.checkin.history import History

Wake = Callable[[], None]


class Desk:
    """One reception desk on one site's store. Lives on one thread, like its store.

    Every doing method commits before it returns what the database then says; a rule's no is
    `Refusal`, a store that cannot be written `StoreError`: both leave everything as it was.
    """

    def __init__(
        self, store: Store, clock: Clock, wake: Wake, actor: str = "", listing: Listing = EVERYTHING
    ) -> None:
        self._store = store
        self._clock = clock
        self._listing = listing
        self.recording = Recording(store, clock, self.now, wake, actor)
        self._runs = Runs(store)

    def now(self) -> datetime:
        """The site's time, aware, in the site's zone."""
        zone = self._store.days.fact("zone")
        corrected = self._clock.now() + timedelta(seconds=self.clock_off_s() or 0)
        return corrected.astimezone(zone_of(zone) if zone else None)

    def clock_off_s(self) -> float | None:
        """How far the site's clock is ahead of this computer's; None before they were compared."""
        return None if (off_s := self._store.days.fact("clock_off_s")) is None else float(off_s)

    def today(self) -> date:
        return self.now().date()

    def sessions(self, day: date) -> tuple[SessionCard, ...]:
        """The day's sessions that this desk lists, by start, cancelled ones included."""
        return cards_of(self._store, _listed(self._store, day, self._listing), self.now())

    def all_left_out(self, day: date) -> int:
        """How many sessions a day has of which this desk lists none; 0 where it lists some."""
        some = self._listing.is_all or _listed(self._store, day, self._listing)
        return 0 if some else len(sessions_on(self._store, day))

    def opening(self) -> Roster | None:
        """The roster that the desk opens on, before the other sessions are counted."""
        event_id = session_to_show(_listed(self._store, self.today(), self._listing), self.now())
        return None if event_id is None else self.roster(event_id)

    def counting(self, day: date) -> Generator[None, None, tuple[SessionCard, ...]]:
        """As `sessions`, a few at a time; begun anew where this desk wrote something in between."""
        while True:
            written = self._store.written
            found = _listed(self._store, day, self._listing)
            cards = yield from cards_in_steps(self._store, found, self.now())
            if self._store.written == written:
                return cards

    def roster(self, event_id: EventId) -> Roster:
        """One session opened. Raises `Refusal` where this computer does not know it."""
        session = self._store.days.session(event_id)
        if session is None:
            raise Refusal(f"This session is {NOT_LOADED}.")
        seats = self._store.view.of_events([event_id])
        loaded = bool(self._store.days.loaded([event_id]))
        rows = sorted(
            (seat.shown for seat in seats if seat.on_roster),
            key=lambda each: (sort_key(each.name), each.phone_tail, each.row),
        )
        return Roster(card_of(session, seats, self.now(), loaded=loaded), tuple(rows))

    def arrive(self, row: RowId, people: int = 1) -> Recorded:
        return self.recording.record(row, OpKind.ARRIVE, people)

    def leave(self, row: RowId, people: int = 1) -> Recorded:
        return self.recording.record(row, OpKind.LEAVE, people)

    def add_extra(self, row: RowId, people: int = 1) -> Recorded:
        return self.recording.record(row, OpKind.EXTRA, people)

    def mark_no_show(self, row: RowId) -> Recorded:
        return self.recording.record(row, OpKind.NO_SHOW)

    def mark_all_no_show(self, rows: Sequence[RowId]) -> Recorded:
        """The close-out: exactly these, as one gesture, but for who came in meanwhile."""
        return self.recording.mark_missing(rows)

    def clear(self, row: RowId) -> Recorded:
        """Back to booked."""
        return self.recording.record(row, OpKind.CLEAR)

    def set_count(self, row: RowId, people: int) -> Recorded | None:
        """Arrive or leave by the difference; None where there is none."""
        return self.recording.set_count(row, people)

    def undo(self, op_id: OpId) -> Recorded:
        """Take back that op's own effect, whatever came since."""
        return self.history.undo(op_id)

    @property
    def history(self) -> History:
        """The gestures of this device. Nobody takes anything back before the first paint."""
        from app.checkin.history import History  # noqa: PLC0415

        return History(self._store, self._clock, self.recording)

    def undo_last(self) -> Recorded | None:
        return self.history.undo_last()

    def status(self) -> SyncStatus:
        """The counts of the queue by the store; the link is the worker's to tell."""
        return SyncStatus(tally=self._store.journal.tally(), last_pull=self.last_pull())

    def last_pull(self) -> datetime | None:
        """When the day was asked for last, and came; aware."""
        return datetime.fromisoformat(at) if (at := self._store.days.fact("last_pull")) else None

    def cancelled(self) -> int:
        """How many rows were cancelled in Wix behind the count; asked after the first paint."""
        from app.checkin.cancelled import Cancelled  # noqa: PLC0415

        return Cancelled(self._store, self._clock).asking()

    @property
    def shut(self) -> str:
        """Why nothing can be kept, where that is known without a try."""
        return self._store.shut

    def writable(self) -> str:
        """Empty where a tap can be kept, else one sentence that says why not.

        A store that was opened only to be read is opened for writing here, once it can be.
        """
        try:
            with self._store.transaction():
                self._store.days.keep_fact("written", self._clock.now().isoformat())
        except StoreError as shut:
            return str(shut)
        self._runs.mark_again()
        return ""

    def begin_run(self) -> None:
        """A window opens: note it, so that an end without `end_run` is known for a crash."""
        self._runs.begin()

    def end_run(self) -> None:
        self._runs.end()

    def saved_before_restart(self) -> tuple[SavedBefore, ...]:
        """The ops of the last minute before a crash, in order; once. None after a clean end."""
        return self._runs.take()

    def unsent(self) -> int:
        """How many ops are only on this computer, as far as is known; parked ones too (I17)."""
        tally = self._store.journal.tally()
        return tally.unsent + tally.needs_attention


def _listed(store: Store, day: date, listing: Listing) -> list[Session]:
    """Where somebody was counted here, or has to decide, nothing is left out."""
    found = sessions_on(store, day)
    if listing.is_all:
        return found
    kept = store.view.touched([each.event_id for each in found if not listing.lists(each)])
    return [each for each in found if each.event_id in kept or listing.lists(each)]
