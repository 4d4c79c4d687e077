"""Counts what the panel of the reports shows, and hands it on to a file or to paper."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject

from app.domain.errors import Refusal, StoreError
from app.domain.report import Report, Span
from app.domain.tally import Tally
from app.gui import text, text_reports
from app.gui.panels.day_loading import DayLoading
from app.gui.panels.report_choice import USUAL, ReportChoice
from app.gui.panels.report_counting import ReportCounting
from app.gui.panels.report_file import place_of, rows_of
from app.gui.panels.reports import ReportsPanel
from app.gui.panels.table_saving import TableSaving
from app.gui.typed_days import read_day

if TYPE_CHECKING:
    from app.checkin.desk import Desk
    from app.checkin.other_days import OtherDays
    from app.gui.window import DeskWindow
    from app.reports.counting import Reports


class Reporting(QObject):
    """What was asked for stays asked for while the window is open."""

    def __init__(
        self, window: DeskWindow, desk: Desk, reports: Reports, days: OtherDays | None
    ) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._reports = reports
        self._choice = ReportChoice(window, self)
        self._choice.lines_changed.connect(self._show)
        self._choice.days_changed.connect(self._on_days_changed)
        self._tally: Tally | None = None
        self._counting = ReportCounting(reports, self)
        self._counting.counted.connect(self._on_counted)
        self._counting.failed.connect(window.store_failed)
        self._saving = TableSaving(window)
        self._loading = DayLoading(window, days, self)
        self._loading.moved.connect(self._count)
        window.watch.changed.connect(self._show_missing)

    def make_panel(self) -> ReportsPanel:
        panel = ReportsPanel(self._window.look, self._window)
        panel.typed.connect(self._count)
        panel.load_wanted.connect(self._on_load)
        panel.save_wanted.connect(self._on_save)
        panel.print_wanted.connect(self._on_print)
        panel.gone.connect(self._on_gone)
        return panel

    def show_in(self, panel: ReportsPanel) -> None:
        panel.show_days(self._reports.last_days(USUAL))
        self._choice.show_in(panel)
        self._show()
        self._count()

    @property
    def busy(self) -> bool:
        """Whether it still counts."""
        return self._counting.busy

    @property
    def _panel(self) -> ReportsPanel | None:
        panel = self._window.side
        return panel if isinstance(panel, ReportsPanel) else None

    def _count(self) -> None:
        """From the first step on; what is shown stays until it is done."""
        if (panel := self._panel) is None:
            return
        try:
            span = self._span(panel)
        except Refusal as no:
            self._counting.stop()
            self._tally = None
            panel.show_problem(partial(text.told, str(no)))
            return
        except StoreError as shut:
            self._window.store_failed(str(shut))
            return
        if span is None:
            self._counting.stop()
            self._tally = None
            panel.show_problem(partial(text_reports.write_days, self._reports.today()))
            return
        if self._tally is None or self._tally.span != span:
            panel.show_counting()
        self._counting.start(span)

    def _span(self, panel: ReportsPanel) -> Span | None:
        """None where the days that were typed are none. Raises `Refusal`, `StoreError`."""
        if self._choice.days is not None:
            return self._reports.last_days(self._choice.days)
        first, last = read_day(panel.fields.first.text), read_day(panel.fields.last.text)
        return self._reports.span(first, last) if first and last else None

    def _on_counted(self, tally: Tally) -> None:
        self._tally = tally
        self._loading.know(tally.missing)
        self._show()

    def _show(self) -> None:
        if (panel := self._panel) is not None and (report := self._report()) is not None:
            panel.show_report(report)
            self._show_missing()

    def _show_missing(self) -> None:
        """What is not here, and whether it can be had just now."""
        if (panel := self._panel) is not None and self._tally is not None:
            left, may_load = self._loading.left, self._loading.may_begin
            panel.show_missing(self._tally.coverage, left, may_load=may_load)

    def _report(self) -> Report | None:
        if self._tally is None:
            return None
        week_begins = QLocale().firstDayOfWeek().value - 1
        return self._tally.report(self._choice.kind, self._choice.grouping, week_begins)

    def _on_days_changed(self) -> None:
        self._loading.end()
        self._count()

    def _on_load(self) -> None:
        if self._tally is not None:
            self._loading.begin(self._tally.missing)
            self._show_missing()

    def _on_gone(self) -> None:
        self._counting.stop()
        self._loading.end()

    def _on_save(self) -> None:
        if (panel := self._panel) is not None and (report := self._report()) is not None:
            self._saving.start(place_of(report, self._desk.now()), rows_of(report), panel)

    def _on_print(self) -> None:
        if (report := self._report()) is not None:
            from app.gui.panels.printing import Printing

            Printing(self._window, report).ask()
