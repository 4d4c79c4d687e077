"""One line of the results: as on the roster, and where and when they are expected."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.model import BookingId, RowId
from app.gui.desk.columns import Columns
from app.gui.desk.row import RosterRow
from app.gui.desk.row_view import RowView
from app.gui.theme import Face, Look
from app.gui.widgets.line import Line


class FoundView(NamedTuple):
    """`opens`: in the place of a button, why there is none."""

    view: RowView
    opens: str = ""


class FoundRow(RosterRow):
    """Taken from a pool: its place in the results names it, not the booking."""

    def __init__(self, look: Look, place: int, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._place = place
        self._named: RowView | None = None
        self.opens = Line(look, Face.LABEL, "muted", self)
        self.opens.tells_whole = False

    def show_found(self, found: FoundView) -> None:
        self.show_view(found.view)
        self.opens.show_text(found.opens)
        self.opens.setVisible(bool(found.opens))
        self.more.setVisible(not found.opens)

    def name_buttons(self) -> None:
        """Not yet: a key that changes ten rows is painted first, `name_now` comes a turn later."""

    def name_now(self) -> None:
        if self.view is not self._named:
            self._named = self.view
            super().name_buttons()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = Columns(self.width())
        place = columns.action.united(columns.more).adjusted(6, 0, 0, 0)
        self.opens.setGeometry(self.mirrored(place))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.view is not None:
            self.chosen.emit(self.view.row)

    def _identify(self, row: RowId) -> None:
        self.let_go()
        if self.objectName():
            return
        # The pool has no names of bookings in it, so that each stays one of its kind.
        super()._identify(row._replace(booking_id=BookingId(f"{self._place}")))
        for part in (self, *self.buttons, self.numbers, self.state, self.name):
            name = part.objectName().replace("staff.row", "staff.found")
            part.setObjectName(name)
            part.setAccessibleIdentifier(name)
