"""The sheet that results are scrolled over: headings, rows from a pool, and a way to go on."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.gui import text_search
from app.gui.desk.columns import row_tall
from app.gui.desk.found_row import FoundRow, FoundView
from app.gui.theme import Face, Look, Measure
from app.gui.widgets.buttons import Dress, TextButton
from app.gui.widgets.line import Line
from app.gui.widgets.mirror import mirrored
from app.gui.words import plain

MOST: Final = 20
HEAD: Final = 44
NOTE: Final = 52


class Shown(NamedTuple):
    """`groups`: a heading and its rows, those without rows left out. `walk_in`: for whom.

    `partial`: only what is in sight; the rest follows in the next turn.
    """

    groups: tuple[tuple[str, tuple[FoundView, ...]], ...] = ()
    note: str = ""
    more: str = ""
    walk_in: str = ""
    partial: bool = False


class ResultsSheet(QWidget):
    """At most twenty rows, made once and used again."""

    wanted = Signal(object, object)
    chosen = Signal(object)
    walk_in_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._shown = Shown()
        self._pool: list[FoundRow] = []
        self._listed = 0
        self._naming = QTimer(self, singleShot=True, interval=0)
        self._naming.timeout.connect(self._name_buttons)
        self.heads = [self._line(Face.LABEL, "muted", f"head.{n + 1}") for n in range(3)]
        self.note = self._line(Face.HEADING, "text", "note")
        self.more = self._line(Face.BODY, "muted", "more")
        self.ask = self._line(Face.BODY, "muted", "nomatch")
        self.ask.show_text(text_search.no_match)
        self.walk_in = TextButton(look, "staff.results.walkin", self, Dress.OUTLINED)
        self.walk_in.clicked.connect(self.walk_in_wanted)

    @property
    def rows(self) -> tuple[FoundRow, ...]:
        """Those that are listed, from top to bottom."""
        return tuple(self._pool[: self._listed])

    @property
    def complete(self) -> bool:
        """Whether all rows that can be needed are made."""
        return len(self._pool) >= MOST

    def build(self, rows: int) -> None:
        while len(self._pool) < min(MOST, rows):
            row = FoundRow(self._look, len(self._pool) + 1, self)
            row.wanted.connect(self.wanted)
            row.chosen.connect(self.chosen)
            row.hide()
            self._pool.append(row)

    def build_one(self) -> None:
        self.build(len(self._pool) + 1)

    def show_found(self, shown: Shown, width: int) -> None:
        self._shown = shown
        views = [view for _, group in shown.groups for view in group]
        self.build(len(views))
        self._listed = len(views)
        for row, view in zip(self._pool, views, strict=False):
            row.show_found(view)
        self._naming.start()
        self.note.show_text(shown.note)
        self.more.show_text(shown.more)
        caption = text_search.walk_in_named(shown.walk_in)
        self.walk_in.show_caption(plain(caption))
        self.walk_in.describe(caption)
        self.spread(width)

    def _name_buttons(self) -> None:
        for row in self.rows:
            row.name_now()

    def choose(self, at: int) -> None:
        """Mark a row, or none; Tab leads to the first one all the same."""
        for n, row in enumerate(self._pool):
            row.show_current(current=n == at and n < self._listed)
        if at < 0 and self._listed:
            self._pool[0].setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def spread(self, wide: int) -> None:
        """Headings, rows and notes below one another, and room for the snackbar."""
        self.resize(wide, self.height())
        y, used = Measure.GAP, 0
        y += self._put(self.note, y, Measure.text(NOTE), self._shown.note)
        groups = self._shown.groups
        for n, line in enumerate(self.heads):
            words, views = groups[n] if n < len(groups) else ("", ())
            line.show_text(words)
            y += self._put(line, y, Measure.text(HEAD), words)
            for row in self._pool[used : used + len(views)]:
                row.setGeometry(0, y, wide, row_tall(wide))
                row.show()
                y += row_tall(wide)
            used += len(views)
        if self._shown.partial and y <= min(self.height(), self.walk_in.y()):
            return  # what is below is out of sight: to move it would paint all of it once more
        for spare in self._pool[used:]:
            spare.let_go()
            spare.hide()
        y += self._put(self.more, y, Measure.text(HEAD), self._shown.more)
        y += self._put_walk_in(y + Measure.GAP)
        self.resize(wide, y + Measure.GAP + Measure.SNACKBAR)

    def _put(self, line: Line, y: int, tall: int, words: str) -> int:
        """Where there is something to say; return how much height it takes."""
        line.setVisible(bool(words))
        place = QRect(Measure.MARGIN, y, self.width() - 2 * Measure.MARGIN, tall)
        line.setGeometry(mirrored(self, place))
        return tall if words else 0

    def _put_walk_in(self, y: int) -> int:
        for part in (self.ask, self.walk_in):
            part.setVisible(bool(self._shown.walk_in))
        asks = self.ask.natural_width
        x = Measure.MARGIN + asks + Measure.GAP
        wide = min(self.walk_in.sizeHint().width(), self.width() - x - Measure.MARGIN)
        self.ask.setGeometry(mirrored(self, QRect(Measure.MARGIN, y, asks, Measure.BUTTON)))
        self.walk_in.setGeometry(mirrored(self, QRect(x, y, wide, Measure.BUTTON)))
        return Measure.BUTTON if self._shown.walk_in else 0

    def _line(self, face: Face, ink: str, part: str) -> Line:
        line = Line(self._look, face, ink, self)
        line.setObjectName(f"staff.results.{part}")
        line.setAccessibleIdentifier(f"staff.results.{part}")
        return line
