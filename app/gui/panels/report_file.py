"""A report as a file for a spreadsheet: where people look for their files, and what is in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from app.domain.report import Report
from app.gui import text_reports
from app.reports.table import table


def rows_of(report: Report) -> Iterator[list[str]]:
    return table(report, text_reports.table_words(report))


def place_of(report: Report, now: datetime) -> Path:
    """A name that no report had before."""
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    folder = QStandardPaths.writableLocation(documents) or str(Path.home())
    known = Path(folder) if Path(folder).is_dir() else Path.home()
    days = f"{report.span.first} {report.span.last}"
    return known / f"turnout {report.kind} {days}, {now:%Y-%m-%d %H.%M.%S}.csv"
