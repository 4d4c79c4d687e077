"""One row that waits for a person: what happened, in words, and the ways on."""

from __future__ import annotations

from datetime import tzinfo
from enum import Enum, auto

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.checkin.cancelled import Gone
from app.checkin.worklist import Entry, Why
from app.domain.model import ConflictKind
from app.gui import text, text_panels
from app.gui.panels.stack import ButtonLine, Card
from app.gui.theme import Face, Look, Measure
from app.gui.widgets.buttons import Dress, TextButton
from app.gui.widgets.icons import icon
from app.gui.widgets.line import Line
from app.gui.widgets.mirror import mirrored
from app.gui.widgets.paragraph import Paragraph
from app.gui.words import iso, joined, plain


class Decision(Enum):
    """What a person can decide about a row."""

    USE_THEIRS = auto()
    KEEP_MINE = auto()
    RETRY = auto()
    KEEP = auto()
    DISCARD = auto()
    KEEP_COUNTED = auto()
    TAKE_BACK = auto()


Offer = tuple[Decision, str, Dress]


def offers(entry: Entry) -> list[list[Offer]]:
    """The buttons of a card, line by line."""
    card = entry.conflict
    if entry.why is Why.CONFLICT and card is not None:
        if card.kind is ConflictKind.DUPLICATE:
            return []
        theirs = (Decision.USE_THEIRS, text.use_theirs(card.server), Dress.TINTED)
        return [[theirs, (Decision.KEEP_MINE, text.keep_mine(card.mine), Dress.TINTED)]]
    if entry.why is Why.CANCELLED:
        keep = (Decision.KEEP_COUNTED, text_panels.keep_counted(), Dress.TINTED)
        return [[keep, (Decision.TAKE_BACK, text_panels.take_back(), Dress.OUTLINED)]]
    return [
        [
            (Decision.RETRY, text_panels.retry(), Dress.TINTED),
            (Decision.DISCARD, text_panels.discard(), Dress.OUTLINED),
        ],
        [(Decision.KEEP, text_panels.keep_as_walk_in(), Dress.OUTLINED)],
    ]


def what_happened(entry: Entry) -> str:
    card = entry.conflict
    if entry.why is Why.CONFLICT and card is not None:
        if card.kind is ConflictKind.DUPLICATE:
            return text_panels.two_records()
        return text_panels.two_values(card.server, card.mine)
    gone = ""
    if entry.gone is Gone.BOOKING:
        gone = text_panels.booking_gone(entry.shown)
    elif entry.gone is Gone.SESSION:
        gone = text_panels.session_gone(entry.shown)
    if entry.why is Why.CANCELLED:
        return gone
    return " ".join(filter(None, (text_panels.refused(entry.reason), gone)))


def facts(entry: Entry, zone: tzinfo | None) -> str:
    """What was done, where and when."""
    session = entry.session
    return joined(
        text_panels.steps(entry.steps),
        text.session_short(session, zone) if session else "",
        text_panels.done_at(text.at(entry.steps[-1].at, zone)) if entry.steps else "",
    )


