"""Every small change to rule M is noticed by its tests, but for those that are listed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.figures import Figures

ROOT = Path(__file__).parent.parent.parent
RULE = "app/domain/merge.py"
LIST = Path(__file__).with_name("survivors.toml")
KILLED_PERCENT = 95.0
PARTS = ("app", "tests", "resources", "pyproject.toml")
WEAK = "tests/domain/test_merge.py::test_a_foreign_no_show_is_taken_where_nothing_waits"


class Mutants:
    """A copy of the checkout in which mutants are made and tried."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir()
        for name in PARTS:
            if (ROOT / name).is_dir():
                ignored = shutil.ignore_patterns("__pycache__")
                shutil.copytree(ROOT / name, folder / name, ignore=ignored)
            else:
                shutil.copy(ROOT / name, folder)

    def weaken(self) -> None:
        """Leave one test of the rule."""
        settings = self._folder / "pyproject.toml"
        text = settings.read_text("utf-8")
        assert '"tests/domain/test_merge.py"]' in text
        settings.write_text(text.replace('"tests/domain/test_merge.py"]', f'"{WEAK}"]'), "utf-8")

    def run(self) -> dict[str, str]:
        """What became of each mutant, by name."""
        self._mutmut("run")
        lines = self._mutmut("results", "--all", "true").splitlines()
        return dict(line.strip().split(": ") for line in lines if "__mutmut_" in line)

    def change(self, mutant: str) -> tuple[str, str]:
        """The line as it was, and as the mutant has it."""
        lines = self._mutmut("show", mutant).splitlines()
        was, becomes = (
            " ".join(
                line[1:].strip() for line in lines if line[:1] == mark and line[:3] != mark * 3
            )
            for mark in "-+"
        )
        return was, becomes

    def _mutmut(self, *arguments: str) -> str:
        environment = {name: v for name, v in os.environ.items() if not name.startswith("TURNOUT_")}
        done = subprocess.run(
            [sys.executable, "-m", "mutmut", *arguments],
            cwd=self._folder, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
        return done.stdout


needs_forks = pytest.mark.skipif(os.name != "posix", reason="mutants are tried in forks")


@pytest.fixture
def mutants(tmp_path: Path) -> Mutants:
    return Mutants(tmp_path / "copy")


@needs_forks
@pytest.mark.long
def test_every_mutant_of_the_rule_is_killed_but_for_those_with_a_reason(
    mutants: Mutants, figures: Figures
) -> None:
    ends = mutants.run()
    killed = sum(end == "killed" for end in ends.values())
    alive = [mutant for mutant, end in ends.items() if end != "killed"]
    listed = tomllib.loads(LIST.read_text("utf-8"))
    excused = [(each["was"], each["becomes"]) for each in listed.get("survivor", ())]
    figures.least("mutants", len(ends), 100)
    figures.tell("killed", killed)
    figures.tell("survivors, each with its reason", len(alive))
    figures.least("percent killed", 100.0 * killed / len(ends), KILLED_PERCENT)
    assert sorted(mutants.change(mutant) for mutant in alive) == sorted(excused)
    for each in (each for kind in listed.values() for each in kind):
        assert len(each["reason"]) > 20


def test_what_the_rule_keeps_from_being_mutated_or_covered_is_listed() -> None:
    listed = tomllib.loads(LIST.read_text("utf-8"))
    lines = [line.strip() for line in (ROOT / RULE).read_text("utf-8").splitlines()]
    for kind in ("no mutate", "no cover"):
        kept = [line for line in lines if kind in line]
        assert kept == [each["line"] for each in listed.get(kind.replace(" ", "_"), ())]


@needs_forks
@pytest.mark.long
def test_with_one_test_of_the_rule_alone_mutants_survive(mutants: Mutants) -> None:
    """Else nothing would say that the measure measures."""
    mutants.weaken()
    ends = mutants.run()
    assert sum(end == "survived" for end in ends.values()) > 10
    assert sum(end == "killed" for end in ends.values()) < len(ends) / 2
