"""`export` and `import`: the journal as one file, from one computer to another."""

from __future__ import annotations

import argparse
import shlex
import sys
from contextlib import closing
from typing import TYPE_CHECKING

from app.cli.codes import DONE, LOCKED, SHUT
from app.domain.errors import StoreError
from app.system.lock import sync_lock

if TYPE_CHECKING:
    from app.main import Program


def export(program: Program, given: argparse.Namespace) -> int:
    """Write a copy; with --retire what is unsent is the other computer's from then on."""
    from app.checkin.handover import Handover

    lock = sync_lock(program.place.folder)
    try:
        held = not given.retire or lock.acquire()
    except OSError as shut:
        raise StoreError(SHUT) from shut
    if not held:
        print(
            "Another turnout is sending: close its window, or wait for it, and try again.",
            file=sys.stderr,
        )
        return LOCKED
    try:
        with closing(program.open_store()) as store:
            handover = Handover(store, program.clock, program.place.site_id)
            done = handover.write(given.file, retire=given.retire)
    finally:
        lock.release()
    print(f"{done.ops} check-ins written, {done.handed} of them for another computer to send.")
    if done.handed:
        print(
            f"Those {done.handed} are no longer counted or sent here. On the other computer: "
            f"turnout import {shlex.quote(str(given.file))}"
        )
    return DONE


def take(program: Program, given: argparse.Namespace) -> int:
    """Take what was handed over; list the rest."""
    from app.checkin.handover import Handover
    from app.checkin.handover_file import read

    what = read(given.file)
    with closing(program.open_store()) as store:
        found = Handover(store, program.clock, program.place.site_id).take(what)
    print(f"{found.taken} check-ins to send from here, {found.known} were here already.")
    if found.others:
        print(f"{len(found.others)} others, for reading only:")
    for op, state in found.others:
        print(f"{op.at:%Y-%m-%d %H:%M}  {what.name_of(op.row)}  {op.kind} {op.count}  {state}")
    return DONE
