"""A report on paper, or as a PDF where there is no printer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QTextDocument, QTextOption
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from app.domain.report import Report
from app.gui import text_reports
from app.gui.words import plain
from app.reports.table import table

if TYPE_CHECKING:
    from app.gui.window import DeskWindow

POINTS: Final = 10
TABLE: Final = (
    '<table width="100%" cellspacing="0" cellpadding="4" border="1"'
    ' style="border-collapse:collapse">'
)


class Printing(QObject):
    """One dialog; it goes when that is answered."""

    def __init__(self, window: DeskWindow, report: Report) -> None:
        super().__init__(window)
        self._window = window
        self._report = report
        self.printer = QPrinter()
        self.printer.setDocName(plain(text_reports.kind(report.kind)))
        self.dialog = QPrintDialog(self.printer, window)
        self.dialog.setObjectName("staff.reports.printing")
        self.dialog.accepted.connect(self._on_accepted)
        self.dialog.finished.connect(self._on_finished)

    def ask(self) -> None:
        """Nobody waits for the answer: the desk goes on behind it."""
        self.dialog.setWindowModality(Qt.WindowModality.WindowModal)
        self.dialog.show()

    def _on_accepted(self) -> None:
        done = print_report(self._report, self.printer, rtl=self._window.isRightToLeft())
        said = text_reports.sent_to_printer if done else text_reports.not_printed
        self._window.snackbar.show_words(said)

    def _on_finished(self) -> None:
        self.dialog.deleteLater()
        self.deleteLater()


def print_report(report: Report, printer: QPrinter, *, rtl: bool) -> bool:
    """All of it: what days are left out stands below."""
    document = QTextDocument()
    option = QTextOption()
    direction = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    option.setTextDirection(direction)
    document.setDefaultTextOption(option)
    font = document.defaultFont()
    font.setPointSize(POINTS)
    document.setDefaultFont(font)
    document.setHtml(page(report))
    document.print_(printer)
    return printer.printerState() is not QPrinter.PrinterState.Error


def page(report: Report) -> str:
    """As HTML that Qt knows; each name is text, whatever it looks like."""
    words = text_reports.table_words(report)
    head, *rows = table(report, words)
    if words.note:
        rows.pop()
    lines = "".join(map(_row, rows))
    title = escape(plain(text_reports.kind(report.kind)))
    about = escape(plain(text_reports.made_of(report)))
    whole = f"{TABLE}<thead>{_row(head, 'th')}</thead>{lines}</table>"
    return f"<h2>{title}</h2><p>{about}</p>{whole}<p>{escape(words.note)}</p>"


def _row(cells: Sequence[str], kind: str = "td") -> str:
    """Numbers at the end of their columns."""
    first, *numbers = map(partial(escape, quote=False), cells)
    told = "".join(f'<{kind} align="right">{each}</{kind}>' for each in numbers)
    return f'<tr><{kind} align="left">{first}</{kind}>{told}</tr>'
