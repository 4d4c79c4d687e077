"""Listing only some of the day's sessions: never without saying so, and never the one in hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect

from app.domain.roster import SessionCard
from app.domain.session_filter import By, SessionFilter, choices
from app.gui import text_listing
from app.gui.measure import Measure
from app.gui.widgets.buttons import Dress, TextButton
from app.gui.widgets.mirror import mirrored
from app.gui.words import plain

if TYPE_CHECKING:
    from app.gui.desk.filter_card import FilterCard
    from app.gui.window import DeskWindow

EDGE: Final = 4


class Filtering(QObject):
    """Below the sessions: the way to the choices, and what is chosen, off again by one tap.

    It is forgotten with the program: nobody is to miss a session tomorrow by what was wanted today.
    """

    def __init__(self, window: DeskWindow) -> None:
        super().__init__(window)
        self._window = window
        self.filter = SessionFilter()
        sessions = window.sessions
        self.button = TextButton(window.look, "staff.filter.open", sessions)
        self.button.show_caption(text_listing.filters)
        self.button.describe(text_listing.filter_sessions)
        self.button.clicked.connect(self._on_clicked)
        self.chip = TextButton(window.look, "staff.filter.off", sessions, Dress.TINTED)
        self.chip.show_picture("close")
        self.chip.clicked.connect(self._on_chip_clicked)
        sessions.lists = self.lists
        sessions.installEventFilter(self)
        window.laid_out.connect(self.show)
        self.show()

    def lists(self, card: SessionCard) -> bool:
        session = card.session
        return session.event_id == self._window.event_id or self.filter.lists(session)

    def show(self) -> None:
        sessions, chosen = self._window.sessions, self.filter.values
        held = [card.session for card in sessions.all_cards]
        some = bool(chosen) or any(len(choices(held, by)) > 1 for by in By)
        tall = Measure.BUTTON
        if sessions.leave_below(tall if some else 0) and Measure.upright:
            self._window.lay_out()  # the strip is as tall as what is in it
            return
        wide, top = sessions.width(), sessions.height() - tall
        own = self.button.sizeHint().width()
        chip = min(self.chip.sizeHint().width(), wide - own - 3 * EDGE)
        self.button.setGeometry(mirrored(sessions, QRect(EDGE, top, own, tall)))
        self.chip.setGeometry(mirrored(sessions, QRect(own + 2 * EDGE, top, chip, tall)))
        self.button.setVisible(some)
        self.chip.setVisible(bool(chosen))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self.show()
        return False

    def _choose(self, chosen: SessionFilter) -> None:
        from app.gui.desk.filter_card import words_of

        self.filter = chosen
        words = text_listing.only(*(words_of(by, v) for by, v in chosen.values.items()))
        self.chip.show_caption(plain(words))
        self.chip.describe(text_listing.take_off(words))
        self._window.show_day()
        self.show()

    def _on_clicked(self) -> None:
        from app.gui.desk.filter_card import FilterCard

        window, card = self._window, FilterCard(self._window.look)
        card.toggled.connect(self._on_toggled)
        self._show_in(card)
        at = self.button.mapTo(window, QPoint(0, 0))
        window.popover.open(card, QRect(at, self.button.size()))

    def _show_in(self, card: FilterCard) -> None:
        card.show_choices((c.session for c in self._window.sessions.all_cards), self.filter)

    def _on_toggled(self, by: By, value: str) -> None:
        from app.gui.desk.filter_card import FilterCard

        self._choose(self.filter.toggled(by, value))
        if isinstance(self._window.popover.content, FilterCard):
            self._show_in(self._window.popover.content)

    def _on_chip_clicked(self) -> None:
        self._choose(SessionFilter())
