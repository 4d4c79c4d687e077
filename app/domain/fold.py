"""What a row should be: the one function behind every number on every screen.

The ops of a row are folded, in the device's own order, onto the value they count from. The same
function answers after a tap, a sync, an undo and a restart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.domain.model import Op, OpId, OpKind, Seq, Shadow
from app.domain.values import NO_SHOW, NONE, Value


@dataclass(frozen=True, slots=True)
class Projection:
    """`shown` is W, the screen's value; `target` what may go on the wire.

    They differ only while more people are counted here than a party that shrank in Wix allows.
    `surplus`: people counted here that the party had no room for, since another device had
    counted them too. `absolute_waits`: an op that sets the row outright is not on the server yet.
    """

    shown: Value = NONE
    target: Value = NONE
    surplus: int = 0
    absolute_waits: bool = False


@dataclass(frozen=True, slots=True)
class _Running:
    value: Value
    surplus: int = 0
    extras: int = 0


def undone(ops: Sequence[Op]) -> frozenset[OpId]:
    """The ops that an undo takes back, where that undo was not itself taken back."""
    taken_back: set[OpId] = set()
    for op in reversed(ops):
        if op.kind is OpKind.UNDO and op.undoes is not None and op.op_id not in taken_back:
            taken_back.add(op.undoes)
    return frozenset(taken_back)


def project(shadow: Shadow, ops: Sequence[Op], party: int) -> Projection:
    """Fold `ops` (all ops of the row, in `seq` order) onto the shadow's `r`.

    A party that shrank never lowers a count: an arrival keeps the party it was tapped under.
    """
    gone = undone(ops)
    by_id = {op.op_id: op for op in ops}
    running = _Running(shadow.r)
    for op in ops:
        if op.seq > shadow.r_seq and op.op_id not in gone:
            running = _step(running, op, by_id, party, shadow.r_seq)
    target = running.value
    if not target.no_show:
        room = max(party, shadow.r.count, shadow.a.count) + running.extras
        target = Value(min(target.count, room))
    return Projection(
        shown=running.value,
        target=target,
        surplus=running.surplus,
        absolute_waits=any(
            op.kind in (OpKind.NO_SHOW, OpKind.DECIDE)
            and op.seq > shadow.a_seq
            and op.op_id not in gone
            for op in ops
        ),
    )


def _step(was: _Running, op: Op, by_id: dict[OpId, Op], party: int, absorbed: Seq) -> _Running:
    if op.kind is not OpKind.UNDO:
        return _apply(was, op, party)
    taken_back = by_id.get(op.undoes) if op.undoes is not None else None
    if taken_back is None or taken_back.seq > absorbed:
        return was
    if taken_back.kind is OpKind.UNDO:
        again = by_id.get(taken_back.undoes) if taken_back.undoes is not None else None
        return was if again is None else _apply(was, again, party)
    return _take_back(was, taken_back, party)


def _apply(was: _Running, op: Op, party: int) -> _Running:
    value = was.value
    match op.kind:
        case OpKind.ARRIVE:
            return _arrive(was, op.count, max(party, op.party))
        case OpKind.EXTRA:
            return replace(
                was,
                value=value.plus(op.count),
                surplus=max(0, was.surplus - op.count),
                extras=was.extras + op.count,
            )
        case OpKind.LEAVE:
            return replace(was, value=value.plus(-op.count), surplus=0)
        case OpKind.CLEAR:
            # A clear takes away those it saw, so that somebody counted elsewhere meanwhile stays.
            left = NONE if value.no_show else value.plus(-op.before.count)
            return replace(was, value=left, surplus=0)
        case OpKind.NO_SHOW:
            return replace(was, value=NO_SHOW, surplus=0)
        case _:
            decided = NO_SHOW if op.count < 0 else Value(op.count)
            return replace(was, value=decided, surplus=0)


def _arrive(was: _Running, people: int, room: int) -> _Running:
    wished = was.value.count + people
    held = max(was.value.count, min(wished, room))
    return replace(was, value=Value(held), surplus=was.surplus + wished - held)


def _take_back(was: _Running, op: Op, party: int) -> _Running:
    value = was.value
    match op.kind:
        case OpKind.ARRIVE:
            return replace(was, value=value.plus(-op.count))
        case OpKind.EXTRA:
            return replace(was, value=value.plus(-op.count), extras=was.extras - op.count)
        case OpKind.LEAVE:
            return _arrive(was, op.count, max(party, op.party, op.before.count))
        case OpKind.CLEAR if op.before.no_show:
            return replace(was, value=NO_SHOW) if value.is_none else was
        case OpKind.CLEAR:
            return _arrive(was, op.before.count, max(party, op.before.count))
        case _:
            return replace(was, value=op.before) if value.no_show else was
