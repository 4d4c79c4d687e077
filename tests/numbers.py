"""The numbered acceptance list of the user experience, and the tests that hold it.

    python -m tests.numbers                      write tests/NUMBERS.md anew
    python -m tests.numbers --prove [NUMBER...]  break the program for each, and see a test fail

The list is in tests/numbers.toml: what each number says, why it is left where it is, and one break
of the program that its tests must notice. A test carries a number by `S-15:` in its docstring or,
all but those of the language, by a name such as `test_s15_…`.
"""

from __future__ import annotations

import argparse
import ast
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
LIST, DATA = ROOT / "tests" / "NUMBERS.md", ROOT / "tests" / "numbers.toml"
NUMBER = re.compile(r"\b[A-Z]-\d\d\b")
# The rules of the sync are numbered with an I too, and keys of the keyboard with an F.
NAMED = re.compile(r"test_([aklopstxy])(\d\d)_")
PARTS = ("app", "resources", "tests", "packaging", "pyproject.toml", "README.md", "CHANGELOG.md")


class Break(NamedTuple):
    """In the file, the one place with the old text gets the new one."""

    file: str
    old: str
    new: str


class Number(NamedTuple):
    """`left`: why no test holds it, or what of it none does. `unbroken`: why there is no break."""

    name: str
    part: str
    says: str
    left: str
    unbroken: str
    broken: Break | None
    tests: tuple[str, ...]

    @property
    def stands(self) -> str:
        if not self.tests:
            return f"left: {self.left}"
        return "tested" + (f"; left: {self.left}" if self.left else "")


def numbers() -> list[Number]:
    found = carried()
    return [
        Number(
            name,
            given["part"],
            given["says"],
            given.get("left", ""),
            given.get("unbroken", ""),
            Break(**given["break"]) if "break" in given else None,
            tuple(sorted(found.get(name, ()))),
        )
        for name, given in tomllib.loads(DATA.read_text(encoding="utf-8")).items()
    ]


@cache
def carried() -> dict[str, set[str]]:
    """The tests of each number, as pytest names them."""
    found: dict[str, set[str]] = {}
    for file in sorted((ROOT / "tests").rglob("test_*.py")):
        for test, its_numbers in in_source(file.read_text(encoding="utf-8")):
            for number in its_numbers:
                name = f"{file.relative_to(ROOT).as_posix()}::{test}"
                found.setdefault(number, set()).add(name)
    return found


def in_source(source: str) -> Iterator[tuple[str, set[str]]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            named = NAMED.match(node.name)
            own = {f"{named[1].upper()}-{named[2]}"} if named else set()
            yield node.name, own | set(NUMBER.findall(ast.get_docstring(node) or ""))


def listed(all_numbers: Sequence[Number]) -> str:
    """The list as it is read."""
    tested = sum(1 for each in all_numbers if each.tests)
    left = len(all_numbers) - tested
    lines = [
        "# What the user experience promises, number by number",
        "",
        "Written by `python -m tests.numbers`; a test fails where this is out of date.",
        "`python -m tests.numbers --prove S-15` breaks the program and shows the test failing.",
        "",
        f"{tested} of {len(all_numbers)} numbers have a test, {left} are left.",
    ]
    part = ""
    for each in all_numbers:
        if each.part != part:
            part = each.part
            lines += ["", f"## {part}"]
            lines.append("")
        lines.append(f"- **{each.name}** {each.says} **{each.stands}**")
        lines += [f"  - `{test}`" for test in each.tests]
        if each.broken is not None:
            lines.append(f"  - fails when in `{each.broken.file}` {_shown(each.broken)}")
        elif each.tests and each.unbroken:
            lines.append(f"  - no break: {each.unbroken}")
    return "\n".join(lines) + "\n"


def _shown(broken: Break) -> str:
    old, new = (" ".join(text.split()) for text in (broken.old, broken.new))
    return f"`{old}` becomes `{new}`" if new else f"`{old}` is taken out"


def prove(chosen: Sequence[Number]) -> list[str]:
    """Apply each break to a copy of the checkout; the numbers whose tests did not notice."""
    unnoticed = []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for part in PARTS:
            if (ROOT / part).is_dir():
                shutil.copytree(ROOT / part, copy / part)
            else:
                shutil.copy(ROOT / part, copy / part)
        for each in chosen:
            if each.broken is not None:
                verdict = _verdict(copy, each.broken, each.tests)
                sys.stdout.write(f"{each.name}: {verdict}\n")
                sys.stdout.flush()
                if not verdict.startswith("noticed"):
                    unnoticed.append(each.name)
    return unnoticed


def _verdict(copy: Path, broken: Break, tests: Sequence[str]) -> str:
    file = copy / broken.file
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole.replace(broken.old, broken.new), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    try:
        done = subprocess.run(
            command, cwd=copy, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    finally:
        file.write_text(whole, encoding="utf-8")
    failed = re.search(r"^FAILED (\S+)", done.stdout, re.MULTILINE)
    if done.returncode == 1 and failed:
        return f"noticed by {failed[1]}"
    return f"NOT noticed, pytest ended with {done.returncode}\n{done.stdout[-2000:]}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.numbers")
    parser.add_argument("--prove", nargs="*", metavar="NUMBER")
    wanted = parser.parse_args().prove
    everything = numbers()
    if wanted is None:
        LIST.write_text(listed(everything), encoding="utf-8")
        return 0
    unnoticed = prove([each for each in everything if not wanted or each.name in wanted])
    sys.stdout.write(f"not noticed: {', '.join(unnoticed) or 'none'}\n")
    return int(bool(unnoticed))


if __name__ == "__main__":
    sys.exit(main())
