"""Every way in which the site may misbehave, alone and mixed: all counts are exact in the end.

With staff who edit the same rows meanwhile: exact wherever their edit could be seen.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import pytest

from app.demo import DemoSite
from app.demo.faults import KINDS, Fault
from app.domain.errors import Refusal
from app.domain.model import RowId, SyncState
from app.domain.roster import SeatRow
from app.domain.values import Value
from tests.desks import SetClock
from tests.figures import Figures
from tests.proof.staff import EQUAL, EXACT, FLAGGED, WRONG, Staff, people
from tests.rigs import Rig, seat

FOREVER = float("inf")
LONG = bool(os.environ.get("TURNOUT_LONG"))
ROWS = 500 if LONG else 12
EDITED_ROWS = 500 if LONG else 30
MIXTURES = 3 if LONG else 2
PARTY = 30
SESSIONS = 5
PASSES = 4
ALONE = sorted(KINDS)
MOST_LAG_S = 8.0


def faults_of(kind: str, draw: random.Random) -> list[Fault]:
    if kind == "unplug":
        return [Fault("unplug")]
    match = "attendance.*set" if kind == "apply_late" else "attendance.*"
    delay_s = {"apply_late": FOREVER, "stale": draw.uniform(1, MOST_LAG_S)}.get(kind, 0.01)
    members = ("itemMetadata", "attendances") if kind == "missing_members" else ()
    code = draw.choice(["BOOKING_NOT_FOUND", "SOMETHING_ELSE"])
    return [
        Fault(kind, match, probability=0.6, delay_s=delay_s, retry_after_s=3, code=code,
              members=members)
    ]  # fmt: skip


def tap(rig: Rig, rows: list[RowId], draw: random.Random) -> dict[RowId, int]:
    """One op on every row; returns what came of it, counted here."""
    came: dict[RowId, int] = {}
    for row in rows:
        try:
            if draw.random() < 0.8:
                rig.desk.arrive(row)
                came[row] = 1
            else:
                rig.desk.leave(row)
                came[row] = -1
        except Refusal:
            came[row] = 0
    return came


def land(site: DemoSite) -> None:
    site.faults.release()
    assert site.faults.wait_for_late_writes()


def run(
    site: DemoSite, rig: Rig, kinds: list[str], rows: list[RowId], seed: int, staff: Staff
) -> None:
    """Taps under faults, late writes landing in between; then the faults stop."""
    draw = random.Random(seed)
    site.faults.seed(seed)
    rig.pass_once()
    for _ in range(2):
        site.faults.clear()
        for kind in kinds:
            site.faults.add(*faults_of(kind, draw))
        staff.count(tap(rig, rows, draw))
        for _ in range(PASSES):
            staff.in_pass = True
            rig.wait(draw.choice([1.0, 5.0, 12.0]))
            staff.in_pass = False
            staff.between_passes(len(rows) // 25)
            if draw.random() < 0.4:
                land(site)
        if draw.random() < 0.5:
            rig.restart()
            rig.pass_once()
    site.faults.clear()
    land(site)
    come_to_rest(site, rig)


def come_to_rest(site: DemoSite, rig: Rig) -> None:
    """The audits run, and a person asks again for what was refused."""
    rig.settle(120)
    for waiting in rig.attention.waiting():
        if waiting.state is SyncState.PARKED:
            # Another op of the same row may have been asked for already.
            with suppress(Refusal):
                rig.attention.retry(waiting.op.op_id)
    tally = rig.settle(400).tally
    assert site.forbidden_writes() == []
    assert site.over_party_writes() == []
    assert (tally.parked, tally.unsent, tally.sent) == (0, 0, 0)


def check(site: DemoSite, rig: Rig, counts: Counter[RowId], figures: Figures) -> None:
    """Nobody else wrote: nothing may be asked of a person either."""
    held = {row: site.attendance(*row) for row in counts}
    shown = {row.row: row.shown for row in everything(rig, counts)}
    wrong = sum(
        there not in ([("ATTENDED", counts[row])] if counts[row] else [None, ("NOT_SET", 1)])
        or shown[row] != Value(counts[row])
        for row, there in held.items()
    )
    figures.tell("rows, two ops each", len(counts))
    figures.none("rows wrong", wrong)
    figures.none("conflict cards", rig.desk.status().tally.needs_attention)


def everything(rig: Rig, rows: Iterable[RowId]) -> list[SeatRow]:
    events = dict.fromkeys(row.event_id for row in rows)
    return [seat_row for event in events for seat_row in rig.desk.roster(event).rows]


def nobody(site: DemoSite, rig: Rig) -> Staff:
    return Staff(site, rig, random.Random(0), [])


def rows_of(site: DemoSite, number: int, party: int = 2) -> list[RowId]:
    each = number // SESSIONS
    return [
        row
        for place in range(SESSIONS)
        for row in seat(site, *[party] * each, title=f"Class {place}")
    ]


@pytest.fixture
def clock() -> SetClock:
    """The one of the site and of the device: a query may lag by it."""
    return SetClock()


@pytest.fixture
def site(tmp_path: Path, clock: SetClock):
    with DemoSite(tmp_path / "site", seed="empty", time_zone="UTC", now=clock.now) as made:
        made._state.wall = lambda: clock.now().timestamp()
        yield made


@pytest.fixture
def rig(site: DemoSite, clock: SetClock, tmp_path: Path):
    made = Rig(site, tmp_path / "device", clock=clock, a_request_s=0.05)
    yield made
    made.close()


@pytest.mark.parametrize("kind", ALONE)
def test_one_kind_of_fault_alone(site: DemoSite, rig: Rig, kind: str, figures: Figures) -> None:
    staff = nobody(site, rig)
    run(site, rig, [kind], rows_of(site, ROWS), 1, staff)
    if kind != "unplug":
        assert site.faults.hits(kind)
    figures.seeds.append(1)
    check(site, rig, staff.counted, figures)


@pytest.mark.parametrize("seed", range(MIXTURES))
def test_faults_mixed_by_a_seed(site: DemoSite, rig: Rig, seed: int, figures: Figures) -> None:
    staff = nobody(site, rig)
    run(site, rig, mixture(seed), rows_of(site, ROWS), seed, staff)
    figures.seeds.append(seed)
    check(site, rig, staff.counted, figures)


def mixture(seed: int) -> list[str]:
    return random.Random(seed).sample(sorted(KINDS - {"unplug"}), 4)


EDITED = [[], ["lose_answer", "drop"], ["apply_late", "undetailed"], ["stale"]]
if LONG:
    EDITED += map(mixture, range(MIXTURES))


@pytest.mark.parametrize(
    ("seed", "kinds"),
    [pytest.param(n, each, id="+".join(each) or "none") for n, each in enumerate(EDITED)],
)
def test_staff_edits_under_faults(
    site: DemoSite, rig: Rig, seed: int, kinds: list[str], figures: Figures
) -> None:
    rows = rows_of(site, EDITED_ROWS, PARTY)
    staff = Staff(site, rig, random.Random(seed), list(rows), lags="stale" in kinds)
    run(site, rig, kinds, rows, seed, staff)
    outside, inside = staff.ends(inside=False), staff.ends(inside=True)
    figures.seeds.append(seed)
    figures.tell("rows, two ops each", len(rows))
    figures.tell("edits outside of the windows, exact", outside[EXACT])
    figures.none("edits outside of the windows, not exact", outside.total() - outside[EXACT])
    for end in (EXACT, FLAGGED, EQUAL, WRONG):
        figures.tell(f"edits inside of a window, {end}", inside[end])
    untouched = [row for row in rows if row not in staff.edits]
    wrong = [r for r in untouched if people(site.attendance(*r)) != staff.expected(r)]
    figures.none("rows wrong that nobody edited", len(wrong))
