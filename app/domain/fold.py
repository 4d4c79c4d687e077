"""What a row should be: the one function behind every number on every screen.

The ops of a row are folded, in the device's own order, onto the value they count from. The same
function answers after a tap, a sync, an undo and a restart.
"""

from collections.abc import Sequence
from typing import NamedTuple

from app.domain.model import Op, OpId, OpKind, Seq, Shadow
from app.domain.values import NO_SHOW, NONE, Value


class Projection(NamedTuple):
    """`shown` is W, the screen's value; `target` what may go on the wire.

    They differ only while more people are counted here than a party that shrank in Wix allows.
    `surplus`: people counted here that the party had no room for, since another device had
    counted them too. `waits`: an op is not on the server yet; `absolute_waits`: one that sets the
    row outright.
    """

    shown: Value = NONE
    target: Value = NONE
    surplus: int = 0
    waits: bool = False
    absolute_waits: bool = False


class _Running(NamedTuple):
    value: Value
    surplus: int = 0
    extras: int = 0


_Step = tuple[_Running, _Running]
"""The row just before an op, and just after it."""


def undone(ops: Sequence[Op]) -> frozenset[OpId]:
    """The ops that an undo takes back, where that undo was not itself taken back."""
    taken_back: set[OpId] = set()
    for op in reversed(ops):
        if op.kind is OpKind.UNDO and op.undoes is not None and op.op_id not in taken_back:
            taken_back.add(op.undoes)
    return frozenset(taken_back)


def shown(shadow: Shadow, ops: Sequence[Op], party: int) -> Value:
    """W alone, for who only adds up: what `project` shows."""
    return _fold(shadow, ops, party).value


def project(shadow: Shadow, ops: Sequence[Op], party: int) -> Projection:
    """Fold `ops` (all ops of the row, in `seq` order) onto the shadow's `r`.

    A party that shrank never lowers a count: an arrival keeps the party it was tapped under.
    """
    running = _fold(shadow, ops, party)
    target = running.value
    if not target.no_show:
        room = max(party, shadow.r.count, shadow.a.count) + max(0, running.extras)
        target = Value(min(target.count, room))
    return Projection(
        shown=running.value,
        target=target,
        surplus=running.surplus,
        waits=bool(unsent := _unsent(ops, shadow.a_seq)),
        absolute_waits=any(op.kind in (OpKind.NO_SHOW, OpKind.DECIDE) for op in unsent),
    )


def _fold(shadow: Shadow, ops: Sequence[Op], party: int) -> _Running:
    running = _Running(shadow.r)
    by_id = {op.op_id: op for op in ops}
    steps: dict[OpId, _Step] = {}
    for op in ops:
        if op.seq > shadow.r_seq:
            before = running
            running = _next(before, op, party, steps, by_id)
            steps[op.op_id] = before, running
    return running


def _unsent(ops: Sequence[Op], sent: Seq) -> list[Op]:
    """The ops that are not on the server yet, without those that cancel each other out."""
    waiting = {op.op_id: op for op in ops if op.seq > sent}
    gone = undone(ops) if waiting else frozenset()
    return [op for op in waiting.values() if op.op_id not in gone and op.undoes not in waiting]


def _next(
    was: _Running, op: Op, party: int, steps: dict[OpId, _Step], by_id: dict[OpId, Op]
) -> _Running:
    if op.kind is not OpKind.UNDO:
        return _apply(was, op, party)
    of = by_id.get(op.undoes) if op.undoes is not None else None
    if of is None:
        return was
    before, after = steps.get(of.op_id) or _as_tapped(of, by_id)
    # Where nothing came since, the row is as it was before, to the last detail.
    return before if was == after else _take_back(was, before, after, max(party, of.party))


def recorded_change(op: Op, ops: Sequence[Op]) -> tuple[Value, Value]:
    """From what to what an op changed its row, by its own record. `ops`: those of the row."""
    before, after = _as_tapped(op, {each.op_id: each for each in ops})
    return before.value, after.value


def _as_tapped(op: Op, by_id: dict[OpId, Op]) -> _Step:
    """What an op did by its own record, where it is no longer folded: `r` includes it."""
    before = _Running(op.before, extras=max(0, op.before.count - op.party))
    after = before
    if op.kind is not OpKind.UNDO:
        after = _apply(before, op, max(op.party, op.before.count + op.count))
    elif (of := by_id.get(op.undoes or op.op_id)) and of.seq < op.seq:
        after = _take_back(before, *_as_tapped(of, by_id), max(op.party, of.party))
    return before, _Running(after.value, extras=max(0, after.value.count - op.party))


def _apply(was: _Running, op: Op, party: int) -> _Running:
    value = was.value
    match op.kind:
        case OpKind.ARRIVE:
            return _arrive(was, op.count, max(party, op.party))
        case OpKind.EXTRA:
            return _Running(
                value.plus(op.count), max(0, was.surplus - op.count), was.extras + op.count
            )
        case OpKind.LEAVE:
            return _Running(value.plus(-op.count), 0, was.extras)
        case OpKind.CLEAR:
            # A clear takes away those it saw, so that somebody counted elsewhere meanwhile stays.
            left = NONE if value.no_show else value.plus(-op.before.count)
            return _Running(left, 0, was.extras)
        case OpKind.NO_SHOW:
            return _Running(NO_SHOW, 0, was.extras)
        case _:
            return _Running(NO_SHOW if op.count < 0 else Value(op.count), 0, was.extras)


def _arrive(was: _Running, people: int, room: int) -> _Running:
    wished = was.value.count + people
    held = max(was.value.count, min(wished, room))
    return _Running(Value(held), was.surplus + wished - held, was.extras)


def _take_back(was: _Running, before: _Running, after: _Running, party: int) -> _Running:
    """Take back what an op did, where other ops came since."""
    value, people = was.value, after.value.count - before.value.count
    surplus = max(0, was.surplus + before.surplus - after.surplus)
    rest = _Running(value, surplus, was.extras + before.extras - after.extras)
    if after.value.no_show:
        return rest._replace(value=before.value if value.no_show else value)
    if people < 0:
        return _arrive(rest, -people, max(party, before.value.count))
    left = value.plus(-people)
    if before.value.no_show and left.is_none:
        left = NO_SHOW
    return rest._replace(value=left)
