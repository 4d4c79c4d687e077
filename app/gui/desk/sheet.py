"""The sheet that a roster is scrolled over: row widgets, placed, reused and built when needed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.model import RowId
from app.gui.desk.columns import row_tall
from app.gui.desk.row import RosterRow
from app.gui.desk.row_view import RowView
from app.gui.theme import Look, Measure


class Sheet(QWidget):
    """Keyed by row: a row that stays keeps its widget."""

    wanted = Signal(object, object)
    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._places: dict[RowId, int] = {}
        self._views: dict[RowId, RowView] = {}
        self._rows: dict[RowId, RosterRow] = {}
        self._free: list[RosterRow] = []

    @property
    def order(self) -> tuple[RowId, ...]:
        return tuple(self._places)

    @property
    def held(self) -> bool:
        return any(row.held for row in self._rows.values())

    def place_of(self, row_id: RowId | None) -> int:
        """Which line it is on; the first where it is on none."""
        return 0 if row_id is None else self._places.get(row_id, 0)

    def row(self, row_id: RowId | None) -> RosterRow | None:
        return None if row_id is None else self._rows.get(row_id)

    def show_views(self, views: Sequence[RowView]) -> None:
        """Show these in this order; only rows that are built already are touched."""
        self._views = {view.row: view for view in views}
        order = tuple(self._views)
        if order != self.order:
            self._places = {row_id: at for at, row_id in enumerate(order)}
            self._retire()
            self._place()
        for row_id, row in self._rows.items():
            row.show_view(self._views[row_id])

    def show_view(self, view: RowView) -> None:
        if view.row in self._views:
            self._views[view.row] = view
            if (row := self._rows.get(view.row)) is not None:
                row.show_view(view)

    def spread(self, width: int) -> None:
        """Room below the last row, so that the snackbar never hides its buttons."""
        self.resize(width, len(self._places) * row_tall(width) + Measure.SNACKBAR)
        self._place()

    def unbuilt(self, order: Iterable[RowId]) -> list[RowId]:
        return [row_id for row_id in order if row_id not in self._rows]

    def build(self, row_id: RowId) -> RosterRow:
        """The widget of a listed row, made or taken from those that are free."""
        if (built := self._rows.get(row_id)) is not None:
            return built
        row = self._free.pop() if self._free else self._new_row()
        self._rows[row_id] = row
        row.show_view(self._views[row_id])
        self._put(row, row_id)
        row.show()
        return row

    def _retire(self) -> None:
        for row_id in [each for each in self._rows if each not in self._places]:
            row = self._rows.pop(row_id)
            row.let_go()
            row.show_current(current=False)
            row.hide()
            self._free.append(row)

    def _place(self) -> None:
        for row_id, row in self._rows.items():
            self._put(row, row_id)

    def _put(self, row: RosterRow, row_id: RowId) -> None:
        tall = row_tall(self.width())
        row.setGeometry(0, self._places[row_id] * tall, self.width(), tall)

    def _new_row(self) -> RosterRow:
        row = RosterRow(self._look, self)
        row.wanted.connect(self.wanted)
        row.chosen.connect(self.chosen)
        return row
