"""The card in which one says which sessions of the day are wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent

from app.domain.model import Session, SessionKind
from app.domain.session_filter import By, SessionFilter, choices
from app.gui import text_listing
from app.gui.panels.stack import OUTSET, Part, Stack
from app.gui.theme import Face, Look, Measure
from app.gui.widgets.buttons import Dress, TextButton
from app.gui.widgets.card_area import CardArea
from app.gui.widgets.paragraph import Paragraph
from app.gui.words import iso, plain

NAME: Final = "staff.filter"
WIDE: Final = 340
TALLEST: Final = 520
_HEADINGS: dict[By, Callable[[], str]] = {
    By.STAFF: text_listing.staff,
    By.LOCATION: text_listing.location,
    By.SERVICE: text_listing.service,
    By.KIND: text_listing.kind,
}


def words_of(by: By, value: str) -> str:
    return text_listing.kind_of(SessionKind(value)) if by is By.KIND else iso(value)


class FilterCard(CardArea):
    """Stays open for more than one choice; a second tap takes a choice back."""

    toggled = Signal(object, str)

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._look = look
        self.buttons: dict[tuple[By, str], TextButton] = {}
        self.stack = Stack(self.viewport(), OUTSET)
        self.setWidget(self.stack)

    def sizeHint(self) -> QSize:
        wide = Measure.text(WIDE)
        return QSize(wide, min(TALLEST, self.stack.height_for(wide - Measure.SCROLL_BAR)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()

    def _spread(self) -> None:
        wide = self.viewport().width()
        self.stack.resize(wide, self.stack.height_for(wide))

    def show_choices(self, sessions: Iterable[Session], chosen: SessionFilter) -> None:
        """Only where there is something to choose; a choice that is gone stays, to be undone."""
        held, parts = list(sessions), list[Part]()
        for by, heading in _HEADINGS.items():
            one = chosen.values.get(by, "")
            values = sorted({*choices(held, by), *([one] if one else [])})
            if len(values) < 2 and not one:
                continue
            parts.append((self._heading(by, heading()), 20 if parts else 4))
            parts += [(self._button(by, value, on=value == one), 8) for value in values]
        self.stack.show_parts(parts)
        self._spread()

    def _heading(self, by: By, words: str) -> Paragraph:
        name = f"{NAME}.{by.value}"
        found = self.stack.findChild(Paragraph, name)
        if isinstance(found, Paragraph):
            return found
        heading = Paragraph(self._look, Face.LABEL, "muted", self.stack)
        heading.setObjectName(name)
        heading.setAccessibleIdentifier(name)
        heading.show_text(words)
        return heading

    def _button(self, by: By, value: str, *, on: bool) -> TextButton:
        button = self.buttons.get((by, value))
        if button is None:
            name = f"{NAME}.{by.value}.{len(self.buttons) + 1}"
            button = TextButton(self._look, name, self.stack, Dress.OUTLINED)
            button.clicked.connect(partial(self.toggled.emit, by, value))
            self.reveals(button)
            self.buttons[by, value] = button
        words = words_of(by, value)
        button.show_caption(plain(words), Dress.FILLED if on else Dress.OUTLINED)
        button.describe(text_listing.chosen(words) if on else words)
        return button
