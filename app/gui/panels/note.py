"""A line to write on a booking, for whoever stands here today."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.model import RowId
from app.domain.notes import MOST
from app.gui import text_notes
from app.gui.panels.side import SidePanel
from app.gui.panels.stack import ButtonLine, Hint
from app.gui.theme import Face, Look, Tone
from app.gui.widgets.buttons import Dress
from app.gui.widgets.field import Field
from app.gui.words import Words

NAME: Final = "staff.note"


class NotePanel(SidePanel):
    """What was typed stays until it is kept. It says that nobody else will ever see it.

    `half_typed`: what is in it is not what is kept.
    """

    wanted = Signal(object, str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, NAME, text_notes.note, parent)
        self.row: RowId | None = None
        self._note = ""
        self.whose = self._words("whose", "text", Face.STRONG)
        self.field = Field(look, f"{NAME}.words", partial(text_notes.up_to, MOST), self.stack)
        self.field.entry.setMaxLength(MOST)
        self.hint = Hint(look, Tone.PENDING, "offline", self._words("hint", "on_pending"))
        self.hint.words.show_text(text_notes.stays_here)
        self.problem = self._words("problem", "danger")
        self.save = self._button("save", text_notes.save, Dress.FILLED)
        self.remove = self._button("remove", text_notes.remove, Dress.OUTLINED)
        self._buttons = ButtonLine(self.stack)
        self.save.clicked.connect(self._on_save)
        self.remove.clicked.connect(self._on_remove)
        self.field.entry.returnPressed.connect(self._on_save)
        self.setFocusProxy(self.field.entry)

    def show_note(self, row: RowId, whose: Words, note: str) -> None:
        self.row = row
        self.whose.show_text(whose)
        self.field.entry.setText(note)
        self._note = self.field.text
        self.field.entry.selectAll()
        self._buttons.show_buttons(*((self.save, self.remove) if note else (self.save,)))
        self.show_problem("")

    @property
    def half_typed(self) -> bool:
        return self.field.text != self._note

    def show_problem(self, words: Words) -> None:
        """It was not kept; what was typed is still there."""
        self.problem.show_text(words)
        wrong = [(self.problem, 8)] if words else []
        parts = [(self.whose, 0), (self.field, 16), *wrong, (self._buttons, 16), (self.hint, 16)]
        self.stack.show_parts(parts)
        self.spread()

    def enter(self, reason: Qt.FocusReason) -> None:
        """A field that is entered by a key is typed over: not what is to be gone on with."""
        other = Qt.FocusReason.OtherFocusReason
        self.field.entry.setFocus(other if self.half_typed else reason)

    def _on_save(self) -> None:
        self.wanted.emit(self.row, self.field.text)

    def _on_remove(self) -> None:
        self.wanted.emit(self.row, "")
