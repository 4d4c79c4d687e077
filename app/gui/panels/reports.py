"""Who came and who did not, of the days gone by: which days, what each line stands for, a table."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QRect, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.report import Coverage, Grouping, Kind, Report, Span
from app.gui import text, text_reports
from app.gui.panels.report_table import ReportTable
from app.gui.panels.side import EDGE, SidePanel
from app.gui.panels.stack import OUTSET, ButtonLine, Hint, Part
from app.gui.theme import Face, Look, Measure, Tone
from app.gui.typed_days import in_figures
from app.gui.widgets.buttons import Dress, TextButton
from app.gui.widgets.field import Field
from app.gui.widgets.mirror import mirrored
from app.gui.widgets.paragraph import Paragraph
from app.gui.words import Sentence, Words, plain

NAME: Final = "staff.reports"
WIDE: Final = 760
TYPING_MS: Final = 400
TABLE_LEAST: Final = 120


class DayFields(QWidget):
    """The first and the last day, side by side."""

    outset = OUTSET

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.first = Field(look, f"{NAME}.first", text_reports.first_day, self)
        self.last = Field(look, f"{NAME}.last", text_reports.last_day, self)

    def height_for(self, _width: int) -> int:
        return self.first.sizeHint().height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        half = (self.width() - Measure.GAP) // 2
        for at, field in enumerate((self.first, self.last)):
            place = QRect(at * (half + Measure.GAP), 0, half, self.height())
            field.setGeometry(mirrored(self, place))


class ReportsPanel(SidePanel):
    """Wider than others: what it shows is a table."""

    wide = WIDE
    kind_wanted = Signal()
    days_wanted = Signal()
    grouping_wanted = Signal()
    typed = Signal()
    load_wanted = Signal()
    save_wanted = Signal()
    print_wanted = Signal()
    gone = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, NAME, text_reports.reports, parent)
        self.kind = self._bare_button("kind", "down")
        self.days = self._bare_button("days", "down")
        self.grouping = self._bare_button("by", "down")
        self.save = self._bare_button("save")
        self.print_ = self._bare_button("print")
        self.load = self._bare_button("load")
        for button, caption in (
            (self.save, text_reports.save),
            (self.print_, text_reports.print_),
            (self.load, text_reports.load),
        ):
            button.show_caption(caption)
            button.describe(caption)
        self.fields = DayFields(look, self.stack)
        self.problem = Paragraph(look, Face.LABEL, "danger", self.stack)
        self.made_of = Paragraph(look, Face.LABEL, "text", self.stack)
        words = Paragraph(look, Face.LABEL, "on_warning", self.stack)
        self.hint = Hint(look, Tone.WARNING, "warning", words)
        self.table = ReportTable(look, f"{NAME}.table", self)
        self._typed_days = False
        self._bars = [ButtonLine(self.stack) for _ in range(3)]
        self._bars[0].show_buttons(self.kind, self.days, self.grouping)
        self._bars[1].show_buttons(self.save, self.print_)
        self._bars[2].show_buttons(self.load)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._connect()
        self.setFocusProxy(self.kind)

    def show_choice(self, kind: Kind, days: int | None, grouping: Grouping) -> None:
        for button, caption, doing in (
            (self.kind, partial(text_reports.kind, kind), text_reports.choose_kind),
            (self.days, partial(text_reports.days, days), text_reports.choose_days),
            (self.grouping, partial(text_reports.by, grouping), text_reports.choose_by),
        ):
            button.show_caption(partial(_plain, caption))
            button.describe(partial(_doing, doing, caption))
        self._typed_days = days is None
        self.spread()

    def show_days(self, span: Span) -> None:
        """To begin with, where days are typed."""
        self.fields.first.entry.setText(in_figures(span.first))
        self.fields.last.entry.setText(in_figures(span.last))

    def show_problem(self, words: Words) -> None:
        """Why nothing is counted."""
        self.problem.show_text(words)
        self._show(None, "")

    def show_counting(self) -> None:
        """What was counted before is of other days."""
        self.problem.show_text("")
        self._show(None, text_reports.counting)

    def show_report(self, report: Report) -> None:
        self.problem.show_text("")
        self._show(report, partial(_made_of, report))

    def show_missing(self, coverage: Coverage, loading: int, *, may_load: bool) -> None:
        """`loading`: so many days are still being asked for."""
        hint: Words = partial(_hint, coverage, loading) if coverage.missing else ""
        self._lay(hint=hint, loads=bool(hint) and may_load and not loading)

    def spread(self) -> None:
        """The table has what is left below the rest, and most of it where that is little."""
        super().spread()
        top = Measure.HEADER
        room = self.height() - top
        rest = self._whole_lines(max(room // 3, room - Measure.text(TABLE_LEAST)))
        start = EDGE - OUTSET
        self.area.setGeometry(mirrored(self, QRect(start, top - 2, self.width() - start, rest + 2)))
        # Its bar stands beside it, and it ends where the controls do.
        table = QRect(EDGE, top + rest, self.width() - EDGE - OUTSET, room - rest)
        self.table.setGeometry(mirrored(self, table))

    def _whole_lines(self, room: int) -> int:
        """So tall is the part above the table there, none of it cut through; the rest scrolls."""
        if self.stack.height() <= room:
            return self.stack.height()
        parts = [part for part in self.stack.children() if isinstance(part, QWidget)]
        ends = [part.geometry().bottom() + 1 for part in parts if part.isVisibleTo(self.stack)]
        return max((end for end in ends if end <= room), default=room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.spread()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():  # closed, or its window was
            self.gone.emit()

    def _show(self, report: Report | None, made_of: Words) -> None:
        found = report is not None and report.sessions > 0
        self.made_of.show_text(made_of)
        self.table.show_report(report if found else None)
        self.table.setVisible(found)
        for button in (self.save, self.print_):
            button.allow(found)
        self._lay(hint="", loads=False)

    def _lay(self, *, hint: Words, loads: bool) -> None:
        self.hint.words.show_text(hint)
        parts: list[Part] = [(self._bars[0], 0)]
        if self._typed_days:
            parts.append((self.fields, 12))
        parts.append((self._bars[1], 12))
        if self.problem.text():
            parts.append((self.problem, 12))
        if self.made_of.text():
            parts.append((self.made_of, 12))
        if hint:
            parts.append((self.hint, 8))
        if loads:
            parts.append((self._bars[2], 8))
        self.stack.show_parts(parts)
        self.spread()

    def _connect(self) -> None:
        self.kind.clicked.connect(self.kind_wanted)
        self.days.clicked.connect(self.days_wanted)
        self.grouping.clicked.connect(self.grouping_wanted)
        self.save.clicked.connect(self.save_wanted)
        self.print_.clicked.connect(self.print_wanted)
        self.load.clicked.connect(self.load_wanted)
        self._typing.timeout.connect(self.typed)
        for field in (self.fields.first, self.fields.last):
            field.entry.textEdited.connect(self._typing.start)

    def _bare_button(self, part: str, picture: str = "") -> TextButton:
        button = TextButton(self._look, f"{NAME}.{part}", self.stack, Dress.OUTLINED)
        if picture:
            button.show_picture(picture)
        return button


def _plain(caption: Sentence) -> str:
    return plain(caption())


def _doing(doing: Sentence, caption: Sentence) -> str:
    return text.doing(doing(), caption())


def _made_of(report: Report) -> str:
    return text_reports.made_of(report) if report.sessions else text_reports.nothing()


def _hint(coverage: Coverage, loading: int) -> str:
    told = text_reports.coverage(coverage)
    return f"{told} {text_reports.loading(loading)}" if loading else told
