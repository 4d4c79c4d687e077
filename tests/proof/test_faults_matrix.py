"""Every way in which the site may misbehave, alone and mixed: all counts are exact in the end."""

from __future__ import annotations

import random
from contextlib import suppress
from pathlib import Path

import pytest

from app.demo import DemoSite
from app.demo.faults import KINDS, Fault
from app.domain.errors import Refusal
from app.domain.model import RowId, SyncState
from tests.desks import MIDDAY
from tests.rigs import Rig, seat

FOREVER = float("inf")
SESSIONS = 5
PASSES = 4
REFUSALS = frozenset(
    {"not_found", "method_not_allowed", "not_implemented", "item_error", "denied", "precondition"}
)
# A lagging query shows a state of moments ago: with clocks set by hand it is staged, see below.
ALONE = sorted(KINDS - {"stale"})


def faults_of(kind: str, draw: random.Random) -> list[Fault]:
    if kind == "unplug":
        return [Fault("unplug")]
    match = "attendance.*set" if kind == "apply_late" else "attendance.*"
    delay_s = FOREVER if kind == "apply_late" else 0.01
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


def run(site: DemoSite, rig: Rig, kinds: list[str], rows: list[RowId], seed: int) -> None:
    """Taps under faults, late writes landing in between; then the faults stop."""
    draw = random.Random(seed)
    site.faults.seed(seed)
    counts = dict.fromkeys(rows, 0)
    rig.pass_once()
    for _ in range(2):
        site.faults.clear()
        for kind in kinds:
            site.faults.add(*faults_of(kind, draw))
        for row, came in tap(rig, rows, draw).items():
            counts[row] += came
        for _ in range(PASSES):
            rig.wait(draw.choice([1.0, 5.0, 12.0]))
            if draw.random() < 0.4:
                land(site)
        if draw.random() < 0.5:
            rig.restart()
            rig.pass_once()
    site.faults.clear()
    land(site)
    check(site, rig, counts)


def check(site: DemoSite, rig: Rig, counts: dict[RowId, int]) -> None:
    rig.settle(200)
    for waiting in rig.attention.waiting():
        if waiting.state is SyncState.PARKED:
            # Another op of the same row may have been asked for already.
            with suppress(Refusal):
                rig.attention.retry(waiting.op.op_id)
    status = rig.settle(400)
    assert site.forbidden_writes() == []
    assert site.over_party_writes() == []
    assert (status.tally.needs_attention, status.tally.unsent, status.tally.sent) == (0, 0, 0)
    for row, count in counts.items():
        held = rig.on_site(row)
        assert held in ([("ATTENDED", count)] if count else [None, ("NOT_SET", 1)]), row
        assert rig.row(row).shown.count == count


def rows_of(site: DemoSite, number: int) -> list[RowId]:
    each = number // SESSIONS
    return [
        row for place in range(SESSIONS) for row in seat(site, *[2] * each, title=f"Class {place}")
    ]


@pytest.fixture
def site(tmp_path: Path):
    with DemoSite(tmp_path / "site", seed="empty", time_zone=MIDDAY) as made:
        yield made


@pytest.fixture
def rig(site: DemoSite, tmp_path: Path):
    made = Rig(site, tmp_path / "device")
    yield made
    made.close()


@pytest.mark.parametrize("kind", ALONE)
def test_one_kind_of_fault_alone(site: DemoSite, rig: Rig, kind: str) -> None:
    run(site, rig, [kind], rows_of(site, 40), seed=1)
    if kind != "unplug":
        assert site.faults.hits(kind)


def test_a_lagging_query_alone(site: DemoSite, rig: Rig) -> None:
    rows = rows_of(site, 40)
    rig.pass_once()
    counts = dict.fromkeys(rows, 0)
    for _ in range(2):
        for row, came in tap(rig, rows, random.Random(3)).items():
            counts[row] += came
        rig.pass_once()
        site.faults.add(Fault("stale", "attendance.*", delay_s=3600))
        rig.wait(3)
        rig.pass_once(pull=True)
        site.faults.clear()
    check(site, rig, counts)


@pytest.mark.parametrize("seed", range(4))
def test_faults_mixed_by_a_seed(site: DemoSite, rig: Rig, seed: int) -> None:
    draw = random.Random(seed)
    kinds = draw.sample(sorted(KINDS - {"stale", "unplug"} - REFUSALS), 3)
    run(site, rig, kinds, rows_of(site, 40), seed)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(20))
def test_faults_mixed_by_a_seed_over_a_whole_day(site: DemoSite, rig: Rig, seed: int) -> None:
    draw = random.Random(seed)
    kinds = draw.sample(sorted(KINDS - {"stale", "unplug"}), 4)
    run(site, rig, kinds, rows_of(site, 500), seed)
