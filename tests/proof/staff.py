"""Staff who edit rows in Wix while devices count, and what each such row should come to."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field, replace

from app.demo import DemoSite
from app.domain.model import RowId
from app.sync.pushing import is_waiting
from tests.rigs import Rig

VALUES = (2, 3, 4, 5)
"""High enough for two people to leave, and far below the party."""
LAG_S = 10.0
IN_A_PASS = 0.5
EXACT, FLAGGED, EQUAL, WRONG = "exact", "flagged", "settled as equal", "wrong"


@dataclass(frozen=True, slots=True)
class Edit:
    """`waited`: people counted here that were not at the site then. `inside`: a window in which
    nobody could see it. `equal`: to a value that the row was known to have, or might have."""

    at_s: float
    value: int
    waited: int
    inside: bool
    equal: bool


@dataclass
class Staff:
    """Edits each row at most once, between passes or just before a request of one.

    `lags`: queries may show the site as it was up to ten seconds ago.
    """

    site: DemoSite
    rig: Rig
    draw: random.Random
    rows: list[RowId]
    lags: bool = False
    counted: Counter[RowId] = field(default_factory=Counter)
    edits: dict[RowId, Edit] = field(default_factory=dict)
    in_pass: bool = False

    def __post_init__(self) -> None:
        self.draw.shuffle(self.rows)
        self.rig.watch = self._before_a_request

    def count(self, came: dict[RowId, int]) -> None:
        """What people did; a write that follows an edit so soon may not have seen it."""
        self.counted.update(came)
        lagging_s = self.rig.clock.monotonic() - LAG_S
        for row in came.keys() & self.edits.keys() if self.lags else ():
            edit = self.edits[row]
            self.edits[row] = replace(edit, inside=edit.inside or edit.at_s > lagging_s)

    def between_passes(self, some: int) -> None:
        for _ in range(some):
            self._edit()

    def _before_a_request(self) -> None:
        if self.in_pass and self.draw.random() < IN_A_PASS:
            self._edit()

    def _edit(self) -> None:
        if not self.rows:
            return
        row, value = self.rows.pop(), self.draw.choice(VALUES)
        held = people(self.site.attendance(*row))
        store = self.rig.store
        doubt = [each.target.count for each in store.shadows.unanswered() if each.row == row]
        old = [each.count for _, of, each in store.shadows.replaced() if of == row]
        seat = store.view.of_row(row)
        assert seat is not None
        # Between the read and the answer: in a pass, while there is something to write.
        written = is_waiting(seat) and (self.in_pass or self.lags)
        inside = bool(doubt) or written or value in old
        known = (held, seat.shadow.a.count, seat.projection.target.count, *doubt, *old)
        self.site.set_attendance(*row, number=value)
        now = self.rig.clock.monotonic()
        waited = self.counted[row] - held
        self.edits[row] = Edit(now, value, waited, inside, value in known)
        self.counted[row] = 0

    def expected(self, row: RowId) -> int:
        """The last staff value and the taps after it."""
        edit = self.edits.get(row)
        return self.counted[row] + (edit.value + edit.waited if edit else 0)

    def ends(self, *, inside: bool) -> Counter[str]:
        """How the rows ended that were edited inside of such a window, or outside."""
        return Counter(self._end(row) for row, e in self.edits.items() if e.inside == inside)

    def _end(self, row: RowId) -> str:
        if self.rig.row(row).conflict is not None:
            return FLAGGED
        if people(self.site.attendance(*row)) == self.expected(row):
            return EXACT
        return EQUAL if self.edits[row].equal else WRONG


def people(held: tuple[str, int] | None) -> int:
    return held[1] if held and held[0] == "ATTENDED" else 0
