"""The question before this computer forgets a site: what is only here is sent or exported first."""

from __future__ import annotations

from functools import partial
from typing import Final, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.gui import text_leaving, text_panels
from app.gui.panels.side import SidePanel
from app.gui.panels.stack import ButtonLine, Hint, Part
from app.gui.theme import Face, Look, Tone
from app.gui.widgets.buttons import Dress
from app.gui.widgets.field import Field
from app.gui.words import Words

NAME: Final = "staff.leave"


class Wording(NamedTuple):
    """What is about to be done: its name, what it means, and the button that does it."""

    title: Words
    means: Words
    go: Words


class LeavePanel(SidePanel):
    """With something that is only here there is no way on without the export."""

    send_wanted = Signal()
    export_wanted = Signal(str)
    go_wanted = Signal()

    def __init__(self, look: Look, wording: Wording, file: str, parent: QWidget) -> None:
        super().__init__(look, NAME, wording.title, parent)
        self.means = self._words("means", "text", Face.BODY)
        self.means.show_text(wording.means)
        self.only_here = Hint(look, Tone.WARNING, "warning", self._words("count", "on_warning"))
        self.nothing = Hint(look, Tone.SUCCESS, "check", self._words("nothing", "on_success"))
        self.nothing.words.show_text(text_panels.all_in_wix)
        self.problem = Hint(look, Tone.DANGER, "attention", self._words("problem", "on_danger"))
        self.file = Field(look, f"{NAME}.file", text_leaving.export_to, self.stack)
        self.file.entry.setText(file)
        self.send = self._button("send", text_leaving.send_now, Dress.TINTED)
        self.export = self._button("export", text_leaving.export_and_go_on, Dress.OUTLINED)
        self.go = self._button("go", wording.go, Dress.ALARM)
        self.cancel = self._button("cancel", text_panels.cancel, Dress.OUTLINED)
        self._lines = [ButtonLine(self.stack) for _ in range(3)]
        self.send.clicked.connect(self.send_wanted)
        self.export.clicked.connect(self._on_export)
        self.go.clicked.connect(self.go_wanted)
        self.cancel.clicked.connect(self.closing)

    def show_count(self, rows: int) -> None:
        """How many are only here; without any there is nothing left to ask."""
        self.only_here.words.show_text(partial(text_leaving.only_here, rows) if rows else "")
        self._show(rows > 0)

    def show_problem(self, words: Words) -> None:
        self.problem.words.show_text(words)
        self._show(bool(self.only_here.words.text()))

    def enter(self, reason: Qt.FocusReason) -> None:
        """To the answer that changes nothing."""
        self.cancel.setFocus(reason)

    def _show(self, asking: bool) -> None:
        kept = self.has_keyboard
        first, second, third = self._lines
        parts: list[Part] = [(self.means, 0), (self.only_here if asking else self.nothing, 16)]
        parts += [(self.problem, 8)] if self.problem.words.text() else []
        if asking:
            first.show_buttons(self.send)
            second.show_buttons(self.export)
            third.show_buttons(self.cancel)
            parts += [(first, 16), (self.file, 16), (second, 8), (third, 16)]
        else:
            first.show_buttons(self.go, self.cancel)
            parts += [(first, 16)]
        self.stack.show_parts(parts)
        self.spread()
        if kept and not self.has_keyboard:
            self.enter(Qt.FocusReason.OtherFocusReason)

    def _on_export(self) -> None:
        self.export_wanted.emit(self.file.text)
