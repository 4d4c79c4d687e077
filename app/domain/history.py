"""What the last gesture was, and what the last one that was taken back: for undo and for redo."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from app.domain.fold import undone
from app.domain.model import GestureId, Op, OpId, OpKind

_Gestures = dict[GestureId, list[Op]]


def to_undo(ops: Sequence[Op]) -> list[Op]:
    """Of the ops in order: what stands of the gesture that was done last, or done again last."""
    done, _ = _stacks(ops)
    return _last_standing(done.values(), ops)


def to_redo(ops: Sequence[Op]) -> list[Op]:
    """The undo that was made last and still stands; none once something else was done since."""
    _, back = _stacks(ops)
    return _last_standing(back.values(), ops)


def standing(ops: Sequence[Op]) -> list[Op]:
    """Without what was taken back among these, and without what took it back."""
    gone, ids = undone(ops), {op.op_id for op in ops}
    return [op for op in ops if op.op_id not in gone and op.undoes not in ids]


def _last_standing(gestures: Iterable[list[Op]], ops: Sequence[Op]) -> list[Op]:
    gone = undone(ops)
    for gesture in reversed(list(gestures)):
        if standing := [op for op in gesture if op.op_id not in gone]:
            return standing
    return []


def _stacks(ops: Sequence[Op]) -> tuple[_Gestures, _Gestures]:
    """Gestures that did something and those that took back, each the latest last."""
    by_id = {op.op_id: op for op in ops}
    done: _Gestures = {}
    back: _Gestures = {}
    for op in ops:
        found = _root(op, by_id)
        if found is None or op.kind is OpKind.DECIDE:
            continue
        root, undos = found
        if undos == 0:
            if op.gesture_id not in done:
                back.clear()
            done.setdefault(op.gesture_id, []).append(op)
        elif undos % 2:
            back.setdefault(op.gesture_id, []).append(op)
        else:
            done[root.gesture_id] = done.pop(root.gesture_id)
    return done, back


def _root(op: Op, by_id: Mapping[OpId, Op]) -> tuple[Op, int] | None:
    """The op at the root and how many undos lie on it; None where it is older than these ops."""
    undos = 0
    while op.kind is OpKind.UNDO:
        source = by_id.get(op.undoes) if op.undoes is not None else None
        if source is None:
            return None
        op, undos = source, undos + 1
    return op, undos
