"""The sites this computer knows: which one is open, and the ways to another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.gui import text_sites
from app.gui.actions import Going, How, KnownSite
from app.gui.panels.side import SidePanel
from app.gui.panels.stack import ButtonLine, Card, Part
from app.gui.theme import Face, Look
from app.gui.widgets.buttons import Dress, TextButton
from app.gui.widgets.paragraph import Paragraph
from app.gui.words import iso

NAME: Final = "staff.sites"


class SiteCard(Card):
    """One site by its name, with the button that opens it; or the word that it is open."""

    def __init__(self, look: Look, site: KnownSite, parent: QWidget) -> None:
        super().__init__(look, parent)
        self.site = site
        called = called_(site)
        name = Paragraph(look, Face.STRONG, "text", self)
        name.show_text(iso(called))
        parts: list[Part] = [(name, 0)]
        self.open = TextButton(look, f"{NAME}.open.{site.site_id}", self, Dress.TINTED)
        if site.current:
            here = Paragraph(look, Face.SMALL, "muted", self)
            here.show_text(text_sites.here_now)
            parts.append((here, 2))
        else:
            self.open.show_caption(text_sites.open_)
            self.open.describe(partial(text_sites.open_site, called))
            line = ButtonLine(self)
            line.show_buttons(self.open)
            parts.append((line, 8))
        self.show_parts(parts)


class SitesPanel(SidePanel):
    """Nothing is changed here: what is wanted is asked about first (I17)."""

    wanted = Signal(object)

    def __init__(self, look: Look, sites: Sequence[KnownSite], parent: QWidget) -> None:
        super().__init__(look, NAME, text_sites.sites, parent)
        demo = Paragraph(look, Face.BODY, "text", self.stack)
        demo.show_text(text_sites.demo_site)
        current = next((each for each in sites if each.current), None)
        parts: list[Part] = [] if current else [(demo, 0)]
        self.cards = [SiteCard(look, site, self.stack) for site in sites]
        for card in self.cards:
            card.open.clicked.connect(self._on_open)
            parts.append((card, 8))
        self.add = self._button("add", text_sites.add_asked)
        self.add.clicked.connect(self._on_add)
        parts += [(self._line(self.add), 16)]
        self.disconnect_ = self._button("disconnect", text_sites.disconnect_asked)
        self.disconnect_.clicked.connect(self._on_disconnect)
        parts += [(self._line(self.disconnect_), 8)] if current else []
        self.stack.show_parts(parts)
        self.spread()

    def enter(self, reason: Qt.FocusReason) -> None:
        others = [card.open for card in self.cards if not card.site.current]
        (others[0] if others else self.add).setFocus(reason)

    def _on_open(self) -> None:
        card = next(card for card in self.cards if card.open is self.sender())
        self.wanted.emit(Going(How.OPEN, card.site))

    def _on_add(self) -> None:
        self.wanted.emit(Going(How.ADD))

    def _on_disconnect(self) -> None:
        current = next(card.site for card in self.cards if card.site.current)
        self.wanted.emit(Going(How.DISCONNECT, current))

    def _line(self, button: TextButton) -> ButtonLine:
        line = ButtonLine(self.stack)
        line.show_buttons(button)
        return line


def called_(site: KnownSite) -> str:
    return site.name or site.site_id
