"""The last page: how large this screen is, whether touch and scanner work, and the staff PIN."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.fitting import Fitting
from app.domain.pin import is_pin
from app.domain.screens import inches_in, inches_told
from app.gui import text_screen, text_setup
from app.gui.panels.stack import Hint, Part
from app.gui.setup.actions import Step
from app.gui.setup.head import Head
from app.gui.setup.page import Page
from app.gui.setup.scanning import ScanTest
from app.gui.setup.touch import TARGETS
from app.gui.theme import Face, Look, Tone
from app.gui.widgets.buttons import Dress
from app.gui.widgets.field import Field
from app.gui.widgets.paragraph import Paragraph
from app.gui.words import Words, spoken

NAME: Final = "setup.screen"


class ScreenPage(Page):
    """Everything may be left out; what is wrong is said before the way goes on.

    `touch_wanted`: the targets are to be shown. `said`: what a screen reader is to be told.
    """

    touch_wanted = Signal()
    said = Signal(str)

    def __init__(
        self, look: Look, fitting: Fitting, seal: Callable[[str], str], parent: QWidget
    ) -> None:
        super().__init__(look, Step.SCREEN, parent)
        self._seal = seal
        self._asked = False
        self.inches, self.sealed = fitting.inches, fitting.pin
        self.title.show_text(text_screen.title)
        self.intro = self._hint("intro", text_screen.intro, Face.BODY)
        self.diagonal = Field(look, f"{NAME}.size", text_screen.size, self)
        self.diagonal_hint = self._hint("size.hint", text_screen.size_hint)
        self.touch = Head(look, f"{NAME}.touch", text_screen.touch, self, Dress.OUTLINED)
        self.touch_hint = self._hint("touch.hint", text_screen.touch_hint)
        self.scanner = ScanTest(look, f"{NAME}.scanner", self)
        self.pin = Field(look, f"{NAME}.pin", text_screen.pin, self)
        self.pin_hint = self._hint("pin.hint", "")
        self.kept = Head(look, f"{NAME}.pin.remove", text_screen.pin_is_set, self)
        self.bad = Hint(look, Tone.DANGER, "attention", self.words("bad", "on_danger", Face.LABEL))
        self._begin()

    @property
    def onward(self) -> str:
        return text_setup.open_desk()

    def enter(self, reason: Qt.FocusReason) -> None:
        if not self._asked and not self.diagonal.text:
            self._ask_system()
        self._asked = True
        self.diagonal.entry.setFocus(reason)

    def take(self) -> bool:
        """Of a PIN nothing is left but its seal."""
        problem = self._wrong_size() or self._wrong_pin()
        self.show_problem(problem[1] if problem else "")
        if problem:
            problem[0].entry.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        self.take_what_is_right()
        return True

    def take_what_is_right(self) -> None:
        self.scanner.end()
        if not self._wrong_size():
            self.inches = inches_in(self.diagonal.text) or 0.0
        if not self._wrong_pin():
            self._take_pin()

    def show_touched(self, hits: int) -> None:
        words = partial(text_screen.touched, hits, TARGETS)
        self.touch_hint.show_text(words, "muted" if hits == TARGETS else "danger")
        self.said.emit(words())
        self._spread()
        self.touch.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, words: Words) -> None:
        self.bad.words.show_text(words)
        if words:
            self.said.emit(spoken(words))
        self._spread()

    def _begin(self) -> None:
        if self.inches:
            self.diagonal.entry.setText(f"{self.inches:g}")
        self.touch.show_button(text_screen.test_touch)
        for answer in (self.scanner.end, self.touch_wanted):
            self.touch.button.clicked.connect(answer)
        self.scanner.changed.connect(self._spread)
        self.scanner.said.connect(self.said)
        # Whoever types it sees it; whoever comes by later does not.
        self.pin.entry.setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)
        self.pin.entry.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.kept.show_button(text_screen.remove_pin)
        self.kept.button.clicked.connect(self._on_remove)
        for field in (self.diagonal, self.pin):
            field.entry.textChanged.connect(self._on_changed)
        self._spread()

    def _hint(self, part: str, words: Words, face: Face = Face.SMALL) -> Paragraph:
        hint = self.words(part, "muted", face)
        hint.show_text(words)
        return hint

    def _ask_system(self) -> None:
        screen = self.screen()
        pixels, mm, ratio = screen.size(), screen.physicalSize(), screen.devicePixelRatio()
        inches = inches_told(
            pixels.width() * ratio, pixels.height() * ratio, mm.width(), mm.height()
        )
        if inches:
            self.diagonal.entry.setText(f"{inches:g}")
            self.diagonal_hint.show_text(text_screen.size_told)
            self._spread()

    def _wrong_size(self) -> tuple[Field, Words] | None:
        typed = self.diagonal.text.strip()
        wrong = bool(typed) and inches_in(typed) is None
        return (self.diagonal, text_screen.no_size) if wrong else None

    def _wrong_pin(self) -> tuple[Field, Words] | None:
        typed = self.pin.text.strip()
        wrong = bool(typed) and not is_pin(typed)
        return (self.pin, partial(text_screen.not_a_pin, len(typed))) if wrong else None

    def _take_pin(self) -> None:
        if typed := self.pin.text.strip():
            self.sealed = self._seal(typed)
            self.pin.entry.clear()
            self._spread()

    def _spread(self) -> None:
        parts: list[Part] = [(self.intro, 8), (self.diagonal, 16), (self.diagonal_hint, 4)]
        parts += [(self.touch, 16), (self.touch_hint, 4), *self.scanner.parts]
        words = text_screen.change_pin if self.sealed else text_screen.pin_hint
        self.pin_hint.show_text(words)
        parts += [(self.pin, 16), (self.pin_hint, 4)]
        if self.sealed:
            parts.append((self.kept, 8))
        if self.bad.words.text():
            parts.append((self.bad, 16))
        self.spread(*parts)

    def _on_changed(self) -> None:
        if self.bad.words.text():
            self.show_problem("")

    def _on_remove(self) -> None:
        self.sealed = ""
        self.pin.entry.setFocus(Qt.FocusReason.OtherFocusReason)
        self._spread()
