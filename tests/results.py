"""What tests/RESULTS.md says: the figures of a long run, each beside its limit, and the machine."""

from __future__ import annotations

import os
import platform
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import Any, NamedTuple

import apsw

from tests.figures import Figure, shown

LIMIT_MIN = 60


@dataclass(frozen=True, slots=True)
class Ended:
    """A test that ran to its end."""

    test: str
    files: str
    passed: bool
    skipped: bool = False
    took_s: float = 0.0
    figures: dict[str, Any] = field(default_factory=dict)
    commit: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def function(self) -> str:
        return self.test.partition("[")[0]

    @property
    def found(self) -> list[Figure]:
        return [Figure(**each) for each in self.figures.get("found", ())]


class Run(NamedTuple):
    """What was run last."""

    commit: str
    minutes: float


def write_results(
    ended: Sequence[Ended], left: Sequence[str], run: Run, earlier: Sequence[Ended] = ()
) -> str:
    """The whole file; `left` are the tests that were not begun, `earlier` what is known of some."""
    failed = [each for each in ended if not each.passed]
    skipped = sum(each.skipped for each in ended)
    took = f"{run.minutes:.0f} minutes, at most {LIMIT_MIN}"
    lines = [
        "# The figures of the long profile",
        "",
        "Written by `sh packaging/test --long`. What several runs of one test found is added up;",
        "of a time, a rate and a highest number the worst one stands here.",
        "",
        f"- {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, commit {run.commit}, {took}",
        f"- {len(ended)} tests, {len(failed)} failed, {skipped} skipped",
        *(f"- {each}" for each in machine()),
        *_left(sorted({*left} - {each.test for each in earlier})),
        *_earlier(earlier),
        *(f"- failed: `{each.test}`" for each in failed),
    ]
    by_function: dict[str, list[Ended]] = {}
    for each in sorted([*ended, *earlier], key=lambda each: each.function):
        if each.found:
            by_function.setdefault(each.function, []).append(each)
    for function, runs in by_function.items():
        lines += _section(function, runs, run.commit)
    return "\n".join(lines) + "\n"


def _left(left: Sequence[str]) -> list[str]:
    if not left:
        return []
    some = Counter(str(PurePath(test.partition("::")[0]).parent) for test in left)
    named = ", ".join(f"`{folder}` {count}" for folder, count in sorted(some.items()))
    return [f"- {len(left)} tests had no time and are not in the figures: {named}"]


def _earlier(earlier: Sequence[Ended]) -> list[str]:
    if not earlier:
        return []
    return [f"- {len(earlier)} tests passed on an earlier commit, named where their figures stand"]


def _section(function: str, runs: Sequence[Ended], commit: str) -> list[str]:
    file, _, name = function.rpartition("::")
    seeds = sorted({seed for each in runs for seed in each.figures["seeds"]})
    totals: dict[str, Figure] = {}
    for figure in (figure for each in runs for figure in each.found):
        known = totals.get(figure.what)
        totals[figure.what] = known.plus(figure) if known else figure
    took = f"{sum(each.took_s for each in runs):,.0f} s"
    of_seeds = f", seeds {spans(seeds)}" if seeds else ""
    failed = sum(not each.passed for each in runs)
    before = sorted({each.commit for each in runs} - {commit, ""})
    return [
        "",
        f"## {sentence(name)}",
        "",
        f"`{file}`, {len(runs)} {'runs' if len(runs) > 1 else 'run'}, {took}{of_seeds}"
        + (f", on commit {', '.join(before)}" if before else "")
        + (f", **{failed} failed**" if failed else ""),
        "",
        "| figure | found | limit |",
        "|---|---:|---|",
        *(f"| {each.what} | {shown(each.found)} | {each.bound} |" for each in totals.values()),
    ]


def sentence(name: str) -> str:
    """A test's name says what holds."""
    words = name.removeprefix("test_").replace("_", " ")
    return words[:1].upper() + words[1:]


def spans(numbers: Sequence[int]) -> str:
    """1, 2, 3, 7 as `1 to 3, 7`."""
    runs: list[list[int]] = []
    for each in numbers:
        if runs and each == runs[-1][-1] + 1:
            runs[-1].append(each)
        else:
            runs.append([each])
    return ", ".join(f"{r[0]} to {r[-1]}" if len(r) > 1 else str(r[0]) for r in runs)


def machine() -> list[str]:
    """What the figures were found on; nothing that names the machine or its owner."""
    in_memory = tempfile.gettempdir().startswith("/dev/shm/")
    return [
        f"{os.cpu_count()} cores, {cpu_model()}",
        f"Python {platform.python_version()}, SQLite {apsw.sqlite_lib_version()}, {system()}",
        f"files of the tests in {'memory' if in_memory else 'a folder on disk'}",
    ]


def cpu_model() -> str:
    info = Path("/proc/cpuinfo")
    found = info.exists() and re.search(r"model name\s*:\s*(.+)", info.read_text())
    return found[1] if found else platform.processor() or platform.machine()


def system() -> str:
    release = platform.release().partition("-")[0]
    if sys.platform == "linux":
        return f"{platform.freedesktop_os_release()['PRETTY_NAME']}, Linux {release}"
    return f"{platform.system()} {release}"
