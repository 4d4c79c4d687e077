"""The demo site as a process: one JSON line when it is ready, then it serves until told to end."""

import argparse
import datetime as dt
import json
import os
import signal
import sqlite3
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from app.demo.practice import Listener
from app.demo.site import DemoSite

_SLICE_S = 1.0
_MAKE_ROOM = (
    "Make room there, let this user write in it, or choose another folder with TURNOUT_DATA_DIR."
)
_DONE, _USAGE, _NO_PORT, _NO_STORE = 0, 2, 4, 6


def serve(
    folder: Path,
    port: int = 0,
    date: dt.date | None = None,
    faults_file: Path | None = None,
    *,
    stop_on_stdin_eof: bool = False,
    stdout: TextIO | None = None,
) -> int:
    """Serve that folder; the exit code."""
    try:
        site = DemoSite(folder, date=date)
    except (OSError, sqlite3.Error):
        return _fail(f"cannot write to {folder}. {_MAKE_ROOM}", _NO_STORE)
    trouble = _prepare(site, port, faults_file)
    if trouble:
        site.stop()
        return trouble
    ended = _ending(stop_on_stdin_eof, Listener(site.faults))
    ready = {"url": site.url, "api_key": site.api_key, "site_id": site.site_id}
    out = stdout or sys.stdout
    out.write(json.dumps(ready) + "\n")
    out.flush()
    # In slices, because a wait without an end cannot be interrupted on every system.
    while not ended.wait(_SLICE_S):
        pass
    site.stop()
    return _DONE


def _prepare(site: DemoSite, port: int, faults_file: Path | None) -> int:
    try:
        if faults_file:
            site.faults.load(faults_file)
    except (OSError, ValueError, KeyError, TypeError) as error:
        why = "check its name and who may read it" if isinstance(error, OSError) else f"{error}"
        return _fail(f"cannot read the faults in {faults_file}: {why}", _USAGE)
    try:
        site.start(port)
    except (OSError, OverflowError):
        return _fail(
            f"cannot listen on port {port}: another program has it, or this user may not. "
            "Choose another with --port, or 0 for any that is free.",
            _NO_PORT,
        )
    return _DONE


def _fail(text: str, code: int) -> int:
    sys.stderr.write(f"{text}\n")
    return code


def _ending(stop_on_stdin_eof: bool, listener: Listener) -> threading.Event:
    ended = threading.Event()
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: ended.set())

    descriptor = sys.stdin.fileno() if stop_on_stdin_eof else -1

    def watch() -> None:
        while piece := os.read(descriptor, 4096):
            listener.hear(piece)
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
    parser.add_argument("--date", type=dt.date.fromisoformat)
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
