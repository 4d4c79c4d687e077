"""Below a name that is typed: who of it is known here, and who of it is booked already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.checkin.acquaintances import TAIL, Person
from app.domain.roster import SeatRow
from app.gui import text_known
from app.gui.panels.stack import ButtonLine, Hint, Part, Stack
from app.gui.theme import Face, Look, Measure, Tone
from app.gui.widgets.buttons import Dress, TextButton
from app.gui.widgets.ground import draw_card
from app.gui.widgets.paragraph import Paragraph
from app.gui.words import plain

NAME: Final = "staff.walkin.known"
STEPS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class Suggestions(QWidget):
    """At most five, one below the other; by finger, or by the arrow keys from the field."""

    chosen = Signal(object)

    def __init__(self, look: Look, field: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._field = field
        field.installEventFilter(self)
        self._people: tuple[Person, ...] = ()
        self.buttons: list[TextButton] = []

    def show_people(self, people: Sequence[Person]) -> None:
        self._people = tuple(people)
        while len(self.buttons) < len(people):
            self.buttons.append(self._button(len(self.buttons)))
        for at, button in enumerate(self.buttons):
            shown = at < len(people)
            # Whoever is not meant any more is nobody's business, not even out of sight.
            button.show_caption(text_known.person(*people[at]) if shown else "")
            button.describe(text_known.take(*people[at]) if shown else "")
            button.setVisible(shown)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows lead from the field to who is suggested, and back; else they would scroll."""
        order = [self._field, *self.buttons[: len(self._people)]]
        step = 0
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = STEPS.get(Qt.Key(event.key()), 0)
        to = next((at + step for at, part in enumerate(order) if part is watched), -1)
        if not step or not 0 <= to < len(order):
            return False
        order[to].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def sizeHint(self) -> QSize:
        return QSize(300, len(self._people) * self._line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_card(painter, self._look, self.rect())
        painter.end()

    @property
    def _line(self) -> int:
        return Measure.BUTTON

    def _place(self) -> None:
        for at, button in enumerate(self.buttons):
            button.setGeometry(0, at * self._line, self.width(), self._line)

    def _button(self, at: int) -> TextButton:
        button = TextButton(self._look, f"{NAME}.{at + 1}", self, Dress.ENTRY)
        button.clicked.connect(self._on_clicked)
        button.installEventFilter(self)
        return button

    def _on_clicked(self) -> None:
        at = next(at for at, button in enumerate(self.buttons) if button is self.sender())
        self.chosen.emit(self._people[at])


class BookedAlready(Stack):
    """Offers to check that booking in; somebody else may have the name all the same."""

    wanted = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        words = Paragraph(look, Face.LABEL, "on_warning", self)
        words.setObjectName("staff.walkin.booked")
        words.setAccessibleIdentifier("staff.walkin.booked")
        self._hint = Hint(look, Tone.WARNING, "warning", words)
        self.check_in = TextButton(look, "staff.walkin.booked.check_in", self, Dress.OUTLINED)
        self.check_in.describe(text_known.check_one_in)
        self.check_in.clicked.connect(self.wanted)
        self._line = ButtonLine(self)
        self._line.show_buttons(self.check_in)
        self._line.resize(300, Measure.BUTTON)

    def show_booked(self, seat: SeatRow) -> str:
        """Return what it says."""
        said = text_known.booked_already(seat, seat.phone_tail[-TAIL:])
        self._hint.words.show_text(said)
        parts: list[Part] = [(self._hint, 0)]
        if seat.missing:
            caption = text_known.check_booking_in(seat)
            self.check_in.show_caption(plain(caption))
            self.check_in.describe(caption)
            parts.append((self._line, 12))
        self.show_parts(parts)
        return said
