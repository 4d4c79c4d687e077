"""The demo site as a process: one JSON line when it is ready, then it serves until told to end."""

import argparse
import json
import signal
import sqlite3
import sys
import threading
from collections.abc import Sequence
from datetime import date as Date
from pathlib import Path
from typing import TextIO

from app.demo.site import DemoSite

_DONE, _USAGE, _NO_PORT, _NO_STORE = 0, 2, 4, 6


def serve(
    folder: Path,
    port: int = 0,
    date: Date | None = None,
    faults_file: Path | None = None,
    *,
    stop_on_stdin_eof: bool = False,
    stdout: TextIO | None = None,
) -> int:
    """Serve that folder; the exit code."""
    try:
        site = DemoSite(folder, date=date)
    except (OSError, sqlite3.Error) as error:
        return _fail(f"cannot write to {folder}: {error}", _NO_STORE)
    try:
        if faults_file:
            site.faults.load(faults_file)
        site.start(port)
    except (ValueError, KeyError, TypeError) as error:
        site.stop()
        return _fail(f"cannot read the faults in {faults_file}: {error}", _USAGE)
    except (OSError, OverflowError) as error:
        site.stop()
        if faults_file and not faults_file.is_file():
            return _fail(f"cannot read {faults_file}: {error}", _USAGE)
        return _fail(f"cannot listen on port {port}: {error}", _NO_PORT)
    ended = _ending(stop_on_stdin_eof)
    ready = {"url": site.url, "api_key": site.api_key, "site_id": site.site_id}
    print(json.dumps(ready), file=stdout or sys.stdout, flush=True)
    # In slices, because a wait without an end cannot be interrupted on every system.
    while not ended.wait(1.0):
        pass
    site.stop()
    return _DONE


def _fail(text: str, code: int) -> int:
    print(text, file=sys.stderr)
    return code


def _ending(stop_on_stdin_eof: bool) -> threading.Event:
    ended = threading.Event()
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: ended.set())

    def watch() -> None:
        while sys.stdin.buffer.read1(4096):
            pass
        ended.set()

    if stop_on_stdin_eof:
        # The parent's death closes the pipe, so the child never outlives it.
        threading.Thread(target=watch, name="stdin", daemon=True).start()
    return ended


def main(arguments: Sequence[str]) -> int:
    """The command line of `python -m app.demo`."""
    parser = argparse.ArgumentParser(prog="python -m app.demo", description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path("demo-site"))
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--date", type=Date.fromisoformat)
    parser.add_argument("--faults", type=Path)
    parser.add_argument("--stop-on-stdin-eof", action="store_true")
    given = parser.parse_args(arguments)
    return serve(
        given.folder,
        given.port,
        given.date,
        given.faults,
        stop_on_stdin_eof=given.stop_on_stdin_eof,
    )
