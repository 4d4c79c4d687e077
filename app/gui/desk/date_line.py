"""The day in the top bar: said more shortly where there is little room, rather than cut."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from app.gui import dates
from app.gui.theme import Face, Look
from app.gui.widgets.line import Line


class DateLine(Line):
    """A screen reader and the tooltip tell all of it."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, Face.TITLE, "text", parent)
        self._forms: tuple[str, ...] = ()

    def show_day(self, day: date) -> None:
        self._forms = (
            dates.on_day(day),
            dates.on_day(day, month_short=True),
            dates.on_day(day, month_short=True, weekday=False),
        )
        self.show_text(self._forms[0])
        self._fit()

    def width_in(self, room: int) -> int:
        """How wide the longest form is that has room there; the shortest may be wider."""
        return self._width(self._form_in(room))

    def _form_in(self, room: int) -> str:
        fitting = (form for form in self._forms if self._width(form) <= room)
        return next(fitting, self._forms[-1] if self._forms else "")

    def _width(self, form: str) -> int:
        return QFontMetrics(self.font()).horizontalAdvance(form) + 1

    def _cut(self, metrics: QFontMetrics) -> str:
        form = self._form_in(self._room)
        return metrics.elidedText(form, Qt.TextElideMode.ElideRight, self._room)
