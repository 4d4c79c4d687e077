"""What every page of the set-up is made of."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.gui.panels.stack import OUTSET, Part, Stack
from app.gui.setup.actions import Step
from app.gui.theme import Face, Look
from app.gui.widgets.paragraph import Paragraph
from app.gui.words import Words


class Page(Stack):
    """A heading with parts below it. `grew`: it needs another height than before."""

    grew = Signal()
    ready_changed = Signal()

    def __init__(self, look: Look, step: Step, parent: QWidget) -> None:
        super().__init__(parent, OUTSET)
        self._look = look
        self.step = step
        self.ready = True
        """Whether there is a way on from here; `why_not` where there is none."""
        self.why_not: Words = ""
        self.title = self.words("title", "text", Face.DISPLAY)
        self.hide()

    @property
    def onward(self) -> str:
        """What is written on the way on."""
        raise NotImplementedError

    @property
    def applies(self) -> bool:
        return True

    def enter(self, reason: Qt.FocusReason) -> None:
        """Give the keyboard to what one came for."""

    def take(self) -> bool:
        """Whether what was told here can be kept; else it was said why not."""
        return True

    def take_what_is_right(self) -> None:
        """Somebody goes another way than on: of what is not right yet, nothing is said."""

    def words(self, part: str, ink: str, face: Face = Face.BODY) -> Paragraph:
        paragraph = Paragraph(self._look, face, ink, self)
        name = f"setup.{self.step.value}.{part}"
        paragraph.setObjectName(name)
        paragraph.setAccessibleIdentifier(name)
        return paragraph

    def spread(self, *parts: Part) -> None:
        self.show_parts([(self.title, 0), *parts])
        self.grew.emit()

    def be_ready(self, ready: bool, why_not: Words = "") -> None:
        self.ready, self.why_not = ready, why_not
        self.ready_changed.emit()
