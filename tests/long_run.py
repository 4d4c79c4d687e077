"""The long profile: every test once, on all cores where that may be, going on where it stopped.

    python -m tests.long_run

Each test that ended is noted in a folder that git ignores, with its figures and the state of the
files that it depends on. Started again on the same files, only what is not there yet, or failed, is
run. After an hour no further test is begun. Then tests/RESULTS.md is written. What was found on
other files stands there too, with its commit, until the test has run again.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path, PurePath
from typing import Any

import pytest

from tests.results import LIMIT_MIN, Ended, Run, write_results

ROOT = Path(__file__).parent.parent
KEPT = ROOT / ".long-run"
RESULTS = ROOT / "tests" / "RESULTS.md"
PART = "TURNOUT_LONG_PART"
UNTIL = "TURNOUT_LONG_UNTIL"
PROOF_SHARE = 0.85
MINUTES = float(os.environ.get("TURNOUT_LONG_MINUTES", LIMIT_MIN))
"""After so many no further test is begun; those that run come to their end."""
PROOF, REST = "proof", "rest"
OWN = ("long_run.py", "results.py")
CPUS = max(1, min(4, os.cpu_count() or 1))


def main() -> int:
    """Run what is left, the proof on all cores and the rest, which measures times, alone."""
    began = time.monotonic()
    _begin()
    until, rest_from = began + MINUTES * 60, began + MINUTES * 60 * PROOF_SHARE
    try:
        codes = [*_work(PROOF, CPUS, rest_from), *_work(REST, 1, until)]
    finally:
        with (KEPT / "minutes").open("a") as minutes:
            minutes.write(f"{(time.monotonic() - began) / 60:.2f}\n")
    total_min = sum(map(float, (KEPT / "minutes").read_text().split()))
    ended = list(_ended())
    left = sorted(_known() - {each.test for each in ended})
    earlier = [each for each in _earlier() if each.test in left]
    run = Run((KEPT / "commit").read_text(), total_min)
    RESULTS.write_text(write_results(ended, left, run, earlier), encoding="utf-8")
    failed = [each.test for each in ended if not each.passed]
    sys.stdout.write("".join(f"failed: {test}\n" for test in failed))
    sys.stdout.write(
        f"{len(ended)} tests, {len(failed)} failed, {len(left)} left, {total_min:.0f} minutes\n"
    )
    # 5: a part had no tests, or none that were left.
    broken = any(code not in (0, 1, 5) for code in codes)
    return int(bool(failed or left) or broken)


def _begin() -> None:
    """Go on with what was found on the same files; what was found on others is run anew."""
    KEPT.mkdir(exist_ok=True)
    done = sum(each.passed for each in _ended())
    for file in KEPT.iterdir():
        if file.suffix == ".claim" or (not done and file.suffix != ".jsonl"):
            file.unlink()
    (KEPT / "commit").write_text(_commit())
    if done:
        sys.stdout.write(f"going on: {done} tests are done\n")


def _work(part: str, processes: int, until: float) -> list[int]:
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-m",
        "",
        "-p",
        "tests.long_run",
        "-q",
        "--no-header",
    ]
    environment = {**os.environ, "TURNOUT_LONG": "1", PART: part, UNTIL: str(until)}
    workers = [subprocess.Popen(command, cwd=ROOT, env=environment) for _ in range(processes)]
    return [worker.wait() for worker in workers]


@cache
def _files(test_file: str) -> str:
    """The state of all that a test depends on; of the other tests it does not."""
    listed = _git("ls-files", "--cached", "--others", "--exclude-standard").splitlines()
    found = hashlib.sha256()
    for name in sorted(listed):
        if name == test_file or not _is_apart(PurePath(name)):
            file = ROOT / name
            found.update(name.encode())
            found.update(file.read_bytes() if file.is_file() else b"gone")
    return found.hexdigest()[:16]


def _is_apart(path: PurePath) -> bool:
    return path.suffix == ".md" or path.name.startswith("test_") or path.name in OWN


def _commit() -> str:
    changed = bool(_git("status", "--porcelain", "--", ".", ":!tests/RESULTS.md"))
    return _git("rev-parse", "--short=10", "HEAD").strip() + (" with changes" if changed else "")


def _git(*arguments: str) -> str:
    return subprocess.run(
        ["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout


def _ended() -> list[Ended]:
    """The last that is known of each test on these files."""
    return _last(each for each in _noted() if each.files == _files(each.test.partition("::")[0]))


def _earlier() -> list[Ended]:
    """The last that passed of each test, on whatever files."""
    return _last(each for each in _noted() if each.passed)


def _last(noted: Iterable[Ended]) -> list[Ended]:
    last: dict[str, Ended] = {}
    for each in noted:
        if not (each.test in last and last[each.test].passed and not each.passed):
            last[each.test] = each
    return list(last.values())


def _noted() -> Iterator[Ended]:
    for file in sorted(KEPT.glob("*.jsonl"), key=lambda file: file.stat().st_mtime):
        for line in file.read_text(encoding="utf-8").splitlines():
            # A line that a kill cut short is a test that is run again.
            if line.endswith("}"):
                yield Ended(**json.loads(line))


def _known() -> set[str]:
    """Every test that there is, as it was collected."""
    file = KEPT / "all.tests"
    return set(file.read_text().splitlines()) if file.exists() else set()


# What follows is the side of pytest.


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave what is done and what belongs to the other part."""
    (KEPT / "all.tests").write_text("".join(f"{item.nodeid}\n" for item in items))
    done = {each.test for each in _ended() if each.passed}
    part = os.environ[PART]
    mine = [item for item in items if _part_of(item) == part and item.nodeid not in done]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(mine)])
    items[:] = _in_turns(mine) if part == PROOF else mine


