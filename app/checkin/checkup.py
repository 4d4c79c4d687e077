"""What a check-up says of this computer: its store, its day, what waits; names nobody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from app.checkin.desk import Desk
from app.checkin.readiness import of_readiness, readiness_at
from app.domain.checkup import Double, Finding, Near, Trouble
from app.domain.day import zone_of
from app.domain.model import ConflictKind, RowId
from app.domain.roster import SessionCard
from app.storage.store import Store

NEAREST: Final = 20
"""So many sessions are looked through for what Wix holds twice."""
LEFT_OUT: Final = "Today's sessions are all of locations or services that this desk leaves out."
LIST_THEM: Final = "To list them, run: turnout --set-up"
LIST_THEM_HERE: Final = "To list them, close turnout and start it as turnout --set-up."
LEAST_FREE_BYTES: Final = 200_000_000
SHOWN_MOST: Final = 5

GO_ON: Final = "Check-in goes on from what this computer knows."
ASK_AGAIN: Final = "F5 asks Wix again."


def of_screen(*, there: bool) -> Finding:
    if there:
        return Finding("screen", "A window can be opened.")
    words = "There is no screen here: the window cannot be opened, the commands work."
    advice = "Start turnout from a desktop session."
    return Finding("screen", words, advice, Trouble.OTHER)


def of_space(free_bytes: int) -> Finding:
    words = f"{free_bytes / 1e9:.1f} GB are free."
    if free_bytes >= LEAST_FREE_BYTES:
        return Finding("disk space", words)
    return Finding("disk space", words, "Free some space before it is full.", Trouble.STORE)


def of_store(shut: str) -> Finding:
    """`shut`: why nothing can be kept, a sentence and what to do; empty where all is well."""
    if not shut:
        return Finding("storage", "Check-ins can be saved on this computer.")
    what, _, advice = shut.partition(". ")
    here = advice or "Close it, then check again."
    advice = advice or "Close it, then run turnout doctor again."
    return Finding("storage", f"{what.rstrip('.')}.", advice, Trouble.STORE, here)


def of_key(missing: str) -> Finding:
    """`missing`: why there is no key, and then what to do, in the words of the secret store."""
    what, _, advice = missing.partition(". ")
    return Finding("secret store", f"{what}.", f"{advice} {GO_ON}", Trouble.NOT_ALLOWED)


def today_in_utc(now: datetime) -> Near:
    """What is asked about where nothing is known of the site."""
    start = datetime.combine(now.astimezone(UTC).date(), datetime.min.time())
    return Near(start, start + timedelta(days=1), "UTC")


class StoreCheckup:
    """Reads the store of the calling thread."""

    def __init__(self, store: Store, desk: Desk) -> None:
        self._store = store
        self._desk = desk
        self._cards = [card for card in desk.sessions(desk.today()) if not card.session.cancelled]

    def near(self) -> Near:
        """What the site is to be asked about."""
        now = self._desk.now()
        start = datetime.combine(now.date(), datetime.min.time())
        by_distance = sorted(self._cards, key=lambda card: _distance(card, now))
        events = tuple(card.session.event_id for card in by_distance[:NEAREST])
        zone = self._store.days.fact("zone") or "UTC"
        return Near(start, start + timedelta(days=1), zone, events)

    def findings(
        self, doubles: Sequence[Double] | None, clock_off_s: float | None = None
    ) -> Iterator[Finding]:
        """`doubles`: what the site holds twice; None where it was not reached. `clock_off_s`: as
        the site has just told it, else as it was last known here.
        """
        yield self._day(reached=doubles is not None)
        if (ready := readiness_at(self._desk, self._cards)) is not None:
            known = ready.clock_off_s if clock_off_s is None else clock_off_s
            yield of_readiness(ready._replace(clock_off_s=known))
        yield from self._queue()
        yield self._last_sync()
        yield self._twice(doubles or ())

    def _day(self, *, reached: bool) -> Finding:
        pulled = self._pulled()
        if not pulled:
            words = "No day was loaded on this computer yet."
            if reached:
                return Finding("day", words, "Open turnout, or run: turnout sync", None, ASK_AGAIN)
            advice = "Connect this computer once: then it works without Wix too."
            return Finding("day", words, advice, Trouble.UNREACHABLE)
        if not self._cards:
            if self._desk.all_left_out(self._desk.today()):
                return Finding("day", LEFT_OUT, LIST_THEM, None, LIST_THEM_HERE)
            words = f"There are no sessions today, as of {pulled}."
            look = "If there should be some, look at the calendar of Wix Bookings"
            return Finding(
                "day", words, f"{look}; then: turnout sync", None, f"{look}. {ASK_AGAIN}"
            )
        missing = sum(not card.loaded for card in self._cards)
        booked = sum(card.booked for card in self._cards)
        sessions = _so_many(len(self._cards), "session")
        words = f"{booked} booked in {sessions} today, as of {pulled}. {GO_ON}"
        if missing:
            what = f"{words} Without a roster so far: {_so_many(missing, 'session')}."
            advice = "Let turnout finish loading, or run: turnout sync"
            return Finding("day", what, advice, None, f"Let it finish loading. {ASK_AGAIN}")
        return Finding("day", words)

    def _queue(self) -> Iterator[Finding]:
        tally = self._store.journal.tally()
        if tally.unsent:
            words = f"Only on this computer so far: {_so_many(tally.unsent, 'check-in')}."
            advice = "Nothing is lost. The window sends them by itself, or: turnout sync"
            here = "Nothing is lost: they are sent by themselves once Wix can be reached."
            yield Finding("queue", words, advice, None, here)
        else:
            yield Finding("queue", "Nothing waits to be sent.")
        if tally.needs_attention:
            words = f"Waiting for a decision: {_so_many(tally.needs_attention, 'check-in')}."
            advice = "Decide in the window, on the mark at the top right, or by: turnout queue"
            here = "Decide in the sync panel: the mark at the top right opens it."
            yield Finding("attention", words, advice, Trouble.OTHER, here)

    def _last_sync(self) -> Finding:
        pulled = self._pulled()
        words = f"The last complete one was at {pulled}." if pulled else "There was none yet."
        return Finding("last sync", words)

    def _twice(self, doubles: Sequence[Double]) -> Finding:
        found = dict.fromkeys([*(each.row for each in doubles), *self._twice_here()])
        if not found:
            return Finding("duplicates", "Nobody is known to be checked in twice in Wix.")
        named = "; ".join(self._named(row) for row in list(found)[:SHOWN_MOST])
        words = f"Checked in more than once in Wix, {_so_many(len(found), 'booking')}: {named}."
        look = "Look at them in Wix Bookings and leave one check-in each"
        advice = f"{look}; then: turnout sync"
        return Finding("duplicates", words, advice, Trouble.OTHER, f"{look}. {ASK_AGAIN}")

    def _twice_here(self) -> list[RowId]:
        """Those that this computer read twice and asks a person about."""
        shadows = self._store.shadows
        return [
            row
            for row in shadows.conflicts()
            if (card := shadows.of_row(row).conflict) and card.kind is ConflictKind.DUPLICATE
        ]

    def _named(self, row: RowId) -> str:
        """By its session's time and its number in Wix: a name is nobody's business here."""
        session = self._store.days.session(row.event_id)
        zone = zone_of(self._store.days.fact("zone") or "UTC")
        when = f"{session.start.astimezone(zone):%d %b %H:%M} " if session else ""
        return f"{when}booking {row.booking_id}"

    def _pulled(self) -> str:
        """In the site's time; empty where it never was."""
        pulled = self._desk.last_pull()
        zone = zone_of(self._store.days.fact("zone") or "UTC")
        return "" if pulled is None else f"{pulled.astimezone(zone):%d %b %H:%M}"


def _so_many(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _distance(card: SessionCard, now: datetime) -> timedelta:
    return max(card.session.start - now, now - card.session.end, timedelta())
