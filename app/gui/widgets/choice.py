"""One of several: a radio button for a screen reader, painted by whoever inherits it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QRadioButton, QWidget

from app.gui.theme import Look, Measure
from app.gui.widgets.buttons import Guarded, draw_ring
from app.gui.words import Words, plain, spoken


class Choice(Guarded, QRadioButton):
    """Chosen on release, like `SafeButton`. A checkable push button would read as a check box."""

    def __init__(self, look: Look, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._described: Words = ""
        self.setObjectName(name)
        self.setAccessibleIdentifier(name)

    def describe(self, name: Words) -> None:
        self._described = name
        if self.accessibleName() != (said := plain(spoken(name))):
            self.setAccessibleName(said)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.say_anew()

    def say_anew(self) -> None:
        """In the language that holds now."""
        self.describe(self._described)

    def hitButton(self, at: QPoint) -> bool:  # noqa: N802 - Qt's name
        return self.rect().contains(at)

    def _begin(self) -> QPainter:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.ring:
            draw_ring(painter, self._look, self.rect(), Measure.RADIUS)
        return painter
