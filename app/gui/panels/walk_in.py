"""Somebody without a booking: a name if there is time for one, and they are in."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.checkin.acquaintances import Known, Person
from app.domain.roster import SessionCard
from app.domain.rules import MOST_AT_ONCE
from app.gui import text_panels
from app.gui.panels.known import BookedAlready, Suggestions
from app.gui.panels.side import SidePanel
from app.gui.panels.stack import OUTSET, ButtonLine, Hint, Part
from app.gui.theme import Face, Look, Measure, Tone
from app.gui.widgets.buttons import Dress, IconButton, TextButton
from app.gui.widgets.field import Field
from app.gui.widgets.line import Line
from app.gui.widgets.mirror import Side, mirrored
from app.gui.words import Words, iso, plain

NAME: Final = "staff.walkin"
STEP: Final = 56


class Visitor(NamedTuple):
    """What was typed. Nothing of it has to be there."""

    name: str = ""
    email: str = ""
    phone: str = ""
    people: int = 1


class Stepper(QWidget):
    """How many come together."""

    changed = Signal()
    outset = OUTSET

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.people = 1
        self.label = Line(look, Face.LABEL, "text", self)
        self.label.show_text(text_panels.how_many)
        self.fewer = IconButton(look, "minus", f"{NAME}.fewer", self)
        self.number = Line(look, Face.DISPLAY, "text", self)
        self.number.setObjectName(f"{NAME}.people")
        self.number.setAccessibleIdentifier(f"{NAME}.people")
        self.number.stand(Side.CENTRE)
        self.more = IconButton(look, "plus", f"{NAME}.more", self)
        self.fewer.describe(text_panels.one_fewer)
        self.more.describe(text_panels.one_more)
        self.fewer.clicked.connect(self._on_fewer)
        self.more.clicked.connect(self._on_more)
        self.set_people(1)

    def set_people(self, people: int) -> None:
        self.people = people
        self.number.show_text(iso(people))
        self.fewer.allow(people > 1)
        self.more.allow(people < MOST_AT_ONCE)
        self.changed.emit()

    def sizeHint(self) -> QSize:
        return QSize(300, Measure.TARGET)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for part, place in self._places().items():
            part.setGeometry(mirrored(self, place))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.tokens.surface_2)
        wide = 2 * Measure.target(STEP) + Measure.text(64)
        pill = QRect(self.width() - wide, 0, wide, self.height())
        around = QRectF(mirrored(self, pill)).adjusted(OUTSET, OUTSET, -OUTSET, -OUTSET)
        painter.drawRoundedRect(around, Measure.RADIUS, Measure.RADIUS)
        painter.end()

    def _on_fewer(self) -> None:
        self.set_people(self.people - 1)

    def _on_more(self) -> None:
        self.set_people(self.people + 1)

    def _places(self) -> dict[QWidget, QRect]:
        wide, tall = self.width(), self.height()
        number = Measure.text(64)
        step = Measure.target(STEP)
        x = wide - 2 * step - number
        return {
            self.label: QRect(OUTSET, 0, x - OUTSET, tall),
            self.fewer: QRect(x, 0, step, tall),
            self.number: QRect(x + step, 0, number, tall),
            self.more: QRect(x + step + number, 0, step, tall),
        }


class WalkInPanel(SidePanel):
    """Stays open for the next one. What was typed stays until it is recorded.

    `emptied`: nothing of anybody is in it any more. `moved`: it is for the session that is open.
    """

    wanted = Signal(object)
    named = Signal(str)
    emptied, moved = Signal(), Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, NAME, text_panels.walk_in, parent)
        self._known = Known()
        self._card: SessionCard | None = None
        self._session = self._no = self._to = ""
        self._wrong: Words = ""
        self.session = self._words("session", "text", Face.STRONG)
        self.name = Field(look, f"{NAME}.name", text_panels.name_optional, self.stack)
        self.suggestions = Suggestions(look, self.name.entry, self.stack)
        self.booked = BookedAlready(look, self.stack)
        self.email = Field(look, f"{NAME}.email", text_panels.email_optional, self.stack)
        self.phone = Field(look, f"{NAME}.phone", text_panels.phone_optional, self.stack)
        self.why = self._words("why", "muted", Face.SMALL)
        self.why.least_lines = 2
        self.stepper = Stepper(look, self.stack)
        self.warning = Hint(look, Tone.WARNING, "warning", self._words("warning", "on_warning"))
        self.add = TextButton(look, f"{NAME}.add", self.stack, Dress.FILLED)
        self.only = TextButton(look, f"{NAME}.count", self.stack, Dress.OUTLINED)
        self._add, self._only = ButtonLine(self.stack), ButtonLine(self.stack)
        self._instead: ButtonLine | None = None
        for line, button, words in (
            (self._add, self.add, text_panels.add_and_check_in),
            (self._only, self.only, text_panels.only_count),
        ):
            line.show_buttons(button)
            button.show_caption(words)
            button.describe(words)
        self._connect()
        self.setFocusProxy(self.name.entry)

    def _connect(self) -> None:
        self.add.clicked.connect(self._on_add)
        self.only.clicked.connect(self._on_only)
        self.stepper.changed.connect(self._show)
        self.suggestions.chosen.connect(self._on_chosen)
        self.name.entry.textEdited.connect(self._on_named)
        for field in self._fields:
            field.entry.returnPressed.connect(self._on_add)
            field.entry.textEdited.connect(self._on_typed)

    @property
    def _fields(self) -> tuple[Field, ...]:
        return self.name, self.email, self.phone

    def show_session(self, card: SessionCard, session: str, why_not: str) -> None:
        """`why_not`: why nobody can walk in to it, empty where one can."""
        self._card, self._session, self._no = card, session, why_not
        self._show()

    def show_instead(self, caption: str) -> None:
        """`caption`: to which other session it can be moved; empty where to none."""
        if caption == self._to:
            return  # a finger may be on it
        self._to = caption
        if self._instead is not None:
            self._instead.hide()
            self._instead.deleteLater()
            self._instead = None
        if caption:
            button = self._button("instead", caption)
            button.clicked.connect(self.moved)
            self._instead = ButtonLine(self.stack)
            self._instead.show_buttons(button)
        self._show()

    @property
    def begun(self) -> bool:
        """Whether there is anything of somebody in it."""
        return self.stepper.people > 1 or any(field.text for field in self._fields)

    def show_known(self, known: Known) -> str:
        """Who may be meant; return what is to be heard of it, once."""
        before, self._known = self._known.booked, known
        self.suggestions.show_people(known.people)
        said = self.booked.show_booked(known.booked) if known.booked else ""
        self._show()
        return "" if before and known.booked and before.row == known.booked.row else said

    def show_problem(self, words: Words) -> None:
        """It was not recorded; everything typed is still there."""
        self._wrong = words
        self._show()

    def begin_again(self) -> None:
        """It was recorded: ready for the next one."""
        for field in self._fields:
            field.entry.clear()
        self._wrong = ""
        self.show_known(Known())
        self.stepper.set_people(1)
        self.emptied.emit()
        self.enter(Qt.FocusReason.OtherFocusReason)

    def enter(self, reason: Qt.FocusReason) -> None:
        self.name.entry.setFocus(reason)

    def _show(self) -> None:
        if self._card is None:
            return
        over = text_panels.over_capacity(self._card, self.stepper.people)
        self.warning.words.show_text(over)
        self.session.show_text(self._no or self._session, "danger" if self._no else "text")
        # In the place of the words that are there anyway: nothing moves from under a finger.
        why = self._wrong or text_panels.why_email
        self.why.show_text(why, "danger" if self._wrong else "muted")
        for button in (self.add, self.only):
            button.allow(not self._no)
        parts: list[Part] = [(self.session, 0), *([(self._instead, 8)] if self._instead else [])]
        parts += [(self.name, 16)]
        parts += [(self.suggestions, 4)] if self._known.people else []
        parts += [(self.booked, 8)] if self._known.booked else []
        parts += [(self.email, 12)]
        parts += [(self.why, 4), (self.phone, 12), (self.stepper, 20)]
        parts += [(self.warning, 16)] if over else []
        self.stack.show_parts([*parts, (self._add, 20), (self._only, 12)])
        self.spread()

    def _on_named(self) -> None:
        self.named.emit(plain(self.name.text).strip())

    def _on_chosen(self, person: Person) -> None:
        """The name, and the way on from it by keyboard."""
        self.name.entry.setText(person.name)
        self.name.entry.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_named()

    def _on_typed(self) -> None:
        """What was wrong is being put right."""
        if self._wrong:
            self.show_problem("")
        if not self.begun:
            self.emptied.emit()

    def _on_add(self) -> None:
        if self.add.isEnabled():
            name, email, phone = (plain(field.text).strip() for field in self._fields)
            self.wanted.emit(Visitor(name, email, phone, self.stepper.people))

    def _on_only(self) -> None:
        self.wanted.emit(Visitor())


def typed_in(panel: WalkInPanel) -> Visitor:
    """As it stands there: half an address is none yet, but it is to be finished."""
    return Visitor(panel.name.text, panel.email.text, panel.phone.text, panel.stepper.people)


def fill(panel: WalkInPanel, visitor: Visitor) -> None:
    for field, words in zip((panel.name, panel.email, panel.phone), visitor[:3], strict=True):
        field.entry.setText(words)
    panel.stepper.set_people(visitor.people)
