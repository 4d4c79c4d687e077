"""It is all one whether the ops are folded, or counted from a value that includes them already.

A foreign change makes the row count from what was read, with the ops before it absorbed. If that
were another sum than the fold of all of them, somebody's edit would silently move a tap.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from app.domain.errors import Refusal
from app.domain.fold import project, undone
from app.domain.model import (
    BookingId,
    BookingStatus,
    EventId,
    GestureId,
    NewOp,
    Op,
    OpId,
    OpKind,
    RowId,
    Seq,
    Shadow,
)
from app.domain.rules import check, check_undo, effect
from app.domain.values import NONE, Value

ROW = RowId(BookingId("b"), EventId("e"))
GESTURE = GestureId("g")
AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
KINDS = (
    *((OpKind.ARRIVE, 1), (OpKind.ARRIVE, 2), (OpKind.LEAVE, 1), (OpKind.LEAVE, 2)),
    *((OpKind.EXTRA, 1), (OpKind.NO_SHOW, 0), (OpKind.CLEAR, 0)),
)


def after(ops: list[Op], party: int) -> Iterator[Op]:
    """Every op that the rules allow next, the undo of any earlier one among them."""
    shown, seq = project(Shadow(), ops, party).shown, len(ops) + 1
    for kind, count in KINDS:
        try:
            check(NewOp(ROW, kind, GESTURE, count), shown, party, BookingStatus.CONFIRMED, None)
        except Refusal:
            continue
        yield made(seq, kind, count, None, shown, party)
    for each in ops:
        try:
            check_undo(each, ops, shown, party)
        except Refusal:
            continue
        people, source = effect(each, ops)
        if source.kind is not OpKind.EXTRA and shown.count - people > max(party, shown.count):
            continue  # an undo of an undo over the party: the fold holds it, and says so
        yield made(seq, OpKind.UNDO, abs(people), each.op_id, shown, party)


def made(seq: int, kind: OpKind, count: int, undoes: OpId | None, before: Value, party: int) -> Op:
    return Op(
        Seq(seq), OpId(str(seq)), ROW, kind, GESTURE, AT, count, undoes, "", before, party
    )  # fmt: skip


def in_its_turn(op: Op, ops: list[Op]) -> bool:
    """Whether it takes back the newest op that stands, or brings back what an undo took."""
    gone = undone(ops)
    standing = [each for each in ops if each.kind is not OpKind.UNDO and each.op_id not in gone]
    of = next((each for each in ops if each.op_id == op.undoes), None)
    return of is None or of.kind is OpKind.UNDO or of is standing[-1]


def walk(ops: list[Op], depth: int, party: int, *, in_order: bool = False) -> int:
    """Check every history that goes on from here; returns how many there were."""
    whole = project(Shadow(), ops, party)
    assert whole.shown == whole.target
    for absorbed in range(1, len(ops)):
        value = project(Shadow(), ops[:absorbed], party).shown
        counted = Shadow(a=value, a_seq=Seq(absorbed), r=value, r_seq=Seq(absorbed))
        rest = project(counted, ops, party)
        assert (rest.shown, rest.target) == (whole.shown, whole.target), (ops, absorbed)
    if depth == 0:
        return 1
    then = (each for each in after(ops, party) if not in_order or in_its_turn(each, ops))
    return 1 + sum(walk([*ops, each], depth - 1, party, in_order=in_order) for each in then)


@pytest.mark.parametrize(
    ("party", "depth"), [(2, 4), (1, 5), pytest.param(2, 5, marks=pytest.mark.long)]
)
def test_every_history_of_a_few_ops_counts_the_same_from_any_of_its_points(
    party: int, depth: int
) -> None:
    assert walk([], depth, party) > 900


@pytest.mark.long
def test_every_history_of_six_ops_with_undos_in_order_counts_the_same() -> None:
    assert walk([], 6, 2, in_order=True) > 25_000


def is_redo(op: Op, ops: list[Op]) -> bool:
    return any(each.op_id == op.undoes and each.kind is OpKind.UNDO for each in ops)


def naive(ops: list[Op]) -> Value:
    """The count where nothing but people came and went: a sum."""
    return Value(sum(effect(each, ops)[0] for each in ops))


def test_without_no_shows_and_clears_the_count_is_the_sum() -> None:
    def sums(ops: list[Op], depth: int) -> None:
        assert project(Shadow(), ops, 3).shown == naive(ops)
        for each in after(ops, 3) if depth else ():
            outright = each.kind in (OpKind.NO_SHOW, OpKind.CLEAR)
            # What an undo of an undo may bring back is held to the party.
            if not outright and not is_redo(each, ops):
                sums([*ops, each], depth - 1)

    assert naive([]) == NONE
    sums([], 5)
