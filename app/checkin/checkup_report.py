"""A check-up as plain text to send to somebody: versions, every line, and Wix's own numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from app import __version__
from app.domain.checkup import Finding, SiteReport, Trouble

MARKS: Final = {None: "ok   ", Trouble.UNKNOWN: "?    "}
WRONG: Final = "WRONG"
HOME: Final = "~"


class Running(NamedTuple):
    """What runs here: the interpreter with the libraries, and the system."""

    libraries: str
    system: str


def line(finding: Finding) -> str:
    """One finding with its mark, as `turnout doctor` prints it."""
    mark = MARKS.get(finding.trouble, WRONG)
    return " ".join(filter(None, (mark, f"{finding.check}:", finding.detail, finding.advice)))


def report(
    running: Running, now: datetime, findings: Sequence[Finding], asked: SiteReport | None
) -> str:
    """Names nobody: not in a line, and not by the folder of whoever uses this computer."""
    told = [
        f"turnout {__version__}, {now.astimezone(UTC):%Y-%m-%d %H:%M} UTC",
        running.libraries,
        running.system,
        "",
        *map(line, findings),
        *_numbers(asked),
    ]
    return _without_home("\n".join(told)) + "\n"


def _numbers(asked: SiteReport | None) -> Iterator[str]:
    """By which whoever runs the site's side finds each question again."""
    known = [each for each in asked.asked if each.request_id] if asked else []
    if known:
        yield ""
        yield "Request ids:"
    for each in known:
        yield f"{each.request_id}  {each.permission.name} ({each.permission.purpose})"


def _without_home(words: str) -> str:
    home = str(Path.home())
    return words.replace(home, HOME) if len(home) > 1 else words
