"""`export` and `import`: the journal as one file, from one computer to another."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.codes import DONE, LOCKED
from app.domain.errors import StoreError
from app.system.lock import sync_lock

if TYPE_CHECKING:
    from app.main import Program


def export(program: Program, given: argparse.Namespace) -> int:
    """Write a copy; with --retire what is unsent is the other computer's from then on."""
    from app.checkin.handover import HANDED_OVER, Handover
    from app.checkin.handover_file import write
    from app.checkin.table_file import refuse_there

    file = Path(given.file)
    refuse_there(file)
    lock = sync_lock(program.place.folder)
    try:
        held = not given.retire or lock.acquire()
    except OSError as shut:
        raise StoreError("This computer's data folder cannot be written.") from shut
    if not held:
        print("Another process is sending: close the window first.", file=sys.stderr)
        return LOCKED
    try:
        with closing(program.open_store()) as store:
            handover = Handover(store, program.clock, program.place.site_id)
            if given.retire:
                handover.retire()
            what = handover.export()
            write(file, what)
    finally:
        lock.release()
    handed = sum(1 for line in what.lines if line.state == HANDED_OVER)
    print(f"{len(what.lines)} check-ins written, {handed} of them for another computer to send.")
    return DONE


def take(program: Program, given: argparse.Namespace) -> int:
    """Take what was handed over; list the rest."""
    from app.checkin.handover import Handover
    from app.checkin.handover_file import read

    what = read(Path(given.file))
    with closing(program.open_store()) as store:
        found = Handover(store, program.clock, program.place.site_id).take(what)
    print(f"{found.taken} check-ins to send from here, {found.known} were here already.")
    if found.others:
        print(f"{len(found.others)} others, for reading only:")
    for op, state in found.others:
        print(f"{op.at:%Y-%m-%d %H:%M}  {what.name_of(op.row)}  {op.kind} {op.count}  {state}")
    return DONE
