"""Prints each figure beside its baseline; not 0 where one is over its limit."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from app.demo.faults import Fault
from tests.benchmarks.answers import (
    Answers,
    fill_week,
    plus_and_minus,
    search_key,
    session_switch,
)
from tests.benchmarks.export import TURN_MS, export_turns
from tests.benchmarks.paint import Pair, first_paint
from tests.benchmarks.stall import Windows, best_of, big_day
from tests.benchmarks.tap import tap_to_paint

LIMIT = 1.5
KEY_MS = 16.0
SWITCH_MS = 150.0
COUNT_MS = 50.0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--taps", type=int, default=120)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--limit", type=float, default=LIMIT)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        stalls = _stalls(Path(folder), given.rounds)
        figures = {
            "first paint, 40 sessions, 500 bookings": first_paint(given.runs),
            "tap to painted, commit included": tap_to_paint(Path(folder), given.taps),
        }
        answers = _answers(Path(folder))
        export = _export(Path(folder) / "export")
    return max(
        [
            stalls,
            answers,
            export,
            *(_report(name, pair, given.limit) for name, pair in figures.items()),
        ]
    )


def _stalls(folder: Path, rounds: int) -> int:
    """The sync over a big day, as fast as it goes and with each answer after ten seconds."""
    with big_day(folder / "site") as site:
        windows = Windows(site, folder / "data")
        windows.load()
        alone, fast = windows.run("alone", 2_000), best_of(windows, rounds)
        site.faults.add(Fault("slow", delay_s=10.0))
        slow = windows.run("sync", 12_000)
    limit_ms = alone.limit_ms
    for name, stall in {"a big day": fast, "answers after 10 s": slow}.items():
        verdict = "ok" if stall.held_up_ms <= limit_ms else "OVER"
        print(
            f"loop held up by the sync, {name}: {stall.held_up_ms:.1f} ms,"
            f" {stall.gap_ms:.1f} by the clock, without a worker {alone.held_up_ms:.1f}"
            f" and {alone.gap_ms:.1f}"
            f" (limit {limit_ms:.0f}, a frame of the window {alone.frame_ms:.1f}) {verdict}"
        )
    return int(max(fast.held_up_ms, slow.held_up_ms) > limit_ms)


def _export(folder: Path) -> int:
    """The activity of ninety days, written beside the work."""
    turns = export_turns(folder, 1_000)
    verdict = "ok" if turns.slow_ms <= TURN_MS else "OVER"
    print(
        f"a turn of the loop while the activity is written, 99 of 100: {turns.slow_ms:.1f} ms,"
        f" the longest of {turns.many} {turns.longest_ms:.1f},"
        f" {turns.by_the_clock_ms:.1f} by the clock (limit {TURN_MS:.0f}) {verdict}"
    )
    return int(verdict != "ok")


def _answers(folder: Path) -> int:
    """The search and the sessions, by the limits of a person's patience."""
    for name in ("week", "day", "taps"):
        (folder / name).mkdir()
    made = fill_week(folder / "week")
    found = {
        ("a key of the search, 10,000 bookings", KEY_MS): search_key(made),
        ("another session, 40 with 500 bookings", SWITCH_MS): session_switch(folder / "day", 80),
        ("+ and −, 40 sessions, 500 bookings", COUNT_MS): plus_and_minus(folder / "taps", 200),
    }
    made.store.close()
    return max(_told(name, answer, limit_ms) for (name, limit_ms), answer in found.items())


def _told(name: str, answer: Answers, limit_ms: float) -> int:
    verdict = "ok" if answer.slow_ms <= answer.limit_ms(limit_ms) else "OVER"
    print(
        f"{name}: {answer.ours_ms:.2f} ms, 95th percentile {answer.slow_ms:.2f},"
        f" the same frames alone {answer.bare_ms:.2f} and {answer.bare_slow_ms:.2f},"
        f" ratio {answer.ratio:.2f}"
        f" (limit {limit_ms:.0f} ms) {verdict}"
    )
    return int(verdict != "ok")


def _report(name: str, pair: Pair, limit: float) -> int:
    verdict = "ok" if pair.ratio <= limit and not pair.complaints else "OVER"
    print(
        f"{name}: {pair.ours_ms:.2f} ms, bare {pair.bare_ms:.2f} ms,"
        f" ratio {pair.ratio:.2f} (limit {limit}) {verdict} {pair.complaints}".rstrip(),
        *filter(None, [pair.after]),
    )
    return 0 if verdict == "ok" else 1


if __name__ == "__main__":
    sys.exit(main())
