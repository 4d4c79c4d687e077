"""A fold for those few whose network does not let turnout out by itself."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Qt, Signal

from app.domain.fitting import DIRECT, Network
from app.domain.network import address_in, proxy_in
from app.gui import text_network
from app.gui.panels.stack import ButtonLine, Part
from app.gui.setup.page import Page
from app.gui.theme import Face, Look
from app.gui.widgets.buttons import Dress, TextButton
from app.gui.widgets.field import Field
from app.gui.words import Words

NAME: Final = "setup.connect.network"


class NetworkFold(QObject):
    """`changed`: something was typed. `folded`: other parts are to be shown."""

    changed = Signal()
    folded = Signal()

    def __init__(self, look: Look, network: Network, page: Page) -> None:
        super().__init__(page)
        self.open = network != DIRECT
        self.button = TextButton(look, NAME, page, Dress.PLAIN)
        self._line = ButtonLine(page)
        self._line.show_buttons(self.button)
        self.proxy = Field(look, f"{NAME}.proxy", text_network.proxy, page)
        self.ca_file = Field(look, f"{NAME}.ca", text_network.ca_file, page)
        self.base_url = Field(look, f"{NAME}.address", text_network.base_url, page)
        self._hint = page.words("network.hint", "muted", Face.SMALL)
        self._hint.show_text(text_network.hint)
        self.fields = (self.proxy, self.ca_file, self.base_url)
        for field, value in zip(self.fields, network, strict=True):
            field.entry.setText(value)
            field.entry.textChanged.connect(self.changed)
        self.button.clicked.connect(self._on_fold)
        self._show_button()

    @property
    def network(self) -> Network:
        """As far as it makes sense; the rest of it is empty."""
        return Network(
            proxy_in(self.proxy.text), self.ca_file.text.strip(), address_in(self.base_url.text)
        )

    @property
    def parts(self) -> list[Part]:
        typed = [(field, 16) for field in self.fields] if self.open else []
        return [(self._line, 8), *typed, *([(self._hint, 4)] if self.open else [])]

    def misuse(self) -> tuple[Field, Words] | None:
        """What nobody needs to try, and where it stands."""
        network = self.network
        if self.proxy.text.strip() and not network.proxy:
            with_password = "@" in self.proxy.text
            words = text_network.proxy_with_password if with_password else text_network.no_proxy
            return self.proxy, words
        if self.base_url.text.strip() and not network.base_url:
            return self.base_url, text_network.no_address
        return None

    def unfold(self) -> None:
        if not self.open:
            self._on_fold()

    def _on_fold(self) -> None:
        self.open = not self.open
        self._show_button()
        self.folded.emit()
        part = self.proxy.entry if self.open else self.button
        part.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_button(self) -> None:
        words = text_network.hide if self.open else text_network.show
        self.button.show_caption(words)
        self.button.describe(words)
