"""Whether the day can begin, at the head of the sync panel."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.readiness import Readiness
from app.gui import text_readiness
from app.gui.panels.stack import Hint, Stack
from app.gui.theme import Face, Look, Tone
from app.gui.widgets.paragraph import Paragraph


class ReadyHint(Stack):
    """Calm where it can, a warning where something is missing; the words say which."""

    def __init__(self, look: Look, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._calm = self._hint(look, name, Tone.SUCCESS, "check", "on_success")
        self._warning = self._hint(look, name, Tone.WARNING, "warning", "on_warning")

    def show_readiness(self, ready: Readiness | None) -> None:
        if ready is None:
            return
        hint = self._calm if ready.good else self._warning
        hint.words.show_text(text_readiness.readiness(ready))
        self.show_parts([(hint, 0)])

    def _hint(self, look: Look, name: str, tone: Tone, picture: str, ink: str) -> Hint:
        words = Paragraph(look, Face.LABEL, ink, self)
        words.setObjectName(name)
        words.setAccessibleIdentifier(name)
        return Hint(look, tone, picture, words)
