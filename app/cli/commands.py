"""Runs one command: calls what the window calls, prints, and exits as cli.md says."""

from __future__ import annotations

import argparse
import io
import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.codes import DONE, NOT_FINISHED, USAGE, code_of
from app.cli.parser import build_parser
from app.domain.errors import TurnoutError

if TYPE_CHECKING:
    from app.main import Program

Given = argparse.Namespace
SHUT_PIPE = (
    "turnout: what it was to read cannot be read, or its answer cannot be written. "
    "It may be recorded all the same: look at turnout queue before it is done again."
)


def run(arguments: Sequence[str]) -> int:
    """The exit code. A foreseen error is one line on stderr, never a traceback."""
    parser = build_parser()
    given = parser.parse_args(arguments)
    if given.command is None:
        from app.cli.window import open_window

        return open_window(demo=given.demo, set_up=given.set_up)
    _speak_utf8()
    try:
        code = _run(given)
        if sys.stdout is not None:
            sys.stdout.flush()
    except TurnoutError as error:
        print(error, file=sys.stderr)
        return code_of(error)
    except BrokenPipeError:
        _be_silent()
        # Whoever reads a list has seen enough; but lines that nobody took in were not recorded.
        return NOT_FINISHED if "source" in given and given.source else DONE
    except OSError as failed:
        _be_silent()
        logging.getLogger("turnout").info("input or output failed: %s", failed)
        print(SHUT_PIPE, file=sys.stderr)
        return NOT_FINISHED
    except KeyboardInterrupt:
        return 130
    return code


def _speak_utf8() -> None:
    """Names are of every script, and a pipe's encoding may know but one."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _be_silent() -> None:
    """Python would complain once more while it flushes at exit."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(given: Given) -> int:
    if given.command == "demo-site":
        return _demo_site(given)
    if wrong := _misuse(given):
        print(f"turnout: {wrong}", file=sys.stderr)
        return USAGE
    if given.command == "doctor":
        from app.cli.doctor import doctor

        return doctor(given)
    from app.main import program

    made = program(demo=given.demo)
    made.start_log()
    try:
        return _command(given)(made, given)
    finally:
        made.close()


def _misuse(given: Given) -> str:
    if given.command == "check-in":
        if given.source and given.event:
            return "check-in --from - takes no EVENT and BOOKING: they come on each line"
        if not given.source and not given.booking:
            return "check-in needs EVENT and BOOKING"
    if given.command == "report" and given.first and given.last and given.first > given.last:
        return f"--from {given.first} is a later day than --to {given.last}: exchange them"
    return ""


def _command(given: Given) -> Callable[[Program, Given], int]:
    from app.cli import doing, handing, queueing, reading, reporting, syncing, walking

    commands: dict[str, Callable[[Program, Given], int]] = {
        "sessions": reading.sessions,
        "roster": reading.roster,
        "check-in": doing.check_in,
        "undo": doing.undo,
        "walk-in": walking.walk_in,
        "sync": syncing.sync,
        "queue": queueing.queue,
        "export": handing.export,
        "import": handing.take,
        "report": reporting.report,
    }
    return commands[given.command]


def _demo_site(given: Given) -> int:
    from app.demo.serve import serve
    from app.system.paths import data_folder

    folder: Path = data_folder() / "demo-site"
    return serve(folder, given.port, given.date, given.faults)
