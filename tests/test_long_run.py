"""The long run goes on where it stopped, and what it found is added up beside its limits."""

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.figures import Figure, Figures
from tests.results import Ended, Run, spans, write_results

ROOT = Path(__file__).parent.parent
PARTS = ("long_run.py", "results.py", "figures.py", "conftest.py")
TESTS = """
import os, signal
from pathlib import Path
import pytest

@pytest.mark.long
def test_a_good_one(figures):
    figures.seeds.append(4)
    figures.least("taps", 7, 5)

@pytest.mark.parametrize("number", range(4))
def test_one_that_ends_the_run(number, figures):
    figures.none("taps lost", 0)
    mark = Path(__file__).with_name(f"{number}.pyc")
    if number == 2 and not mark.exists():
        mark.touch()
        os.kill(os.getppid(), signal.SIGKILL)
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The long run over five tests, of which one kills it the first time."""
    proof = tmp_path / "tests" / "proof"
    proof.mkdir(parents=True)
    for name in PARTS:
        shutil.copy(ROOT / "tests" / name, tmp_path / "tests")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copy(ROOT / ".gitignore", tmp_path)
    (proof / "test_it.py").write_text(TESTS)
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "All"]):
        named = ["-c", "user.name=a", "-c", "user.email=a@example.com"]
        subprocess.run(["git", *named, *words], cwd=tmp_path, check=True)
    return tmp_path


def run(checkout: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.long_run"]
    named = {name: value for name, value in os.environ.items() if name != "TURNOUT_LONG"}
    named.pop("PYTHONPATH", None)
    return subprocess.run(
        command, cwd=checkout, env=named, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.mark.long
@pytest.mark.skipif(os.name != "posix", reason="it is killed as by kill -9")
def test_a_run_that_was_killed_goes_on_where_it_stopped(checkout: Path) -> None:
    results = checkout / "tests" / "RESULTS.md"
    assert run(checkout).returncode != 0
    assert not results.exists()
    again = run(checkout)
    assert again.returncode == 0, again.stdout + again.stderr
    assert "going on: " in again.stdout
    assert "5 tests, 0 failed, 0 left" in again.stdout
    said = results.read_text()
    assert "| taps | 7 | at least 5 |" in said
    assert "| taps lost | 0 | none |" in said
    assert "1 run, 0 s, seeds 4" in said
    # On another state of the files everything is run again.
    (checkout / "tests" / "proof" / "test_more.py").touch()
    assert "going on: 5" in run(checkout).stdout
    (checkout / "tests" / "proof" / "more.py").touch()
    assert "going on" not in run(checkout).stdout


def ended(name: str, *figures: Figure, passed: bool = True, seed: int = 1) -> Ended:
    found = Figures(list(figures), [seed])
    return Ended(f"tests/test_a.py::{name}", "0", passed, took_s=2.0, figures=found.as_json())


def test_counts_are_added_up_and_of_a_highest_number_the_worst_one_stands() -> None:
    runs = [
        ended(
            f"test_some_of_it[{n}]",
            Figure("steps", 10 * n, 10, at_least=True),
            Figure("seconds", 0.5 * n, 5, total=False),
            Figure("lost", 0, 0),
            seed=n,
        )
        for n in (1, 2, 3)
    ]
    said = write_results(runs, ["tests/test_a.py::test_left[1]"], Run("0123456789", 12.0))
    assert "## Some of it" in said
    assert "`tests/test_a.py`, 3 runs, 6 s, seeds 1 to 3" in said
    assert "| steps | 60 | at least 30 |" in said
    assert "| seconds | 1.50 | at most 5 |" in said
    assert "| lost | 0 | none |" in said
    assert "1 tests had no time and are not in the figures: `tests` 1" in said
    assert "commit 0123456789, 12 minutes" in said


def test_what_passed_on_an_earlier_commit_stands_there_with_it() -> None:
    before = replace(ended("test_before", Figure("lost", 0, 0)), commit="aaaaaaaaaa")
    now = replace(ended("test_now", Figure("lost", 0, 0)), commit="bbbbbbbbbb")
    left = [before.test, "tests/test_a.py::test_never"]
    said = write_results([now], left, Run("bbbbbbbbbb", 1.0), [before])
    assert "1 tests had no time" in said
    assert "1 tests passed on an earlier commit" in said
    assert "`tests/test_a.py`, 1 run, 2 s, seeds 1, on commit aaaaaaaaaa\n" in said
    assert said.count("aaaaaaaaaa") == 1


def test_what_failed_is_named() -> None:
    said = write_results([ended("test_it", Figure("lost", 2, 0), passed=False)], [], Run("0", 1.0))
    assert "1 tests, 1 failed" in said
    assert "- failed: `tests/test_a.py::test_it`" in said
    assert "**1 failed**" in said
    assert "| lost | 2 | none |" in said


@pytest.mark.parametrize(
    "over", [lambda f: f.none("lost", 1), lambda f: f.most("s", 2, 1), lambda f: f.least("n", 0, 1)]
)
def test_a_figure_over_its_limit_is_noted_and_fails(over) -> None:
    figures = Figures()
    with pytest.raises(AssertionError):
        over(figures)
    assert len(figures.found) == 1


def test_runs_of_numbers_are_told_as_spans() -> None:
    assert spans([0, 1, 2, 4, 7, 8]) == "0 to 2, 4, 7 to 8"
