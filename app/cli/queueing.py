"""`queue`: what waits for the site or for a person, and decisions on it."""

from __future__ import annotations

import argparse
import json
from contextlib import closing
from typing import TYPE_CHECKING

from app.cli.codes import DONE
from app.domain.errors import Refusal
from app.domain.model import BookingId, DeviceId, EventId, OpId, RowId
from app.domain.values import Value

if TYPE_CHECKING:
    from app.checkin.attention import Attention, Waiting
    from app.main import Program


def queue(program: Program, given: argparse.Namespace) -> int:
    """List every op that is not verified, or decide on one."""
    with closing(program.open_store()) as store:
        attention, device = program.attention(store)
        if given.decision:
            _decide(attention, device, given)
            print("ok")
            return DONE
        ops = attention.waiting()
        handed = len(store.handed_over.all())
    if given.json:
        print(json.dumps({"ops": [_op_json(each) for each in ops]}, ensure_ascii=False))
        return DONE
    if handed:
        nothing = "" if ops else "Nothing waits here. "
        print(f"{nothing}Another computer is to send {handed}, from the file they are in.")
    elif not ops:
        print("Nothing waits: everything is in Wix.")
    for each in ops:
        print(
            f"{each.op.op_id}  {each.op.kind} {each.op.count}  {each.state}  {each.reason}"
            f"  {each.op.row.event_id} {each.op.row.booking_id}"
        )
    return DONE


def _decide(attention: Attention, device: DeviceId, given: argparse.Namespace) -> None:
    match given.decision:
        case "retry":
            attention.retry(OpId(given.op))
        case "keep":
            attention.keep(OpId(given.op))
        case "discard":
            if not given.yes:
                raise Refusal("This loses a check-in. To do it all the same, add --yes.")
            attention.discard(OpId(given.op), device)
        case _:
            row = RowId(BookingId(given.booking), EventId(given.event))
            attention.resolve(row, Value(given.count), device)


def _op_json(waiting: Waiting) -> dict[str, object]:
    op = waiting.op
    return {
        "id": op.op_id,
        "event_id": op.row.event_id,
        "booking_id": op.row.booking_id,
        "kind": op.kind.value,
        "count": op.count,
        "state": waiting.state.value,
        "reason": waiting.reason,
        "at": op.at.isoformat(),
        "tries": waiting.tries,
    }
