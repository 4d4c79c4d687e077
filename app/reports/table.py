"""A report as the rows of a table, for a file and for paper: what is on the screen, all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from app.domain.report import Grouping, Kind, Line, Report, Sums

NO_RATE: Final = "–"
PHONE_SHOWN: Final = 4


class Words(NamedTuple):
    """What a table says beside its numbers, in the language of who reads it.

    `label`: what a line stands for. `columns`: by the names of `columns_of`. `note`: which days are
    left out; empty where none are.
    """

    label: Callable[[Line], str]
    columns: dict[str, str]
    total: str
    note: str = ""


def columns_of(grouping: Grouping) -> tuple[str, ...]:
    """The columns of a report, in order."""
    numbers = ("bookings", "booked", "attended", "no_show", "rate")
    if grouping is Grouping.CLIENT:
        return ("client", "phone", *numbers, "last_visit", "walk_ins")
    return (grouping.value, "sessions", *numbers, "walk_ins")


def table(report: Report, words: Words) -> Iterator[list[str]]:
    """Headings, lines and total; behind them, where days are left out, which.

    Made one by one, so that whoever writes them down may pause between any two.
    """
    names = columns_of(report.grouping)
    yield [words.columns[name] for name in names]
    for line in report.lines:
        cells = _cells(line.sums, report.kind)
        cells["phone"] = line.phone_tail[-PHONE_SHOWN:]
        cells[names[0]] = words.label(line)
        yield [cells[name] for name in names]
    cells = _cells(report.total, report.kind)
    cells[names[0]], cells["phone"] = words.total, ""
    yield [cells[name] for name in names]
    if words.note:
        yield [words.note]


def _cells(sums: Sums, kind: Kind) -> dict[str, str]:
    """Numbers in plain digits and days as every spreadsheet reads them."""
    percent = sums.percent(kind)
    return {
        "sessions": str(sums.sessions),
        "bookings": str(sums.bookings),
        "booked": str(sums.booked),
        "attended": str(sums.attended),
        "no_show": str(sums.no_show),
        "rate": NO_RATE if percent is None else str(percent),
        "last_visit": "" if sums.last_visit is None else sums.last_visit.isoformat(),
        "walk_ins": str(sums.walk_ins),
    }
