"""Days as they are typed: in figures, as the business writes them."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from PySide6.QtCore import QDate, QLocale, Qt

_YEARS: Final = re.compile(r"y+")
_EARLIEST: Final = 1900
_LATEST: Final = 3000


def in_figures(day: date) -> str:
    """With its whole year: two figures of one may be of another century."""
    return QLocale().toString(QDate(day.year, day.month, day.day), _form())


def read_day(words: str) -> date | None:
    """What `in_figures` wrote, or 2026-11-26 everywhere; None for anything else."""
    typed = words.strip()
    for found in (
        QLocale().toDate(typed, _form()),
        QDate.fromString(typed, Qt.DateFormat.ISODate),
    ):
        if found.isValid() and _EARLIEST <= found.year() < _LATEST:
            return date(found.year(), found.month(), found.day())
    return None


def _form() -> str:
    return _YEARS.sub("yyyy", QLocale().dateFormat(QLocale.FormatType.ShortFormat))
