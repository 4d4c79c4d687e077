"""The page of the places and services that this desk lists."""

from __future__ import annotations

from typing import Final, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.listing import EVERYTHING, Listing, Offer
from app.gui import text_listed, text_setup
from app.gui.panels.stack import Card
from app.gui.setup.actions import Step
from app.gui.setup.head import Head
from app.gui.setup.page import Page
from app.gui.theme import Face, Look
from app.gui.widgets.tick import Tick
from app.gui.words import Words, spoken

NAME: Final = "setup.listed"


class Group(Card):
    """Ticked is listed."""

    changed = Signal()

    def __init__(self, look: Look, name: str, words: Words, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._name = name
        self._words = words
        self.head = Head(look, f"{name}.all", words, self)
        self.head.button.clicked.connect(self._on_all)
        self.ticks: dict[str, Tick] = {}

    @property
    def left_out(self) -> set[str]:
        return {key for key, tick in self.ticks.items() if not tick.isChecked()}

    @property
    def lists_nothing(self) -> bool:
        return bool(self.ticks) and len(self.left_out) == len(self.ticks)

    def show_ticks(self, named: dict[str, str], left_out: frozenset[str]) -> None:
        for tick in self.ticks.values():
            tick.deleteLater()
        self.ticks, last = {}, cast("QWidget", self.head.button)
        for at, (key, words) in enumerate(named.items()):
            tick = Tick(self._look, f"{self._name}.{at}", words, self)
            tick.setChecked(key not in left_out)
            tick.toggled.connect(self._on_toggled)
            QWidget.setTabOrder(last, tick)
            self.ticks[key] = last = tick
        self.show_parts([(self.head, 0), *((tick, 4) for tick in self.ticks.values())])
        self._show_head()

    def _show_head(self) -> None:
        words = text_listed.tick_all if self.left_out else text_listed.untick_all
        self.head.show_button(words, lambda: text_listed.of_group(words(), spoken(self._words)))

    def _on_toggled(self) -> None:
        self._show_head()
        self.changed.emit()

    def _on_all(self) -> None:
        ticked = bool(self.left_out)
        for tick in self.ticks.values():
            tick.setChecked(ticked)


class ListedPage(Page):
    """All are ticked at first. What is not on offer now stays as it was."""

    def __init__(self, look: Look, listing: Listing, parent: QWidget) -> None:
        super().__init__(look, Step.LISTED, parent)
        self._before = listing
        self.offer: Offer | None = None
        self.title.show_text(text_listed.title)
        self.intro = self.words("intro", "muted")
        self.intro.show_text(text_listed.intro)
        self.locations = Group(look, f"{NAME}.locations", text_listed.locations, self)
        self.services = Group(look, f"{NAME}.services", text_listed.services, self)
        self.always = self.words("always", "muted", Face.SMALL)
        self.always.show_text(text_listed.always)
        for group in (self.locations, self.services):
            group.changed.connect(self._on_changed)

    @property
    def onward(self) -> str:
        return text_setup.go_on()

    @property
    def applies(self) -> bool:
        """Whether there is anything to choose from, as far as is known."""
        return self.offer is None or self.offer.is_choice

    @property
    def listing(self) -> Listing:
        return Listing(
            self._before.no_locations | self.locations.left_out,
            self._before.no_services | self.services.left_out,
        )

    def enter(self, reason: Qt.FocusReason) -> None:
        ticks = (*self.locations.ticks.values(), *self.services.ticks.values())
        if ticks:
            ticks[0].setFocus(reason)

    def forget(self) -> None:
        """It is another site."""
        self._before, self.offer = EVERYTHING, None

    def show_offer(self, offer: Offer) -> None:
        """One alone is no choice, and is listed whatever was said of it once."""
        was, self.offer = self.listing, offer
        places = {each: each for each in offer.locations}
        services = dict(offer.services)
        self._before = Listing(was.no_locations - places.keys(), was.no_services - services.keys())
        self.locations.show_ticks(places if len(places) > 1 else {}, was.no_locations)
        self.services.show_ticks(services if len(services) > 1 else {}, was.no_services)
        groups = [each for each in (self.locations, self.services) if each.ticks]
        self.spread((self.intro, 8), *((each, 20) for each in groups), (self.always, 16))
        self._on_changed()

    def _on_changed(self) -> None:
        why_not: Words = text_listed.no_service if self.services.lists_nothing else ""
        if self.locations.lists_nothing:
            why_not = text_listed.no_location
        self.be_ready(not why_not, why_not)
