"""`walk-in`: somebody without a booking, durable before it is answered, without the network."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from typing import TYPE_CHECKING

from app.cli.codes import DONE
from app.cli.doing import answer
from app.domain.model import EventId

if TYPE_CHECKING:
    from app.main import Program


UNNAMED = "Counted without a name, as “Walk-in”: --name says who it is."


def walk_in(program: Program, given: argparse.Namespace) -> int:
    """Check in people who had not booked."""
    with closing(program.open_store()) as store:
        walk_ins = program.walk_ins(store)
        code = answer(
            lambda: walk_ins.add(
                EventId(given.event), given.name, given.email, given.phone, given.count
            ),
            as_json=given.json,
        )
    if code == DONE and not (given.name.strip() or given.json):
        print(UNNAMED, file=sys.stderr)
    return code
