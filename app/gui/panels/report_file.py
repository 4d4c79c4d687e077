"""A report as a file for a spreadsheet, where people look for their files."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths

from app.checkin.table_file import write_table
from app.domain.errors import Refusal, StoreError
from app.domain.report import Report
from app.gui import text, text_activity, text_reports
from app.reports.table import table

if TYPE_CHECKING:
    from app.gui.window import DeskWindow


def save(window: DeskWindow, report: Report, now: datetime) -> None:
    """Write it, and say where it lies or why not."""
    file = _place(report, now)
    try:
        write_table(file, table(report, text_reports.table_words(report)))
    except (Refusal, StoreError) as no:
        window.snackbar.show_words(partial(text.told, str(no)))
        return
    window.snackbar.show_words(partial(text_activity.exported, str(file)))


def _place(report: Report, now: datetime) -> Path:
    """A name that no report had before."""
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    folder = QStandardPaths.writableLocation(documents) or str(Path.home())
    known = Path(folder) if Path(folder).is_dir() else Path.home()
    days = f"{report.span.first} {report.span.last}"
    return known / f"turnout {report.kind} {days}, {now:%Y-%m-%d %H.%M.%S}.csv"
