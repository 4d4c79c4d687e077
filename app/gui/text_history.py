"""What is said of going back and forth, and of what was done to several at once."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.roster import SeatRow
from app.gui import text
from app.gui.words import count, say


def nothing_to_redo() -> str:
    return say("Nothing to redo.")


def decisions_stand() -> str:
    return say("What was decided cannot be undone.")


def several(rows: Sequence[SeatRow]) -> str:
    people = sum(row.party for row in rows)
    if all(row.shown.no_show for row in rows):
        return count("1 person: no-show", "%n people: no-show", people)
    return count(
        "1 person: back to {status}",
        "%n people: back to {status}",
        people,
        status=text.booked(),
    )
