"""What another computer needs to send an op of this one: the op by itself."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from app.domain.model import Op, OpId, OpKind
from app.domain.rules import effect


def standing_alone(op: Op, ops: Sequence[Op], travelling: Collection[OpId]) -> Op:
    """An undo of an op that stays behind becomes what it does. `ops`: all of the row, in order."""
    if op.kind is not OpKind.UNDO or op.undoes in travelling:
        return op
    people, root = effect(op, ops)
    kind, count = _does(people, root)
    return op._replace(kind=kind, count=count, undoes=None)


def _does(people: int, root: Op) -> tuple[OpKind, int]:
    if people < 0:
        return OpKind.LEAVE, -people
    if people > 0:
        return (OpKind.EXTRA if root.kind is OpKind.EXTRA else OpKind.ARRIVE), people
    if root.before.no_show:
        return OpKind.NO_SHOW, 0
    return (OpKind.ARRIVE, root.before.count) if root.before.count else (OpKind.CLEAR, 0)
