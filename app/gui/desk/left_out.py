"""Why a day is empty that has sessions: this desk lists none of their places and services."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.gui import text_empty

if TYPE_CHECKING:
    from app.checkin.desk import Desk


def why_left_out(desk: Desk, other: date | None) -> str:
    """`other`: another day than today. Empty where nothing is left out, or not everything."""
    if not (sessions := desk.all_left_out(other or desk.today())):
        return ""
    said = text_empty.left_out_that_day if other else text_empty.left_out_today
    return f"{said(sessions)}\n{text_empty.list_them()}"
