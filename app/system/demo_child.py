"""The demo site as a child process that ends with its parent."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_PACKAGE_PARENT = Path(__file__).parent.parent.parent


class NoDemo(Exception):
    """The demo site could not be started; its text says why."""


@dataclass(frozen=True, slots=True)
class DemoChild:
    """A running demo site; closing its standard input, as the parent's death does, ends it."""

    process: subprocess.Popen[str]
    url: str
    api_key: str
    site_id: str

    def stop(self) -> None:
        if self.process.stdin is not None:
            self.process.stdin.close()
        if self.process.stdout is not None:
            self.process.stdout.close()
        self.process.wait()


def start_demo(folder: Path) -> DemoChild:
    """Start it on any free port and wait for its one line."""
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-m", "app.demo", "--folder", str(folder), "--stop-on-stdin-eof"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=_PACKAGE_PARENT,
    )
    line = process.stdout.readline() if process.stdout else ""
    try:
        ready = json.loads(line)
        return DemoChild(process, ready["url"], ready["api_key"], ready["site_id"])
    except (ValueError, KeyError) as odd:
        _, said = process.communicate()
        raise NoDemo(f"The demo site did not start: {said.strip() or line.strip()}") from odd