class Title(QWidget):
    """The sign that a person is needed, and the name."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.name = Line(look, Face.HEADING, "text", self)

    def sizeHint(self) -> QSize:
        return QSize(200, Measure.text(26))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        x, tall = Measure.text(20) + 8, Measure.text(26)
        self.name.setGeometry(mirrored(self, QRect(x, 0, self.width() - x, tall)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, painter = self._look.tokens, QPainter(self)
        side = Measure.text(20)
        place = QRectF(mirrored(self, QRect(0, Measure.text(3), side, side)))
        icon("attention").paint(painter, place, tokens.danger, tokens.surface)
        painter.end()


class DecisionCard(Card):
    """Says what was decided; to discard asks once more, in its own place."""

    decided = Signal(object, object)
    grew = Signal()

    def __init__(self, look: Look, entry: Entry, zone: tzinfo | None, parent: QWidget) -> None:
        super().__init__(look, parent, alarm=True)
        self.entry = entry
        self._zone = zone
        self._asking = False
        self._off = ""
        self.title = Title(look, self)
        self.facts = Line(look, Face.SMALL, "muted", self)
        self.words = Paragraph(look, Face.BODY, "text", self)
        self._lines = [ButtonLine(self), ButtonLine(self)]
        self._buttons: dict[TextButton, Decision | None] = {}
        name = f"staff.sync.panel.{entry.row.booking_id}.{entry.row.event_id}"
        self.setObjectName(name)
        self.setAccessibleIdentifier(name)
        self.show_entry(entry, zone, force=True)

    @property
    def buttons(self) -> dict[Decision | None, TextButton]:
        """By what they decide; None is the one that decides nothing after all."""
        return {decision: button for button, decision in self._buttons.items()}

    @property
    def held(self) -> bool:
        return any(button.isDown() for button in self._buttons)

    def show_entry(self, entry: Entry, zone: tzinfo | None, *, force: bool = False) -> None:
        if entry == self.entry and not force:
            return
        same = offers(entry) == offers(self.entry) and not force
        self.entry, self._zone = entry, zone
        self.title.name.show_text(iso(entry.name))
        self.facts.show_text(facts(entry, zone))
        if not (same and self._asking):
            self._offer()
        self.setAccessibleName(plain(joined(entry.name, what_happened(entry))))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            asking = self._asking
            self.show_entry(self.entry, self._zone, force=True)
            if asking:
                self._ask()

    def enter(self, reason: Qt.FocusReason) -> bool:
        """Give the keyboard to the first button, if there is one that can be pressed."""
        for button in self._buttons:
            button.setFocus(reason)
            return button.isEnabled()
        return False

    def switch(self, off: str) -> None:
        """`off`: why no decision can be kept now; empty where it can."""
        self._off = off
        for button in self._buttons:
            self._describe(button)

    def _offer(self) -> None:
        self._asking = False
        self._show(what_happened(self.entry), offers(self.entry))

    def _ask(self) -> None:
        self._asking = True
        sure = text_panels.sure_to_discard(text_panels.steps(self.entry.steps))
        yes: Offer = (Decision.DISCARD, text_panels.discard_now(), Dress.ALARM)
        self._show(sure, [[yes]], text_panels.cancel())

    def _show(self, words: str, lines: list[list[Offer]], cancel: str = "") -> None:
        had = any(button.hasFocus() for button in self._buttons)
        for button in self._buttons:
            button.deleteLater()
        self._buttons = {}
        self.words.show_text(words)
        for at, line in enumerate(self._lines):
            told = [self._button(*offer) for offer in (lines[at] if at < len(lines) else [])]
            if cancel and not at:
                told.append(self._button(None, cancel, Dress.OUTLINED))
            line.show_buttons(*told)
        parts = [(self.title, 0), (self.facts, 0), (self.words, 6)]
        parts += [(line, 8 if at else 10) for at, line in enumerate(self._lines[: len(lines)])]
        self.show_parts(parts)
        if had:
            list(self._buttons)[-1 if cancel else 0].setFocus(Qt.FocusReason.TabFocusReason)
        self.grew.emit()

    def _button(self, decision: Decision | None, caption: str, dress: Dress) -> TextButton:
        part = decision.name.lower() if decision else "cancel"
        button = TextButton(self._look, f"{self.objectName()}.{part}", self, dress)
        button.show_caption(plain(caption))
        button.clicked.connect(self._on_clicked)
        self._buttons[button] = decision
        self._describe(button)
        return button

    def _describe(self, button: TextButton) -> None:
        button.describe(text.doing_for(button.caption, self.entry.name), self._off)
        button.allow(not self._off)

    def _on_clicked(self) -> None:
        decision = next(d for button, d in self._buttons.items() if button is self.sender())
        if decision is None:
            self._offer()
        elif decision is Decision.DISCARD and not self._asking:
            self._ask()
        else:
            self.decided.emit(self.entry, decision)
