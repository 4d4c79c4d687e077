"""Finding somebody by a name in any script, the last digits of a phone, or the booking's code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain, islice
from typing import Final, NamedTuple

from app.checkin.closeness import LEAST, Closeness, read_in
from app.checkin.name_index import Entry, NameIndex, Part
from app.domain.day import Phase, bounds_of, phase
from app.domain.folding import fold, phone_digits
from app.domain.model import EventId, RowId, Session
from app.domain.roster import SeatRow
from app.domain.scan import short_number_in
from app.storage.store import Store

MOST: Final = 20
ENOUGH: Final = 2 * MOST
EACH_LEAST: Final = 4
"""So many of a group are shown at least, however many there are of those before it."""
CODE_END: Final = 4
"""So much of a booking's id is its code on the roster."""
WHOLE_CODE: Final = 16
"""What is as long as that may be a whole id."""


class Found(NamedTuple):
    """Somebody, as the database says it is, and where they are expected."""

    seat: SeatRow
    session: Session


class Findings(NamedTuple):
    """By where: in the session that is open, in others of today, on other days.

    `close`: nothing is exactly like what was typed, these are the next best. `more`: some are left
    out. `unread`: these are but the first, or nobody is exactly so and who is close is not known
    yet.
    """

    here: tuple[Found, ...] = ()
    today: tuple[Found, ...] = ()
    days: tuple[Found, ...] = ()
    close: bool = False
    more: bool = False
    unread: bool = False

    @property
    def all(self) -> tuple[Found, ...]:
        return self.here + self.today + self.days

    def of(self, row: RowId) -> Found | None:
        return next((each for each in self.all if each.seat.row == row), None)

    @property
    def only_one_here(self) -> Found | None:
        """Who is meant beyond doubt; None where it could be somebody else, or is only close."""
        return self.here[0] if len(self.here) == 1 and not self.close else None


class _Asked(NamedTuple):
    """What was typed, in the forms that it is compared in."""

    words: tuple[str, ...]
    joined: str
    digits: str

    def exactly(self, parts: Iterable[Part]) -> Iterator[Entry]:
        """Whose phone ends so, or whose booking it is."""
        digits, code = self.digits, self.joined
        if digits:
            held = _having_end(digits, parts)
            yield from (each for each in held if each.phone.endswith(digits))
        if len(code) == CODE_END:
            held = _having_end(code, parts)
            yield from (e for e in held if e.code.endswith(code) or e.in_wix.endswith(code))
        elif (short := short_number_in(code)) is not None:
            yield from (each for part in parts for each in part.entries if each.short == short)
        elif len(code) >= WHOLE_CODE:
            # A scanned code may be an address with the id in it.
            held = (each for part in parts for each in part.entries)
            yield from (each for each in held if each.code in code or each.in_wix in code)

    def by_start(self, parts: Iterable[Part]) -> Iterator[Entry]:
        return _having([f" {word}" for word in self.words], parts)

    def inside(self, parts: Iterable[Part]) -> Iterator[Entry]:
        yield from _having(self.words, parts)
        held = (part.entries for part in parts if self.joined in part.names)
        yield from (each for entries in held for each in entries if self.joined in each.joined)


def _having(needles: Sequence[str], parts: Iterable[Part]) -> Iterator[Entry]:
    """Whose words hold all of it. Most sessions are passed over as a whole."""
    for part in parts:
        if _all_in(needles, part.names):
            held: Sequence[Entry] = part.entries
            # One after the other, not all for each: a call for each of ten thousand takes a frame.
            for needle in needles:
                held = [each for each in held if needle in each.words]
            yield from held


def _having_end(end: str, parts: Iterable[Part]) -> Iterator[Entry]:
    line = f"{end}\n"
    return (each for part in parts if line in part.ends for each in part.entries)


def _all_in(needles: Sequence[str], text: str) -> bool:
    # Nearly always one: a generator would cost more than all the rest.
    if len(needles) == 1:
        return needles[0] in text
    return all(needle in text for needle in needles)


class _Groups(NamedTuple):
    """The open session, the day's others, those of other days; nearest first."""

    here: list[Part]
    today: list[Part]
    days: list[Part]


_Moment = tuple[int, EventId | None, datetime]


