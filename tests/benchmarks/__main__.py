"""Prints each figure beside its baseline; not 0 where one is over its limit."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.benchmarks.paint import Pair, first_paint
from tests.benchmarks.tap import tap_to_paint

LIMIT = 1.5


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--taps", type=int, default=120)
    parser.add_argument("--limit", type=float, default=LIMIT)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = {
            "first paint, 40 sessions, 500 bookings": first_paint(given.runs),
            "tap to painted, commit included": tap_to_paint(Path(folder), given.taps),
        }
    return max([_report(name, pair, given.limit) for name, pair in figures.items()])


def _report(name: str, pair: Pair, limit: float) -> int:
    verdict = "ok" if pair.ratio <= limit and not pair.complaints else "OVER"
    print(
        f"{name}: {pair.ours_ms:.2f} ms, bare {pair.bare_ms:.2f} ms,"
        f" ratio {pair.ratio:.2f} (limit {limit}) {verdict} {pair.complaints}".rstrip()
    )
    return 0 if verdict == "ok" else 1


if __name__ == "__main__":
    sys.exit(main())
