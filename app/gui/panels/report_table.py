"""A report as a table: its total on top, numbers at the end of their columns."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from app.domain.report import Grouping, Line, Report
from app.gui import text_reports
from app.gui.theme import Face, Look, Measure
from app.gui.widgets.bar import SlimBar
from app.gui.widgets.buttons import draw_ring
from app.gui.widgets.tip import tip_of
from app.gui.widgets.touch import scroll_by_touch
from app.gui.words import iso, joined, plain

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

NUMBERS: Final = ("booked", "attended", "no_show", "rate")
LEAST: Final = 84
NAME_LEAST: Final = 150
DROPPED_FIRST: Final = ("last_visit", "sessions", "booked", "attended", "no_show")
TALL: Final = 44
_NOWHERE: Final = QModelIndex()


class ReportModel(QAbstractTableModel):
    """The first line is the total."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._report: Report | None = None
        self._names: tuple[str, ...] = ()
        self._alike: frozenset[str] = frozenset()

    @property
    def report(self) -> Report | None:
        return self._report

    @property
    def names(self) -> tuple[str, ...]:
        return self._names

    def show_report(self, report: Report | None) -> None:
        self.beginResetModel()
        self._report = report
        self._names, self._alike = (), frozenset()
        if report is not None:
            by_client = report.grouping is Grouping.CLIENT
            first, last = ((), ("last_visit",)) if by_client else (("sessions",), ())
            self._names = (report.grouping.value, *first, *NUMBERS, *last)
            called = [line.name for line in report.lines] if by_client else []
            self._alike = frozenset(_twice(called))
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        if parent.isValid() or self._report is None:
            return 0
        return len(self._report.lines) + 1

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._names)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._names):
            return None
        if role == Role.DisplayRole:
            return text_reports.column(self._names[section])
        return _side(section) if role == Role.TextAlignmentRole else None

    def data(self, index: Index, role: int = 0) -> object:
        if self._report is None or not index.isValid():
            return None
        match role:
            case Role.DisplayRole:
                return self._words(index.row(), index.column())
            case Role.ToolTipRole | Role.AccessibleTextRole:
                words = plain(self._words(index.row(), index.column()))
                return words if role == Role.AccessibleTextRole else tip_of(words)
            case Role.TextAlignmentRole:
                return _side(index.column())
            case Role.FontRole if index.row() == 0:
                return self._look.font(Face.STRONG)
            case _:
                return None

    def _words(self, row: int, column: int) -> str:
        report = self._report
        if report is None:
            return ""
        line = report.lines[row - 1] if row else Line(report.total)
        if column:
            return text_reports.figure(self._names[column], line.sums, report.kind)
        if row:
            return self._label(line, report.grouping)
        return text_reports.total_of(report.coverage)

    def _label(self, line: Line, grouping: Grouping) -> str:
        """Two of one name are told apart; who walked in without a booking in Wix is marked."""
        alike = line.phone_tail and line.name in self._alike
        return joined(
            iso(text_reports.label(line, grouping)),
            text_reports.phone_ends(line.phone_tail) if alike else "",
            _walk_ins(line),
        )


class ReportTable(QTableView):
    """Scrolled by finger, wheel and keys; nothing in it can be changed or pressed."""

    def __init__(self, look: Look, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName(name)
        self.setAccessibleIdentifier(name)
        self.report_model = ReportModel(look, self)
        self.setModel(self.report_model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setFont(look.font(Face.BODY))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollBar(SlimBar(look, "bg", self))
        self.setTabKeyNavigation(False)
        scroll_by_touch(self.viewport())
        self._set_headers()

    def show_report(self, report: Report | None) -> None:
        self.report_model.show_report(report)
        self._name()
        self.fit()
        self.scrollToTop()

    def fit(self) -> None:
        """Numbers as wide as they need, the name what is left; without room some go."""
        names = self.report_model.names
        self.verticalHeader().setDefaultSectionSize(TALL - 22 + Measure.text(22))
        left, least = self.viewport().width(), self._name_least()
        wide = {name: self._wide(at) for at, name in enumerate(names) if at}
        for name in DROPPED_FIRST:
            if left - sum(wide.values()) < least and len(wide) > 1:
                wide.pop(name, None)
        for at, name in enumerate(names):
            self.setColumnHidden(at, bool(at) and name not in wide)
            self.setColumnWidth(at, wide[name] if name in wide else left - sum(wide.values()))

    def _name_least(self) -> int:
        """Of the column of names, so that the total says of how many days it is."""
        total = str(self.report_model.data(self.report_model.index(0, 0), Role.DisplayRole) or "")
        wide = QFontMetrics(self._look.font(Face.STRONG)).horizontalAdvance(total)
        return max(Measure.text(NAME_LEAST), wide + 16)

    def _wide(self, column: int) -> int:
        """Of a column of numbers: neither its heading is ever cut nor what is in its total."""
        model, side = self.report_model, Qt.Orientation.Horizontal
        words = str(model.headerData(column, side, Role.DisplayRole))
        total = str(model.data(model.index(0, column), Role.DisplayRole))
        heading = self.horizontalHeader().fontMetrics().horizontalAdvance(words)
        sums = QFontMetrics(self._look.font(Face.STRONG)).horizontalAdvance(total)
        return max(Measure.text(LEAST), heading + 16, sums + 16)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._name()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Whoever uses keys sees where they are."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_ring(painter, self._look, self.viewport().rect(), Measure.RADIUS)
            painter.end()

    def _name(self) -> None:
        report = self.report_model.report
        self.setAccessibleName("" if report is None else plain(text_reports.kind(report.kind)))

    def _set_headers(self) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setFont(self._look.font(Face.LABEL))
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)


def _walk_ins(line: Line) -> str:
    return text_reports.walk_ins(line.sums.walk_ins) if line.sums.walk_ins else ""


def _side(column: int) -> Qt.AlignmentFlag:
    """Figures have their ones below each other, in any script: that end of them is the right one.
    Absolute, since a view that runs from right to left would mirror it.
    """
    align = Qt.AlignmentFlag
    side = align.AlignRight | align.AlignAbsolute if column else align.AlignLeft
    return side | align.AlignVCenter


def _twice(names: list[str]) -> set[str]:
    seen: set[str] = set()
    return {name for name in names if name in seen or seen.add(name)}  # type: ignore[func-returns-value]
