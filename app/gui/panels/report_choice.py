"""Which report it is to be: of which days, of what, and what each of its lines stands for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.report import Grouping, Kind
from app.gui import text_reports
from app.gui.panels.options import Options
from app.gui.panels.reports import NAME, ReportsPanel

if TYPE_CHECKING:
    from app.gui.window import DeskWindow

SPANS: Final = (1, 7, 30, 90, None)
USUAL: Final = 30


class ReportChoice(QObject):
    """Asked in a card at its button. `days`: None where they are typed."""

    lines_changed = Signal()
    days_changed = Signal()

    def __init__(self, window: DeskWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self.kind, self.grouping = Kind.ATTENDANCE, Grouping.CLIENT
        self.days: int | None = USUAL

    def show_in(self, panel: ReportsPanel) -> None:
        panel.kind_wanted.connect(self._on_kind_wanted)
        panel.days_wanted.connect(self._on_days_wanted)
        panel.grouping_wanted.connect(self._on_grouping_wanted)
        panel.show_choice(self.kind, self.days, self.grouping)

    @property
    def _panel(self) -> ReportsPanel | None:
        panel = self._window.side
        return panel if isinstance(panel, ReportsPanel) else None

    def _on_kind_wanted(self) -> None:
        if (panel := self._panel) is not None:
            captions = [text_reports.kind(each) for each in Kind]
            self._offer(panel.kind, text_reports.choose_kind(), captions, self._on_kind)

    def _on_grouping_wanted(self) -> None:
        if (panel := self._panel) is not None:
            captions = [text_reports.by(each) for each in Grouping]
            at = panel.grouping
            self._offer(at, text_reports.choose_by(), captions, self._on_grouping)

    def _on_days_wanted(self) -> None:
        if (panel := self._panel) is not None:
            captions = [text_reports.days(days) for days in SPANS]
            self._offer(panel.days, text_reports.choose_days(), captions, self._on_days)

    def _on_kind(self, at: int) -> None:
        self.kind = list(Kind)[at]
        self._chosen()
        self.lines_changed.emit()

    def _on_grouping(self, at: int) -> None:
        self.grouping = list(Grouping)[at]
        self._chosen()
        self.lines_changed.emit()

    def _on_days(self, at: int) -> None:
        self.days = SPANS[at]
        self._chosen()
        self.days_changed.emit()

    def _chosen(self) -> None:
        self._window.popover.close_card()
        if (panel := self._panel) is not None:
            panel.show_choice(self.kind, self.days, self.grouping)

    def _offer(
        self, at: QWidget, title: str, captions: Sequence[str], on: Callable[[int], None]
    ) -> None:
        options = Options(self._window.look, f"{NAME}.option", title, captions)
        options.chosen.connect(on)
        self._window.popover.open_at(options, at)
