"""Names in the order of the business: Åsa behind Zoe in Sweden, Hebrew first in Israel."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cmp_to_key

from PySide6.QtCore import QCollator, QLocale

from app.domain.roster import SeatRow


def by_name(rows: Iterable[SeatRow]) -> list[SeatRow]:
    """By the collation of CLDR for the locale; those of one name stay as they were."""
    collator = QCollator(QLocale())

    def compared(one: SeatRow, other: SeatRow) -> int:
        return collator.compare(one.name, other.name)

    return sorted(rows, key=cmp_to_key(compared))
