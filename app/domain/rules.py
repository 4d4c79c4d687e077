"""Live validation: may this row take this op now, and if not, why, in one sentence.

The same rules answer the tap, the kiosk and the command line; Wix itself checks none of them
(Set Attendance accepts any number for any status).
"""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.errors import Refusal
from app.domain.fold import undone
from app.domain.model import BookingStatus, NewOp, Op, OpId, OpKind, Session
from app.domain.values import Value

MOST_AT_ONCE = 1000
"""Wix allows 1..1000 participants a booking; nobody counts more in one step."""

_ADDING = (OpKind.ARRIVE, OpKind.EXTRA, OpKind.NO_SHOW)
_COUNTED = (OpKind.ARRIVE, OpKind.LEAVE, OpKind.EXTRA)


def check(
    op: NewOp, shown: Value, party: int, status: BookingStatus, session: Session | None
) -> None:
    """Raise `Refusal` where the op may not be recorded on a row that shows `shown`."""
    if op.kind in _COUNTED and not 1 <= op.count <= MOST_AT_ONCE:
        raise Refusal("Nothing to count: give a number from 1 to 1000.")
    if op.kind in _ADDING:
        _check_open(status, session)
    if op.kind is OpKind.ARRIVE and (why := why_no_more(shown, party, op.count)):
        raise Refusal(why)
    if op.kind is OpKind.LEAVE and op.count > shown.count:
        raise Refusal(_below(shown))
    if op.kind is OpKind.CLEAR and shown.is_none:
        raise Refusal("Nothing to clear: nobody is checked in.")
    if op.kind is OpKind.NO_SHOW and shown.no_show:
        raise Refusal("Already marked as a no-show.")


def why_no_more(shown: Value, party: int, people: int = 1) -> str:
    """Why + stops here; empty where so many more may arrive."""
    if shown.count + people <= party:
        return ""
    if shown.count >= party:
        return f"All {party} of this booking are in. Use “Add 1 extra” for one more."
    return f"Booked for {party}, {shown.count} in: {party - shown.count} more can arrive."


def check_room(session: Session, attended: int, people: int) -> None:
    """Raise `Refusal` where the session has no room for so many more: asked only where this
    computer is set to block over capacity. An undo is never asked.
    """
    if session.capacity is None or attended + people <= session.capacity:
        return
    title, capacity, left = session.title, session.capacity, session.capacity - attended
    if left <= 0:
        raise Refusal(f"{title} is full ({attended} of {capacity}).")
    raise Refusal(f"{title} has room for {left} more ({attended} of {capacity}).")


def check_undo(op: Op, ops: Sequence[Op], shown: Value, party: int) -> None:
    """Raise `Refusal` where `op` cannot be taken back: twice, below none, or overtaken."""
    if op.op_id in undone(ops) or not _changes(op, ops):
        raise Refusal("That was already undone.")
    if op.kind is OpKind.DECIDE:
        raise Refusal("A decision between two numbers cannot be undone. Set the count instead.")
    people, source = effect(op, ops)
    if source.kind in (OpKind.NO_SHOW, OpKind.CLEAR):
        later = [each for each in ops if each.seq > op.seq and each.op_id not in undone(ops)]
        if any(each.kind is not OpKind.UNDO for each in later):
            raise Refusal("Something was counted since. Set the count instead.")
        return
    if shown.count - people < 0:
        raise Refusal(_below(shown))
    if people < 0 and source.kind is OpKind.LEAVE and shown.count - people > max(party, 0):
        raise Refusal(why_no_more(shown, party, -people))


def effect(op: Op, ops: Sequence[Op]) -> tuple[int, Op]:
    """How many people the op added (less than 0: took away), and the op at its root."""
    if op.kind is OpKind.UNDO:
        source = next(each for each in ops if each.op_id == op.undoes)
        people, root = effect(source, ops)
        return -people, root
    sign = {OpKind.ARRIVE: 1, OpKind.EXTRA: 1, OpKind.LEAVE: -1}.get(op.kind, 0)
    return sign * op.count, op


def _changes(op: Op, ops: Sequence[Op]) -> bool:
    """Whether an undo of `op` would make any difference: a redo of what a later undo took back
    again makes none."""
    _, root = effect(op, ops)
    once_more = op._replace(op_id=OpId(""), kind=OpKind.UNDO, undoes=op.op_id)
    return (root.op_id in undone(ops)) != (root.op_id in undone([*ops, once_more]))


def _check_open(status: BookingStatus, session: Session | None) -> None:
    if session is not None and session.cancelled:
        raise Refusal(f"{session.title} was cancelled; nobody can be checked in.")
    if status in (BookingStatus.CANCELED, BookingStatus.DECLINED):
        raise Refusal("This booking was cancelled in Wix.")
    if status is BookingStatus.WAITING_LIST:
        raise Refusal("This booking is on the waiting list, not on the roster.")


def _below(shown: Value) -> str:
    if shown.count == 0:
        return "Nobody is checked in here, so nobody can be taken off."
    return f"Only {shown.count} checked in here: no more than that can be taken off."
