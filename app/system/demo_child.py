"""The demo site as a child process that ends with its parent."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from app.system.secrets import for_children

_PACKAGE_PARENT = Path(__file__).parent.parent.parent
ENDS_WITHIN_S = 10.0


class NoDemo(Exception):
    """The demo site could not be started; its text says why."""


@dataclass(frozen=True, slots=True)
class DemoChild:
    """A running demo site; closing its standard input, as the parent's death does, ends it."""

    process: subprocess.Popen[str]
    url: str
    api_key: str = field(repr=False)
    site_id: str

    def practise(self, outage: str) -> None:
        """Let it misbehave as told. Raises `NoDemo` where it is gone."""
        try:
            if self.process.stdin is not None:
                self.process.stdin.write(json.dumps({"practise": outage}) + "\n")
                self.process.stdin.flush()
        except (OSError, ValueError) as gone:
            raise NoDemo("The demo site has ended.") from gone

    def stop(self) -> None:
        _end(self.process)


def start_demo(folder: Path) -> DemoChild:
    """Start it on any free port and wait for its one line."""
    # A file, not a pipe: nobody reads what it complains about later, and a full pipe would stop it.
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as complaints:
        try:
            process = _start(folder, complaints)
        except OSError as failed:
            why = "this computer starts no more programs. Close some and try again."
            raise NoDemo(f"The demo site did not start: {why}") from failed
        line = process.stdout.readline() if process.stdout else ""
        try:
            ready = json.loads(line)
            return DemoChild(process, ready["url"], ready["api_key"], ready["site_id"])
        except (ValueError, KeyError, TypeError) as odd:
            _end(process)
            complaints.seek(0)
            said = (complaints.read().strip() or line.strip() or "it said nothing").splitlines()[-1]
            raise NoDemo(f"The demo site did not start: {said}") from odd


def _start(folder: Path, complaints: IO[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-m", "app.demo", "--folder", str(folder), "--stop-on-stdin-eof"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=complaints,
        text=True,
        cwd=_PACKAGE_PARENT,
        env=for_children(),
    )


def _end(process: subprocess.Popen[str]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):  # what it was told and never read
                pipe.close()
    try:
        process.wait(ENDS_WITHIN_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
