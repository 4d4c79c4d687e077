"""The figures that are promised for a full day: one poisoned row, and a long backlog."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable
from pathlib import Path

import pytest

from app.demo import DemoSite
from app.demo.faults import Fault
from app.domain.model import Link, RowId, SyncState, Tally
from tests.desks import MIDDAY
from tests.figures import Figures
from tests.rigs import Rig, seat

LONG = bool(os.environ.get("TURNOUT_LONG"))
SESSIONS = 20
ROWS = 1_000 if LONG else 80
BACKLOG_ROWS = 500 if LONG else 160
OPS_A_ROW = 20 if LONG else 2
MOST_WRITES, MOST_REQUESTS = 75 * BACKLOG_ROWS // 500, 150 * BACKLOG_ROWS // 500
SITE_A_MINUTE = 200
SPEEDS_S = (0.02, 0.2) if LONG else (0.2,)
A_REQUEST_S = 0.02
"""On a slow line the gathered audits begin at other moments, and with that ask some pages more."""
POISONS = {
    "refused by a code that is known": [Fault("item_error", code="BOOKING_NOT_FOUND")],
    "refused by a code that nobody knows": [Fault("item_error", code="ODD")],
    "refused with its whole bulk, then alone": [
        Fault("not_found", "attendance.bulk_set", after=3, times=1),
        Fault("not_found", "attendance.set", times=1),
    ],
}


def sent(tally: Tally) -> int:
    return tally.sent + tally.verified


def verified(tally: Tally) -> int:
    return tally.verified


class Day:
    """A device with a whole day's rows, each counted while it was offline."""

    def __init__(self, folder: Path, rows: int, ops: int, a_request_s: float) -> None:
        self.site = DemoSite(folder / "site", seed="empty", time_zone=MIDDAY)
        self.site.start()
        self.refused_at: float | None = None
        self.seen_at: float | None = None
        self.minute: deque[float] = deque()
        self.most_a_minute = 0
        self.rig = Rig(self.site, folder / "device", a_request_s=a_request_s)
        self.rig.watch = self._watch
        each = [max(2, ops)] * (rows // SESSIONS)
        self.rows: list[RowId] = []
        for number in range(SESSIONS):
            self.rows += seat(self.site, *each, title=f"Class {number}")
        self.rig.pass_once()
        for _ in range(ops):
            for row in self.rows:
                self.rig.desk.arrive(row)
        self.before = len(self.site.requests())

    def _watch(self) -> None:
        """Before each request: what has happened by now?"""
        now = self.rig.clock.monotonic()
        self.minute.append(now)
        while self.minute[0] <= now - 60:
            self.minute.popleft()
        self.most_a_minute = max(self.most_a_minute, len(self.minute))
        self.look()

    def look(self) -> None:
        now = self.rig.clock.monotonic()
        faults = self.site.faults
        if self.refused_at is None and faults.hits("item_error") + faults.hits("not_found"):
            self.refused_at = now
        if self.refused_at is not None and self.seen_at is None and self.parked():
            self.seen_at = now

    def parked(self) -> list[RowId]:
        return [w.op.row for w in self.rig.attention.waiting() if w.state is SyncState.PARKED]

    def until(self, done: Callable[[Tally], int], number: int) -> None:
        """Run as the worker does until so many ops are."""
        status = self.rig.engine.status()
        while done(status.tally) < number:
            self.rig.clock.advance(max(0.05, status.next_in_s))
            status = self.rig.engine.run_once()
            assert status.link is Link.ONLINE
            self.look()

    @property
    def requests(self) -> int:
        return len(self.site.requests()) - self.before

    def close(self) -> None:
        assert self.site.forbidden_writes() == []
        self.rig.close()
        self.site.stop()


@pytest.fixture(scope="module")
def requests_without_poison(tmp_path_factory) -> int:
    clean = Day(tmp_path_factory.mktemp("clean"), ROWS, 1, A_REQUEST_S)
    clean.until(verified, ROWS)
    clean.close()
    return clean.requests


@pytest.mark.parametrize("poison", POISONS)
def test_one_poisoned_row_costs_the_others_next_to_nothing(
    poison, requests_without_poison, tmp_path, figures: Figures
):
    day = Day(tmp_path / "poisoned", ROWS, 1, A_REQUEST_S)
    bad = day.rows[ROWS // 3].booking_id
    for fault in POISONS[poison]:
        own = {"booking_id": bad} if fault.kind == "item_error" else {}
        match = "attendance.*" if fault.kind == "item_error" else fault.match
        day.site.faults.add(
            Fault(fault.kind, match, fault.times, after=fault.after, code=fault.code, **own)
        )
    day.until(verified, ROWS - 1)
    assert len(day.parked()) == 1
    assert day.refused_at is not None
    assert day.seen_at is not None
    day.close()
    figures.tell("other rows verified", ROWS - 1)
    figures.most("more requests than without poison", day.requests - requests_without_poison, 10)
    figures.most("seconds until it is seen", day.seen_at - day.refused_at, 5)


@pytest.mark.parametrize("a_request_s", SPEEDS_S)
def test_a_backlog_is_sent_in_few_requests(a_request_s, tmp_path, figures: Figures):
    ops = BACKLOG_ROWS * OPS_A_ROW
    day = Day(tmp_path, BACKLOG_ROWS, OPS_A_ROW, a_request_s)
    writes = len(day.site.writes())
    began = day.rig.clock.monotonic()
    day.until(sent, ops)
    figures.tell("ops sent", ops)
    figures.most("writes", day.rig.count("attendance.bulk_set"), MOST_WRITES)
    figures.most("requests", day.requests, MOST_REQUESTS)
    figures.tell("seconds at the slowest", day.rig.clock.monotonic() - began, total=False)
    assert len(day.site.writes()) - writes == BACKLOG_ROWS
    assert {day.rig.on_site(row) for row in day.rows} == {("ATTENDED", OPS_A_ROW)}
    day.until(verified, ops)
    figures.most("requests in any minute", day.most_a_minute, SITE_A_MINUTE)
    day.close()
