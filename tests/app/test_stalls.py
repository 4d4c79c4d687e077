"""The sync never holds up the window: a watchdog in the loop of the program as it is started."""

import sys

import pytest

from app.demo.faults import Fault
from tests.benchmarks.stall import LIMIT_MS, Windows, best_of, big_day, ended

pytestmark = [
    pytest.mark.alone,
    pytest.mark.skipif(
        sys.platform != "linux", reason="only Linux tells for how long a thread waited for a core"
    ),
]
ANSWERS_AFTER_S = 10.0
PATIENT_MS = 12_000


def test_the_sync_holds_the_loop_up_for_less_than_a_frame_over_a_big_day_and_a_slow_site(
    tmp_path, figures
):
    """Y-10: what is measured, and why, is told in tests/benchmarks/stall.py."""
    with big_day(tmp_path / "site") as site, big_day(tmp_path / "slow site") as slow_site:
        windows, slow_windows = Windows(site, tmp_path / "a"), Windows(slow_site, tmp_path / "b")
        windows.load()
        slow_windows.load()
        slow_site.faults.add(Fault("slow", delay_s=ANSWERS_AFTER_S))
        patient = slow_windows.start("sync", PATIENT_MS)
        alone, held = windows.run("alone", 500), windows.run("held", 500)
        limit_ms = alone.limit_ms
        fast = best_of(windows, 6, limit_ms)
        slow = best_of(slow_windows, 3, limit_ms, first=ended(patient), most_ms=PATIENT_MS)
    figures.tell("ms for a frame of the window alone", alone.frame_ms, total=False)
    for name, stall in {"no worker": alone, "a big day": fast, "answers after 10 s": slow}.items():
        figures.tell(f"ms by the clock, {name}", stall.gap_ms, total=False)
        figures.most(f"ms held up, {name}", stall.held_up_ms, limit_ms)
    assert held.held_up_ms > 2 * LIMIT_MS
    assert fast.links[-1] == "online"
    assert "online" not in slow.links
    assert min(stall.sessions for stall in (fast, slow)) > 5
