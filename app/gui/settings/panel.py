"""The settings in one column, found by a word of theirs."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app import __version__
from app.domain.settings import Settings
from app.gui import text, text_lock, text_settings
from app.gui.panels.side import SidePanel
from app.gui.panels.stack import ButtonLine, Card, Hint, Part
from app.gui.panels.waiting import Heading
from app.gui.settings.contents import Group, groups
from app.gui.settings.finding import matches, words_in
from app.gui.settings.rows import NAME, Row
from app.gui.text_settings_found import known_as
from app.gui.theme import Face, Look, Tone
from app.gui.widgets.buttons import Dress, TextButton
from app.gui.widgets.field import Field
from app.gui.widgets.paragraph import Paragraph
from app.gui.words import Sentence, Words


class SettingsPanel(SidePanel):
    """Shows what holds; what is wanted otherwise it says. `link_wanted`: to another panel."""

    wanted = Signal(object, object)
    link_wanted = Signal(str)
    test_wanted = Signal()

    def __init__(self, look: Look, links: tuple[str, ...], parent: QWidget) -> None:
        super().__init__(look, NAME, text_settings.settings, parent)
        self._settings = Settings()
        self.may_test = False
        self._tail: list[tuple[Sentence, list[Part], Sentence]] = []
        self.search = Field(look, f"{NAME}.search", text_settings.find, self.stack)
        self.search.entry.textChanged.connect(self._show)
        self.problem = Hint(look, Tone.WARNING, "warning", self._words("problem", "on_warning"))
        self.nothing = self._words("nothing", "muted", Face.BODY)
        self.nothing.show_text(text_settings.nothing_found)
        self.groups: list[tuple[Group, Heading, Card]] = []
        for group in groups(look, self.stack):
            card = Card(look, self.stack)
            for row, _ in group.rows:
                row.setParent(card)
                row.wanted.connect(self._on_wanted)
            self.groups.append((group, self._heading(group.title), card))
        self._kept = self._told(text_settings.what_is_kept)
        self._add_tail(links)
        self.strip: QWidget | None = None
        self._test = self._link("test", text_settings.test_scanner)
        self.setFocusProxy(self.search.entry)

    @property
    def rows(self) -> dict[str, Row]:
        """By the name of their setting."""
        return {row.told.name: row for group, _, _ in self.groups for row, _ in group.rows}

    def show_settings(self, settings: Settings, problem: str) -> None:
        self._settings = settings
        self.problem.words.show_text(partial(text.told, problem))
        for row in self.rows.values():
            row.show_settings(settings)
        self._show()

    def show_strip(self, strip: QWidget) -> None:
        """In the place of the button that asked for it: while it is seen, scans are its own."""
        self.strip = strip
        self._show()

    def enter(self, reason: Qt.FocusReason) -> None:
        self.search.entry.setFocus(reason)

    def _add_tail(self, links: tuple[str, ...]) -> None:
        """What is only told, and ways on to other panels."""
        how = self._told(text_settings.how_to_connect)
        about = self._told(text_settings.licences)
        number = self._told(partial(text_settings.version, __version__), Face.STRONG)
        captions = {"sync": text_settings.sync_open, "checkup": text_settings.checkup_open}
        captions["lock"] = text_lock.open_pin
        lines = {link: self._link(link, captions[link]) for link in links}
        sync: list[Part] = [(lines["sync"], 12)] if "sync" in lines else []
        self._tail.append(
            (
                text_settings.connection,
                [(how, 8), *sync],
                lambda: f"{how.text()} {captions['sync']()} {known_as('connection')}",
            )
        )
        for link, title in (("lock", text_lock.lock), ("checkup", text_settings.diagnostics)):
            if link in lines:
                told = partial(_told_of, captions[link], link)
                self._tail.append((title, [(lines[link], 8)], told))
        told = partial(_told_of, about.text, "about")
        self._tail.append((text_settings.about, [(number, 8), (about, 4)], told))
        self._tail_headings = [self._heading(title) for title, _, _ in self._tail]

    def _show(self) -> None:
        """Those that the words in the search find, or all of them."""
        words = words_in(self.search.text)
        parts: list[Part] = [(self.search, 0)]
        parts += [(self.problem, 12)] if self.problem.words.text() else []
        before = len(parts)
        for group, heading, card in self.groups:
            whole = matches(words, group.title())
            rows = [row for row, shown in group.rows if shown(self._settings)]
            found = [row for row in rows if whole or row.found_by(words)]
            card.show_parts([(row, 8 if at else 0) for at, row in enumerate(found)])
            kept = self._is_told(group, words)
            parts += [(heading, 20)] if found or kept else []
            parts += [(card, 8)] if found else []
            parts += [(self._kept, 12)] if kept else []
            if found and group.title is text_settings.scanner and self.may_test:
                parts.append((self.strip or self._test, 12))
        for heading, (title, tail, told) in zip(self._tail_headings, self._tail, strict=True):
            if matches(words, title(), told()):
                parts += [(heading, 20), *tail]
        self.stack.show_parts(parts if len(parts) > before else [*parts, (self.nothing, 20)])
        self.spread()

    def _is_told(self, group: Group, words: tuple[str, ...]) -> bool:
        """What is kept stands below for how long."""
        if group.title is not text_settings.data:
            return False
        return matches(words, group.title(), self._kept.text())

    def _on_wanted(self, name: str, value: object) -> None:
        self.wanted.emit(self.rows[name].told, value)

    def _heading(self, words: Words) -> Heading:
        return Heading(self._look, "", words, self.stack)

    def _told(self, words: Words, face: Face = Face.BODY) -> Paragraph:
        paragraph = self._words("", "text", face)
        paragraph.show_text(words)
        return paragraph

    def _link(self, link: str, caption: Words) -> ButtonLine:
        line = ButtonLine(self.stack)
        button = TextButton(self._look, f"{NAME}.{link}", line, Dress.OUTLINED)
        button.show_caption(caption)
        button.describe(caption)
        button.clicked.connect(self._on_link)
        line.show_buttons(button)
        return line

    def _on_link(self) -> None:
        link = self.sender().objectName().removeprefix(f"{NAME}.")
        if link == "test":
            self.test_wanted.emit()
        else:
            self.link_wanted.emit(link)


def _told_of(told: Sentence, name: str) -> str:
    """With the other words that it is looked for by."""
    return f"{told()} {known_as(name)}"
