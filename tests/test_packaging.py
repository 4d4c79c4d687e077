"""The lock files install anywhere and name no host; the set-up says plainly what it cannot do."""

import os
import re
import shutil
import subprocess
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

import packaging

ROOT = Path(__file__).parent.parent
LOCKS = ROOT / "packaging" / "lock"
REQUIREMENT = re.compile(
    r"^([a-z0-9-]+)==(\S+)(?: ;[^\\]*)? ?\\\n((?:    --hash=\S+.*\n)+)", re.MULTILINE
)


def locked(name):
    """Return the version of every distribution in a lock file, each of which carries hashes."""
    text = (LOCKS / name).read_text(encoding="utf-8")
    found = REQUIREMENT.findall(text)
    assert len(found) == len(re.findall(r"^[^\s#]", text, re.MULTILINE)), "a line without hashes"
    return {distribution: number for distribution, number, _ in found}


@pytest.mark.parametrize("name", ["run.txt", "test.txt", "build.txt"])
def test_a_lock_names_no_host(name):
    text = (LOCKS / name).read_text(encoding="utf-8")
    assert locked(name)
    assert "://" not in text
    assert not re.search(r"^--(?!hash)|index-url|find-links", text, re.MULTILINE)


def test_what_is_tested_is_what_is_run():
    assert locked("run.txt").items() <= locked("test.txt").items()


def test_the_lock_holds_what_the_project_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {re.split(r"[^\w-]", line, maxsplit=1)[0].lower() for line in project["dependencies"]}
    assert asked <= locked("run.txt").keys()
    assert "pyside6-essentials==6.11.3" in [line.lower() for line in project["dependencies"]]


def test_the_folder_does_not_hide_the_distribution_of_its_name():
    assert packaging.__version__ == version("packaging")
    assert not (ROOT / "packaging" / "__init__.py").exists()


@pytest.mark.parametrize("command", ["run", "test"])
def test_a_python_that_does_not_fit_is_refused_in_one_sentence(tmp_path, command):
    shutil.copytree(ROOT / "packaging", tmp_path / "packaging")
    done = subprocess.run(
        ["sh", tmp_path / "packaging" / command],
        env={**os.environ, "TURNOUT_PYTHON": "/bin/false"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    [sentence] = done.stderr.splitlines()
    assert sentence.startswith("turnout: TURNOUT_PYTHON (/bin/false) is no Python 3.11, 3.12 or")
    assert [entry.name for entry in tmp_path.iterdir()] == ["packaging"]
