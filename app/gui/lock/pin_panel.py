"""Sets, changes and removes the staff PIN."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.pin import PIN_DIGITS, is_pin
from app.gui import text_lock
from app.gui.panels.side import SidePanel
from app.gui.panels.stack import ButtonLine, Part
from app.gui.theme import Face, Look
from app.gui.widgets.buttons import Dress
from app.gui.widgets.field import Field
from app.gui.words import Words

NAME: Final = "staff.pin"


class PinPanel(SidePanel):
    """Where one is set it is asked for first; the new one is typed twice, since nobody sees it.

    `saved`, `removed`: with the PIN that was typed. `forgotten`: what to do then.
    """

    saved = Signal(str, str)
    removed = Signal(str)

    def __init__(self, look: Look, is_set: bool, forgotten: Words, parent: QWidget) -> None:
        super().__init__(look, NAME, text_lock.pin_title, parent)
        self._is_set = is_set
        self.what = self._words("what", "muted", Face.BODY)
        self.what.show_text(text_lock.what_for)
        self.current = self._field("current", text_lock.current)
        self.new = self._field("new", text_lock.new)
        self.again = self._field("again", text_lock.again)
        self.forgotten = self._words("forgotten", "muted", Face.SMALL)
        self.forgotten.show_text(forgotten)
        self.problem = self._words("problem", "danger", Face.LABEL)
        self.save = self._button("save", text_lock.save, Dress.FILLED)
        self.remove = self._button("remove", text_lock.remove, Dress.OUTLINED)
        self._buttons = ButtonLine(self.stack)
        self._buttons.show_buttons(*((self.save, self.remove) if is_set else (self.save,)))
        self.save.clicked.connect(self._on_save)
        self.remove.clicked.connect(self._on_remove)
        self.setFocusProxy(self._first.entry)
        self.show_problem("")

    @property
    def _first(self) -> Field:
        return self.current if self._is_set else self.new

    def show_problem(self, words: Words) -> None:
        self.problem.show_text(words)
        parts: list[Part] = [(self.what, 0)]
        parts += [(self.current, 16)] if self._is_set else []
        parts += [(self.new, 16), (self.again, 16)]
        parts += [(self.problem, 8)] if words else []
        self.stack.show_parts([*parts, (self._buttons, 16), (self.forgotten, 16)])
        self.spread()

    def enter(self, reason: Qt.FocusReason) -> None:
        self._first.entry.setFocus(reason)

    def show_different(self) -> None:
        """Nobody knows which of the two was meant."""
        for field in (self.new, self.again):
            field.entry.clear()
        self.new.entry.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_problem(text_lock.not_the_same)

    def _field(self, part: str, label: Words) -> Field:
        field = Field(self._look, f"{NAME}.{part}", label, self.stack)
        field.entry.setMaxLength(2 * PIN_DIGITS)
        field.entry.setEchoMode(QLineEdit.EchoMode.Password)
        field.entry.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        field.entry.returnPressed.connect(self._on_save)
        return field

    def _on_save(self) -> None:
        """Only a PIN that was typed twice is one that whoever typed it knows."""
        new, again = self.new.text.strip(), self.again.text.strip()
        if not is_pin(new):
            self.new.entry.setFocus(Qt.FocusReason.OtherFocusReason)
            self.show_problem(partial(text_lock.not_a_pin, len(new)))
        elif not again:
            self.show_problem("")
            self.again.entry.setFocus(Qt.FocusReason.OtherFocusReason)
        elif new != again:
            self.show_different()
        else:
            self.saved.emit(self.current.text.strip(), new)

    def _on_remove(self) -> None:
        self.removed.emit(self.current.text.strip())
