"""What each act means at the desk. Durable before it is visible: the desk commits, then answers."""

from __future__ import annotations

from app.checkin.desk import Desk
from app.domain.errors import Refusal
from app.domain.roster import Recorded, SeatRow
from app.gui.desk.row_view import Act


def do(desk: Desk, seat: SeatRow, act: Act) -> Recorded:
    """Record it. Raises `Refusal` where a rule says no."""
    if act is Act.UNDO and seat.undo is not None:
        return desk.undo(seat.undo)
    if act is Act.CHECK_IN_REST:
        return desk.arrive(seat.row, seat.missing)
    one = {
        Act.ONE_MORE: desk.arrive,
        Act.ONE_FEWER: desk.leave,
        Act.EXTRA: desk.add_extra,
        Act.NO_SHOW: desk.mark_no_show,
        Act.CLEAR: desk.clear,
    }.get(act)
    if one is None:
        raise Refusal("Nothing to undo.")
    return one(seat.row)
