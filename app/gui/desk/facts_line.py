"""The second line of a row; what was noted stands on it, or in a column where there is one."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from app.gui.desk.row_view import RowView
from app.gui.theme import Face, Look
from app.gui.widgets.line import Line
from app.gui.words import joined


class FactsLine(Line):
    """The column's label is made for the first note: most rows never have one."""

    tells_whole = False

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, Face.SMALL, "muted", parent)
        self._row = parent
        self._view: RowView | None = None
        self._column = QRect()
        self.note: Line | None = None

    @property
    def whole(self) -> str:
        """Facts and note, wherever they stand."""
        return "" if self._view is None else self._line(self._view, self._view.note)

    def show_facts(self, view: RowView) -> None:
        self._view = view
        apart = view.note if not self._column.isEmpty() else ""
        ink = "danger" if view.alarm else "muted"
        self.show_text(self._line(view, "" if apart else view.note), ink)
        if apart and self.note is None:
            self.note = Line(self._look, Face.SMALL, "text", self._row)
            self.note.tells_whole = False
            self.note.setGeometry(self._column)
            self.note.show()
        if self.note is not None:
            self.note.show_text(apart)

    @staticmethod
    def _line(view: RowView, note: str) -> str:
        """A note may be long: people of one name are told apart before it."""
        return joined(view.apart, note, view.facts)

    def give_notes(self, column: QRect) -> None:
        """The place for notes; an empty one where there is no room for a column."""
        self._column = column
        if self.note is not None:
            self.note.setGeometry(column)
        if self._view is not None:
            self.show_facts(self._view)
