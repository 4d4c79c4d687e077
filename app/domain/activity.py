"""What was changed on rosters: when, by whom, from what to what, and how far it has come."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple

from app.domain.model import EventId, OpId, RowId, SyncState
from app.domain.values import Value

LONGEST_DAYS: Final = 365
"""How far back it can be looked at, if it is kept for so long."""


Place = tuple[int, int]
"""Where a change stands: the last op by then, and the last that was seen of others."""


class Who(StrEnum):
    """Where a change was made."""

    DESK = "desk"
    OTHER = "other"
    WIX = "wix"


class Source(NamedTuple):
    """`actor`: the name of who was at the desk, empty where none was given."""

    who: Who
    actor: str = ""


class Asked(NamedTuple):
    """Which changes: since when, of one session, of people so named, from one source.

    `problems`: only what waits for a person. `until`: none that came after it.
    `before`: none that stands at it or above.
    """

    since: datetime
    event_id: EventId | None = None
    person: str = ""
    source: Source | None = None
    problems: bool = False
    until: Place | None = None
    before: Place | None = None


class Change(NamedTuple):
    """One change of one row. `at` is aware, UTC; of one made elsewhere, when it was seen.

    `op_id`: of one made here. `stands`: nobody took it back. `may_undo`: it can be tried.
    `state` is None for what Wix told; `not_in_wix`: it stays on this computer.
    """

    row: RowId
    name: str
    session: str
    starts: datetime | None
    at: datetime
    before: Value
    after: Value
    source: Source
    place: Place
    op_id: OpId | None = None
    state: SyncState | None = None
    stands: bool = True
    may_undo: bool = False
    not_in_wix: bool = False


class Page(NamedTuple):
    """Newest first. `more`: there are older ones."""

    changes: tuple[Change, ...]
    more: bool = False
