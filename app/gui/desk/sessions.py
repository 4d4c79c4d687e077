"""The sessions of the day: which is now, which is next, and how many are in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import tzinfo
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.domain.day import Phase
from app.domain.model import EventId
from app.domain.roster import SessionCard
from app.gui import text
from app.gui.theme import Face, Look, Measure, Tone
from app.gui.widgets.bar import SlimBar
from app.gui.widgets.choice import Choice
from app.gui.widgets.icons import icon
from app.gui.widgets.mirror import line_flags, mirrored, right_to_left
from app.gui.widgets.touch import scroll_by_touch
from app.gui.words import iso

TIME_WIDE: Final = 60
EDGE: Final = 12


def sign(card: SessionCard) -> tuple[str, Tone]:
    """The word for where a session stands, and how loud it is."""
    if card.session.cancelled:
        return text.cancelled(), Tone.PENDING
    if card.phase is Phase.NOW:
        return text.now(), Tone.SUCCESS
    if card.phase is Phase.ENDED:
        return text.ended(), Tone.QUIET
    if card.is_next:
        return text.next_up(), Tone.CHOSEN
    return (text.full(), Tone.PENDING) if card.full else ("", Tone.QUIET)


class SessionItem(Choice):
    """One session: time, title, people, state."""

    def __init__(self, look: Look, name: str, parent: QWidget) -> None:
        super().__init__(look, name, parent)
        self.card: SessionCard | None = None
        self.zone: tzinfo | None = None

    def show_card(self, card: SessionCard, zone: tzinfo | None) -> None:
        self.card, self.zone = card, zone
        self.update()

    def put_in_words(self) -> None:
        """For whoever listens or points: nobody does before the first frame."""
        card, zone = self.card, self.zone
        if card is None:
            return
        word, _ = sign(card)
        over = text.over_capacity(card) if card.over_capacity else ""
        words = [word.lower(), over.lower(), text.people_in(card)]
        title = f"{text.at(card.session.start, zone)} {card.session.title}"
        self.describe(", ".join([title, *filter(None, words)]))
        self.setToolTip(card.session.title)

    def sizeHint(self) -> QSize:
        return QSize(300, Measure.SESSION)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.card is None:
            return
        tokens, painter = self._look.tokens, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.isDown() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.chosen if self.isChecked() else tokens.surface_2)
            painter.drawRoundedRect(self.rect(), Measure.RADIUS, Measure.RADIUS)
        painter.end()
        painter = self._begin()
        self._paint_words(painter, self.card)
        painter.end()

    def _paint_words(self, painter: QPainter, card: SessionCard) -> None:
        tokens, chosen = self._look.tokens, self.isChecked()
        quiet = card.session.cancelled or card.phase is Phase.ENDED
        strong = tokens.on_chosen if chosen else tokens.muted if quiet else tokens.text
        x, end = EDGE, self.width() - EDGE
        line, small, second = Measure.text(24), Measure.text(22), 9 + Measure.text(25)
        time = QRect(x, 9, Measure.text(TIME_WIDE), line)
        self._word(painter, Face.STRONG, strong, time, iso(text.at(card.session.start, self.zone)))
        x += time.width()
        # Beside the longer words of a session over capacity there is no room for its state.
        left = self._paint_sign(painter, card, 8 if card.over_capacity else second - 1)
        title = QRect(x, 9, (left - 8 if card.over_capacity else end) - x, line)
        self._word(painter, Face.STRONG, strong, title, iso(card.session.title))
        if card.over_capacity:
            side = Measure.text(16)
            picture = mirrored(self, QRect(x, second + (small - side) // 2, side, side))
            icon("warning").paint(painter, QRectF(picture), tokens.warning, tokens.bg)
            over = QRect(x + side + 6, second, end - x - side - 6, small)
            self._word(painter, Face.LABEL, tokens.warning, over, text.over_capacity(card))
        else:
            ink = tokens.on_chosen if chosen else tokens.muted
            people = QRect(x, second, left - 8 - x, small)
            self._word(painter, Face.SMALL, ink, people, text.people_in(card))

    def _paint_sign(self, painter: QPainter, card: SessionCard, top: int) -> int:
        """Draw the state at the end of a line; return where it begins."""
        tokens, (word, tone) = self._look.tokens, sign(card)
        end = self.width() - EDGE
        if not word:
            return end
        painter.setFont(self._look.font(Face.LABEL))
        tall, side = Measure.text(24), Measure.text(14)
        dot = side + 2 if card.phase is Phase.NOW and not card.session.cancelled else 0
        wide = painter.fontMetrics().horizontalAdvance(word) + dot
        pad = 0 if tone is Tone.QUIET else 10
        box = QRect(end - wide - 2 * pad, top, wide + 2 * pad, tall)
        if pad:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.container(tone))
            painter.drawRoundedRect(mirrored(self, box), tall / 2, tall / 2)
        if dot:
            at = QRect(box.left() + pad - 2, top + (tall - side) // 2, side, side)
            place = QRectF(mirrored(self, at))
            icon("now").paint(painter, place, tokens.on(tone), tokens.bg)
        words = mirrored(self, QRect(box.left() + pad + dot, top, wide - dot + 1, tall))
        painter.setPen(tokens.on(tone))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, word)
        return box.left()

    def _word(self, painter: QPainter, face: Face, ink: QColor, place: QRect, words: str) -> None:
        painter.setFont(self._look.font(face))
        painter.setPen(ink)
        cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        rtl = right_to_left(self)
        mark = "\u200f" if rtl else "\u200e"
        painter.drawText(mirrored(self, place), line_flags(rtl=rtl), mark + cut)


IN_SIGHT: Final = 12
"""So many sessions before and after the open one are built for the first frame."""


def _everything(_card: SessionCard) -> bool:
    return True


class SessionList(QScrollArea):
    """The sessions of the day, those that `lists` says; choosing one opens its roster."""

    chosen = Signal(object)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._cards: tuple[SessionCard, ...] = ()
        self.all_cards: tuple[SessionCard, ...] = ()
        self.lists: Callable[[SessionCard], bool] = _everything
        self._zone: tzinfo | None = None
        self._items: list[SessionItem] = []
        self._first = 0
        self._settled = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(SlimBar(look, "bg", self))
        self._port = QWidget(self)
        self.setViewport(self._port)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sheet = QWidget()
        self.setWidget(self._sheet)

    @property
    def items(self) -> tuple[SessionItem, ...]:
        return tuple(self._items)

    @property
    def cards(self) -> tuple[SessionCard, ...]:
        return self._cards

    def show_cards(self, cards: Sequence[SessionCard], zone: tzinfo | None) -> None:
        self.all_cards, self._zone = tuple(cards), zone
        self._cards = tuple(card for card in cards if self.lists(card))
        if self._settled:
            self._build(0, len(self._cards))

    def _build(self, first: int, many: int) -> None:
        """Have an item for each of so many sessions from the `first` on, and show them."""
        while self._items and self._first > first:
            self._first -= 1
            self._items.insert(0, self._new_item(self._first))
        self._first = first
        while len(self._items) > many:
            gone = self._items.pop()
            gone.hide()
            gone.deleteLater()
        while len(self._items) < many:
            self._items.append(self._new_item(first + len(self._items)))
        for item, card in zip(self._items, self._cards[first:], strict=False):
            self._show(item, card, self._zone)
        self._place()

    def _new_item(self, at: int) -> SessionItem:
        item = SessionItem(self._look, f"staff.session.{at + 1}", self._sheet)
        item.clicked.connect(self._on_clicked)
        item.show()
        return item

    def _show(self, item: SessionItem, card: SessionCard, zone: tzinfo | None) -> None:
        if (item.card, item.zone) != (card, zone):
            item.show_card(card, zone)
            if self._settled:
                item.put_in_words()

    def show_card(self, card: SessionCard) -> None:
        """One session has new counts; whether it is the next one only the whole day tells."""
        for item in self._items:
            if item.card and item.card.session.event_id == card.session.event_id:
                self._show(item, card._replace(is_next=item.card.is_next), item.zone)

    @property
    def chosen_item(self) -> SessionItem | None:
        return next((item for item in self._items if item.isChecked()), None)

    def settle_in(self) -> None:
        """What can wait for the first frame: the sessions out of sight, and all their words."""
        self._settled = True
        self._build(0, len(self._cards))
        for item in self._items:
            item.put_in_words()
        scroll_by_touch(self._port)

    def choose(self, event_id: EventId | None) -> None:
        if not self._settled:
            self._build_around(event_id)
        for item in self._items:
            if item.card and item.card.session.event_id == event_id:
                item.setChecked(True)
                self.ensureVisible(0, item.geometry().center().y(), 0, Measure.SESSION)

    def _build_around(self, event_id: EventId | None) -> None:
        events = [card.session.event_id for card in self._cards]
        here = events.index(event_id) if event_id in events else 0
        first = max(0, here - IN_SIGHT)
        self._build(first, min(len(events), here + IN_SIGHT) - first)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        wide, step = self._port.width(), Measure.SESSION + 4
        self._sheet.resize(wide, len(self._cards) * step + Measure.GAP)
        for at, item in enumerate(self._items, self._first):
            item.setGeometry(Measure.GAP, at * step, wide - 2 * Measure.GAP, Measure.SESSION)

    def _on_clicked(self) -> None:
        for item in self._items:
            if item.isChecked() and item.card is not None:
                self.chosen.emit(item.card.session.event_id)