class Search:
    """Lives on the desk's thread. Reads only: what is found is counted at the desk, as ever."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now
        self._index = NameIndex(store, now)
        self._grouped: tuple[_Moment, _Groups] | None = None
        self._close: tuple[int, Closeness] | None = None
        self._compares = False

    def read_some(self) -> bool:
        """Get ready while nobody asks; whether there is more to do.

        First what takes longest in one piece, right behind the first paint: nobody taps yet.
        """
        if not self._compares:
            self._compares = True
            read_in()
            return True
        more = self._index.read_some()
        if not more:
            self._closeness()  # the first slip of a finger is not to wait for it
        return more

    def find(self, typed: str, here: EventId | None, first: int = MOST) -> Findings:
        """Who may be meant, `here` being the session that is open.

        With a smaller `first` only so many are read, those that are seen at once: the others, and
        who is only close, take as long again.
        """
        folded = fold(typed)
        if not folded:
            return Findings()
        asked = _Asked(tuple(folded.split()), folded.replace(" ", ""), phone_digits(folded))
        groups = self._groups(here)
        found = [_exact(asked, group) for group in groups]
        if any(found) or asked.digits or len(asked.joined) < LEAST:
            return self._shared(found, first)
        if first < MOST:
            return Findings(unread=True)
        close = self._closeness().close_to(asked.words)
        events = [{part.session.event_id for part in group} for group in groups]
        likely = self._shared(
            [[e for e in close if e.row.event_id in some] for some in events], first
        )
        return likely._replace(close=bool(likely.all))

    def _groups(self, here: EventId | None) -> _Groups:
        """In their order, which the minutes change and not the keys."""
        parts, now = self._index.parts(), self._now()
        of = self._index.edition, here, now.replace(second=0, microsecond=0)
        if self._grouped is None or self._grouped[0] != of:
            self._grouped = of, _grouped(parts, here, now)
        return self._grouped[1]

    def _closeness(self) -> Closeness:
        edition = self._index.edition
        if self._close is None or self._close[0] != edition:
            entries = (entry for part in self._index.parts() for entry in part.entries)
            self._close = edition, Closeness(entries)
        return self._close[1]

    def _shared(self, found: Sequence[list[Entry]], first: int) -> Findings:
        """The rows there are, given to the groups in their order; of all of them the first."""
        left, many = MOST, sum(map(len, found))
        kept: list[tuple[Found, ...]] = []
        for at, group in enumerate(found):
            behind = sum(min(EACH_LEAST, len(later)) for later in found[at + 1 :])
            read = min(left - behind, first - sum(map(len, kept)))
            kept.append(tuple(islice(self._read(group, read), read)))
            left -= len(kept[-1])
        here, today, days = kept
        unread = left == MOST - first and first < min(many, MOST)
        return Findings(here, today, days, more=left == 0 and many > MOST, unread=unread)

    def _read(self, entries: Sequence[Entry], at_once: int) -> Iterator[Found]:
        """From the database, so many at once: who is not on a roster any more is passed over."""
        for start in range(0, len(entries), max(1, at_once)):
            rows = [each.row for each in entries[start : start + at_once]]
            seats = self._store.view.of_rows(rows)
            for row in rows:
                seat, session = seats.get(row), self._index.session(row.event_id)
                if seat is not None and seat.on_roster and session is not None:
                    yield Found(seat.shown, session)


def _grouped(parts: Iterable[Part], here: EventId | None, now: datetime) -> _Groups:
    groups, (today, tomorrow) = _Groups([], [], []), bounds_of(now)
    for part in sorted(parts, key=lambda each: _order(each.session, now)):
        session = part.session
        if session.event_id == here:
            groups.here.append(part)
        elif session.start < tomorrow and session.end > today:
            groups.today.append(part)
        else:
            groups.days.append(part)
    return groups


def _exact(asked: _Asked, parts: Sequence[Part]) -> list[Entry]:
    """What is surely meant first, then where a word begins so, then where one only holds it.

    A few more than are shown, for those that are not on a roster any more.
    """
    found = chain(asked.exactly(parts), asked.by_start(parts), asked.inside(parts))
    kept: dict[RowId, Entry] = {}
    for entry in found:
        kept.setdefault(entry.row, entry)
        if len(kept) == ENOUGH:
            break
    return list(kept.values())


def _order(session: Session, now: datetime) -> tuple[bool, datetime]:
    """What is or comes before what is over."""
    return phase(session, now) is Phase.ENDED, session.start
