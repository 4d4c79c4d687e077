"""The sessions of the day: which is now, which is next, and how many are in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.domain.model import EventId
from app.domain.roster import SessionCard
from app.gui.desk.session_item import SessionItem
from app.gui.theme import Look, Measure
from app.gui.widgets.bar import SlimBar
from app.gui.widgets.touch import scroll_by_touch

if TYPE_CHECKING:
    from app.gui.desk.strip import SessionStrip

IN_SIGHT: Final = 12
"""So many sessions before and after the open one are built for the first frame."""


def _everything(_card: SessionCard) -> bool:
    return True


def _counted(card: SessionCard, new: SessionCard) -> SessionCard:
    same = card.session.event_id == new.session.event_id
    return new._replace(is_next=card.is_next) if same else card


def one_below_the_other(sessions: int) -> int:
    """How tall so many are."""
    return sessions * _step() + Measure.GAP


def _step() -> int:
    return Measure.SESSION + 4


class _Area(QScrollArea):
    """What scrolls, without a frame and with a slim bar."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(SlimBar(look, "bg", self))
        self._port = QWidget(self)
        self.setViewport(self._port)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sheet = QWidget()
        self.setWidget(self._sheet)


class SessionList(_Area):
    """The sessions of the day, those that `lists` says; choosing one opens its roster.

    `taken`: chosen by other than an arrow key, which goes on through them.
    """

    chosen = Signal(object)
    taken = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._cards: tuple[SessionCard, ...] = ()
        self.all_cards: tuple[SessionCard, ...] = ()
        self.lists: Callable[[SessionCard], bool] = _everything
        self._zone: tzinfo | None = None
        self._items: list[SessionItem] = []
        self._first = self.below = self._corner = 0
        self._cards_side_by_side: SessionStrip | None = None
        self._settled = False

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
        self.all_cards = tuple(_counted(each, card) for each in self.all_cards)
        self._cards = tuple(_counted(each, card) for each in self._cards)
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
                self.reveal()

    def reveal(self) -> None:
        """Have the chosen one in sight."""
        if Measure.upright:
            self._strip().reveal()
        elif (item := self.chosen_item) is not None:
            self.ensureVisible(0, item.geometry().center().y(), 0, Measure.SESSION)

    def _build_around(self, event_id: EventId | None) -> None:
        events = [card.session.event_id for card in self._cards]
        here = events.index(event_id) if event_id in events else 0
        first = max(0, here - IN_SIGHT)
        self._build(first, min(len(events), here + IN_SIGHT) - first)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
        if event.size() != event.oldSize():
            self.reveal()

    @property
    def strip_tall(self) -> int:
        """How tall it is where the sessions stand side by side."""
        return Measure.CARD + 2 * Measure.GAP + self.below

    def leave(self, below: int, corner: int = 0) -> bool:
        """Keep so much free below the sessions, and at the lower end of where they are side by
        side. Return whether it was something else before.
        """
        if changed := (below, corner) != (self.below, self._corner):
            self.below, self._corner = below, corner
            self._place()
        return changed

    def _strip(self) -> SessionStrip:
        if self._cards_side_by_side is None:
            from app.gui.desk.strip import SessionStrip  # most screens lie

            self._cards_side_by_side = SessionStrip(self._look, self, self._sheet)
        return self._cards_side_by_side

    def _place(self) -> None:
        off, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(off if Measure.upright else needed)
        if Measure.upright:
            self._strip().place(self._items, self.below, self._corner)
            return
        if self._cards_side_by_side is not None:
            self._cards_side_by_side.hide()
        self.setViewportMargins(0, 0, 0, self.below)
        wide, step = self._port.width(), _step()
        self._sheet.resize(wide, one_below_the_other(len(self._cards)))
        for at, item in enumerate(self._items, self._first):
            item.setGeometry(Measure.GAP, at * step, wide - 2 * Measure.GAP, Measure.SESSION)

    def _on_clicked(self) -> None:
        for item in self._items:
            if item.isChecked() and item.card is not None:
                self.chosen.emit(item.card.session.event_id)
        if not any(item.moving for item in self._items):
            self.taken.emit()
