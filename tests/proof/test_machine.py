"""Anything people, the network, staff and the clock may do, in any order, on the real program."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from app.demo.faults import Fault
from app.domain.model import OpKind
from tests.proof.world import FOREVER, Bench

LONG = bool(os.environ.get("TURNOUT_LONG"))
RUNS = 23 if LONG else 1
STEPS = 4_400 if LONG else 200
STEPS_A_DAY = 100 if LONG else 25
DAYS = 60 if LONG else 10
ROWS = st.integers(0, 4)
KINDS = st.sampled_from(
    [OpKind.ARRIVE, OpKind.ARRIVE, OpKind.LEAVE, OpKind.NO_SHOW, OpKind.CLEAR, OpKind.EXTRA]
)
REFUSED = [
    "drop", "lose_answer", "html", "cut_json", "error_500", "error_503", "error_504", "empty_403",
    "undetailed", "throttle", "unauthenticated", "denied", "not_found", "method_not_allowed",
    "not_implemented", "precondition", "unknown_members",
]  # fmt: skip
FAULTS = st.builds(
    Fault,
    kind=st.sampled_from(REFUSED),
    match=st.sampled_from(["attendance.*set", "attendance.*delete", "attendance.query", "*"]),
    times=st.integers(1, 2),
)
PEOPLE = st.integers(-1, 4)
SPANS_S = st.sampled_from([0.0, 1.0, 6.0, 11.0, 31.0, 85.0, 310.0])


class Reception(RuleBasedStateMachine):
    """The desk, the worker and the site; what must hold is asked after every step."""

    steps = 0
    """Of all days so far."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.bench = Bench(Path(self.folder.name))

    def teardown(self) -> None:
        try:
            self.bench.end()
        finally:
            self.bench.close()
            self.folder.cleanup()

    @rule(row=ROWS, kind=KINDS, people=st.integers(1, 2))
    def tap(self, row, kind, people):
        self.bench.do(self.bench.rows[row], kind, people)

    @rule(row=ROWS, kind=KINDS, people=st.integers(1, 2))
    def tap_and_run(self, row, kind, people):
        self.bench.do(self.bench.rows[row], kind, people)
        self.bench.run()

    @rule(row=st.none() | ROWS)
    def undo(self, row):
        if row is None:
            self.bench.undo_last()
        else:
            self.bench.undo(self.bench.rows[row])

    @rule(seconds=SPANS_S, pull=st.booleans())
    def wait(self, seconds, pull):
        self.bench.run(seconds, pull=pull)

    @rule(fault=FAULTS)
    def misbehave(self, fault):
        self.bench.site.faults.add(fault)

    @rule(row=ROWS, kind=KINDS)
    def send_late(self, row, kind):
        late = Fault("apply_late", "attendance.*set", times=1, delay_s=FOREVER)
        self.bench.do(self.bench.rows[row], kind)
        self.bench.site.faults.add(late)
        self.bench.run()

    @rule()
    def land(self):
        self.bench.land()

    @rule(row=ROWS, kind=KINDS)
    def lag(self, row, kind):
        self.bench.do(self.bench.rows[row], kind)
        self.bench.run()
        self.bench.lag()

    @rule(unplugged=st.booleans())
    def unplug(self, unplugged):
        self.bench.site.faults.clear()
        if unplugged:
            self.bench.site.faults.add(Fault("unplug"))

    @rule()
    def crash(self):
        self.bench.crash()

    @rule(row=ROWS, what=st.sampled_from(["edit", "resolve", "cancel", "shrink"]), people=PEOPLE)
    def somebody_else(self, row, what, people):
        there = self.bench.rows[row]
        match what:
            case "edit":
                self.bench.edit(there, people)
            case "resolve":
                self.bench.resolve(there, max(0, people))
            case "cancel":
                self.bench.cancel(there)
            case _:
                self.bench.shrink(there)

    @invariant()
    def holds(self):
        type(self).steps += 1
        self.bench.check()


SETTINGS = settings(
    max_examples=DAYS,
    stateful_step_count=STEPS_A_DAY,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("number", range(RUNS))
def test_no_step_of_any_day_breaks_an_invariant(number, figures):
    before = Reception.steps
    run_state_machine_as_test(seed(number)(Reception), settings=SETTINGS)
    figures.seeds.append(number)
    figures.least("steps, each with every invariant", Reception.steps - before, STEPS)
    figures.none("invariants broken", 0)
