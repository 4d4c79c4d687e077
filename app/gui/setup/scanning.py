"""A scanner tried out on a page of the set-up: heard from when it is asked for until the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.gui import text_screen
from app.gui.setup.head import Head
from app.gui.setup.page import Page
from app.gui.theme import Face, Look
from app.gui.widgets.buttons import Dress

if TYPE_CHECKING:
    from app.gui.panels.stack import Part
    from app.gui.scan.strip import ScanStrip
    from app.gui.scan.wedge import Wedge


class ScanTest(QObject):
    """`changed`: other parts are to be shown. `said`: what a screen reader is to be told."""

    changed = Signal()
    said = Signal(str)

    def __init__(self, look: Look, name: str, page: Page) -> None:
        super().__init__(page)
        self._look, self._name, self._page = look, name, page
        self._strip: ScanStrip | None = None
        self._wedge: Wedge | None = None
        self.head = Head(look, name, text_screen.scanner, page, Dress.OUTLINED)
        self.head.show_button(text_screen.test_scanner)
        self.head.button.clicked.connect(self._on_button)
        self.hint = page.words("scanner.hint", "muted", Face.SMALL)
        self.hint.show_text(text_screen.scanner_hint)

    @property
    def parts(self) -> list[Part]:
        return [(self.head, 16), (self._strip or self.hint, 4)]

    def begin(self) -> None:
        from app.gui.scan.strip import ScanStrip
        from app.gui.scan.wedge import Wedge

        # A wedge hears every window of the program, so it is there for the test alone.
        self._wedge = Wedge(self)
        self._strip = ScanStrip(self._look, self._wedge, f"{self._name}.test", self._page)
        self._strip.grew.connect(self.changed)
        self._strip.said.connect(self.said)
        self.head.show_button(text_screen.end_scanner)
        self.changed.emit()

    def end(self) -> None:
        strip, wedge = self._strip, self._wedge
        self._strip = self._wedge = None
        if strip is not None and wedge is not None:
            strip.hide()
            strip.deleteLater()
            wedge.deleteLater()
            self.head.show_button(text_screen.test_scanner)
            self.changed.emit()

    def _on_button(self) -> None:
        if self._strip is None:
            self.begin()
        else:
            self.end()