def _in_turns(items: list[pytest.Item]) -> list[pytest.Item]:
    """One of each test function, then another of each: so a run that is cut short saw them all."""
    rounds: Counter[str] = Counter()
    turn: dict[pytest.Item, int] = {}
    for item in items:
        function = item.nodeid.partition("[")[0]
        turn[item] = rounds[function]
        rounds[function] += 1
    return sorted(items, key=turn.__getitem__)


def _part_of(item: pytest.Item) -> str:
    is_long = item.get_closest_marker("long") is not None
    return PROOF if is_long or item.nodeid.startswith("tests/proof/") else REST


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    """One test after the other, each by whichever process claims it first."""
    parent, until = os.getppid(), float(os.environ[UNTIL])
    mine = (item for item in session.items if _claim(item.nodeid))
    item = next(mine, None)
    while item is not None and os.getppid() == parent and time.monotonic() < until:
        following = next(mine, None)
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        item = following
    return True


def _claim(test: str) -> bool:
    name = hashlib.sha256(test.encode()).hexdigest()
    try:
        (KEPT / f"{name}.claim").touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


_reports: dict[str, list[pytest.TestReport]] = {}


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Note a test once its last word is said."""
    reports = _reports.setdefault(report.nodeid, [])
    reports.append(report)
    if report.when != "teardown":
        return
    del _reports[report.nodeid]
    properties: dict[str, Any] = dict(report.user_properties)
    ended = Ended(
        report.nodeid,
        _files(report.nodeid.partition("::")[0]),
        passed=not any(each.failed for each in reports),
        skipped=any(each.skipped for each in reports),
        took_s=round(sum(each.duration for each in reports), 2),
        figures=properties.get("figures", {}),
        commit=(KEPT / "commit").read_text(),
    )
    with (KEPT / f"{os.getpid()}.jsonl").open("a", encoding="utf-8") as notes:
        notes.write(json.dumps(ended.as_json()) + "\n")


if __name__ == "__main__":
    sys.exit(main())
