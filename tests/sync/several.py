"""Several devices at one desk, on one demo site and one set clock: a day in a few seconds."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.demo import DemoSite
from app.demo.faults import Fault
from app.domain.errors import Refusal
from app.domain.model import RowId
from tests.desks import SetClock
from tests.rigs import Rig, seat

START = datetime(2026, 11, 23, 12, 0, 0, 300_000, tzinfo=UTC)
LAG = [Fault("stale", "attendance.query", probability=0.3, delay_s=s) for s in (5.0, 3.0, 1.0)]
FAULTS = [
    Fault(kind, f"attendance.{what}", probability=p)
    for kind, p in (("drop", 0.04), ("lose_answer", 0.04), ("error_503", 0.02))
    for what in ("bulk_set", "query")
]


@dataclass
class Skewed:
    """One device's own clocks: off by so much, but never drifting, from the one true time."""

    true: SetClock
    off_s: float

    def now(self) -> datetime:
        return self.true.now() + timedelta(seconds=self.off_s)

    def monotonic(self) -> float:
        return self.true.monotonic() + 777.7 * abs(self.off_s)

    def advance(self, seconds: float) -> None:
        self.true.advance(seconds)


@dataclass
class Rush:
    """What a rush came to."""

    devices: int
    taps: int = 0
    rows: int = 0
    wrong: int = 0
    unflagged: int = 0
    flagged: int = 0
    requests: int = 0
    most_a_minute: int = 0
    slowest_s: float = 0.0


class Several:
    """Devices 1..N, each with a store, a desk and an engine of its own."""

    def __init__(self, folder: Path, devices: int, seed: int = 0) -> None:
        self.draw = random.Random(seed)
        self.clock = SetClock(START)
        self.site = DemoSite(folder / "site", seed="empty", time_zone="UTC", now=self.clock.now)
        self.site._state.wall = lambda: self.clock.now().timestamp()
        self.site.faults.seed(seed)
        self.site.start()
        self.rigs = [
            Rig(self.site, folder / f"device{n}", devices=devices, device=n,
                clock=Skewed(self.clock, self.draw.uniform(-40, 40)))  # type: ignore[arg-type]
            for n in range(1, devices + 1)
        ]  # fmt: skip
        self.due = dict.fromkeys(range(devices), 0.0)
        self.asked: dict[int, list[float]] = {n: [] for n in range(devices)}
        self.people: Counter[RowId] = Counter()
        self.taps = 0
        self.leaving = 0.0

    def run(self, until: float, *, rush: list[RowId] = (), every_s: float = 1.0) -> None:
        """Let the time go by to `until`; with `rush`, people tap at every device."""
        tap_at = self.clock.monotonic()
        while (now := self.clock.monotonic()) < until:
            if rush and now >= tap_at:
                self.tap(rush)
                tap_at = now + self.draw.expovariate(1 / every_s)
            for number, due in self.due.items():
                if due <= now:
                    self.pass_once(number)
            following = min([*self.due.values(), until, *([tap_at] if rush else [])])
            self.clock.advance(max(0.001, following - now))

    def pass_once(self, number: int) -> None:
        before = len(self.site.requests())
        status = self.rigs[number].engine.run_once()
        now = self.clock.monotonic()
        self.asked[number] += [now] * (len(self.site.requests()) - before)
        # A thread wakes a little late.
        self.due[number] = now + status.next_in_s + self.draw.uniform(0.0, 0.02)

    def tap(self, rows: list[RowId]) -> None:
        number = self.draw.randrange(len(self.rigs))
        row = self.draw.choice(rows)
        try:
            if self.draw.random() < self.leaving:
                self.rigs[number].desk.leave(row)
                self.people[row] -= 1
            else:
                self.rigs[number].desk.arrive(row)
                self.people[row] += 1
        except Refusal:
            return
        self.taps += 1
        self.due[number] = 0.0

    def figures(self, rows: list[RowId]) -> Rush:
        found = Rush(len(self.rigs), self.taps, len(rows))
        for row in rows:
            held = self.site.attendance(row.booking_id, row.event_id)
            wrong = (held[1] if held else 0) != self.people[row]
            marks = [self._is_flagged(rig, row) for rig in self.rigs]
            found.wrong += wrong
            found.flagged += any(marks)
            found.unflagged += wrong and not any(marks)
        found.requests = len(self.site.requests())
        found.most_a_minute = max(
            sum(1 for b in asked if a <= b < a + 60) for asked in self.asked.values() for a in asked
        )
        return found

    def _is_flagged(self, rig: Rig, row: RowId) -> bool:
        shown = rig.row(row)
        return shown.conflict is not None or bool(shown.surplus) or bool(shown.reason)

    def unsent(self) -> int:
        return sum(rig.desk.status().tally.unsent for rig in self.rigs)

    def close(self) -> None:
        for rig in self.rigs:
            rig.close()
        self.site.stop()


def rush(
    folder: Path,
    devices: int,
    *,
    seed: int = 0,
    faults: bool = False,
    leaving: float = 0.0,
    lasts_s: float = 120,
) -> Rush:
    """Taps at every device at once, then quiet until every audit but the session's end is done."""
    desk = Several(folder, devices, seed)
    try:
        desk.leaving = leaving
        rows = seat(desk.site, *[60] * 12)
        desk.run(desk.clock.monotonic() + 30)
        desk.site.faults.add(*LAG, *(FAULTS if faults else []))
        tapped = desk.clock.monotonic()
        desk.run(tapped + lasts_s, rush=rows, every_s=2.0 / devices)
        ended = desk.clock.monotonic()
        while desk.unsent() and desk.clock.monotonic() < ended + 600 and not faults:
            desk.run(desk.clock.monotonic() + 1)
        slowest = desk.clock.monotonic() - ended
        if faults:
            desk.run(desk.clock.monotonic() + 120)
            desk.site.faults.clear()
            desk.site.faults.add(*LAG)
        desk.run(desk.clock.monotonic() + 420)
        found = desk.figures(rows)
        found.slowest_s = slowest
        return found
    finally:
        desk.close()
