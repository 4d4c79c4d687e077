"""Who is expected on the days around today, folded and in memory: what a search looks through.

The store is the truth of it: whenever something was written, the rosters that are others than
before are read again, and no more.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from app.checkin.cards import sessions_on
from app.domain.folding import compact, fold
from app.domain.model import EventId, RowId, Session
from app.domain.scan import short_number
from app.storage.named import Mark, Named
from app.storage.store import Store, Version

BEFORE: Final = timedelta(days=1)
AHEAD: Final = timedelta(days=7)
NEVER: Final = Mark(0, 0, 0)
AT_ONCE: Final = 8
"""So many sessions are read in one idle turn."""


class Entry(NamedTuple):
    """One booking in one session. `words` begins with a space, so that every word does.

    `code`, `in_wix`: its id here and in Wix, mostly the same. `short`: what a row copies.
    """

    row: RowId
    words: str
    joined: str
    phone: str
    code: str
    in_wix: str
    short: int


class Part(NamedTuple):
    """One session. `settled`: nothing can come to it any more that its mark would not show.

    `names`, `ends`: all names, all phones and codes of it in one string, so that most sessions are
    passed over at one look; each of the latter with a line's end behind it.
    """

    session: Session
    mark: Mark
    settled: bool = False
    entries: tuple[Entry, ...] = ()
    names: str = ""
    ends: str = ""


class NameIndex:
    """Lives on the desk's thread, on its store."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now
        self._seen: tuple[Version, date] | None = None
        self._parts: dict[EventId, Part] = {}
        self._stale: list[Session] = []
        self._marks: dict[EventId, Mark] = {}
        self._entries: dict[RowId, tuple[Named, Entry]] = {}
        self.edition = 0
        """Another number with each change."""

    def parts(self) -> Collection[Part]:
        """All of it as the store is now, by start."""
        self._look()
        self._read(len(self._stale))
        return self._parts.values()

    def session(self, event_id: EventId) -> Session | None:
        part = self._parts.get(event_id)
        return None if part is None else part.session

    def read_some(self) -> bool:
        """Read a few sessions ahead of the first question; whether there are more to read."""
        self._look()
        self._read(AT_ONCE)
        return bool(self._stale)

    def _look(self) -> None:
        """Which rosters are others than before."""
        today = self._now().date()
        seen = self._store.version, today
        if seen == self._seen:
            return
        held = sessions_on(self._store, today - BEFORE, today + AHEAD)
        self._marks = self._store.view.marks([each.event_id for each in held])
        kept: dict[EventId, Part] = {}
        self._stale = []
        for session in held:
            part = self._parts.get(session.event_id)
            if part is None or part.mark != self._marks[session.event_id] or not part.settled:
                self._stale.append(session)
            if part is None:
                part = Part(session, NEVER)
            elif part.session != session:
                part = part._replace(session=session)
            kept[session.event_id] = part
        self._seen = seen
        if kept != self._parts:
            self._parts = kept
            self.edition += 1

    def _read(self, sessions: int) -> None:
        some, self._stale = self._stale[:sessions], self._stale[sessions:]
        if not some:
            return
        second = int(self._now().timestamp())
        found: dict[EventId, list[Entry]] = {each.event_id: [] for each in some}
        for each in self._store.view.named(list(found)):
            found[each.row.event_id].append(self._entry(each))
        for session in some:
            mark = self._marks[session.event_id]
            entries = tuple(sorted(found[session.event_id], key=_by_name))
            # What is written once more within the second looks as it did before.
            names = "\n".join(f"{each.words}\n{each.joined}" for each in entries)
            ends = "".join(map(_ends, entries))
            part = Part(session, mark, mark.loaded_s < second - 1, entries, names, ends)
            self._parts[session.event_id] = part
        self.edition += 1

    def _entry(self, named: Named) -> Entry:
        """Folded once: most of a roster that is read again is as it was."""
        row, name, phone, in_wix = named
        known = self._entries.get(row)
        if known is not None and known[0] == named:
            return known[1]
        folded = fold(name)
        joined = folded.replace(" ", "")
        code = compact(row.booking_id)
        there = code if in_wix == row.booking_id else compact(in_wix)
        entry = Entry(row, f" {folded}", joined, phone, code, there, short_number(in_wix))
        self._entries[row] = named, entry
        return entry


def _ends(entry: Entry) -> str:
    there = "" if entry.in_wix == entry.code else f"{entry.in_wix}\n"
    return f"{entry.phone}\n{entry.code}\n{there}"


def _by_name(entry: Entry) -> str:
    return entry.words
