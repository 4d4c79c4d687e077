"""`report`: attendance and no-shows of some days, as this computer knows them."""

from __future__ import annotations

import argparse
import calendar
import json
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING, Final

from app.cli.codes import DONE
from app.domain.report import Coverage, Grouping, Kind, Line, Report, Span, Sums, runs

if TYPE_CHECKING:
    from app.main import Program
    from app.reports.counting import Reports
    from app.reports.table import Words

USUAL_DAYS: Final = 30
COLUMNS: Final = {
    "client": "Client",
    "service": "Service",
    "hour": "Weekday and hour",
    "phone": "Phone ends in",
    "sessions": "Sessions",
    "bookings": "Bookings",
    "booked": "People booked",
    "attended": "Attended",
    "no_show": "No-show",
    "rate": "Rate %",
    "last_visit": "Last visit",
    "walk_ins": "Walk-ins not in Wix",
}


def report(program: Program, given: argparse.Namespace) -> int:
    """Count, then print, or write a table for a spreadsheet."""
    from app.reports.counting import Reports

    with closing(program.open_store()) as store:
        reports = Reports(store, program.desk(store).now, program.place.fitting.listing)
        tally = reports.count(_span(reports, given))
    found = tally.report(Kind(given.kind), Grouping(given.by))
    if given.csv is not None:
        from app.checkin.table_file import write_table
        from app.reports.table import table

        write_table(given.csv, table(found, words_of(found)))
    if given.json:
        print(json.dumps(_report_json(found), ensure_ascii=False))
    elif given.csv is not None:
        print(f"Saved as {given.csv}")
        _print_note(found.coverage)
    else:
        _print(found)
    return DONE


def _span(reports: Reports, given: argparse.Namespace) -> Span:
    if given.first is None:
        return reports.last_days(USUAL_DAYS, given.last and min(given.last, reports.today()))
    return reports.span(given.first, given.last or max(given.first, reports.today()))


def _print(found: Report) -> None:
    if not found.sessions:
        print("No finished sessions in this period.")
    else:
        for line in found.lines:
            print(f"{_label(line, found.grouping)}  {_inwords_of(line.sums, found)}")
        print(f"Total  {_inwords_of(found.total, found)}")
    _print_note(found.coverage)


def _print_note(coverage: Coverage) -> None:
    if note := _note(coverage):
        print(note)
        print(f"To load one of them: turnout sync --date {coverage.missing[-1]}")


def _inwords_of(sums: Sums, found: Report) -> str:
    percent = sums.percent(found.kind)
    visit = sums.last_visit if found.grouping is Grouping.CLIENT else None
    parts = [
        f"{sums.booked} booked",
        f"{sums.attended} attended",
        f"{sums.no_show} no-show",
        "–" if percent is None else f"{percent}%",
        "" if visit is None else f"last visit {visit}",
        f"{sums.walk_ins} walk-in · not in Wix" if sums.walk_ins else "",
    ]
    return "  ".join(part for part in parts if part)


def _label(line: Line, grouping: Grouping) -> str:
    if line.others:
        return f"{line.others} without a no-show"
    if grouping is Grouping.HOUR:
        return f"{calendar.day_name[line.weekday]} {line.hour:02}:00"
    return line.name


def words_of(found: Report) -> Words:
    from app.reports.table import Words

    return Words(lambda line: _label(line, found.grouping), COLUMNS, "Total", _note(found.coverage))


def _note(coverage: Coverage) -> str:
    """Empty where every day is here."""
    if not coverage.missing:
        return ""
    missing = ", ".join(_run(each) for each in runs(coverage.missing))
    return (
        f"{coverage.here} of {coverage.days} days are on this computer. "
        f"Not here, or not whole: {missing}"
    )


def _run(span: Span) -> str:
    return f"{span.first}" if span.first == span.last else f"{span.first} to {span.last}"


def _report_json(found: Report) -> dict[str, object]:
    return {
        "report": found.kind.value,
        "by": found.grouping.value,
        "from": found.span.first.isoformat(),
        "to": found.span.last.isoformat(),
        "sessions": found.sessions,
        "days": found.coverage.days,
        "days_here": found.coverage.here,
        "missing": [_day(each) for each in found.coverage.missing],
        "rows": [_line_json(line, found) for line in found.lines],
        "total": _sums_json(found.total, found.kind),
    }


def _line_json(line: Line, found: Report) -> dict[str, object]:
    about: dict[str, object] = {found.grouping.value: _label(line, found.grouping)}
    if found.grouping is Grouping.CLIENT:
        about |= {"phone_tail": line.phone_tail[-4:], "others": line.others}
    return about | _sums_json(line.sums, found.kind)


def _sums_json(sums: Sums, kind: Kind) -> dict[str, object]:
    visit = sums.last_visit
    return {
        "sessions": sums.sessions,
        "bookings": sums.bookings,
        "booked": sums.booked,
        "attended": sums.attended,
        "no_show": sums.no_show,
        "rate_percent": sums.percent(kind),
        "last_visit": None if visit is None else _day(visit),
        "walk_ins_not_in_wix": sums.walk_ins,
    }


def _day(day: date) -> str:
    return day.isoformat()
