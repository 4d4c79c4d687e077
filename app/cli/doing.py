"""`check-in` and `undo`: one op each, durable before it is answered, without the network."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING

from app.cli.codes import DONE, REFUSED, UNWRITABLE
from app.domain.errors import Refusal, StoreError, TurnoutError
from app.domain.model import BookingId, EventId, OpId, RowId
from app.domain.roster import Recorded

if TYPE_CHECKING:
    from app.checkin.desk import Desk
    from app.main import Program
    from app.storage.store import Store

_COUNTED = re.compile(r"(\+|-|extra\+)([0-9]{1,9})")


def check_in(program: Program, given: argparse.Namespace) -> int:
    """Record one op, or one a line of standard input."""
    with closing(program.open_store()) as store:
        desk = program.desk(store)
        if given.source:
            return _lines(desk, store)
        row = _row(store, given.event, given.booking)
        return answer(lambda: _do(desk, row, _what(given)), as_json=given.json)


def undo(program: Program, given: argparse.Namespace) -> int:
    """Take back one op."""
    with closing(program.open_store()) as store:
        desk = program.desk(store)
        return answer(lambda: desk.undo(OpId(given.op)), as_json=given.json)


def _what(given: argparse.Namespace) -> str:
    """The op in the words of `--from -`, so that both ways are one."""
    if given.no_show:
        return "no-show"
    if given.clear:
        return "clear"
    for sign, count in (("+", given.add), ("-", given.leave), ("extra+", given.extra)):
        if count is not None:
            return f"{sign}{count}" if count > 0 else f"{sign}0"
    raise Refusal("Say what happened: --add, --leave, --extra, --no-show or --clear.")


def _do(desk: Desk, row: RowId, what: str) -> Recorded:
    if what == "no-show":
        return desk.mark_no_show(row)
    if what == "clear":
        return desk.clear(row)
    counted = _COUNTED.fullmatch(what)
    if counted is None:
        raise Refusal(f"“{what}” is none of +N, -N, no-show, clear, extra+N.")
    act = {"+": desk.arrive, "-": desk.leave, "extra+": desk.add_extra}[counted[1]]
    return act(row, int(counted[2]))


def answer(act: Callable[[], Recorded], *, as_json: bool) -> int:
    """Print what became of it. With --json the refusal is in the answer as well."""
    try:
        recorded = act()
    except Refusal as no:
        if as_json:
            print(json.dumps({"ok": False, "op_id": None, "reason": str(no)}, ensure_ascii=False))
        raise
    if as_json:
        told = {"ok": True, "op_id": recorded.op_id, "reason": ""}
        print(json.dumps(told | {"over_capacity": recorded.card.over_capacity}))
    else:
        print(f"ok {recorded.op_id}")
    return DONE


def _lines(desk: Desk, store: Store) -> int:
    code = DONE
    for raw in sys.stdin.buffer if sys.stdin is not None else ():
        line = raw.decode("utf-8", "replace").strip()
        if not line:
            continue
        try:
            print(f"ok {_line(desk, store, line).op_id}", flush=True)
        except StoreError as shut:
            print(f"refused {shut}", flush=True)
            print(shut, file=sys.stderr)
            return UNWRITABLE
        except TurnoutError as no:
            code = REFUSED
            print(f"refused {no}", flush=True)
    return code


def _line(desk: Desk, store: Store, line: str) -> Recorded:
    words = line.split()
    if len(words) != 3:
        raise Refusal("A line is EVENT BOOKING and one of +N, -N, no-show, clear, extra+N.")
    return _do(desk, _row(store, words[0], words[1]), words[2])


def _row(store: Store, event: str, booking: str) -> RowId:
    """A walk-in may be named by the booking that was made of it, too."""
    there = BookingId(booking)
    return RowId(store.walk_ins.aliases().get(there, there), EventId(event))
