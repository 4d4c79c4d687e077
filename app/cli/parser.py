"""The grammar of the command line, with the help that a person reads."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import NoReturn, TypeAlias

from app import __version__
from app.cli.codes import USAGE


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line; the grammar is for whoever asks for help."""

    def error(self, message: str) -> NoReturn:
        self.exit(USAGE, f"{self.prog}: {message}. See {self.prog} --help\n")


def build_parser() -> argparse.ArgumentParser:
    """The whole grammar of cli.md that this version has."""
    parser = _Parser(
        prog="turnout",
        description="Check people in to today's Wix Bookings sessions. Without a command, "
        "the window opens.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"turnout {__version__}")
    parser.add_argument("--demo", action="store_true", help="use the built-in demo site")
    parser.add_argument("--desk", action="store_true", help="open the reception desk")
    parser.add_argument("--set-up", action="store_true", help="connect a site, or change its key")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    _add_demo_site(commands)
    _add_reading(commands)
    _add_doing(commands)
    _add_walk_in(commands)
    _add_sync(commands)
    _add_queue(commands)
    _add_handing(commands)
    _add_report(commands)
    _add_doctor(commands)
    return parser


Commands: TypeAlias = "argparse._SubParsersAction[_Parser]"  # noqa: SLF001 - it has no other name


def _add_demo_site(commands: Commands) -> None:
    demo = commands.add_parser("demo-site", help="serve the demo Wix site alone, on loopback")
    demo.add_argument("--port", type=_port, default=0, help="0 takes any free port")
    demo.add_argument("--date", type=_day, help="serve as if it were that day")
    demo.add_argument("--faults", type=_file, metavar="FILE", help="misbehave as the file says")


def _add_reading(commands: Commands) -> None:
    sessions = commands.add_parser("sessions", help="the day's sessions, as this computer knows")
    sessions.add_argument("--date", type=_day, metavar="YYYY-MM-DD")
    sessions.add_argument("--json", action="store_true")
    roster = commands.add_parser("roster", help="the roster of one session")
    roster.add_argument("event", type=_text, metavar="EVENT")
    roster.add_argument("--json", action="store_true")


def _add_doing(commands: Commands) -> None:
    check_in = commands.add_parser("check-in", help="count one booking, without the network")
    check_in.add_argument("event", type=_text, metavar="EVENT", nargs="?")
    check_in.add_argument("booking", type=_text, metavar="BOOKING", nargs="?")
    what = check_in.add_mutually_exclusive_group(required=True)
    what.add_argument("--add", type=int, metavar="N", help="N more are here")
    what.add_argument("--leave", type=int, metavar="N", help="N fewer are here")
    what.add_argument("--extra", type=int, metavar="N", help="N more than were booked")
    what.add_argument("--no-show", action="store_true")
    what.add_argument("--clear", action="store_true", help="back to booked")
    what.add_argument("--from", dest="source", choices=["-"], help="lines from standard input")
    check_in.add_argument("--json", action="store_true")
    undo = commands.add_parser("undo", help="take back what one check-in did")
    undo.add_argument("op", type=_text, metavar="OP-ID", help="what stands behind its ok")
    undo.add_argument("--json", action="store_true")


def _add_walk_in(commands: Commands) -> None:
    walk_in = commands.add_parser("walk-in", help="check in somebody who had not booked")
    walk_in.add_argument("event", type=_text, metavar="EVENT")
    walk_in.add_argument("--name", type=_text, default="", help="without one: Walk-in")
    walk_in.add_argument("--email", type=_text, default="", help="then Wix gets a booking too")
    walk_in.add_argument("--phone", type=_text, default="")
    walk_in.add_argument("--count", type=int, default=1, metavar="N", help="how many came (1)")
    walk_in.add_argument("--json", action="store_true")


def _add_sync(commands: Commands) -> None:
    sync = commands.add_parser("sync", help="refresh a day and send what waits")
    sync.add_argument("--date", type=_day, metavar="YYYY-MM-DD", help="another day than today")
    sync.add_argument(
        "--until",
        choices=["sent", "verified"],
        default="verified",
        help="sent does not wait until what was sent is read back, about 80 s (verified)",
    )
    sync.add_argument(
        "--timeout", type=_positive, metavar="S", help="give up after so many seconds (180)"
    )
    sync.add_argument("--quiet", action="store_true", help="do not say what is waited for")
    sync.add_argument("--json", action="store_true")


def _add_queue(commands: Commands) -> None:
    queue = commands.add_parser("queue", help="what waits, and decisions on it")
    queue.add_argument("--json", action="store_true")
    decisions = queue.add_subparsers(dest="decision", metavar="DECISION")
    for name, words in (
        ("retry", "ask Wix once more"),
        ("keep", "keep it here as a local walk-in"),
        ("discard", "give it up"),
    ):
        one = decisions.add_parser(name, help=words)
        one.add_argument("op", type=_text, metavar="OP")
        if name == "discard":
            one.add_argument("--yes", action="store_true", help="really")
    resolve = decisions.add_parser("resolve", help="decide a conflict")
    resolve.add_argument("event", type=_text, metavar="EVENT")
    resolve.add_argument("booking", type=_text, metavar="BOOKING")
    resolve.add_argument("--count", type=_count, metavar="N", required=True)


def _add_handing(commands: Commands) -> None:
    export = commands.add_parser("export", help="the check-ins of this computer as one file")
    export.add_argument("file", type=_file, metavar="FILE")
    export.add_argument("--retire", action="store_true", help="another computer sends the unsent")
    taking = commands.add_parser("import", help="send what another computer handed over")
    taking.add_argument("file", type=_file, metavar="FILE")


def _add_report(commands: Commands) -> None:
    report = commands.add_parser("report", help="who came and who did not, of the days gone by")
    report.add_argument("kind", choices=["attendance", "no-shows"])
    report.add_argument("--from", dest="first", type=_day, metavar="YYYY-MM-DD")
    report.add_argument("--to", dest="last", type=_day, metavar="YYYY-MM-DD")
    report.add_argument("--by", choices=["client", "service", "hour"], default="client")
    report.add_argument("--csv", type=_file, metavar="FILE", help="write a table for a spreadsheet")
    report.add_argument("--json", action="store_true")


def _add_doctor(commands: Commands) -> None:
    doctor = commands.add_parser(
        "doctor", help="look for what stands in the way, and say what to do"
    )
    doctor.add_argument("--json", action="store_true")


def _text(given: str) -> str:
    """An id of bytes that are no text is unknown like any other."""
    return given.encode(errors="surrogateescape").decode(errors="replace")


def _file(given: str) -> Path:
    if not given.strip():
        raise argparse.ArgumentTypeError("an empty one is the name of no file")
    return Path(given)


def _day(given: str) -> date:
    try:
        day = date.fromisoformat(given)
    except ValueError:
        day = date.min
    # The first and the last years have no day before or after them.
    if not 1900 <= day.year < 3000:
        raise argparse.ArgumentTypeError(f"{given!r} is not a day like 2026-11-23")
    return day


def _port(given: str) -> int:
    if not given.isdecimal() or int(given) > 65535:
        raise argparse.ArgumentTypeError(f"{given!r} is not a port from 0 to 65535")
    return int(given)


def _count(given: str) -> int:
    if not given.isdecimal():
        raise argparse.ArgumentTypeError(f"{given!r} is not a number of people")
    return int(given)


def _positive(given: str) -> float:
    try:
        seconds = float(given)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < 1e9:
        raise argparse.ArgumentTypeError(f"{given!r} is not a number of seconds")
    return seconds
