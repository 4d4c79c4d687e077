"""Listing only some of the day's sessions: never without saying so, and never the one in hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QRect

from app.domain.roster import SessionCard
from app.domain.session_filter import By, SessionFilter, choices
from app.gui import text_listing
from app.gui.measure import Measure
from app.gui.widgets.buttons import Dress, LoneIcon, TextButton
from app.gui.widgets.mirror import mirrored
from app.gui.words import plain

if TYPE_CHECKING:
    from app.gui.desk.filter_card import FilterCard
    from app.gui.window import DeskWindow

EDGE: Final = 4


def corner_tall() -> int:
    """Half of the strip: the other half is the way to the sessions after these."""
    return (Measure.CARD + 2 * Measure.GAP) // 2


class Filtering(QObject):
    """Below the sessions: the way to the choices, and what is chosen, off again by one tap. Where
    they are side by side, the way is at their end, and below them is only what was chosen.

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
        self.corner = LoneIcon(window.look, "filter", "staff.filter.corner", sessions)
        self.corner.describe(text_listing.filter_sessions)
        for each in (self.button, self.corner):
            each.clicked.connect(self._on_clicked)
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
        tall, beside = Measure.BUTTON, some and Measure.upright
        below = tall if (chosen if beside else some) else 0
        if sessions.leave(below, corner_tall() if beside else 0) and Measure.upright:
            self._window.lay_out()  # the strip is as tall as what is in it
            return
        self._place(0 if beside else self.button.sizeHint().width())
        self.button.setVisible(some and not beside)
        self.corner.setVisible(beside)
        self.chip.setVisible(bool(chosen))

    def _place(self, own: int) -> None:
        sessions, tall = self._window.sessions, Measure.BUTTON
        wide, top, end = sessions.width(), sessions.height() - tall, Measure.target(0)
        after = own + 2 * EDGE if own else EDGE
        chip = min(self.chip.sizeHint().width(), wide - after - EDGE)
        corner = QRect(wide - end, corner_tall(), end, corner_tall())
        for part, place in (
            (self.button, QRect(EDGE, top, own, tall)),
            (self.chip, QRect(after, top, chip, tall)),
            (self.corner, corner),
        ):
            part.setGeometry(mirrored(sessions, place))

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
        button = self.corner if self.corner.isVisible() else self.button
        window.popover.open_at(card, button)

    def _show_in(self, card: FilterCard) -> None:
        card.show_choices((c.session for c in self._window.sessions.all_cards), self.filter)

    def _on_toggled(self, by: By, value: str) -> None:
        from app.gui.desk.filter_card import FilterCard

        self._choose(self.filter.toggled(by, value))
        if isinstance(self._window.popover.content, FilterCard):
            self._show_in(self._window.popover.content)

    def _on_chip_clicked(self) -> None:
        self._choose(SessionFilter())
