"""The sync in full: how the site is reached, what waits for a person, what waits for the site."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from typing import Final, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.checkin.worklist import Entry, Why
from app.domain.model import Link, RowId, SyncStatus
from app.domain.readiness import Readiness
from app.gui import text_activity, text_checkup, text_panels, text_sites
from app.gui.panels.card import DecisionCard
from app.gui.panels.ready_hint import ReadyHint
from app.gui.panels.side import SidePanel
from app.gui.panels.stack import ButtonLine, Card, Hint, Part
from app.gui.panels.waiting import Heading, LinkLine, WaitingLine
from app.gui.theme import Face, Look, Tone
from app.gui.widgets.buttons import Dress, TextButton
from app.gui.widgets.paragraph import Paragraph
from app.gui.words import Words

NAME: Final = "staff.sync.panel"
MOST_LINES: Final = 40
_SIGNS: Final = {
    Link.ONLINE: ("tick", Tone.QUIET),
    Link.STARTING: ("waiting", Tone.QUIET),
    Link.THROTTLED: ("waiting", Tone.QUIET),
    Link.ELSEWHERE: ("waiting", Tone.QUIET),
    Link.OFFLINE: ("offline", Tone.WARNING),
    Link.STUCK: ("warning", Tone.WARNING),
}
_LOUD: Final = ("attention", Tone.DANGER)


class Standing(NamedTuple):
    """How the sync stands: what the worker told, and the time of day of the last update.

    `off`: why nothing can be kept, a decision neither. `ready`: whether the day can begin.
    `handed`: how many check-ins are another computer's since lately.
    """

    status: SyncStatus
    last_pull: str
    zone: tzinfo | None
    off: str = ""
    ready: Readiness | None = None
    handed: int = 0


class SyncPanel(SidePanel):
    """What a person must decide comes first: what waits for the site comes and goes by itself, and
    would push the buttons from under a finger.
    """

    decided = Signal(object, object)
    update_wanted = Signal()
    checkup_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, NAME, text_panels.sync, parent)
        self.link = LinkLine(look, self.stack)
        self.link.update_.clicked.connect(self.update_wanted)
        self.off = Hint(look, Tone.DANGER, "attention", self._paragraph("off"))
        self.ready = ReadyHint(look, f"{NAME}.ready", self.stack)
        self.attention = self._heading("attention", text_panels.needs_attention)
        self.cancelled = self._heading("cancelled", text_panels.cancelled_in_wix)
        self.waiting = self._heading("waiting", text_panels.waiting_to_send)
        self.guard = Hint(look, Tone.PENDING, "warning", self._paragraph("guard"))
        self.guard.words.show_text(text_panels.do_not_reset)
        self.lines = Card(look, self.stack, 0)
        self.calm = Hint(look, Tone.SUCCESS, "check", self._paragraph("calm"))
        self.checking = self._paragraph("checking", Face.SMALL)
        self.handed = self._paragraph("handed", Face.SMALL)
        self.rest = self._paragraph("rest", Face.SMALL)
        self.activity = self._way("activity", text_activity.activity, "Ctrl+F9")
        self.checkup = self._way("checkup", text_checkup.diagnostics, "F12")
        self.checkup.clicked.connect(self.checkup_wanted)
        self.sites = self._way("sites", text_sites.sites)
        self._ways, self._where = ButtonLine(self.stack), ButtonLine(self.stack)
        self._was_off = False
        self._cards: dict[RowId, DecisionCard] = {}
        self._lines: list[WaitingLine] = []

    @property
    def cards(self) -> tuple[DecisionCard, ...]:
        return tuple(self._cards.values())

    def offer(self, *, activity: bool, checkup: bool, sites: bool) -> None:
        """The ways on: to what was changed before, to what stands in the way, to another site."""
        ways = ((self.activity, activity), (self.checkup, checkup))
        self._ways.show_buttons(*(button for button, offered in ways if offered))
        self._where.show_buttons(*([self.sites] if sites else []))

    def show_all(self, standing: Standing, entries: Sequence[Entry]) -> None:
        """Show how things stand now. A card that a finger is on stays where it is."""
        if any(card.held for card in self.cards):
            return
        kept = self.has_keyboard
        status = standing.status
        link = Link.UNWRITABLE if standing.off else status.link
        sign = _SIGNS.get(link, _LOUD)
        state, since = text_panels.link(link), text_panels.last_update(standing.last_pull)
        self.link.show_link(state, since, *sign)
        self.off.words.show_text(standing.off)
        self.ready.show_readiness(standing.ready)
        self._show_cards([each for each in entries if each.why is not Why.WAITS], standing.zone)
        waits = [each for each in entries if each.unsent]
        self._show_lines(waits, standing.zone)
        self.waiting.show_number(len(waits))
        self.calm.words.show_text(text_panels.all_in_wix)
        self.checking.show_text(text_panels.being_checked(status.tally.rows.checked))
        self.handed.show_text(text_panels.handed_over(standing.handed))
        self.rest.show_text(text_panels.more_waiting(len(waits) - MOST_LINES))
        self.stack.show_parts(self._parts(standing, len(waits)))
        self.spread()
        self._switch(standing.off)
        if kept and not self.has_keyboard:
            self.enter(Qt.FocusReason.OtherFocusReason)

    def enter(self, reason: Qt.FocusReason) -> None:
        """To the first decision, else to what can always be pressed."""
        if not any(card.enter(reason) for card in self.cards):
            self.link.update_.setFocus(reason)

    def show_card(self, row: RowId, reason: Qt.FocusReason) -> None:
        """The card of that row, whole on the screen and with the keyboard."""
        if (card := self._cards.get(row)) is not None:
            self.reveal(card)
            if card.enter(reason):
                return
        self.enter(reason)

    def _switch(self, off: str) -> None:
        """Where no decision can be kept the buttons are off, and one sees why."""
        if off and not self._was_off:
            if self.has_keyboard:  # before a button goes off and hands it on to anything
                self.link.update_.setFocus(Qt.FocusReason.OtherFocusReason)
            self.area.verticalScrollBar().setValue(0)
        self._was_off = bool(off)
        for card in self.cards:
            card.switch(off)

    def _way(self, part: str, caption: Words, key: str = "") -> TextButton:
        button = TextButton(self._look, f"{NAME}.{part}", self.stack, Dress.OUTLINED)
        button.show_caption(caption)
        button.show_hint(key)
        button.describe(caption)
        return button

    def _heading(self, part: str, words: Words) -> Heading:
        return Heading(self._look, f"{NAME}.{part}", words, self.stack)

    def _paragraph(self, part: str, face: Face = Face.LABEL) -> Paragraph:
        inks = {"guard": "on_pending", "calm": "on_success", "off": "on_danger"}
        return self._words(part, inks.get(part, "muted"), face)

    def _parts(self, standing: Standing, waits: int) -> list[Part]:
        status = standing.status
        parts: list[Part] = [(self.link, 0)]
        parts += [(self.off, 16)] if standing.off else []
        gone = [card for card in self.cards if card.entry.why is Why.CANCELLED]
        rest = [card for card in self.cards if card not in gone]
        for heading, cards in ((self.attention, rest), (self.cancelled, gone)):
            parts += [(heading, 20), *((card, 8) for card in cards)] if cards else []
        if waits:
            parts += [(self.waiting, 20), (self.guard, 8), (self.lines, 8)]
            parts += [(self.rest, 8)] if waits > MOST_LINES else []
        if status.tally.rows.checked:
            parts.append((self.checking, 16))
        elif len(parts) == 1 and not standing.handed:
            parts.append((self.calm, 16))
        parts += [(self.handed, 16)] if standing.handed else []
        parts[1:1] = [(self.ready, 16)] if standing.ready is not None else []
        return [*parts, (self._ways, 24), (self._where, 8)]

    def _show_cards(self, entries: Sequence[Entry], zone: tzinfo | None) -> None:
        before, self._cards = self._cards, {}
        for entry in entries:
            card = before.pop(entry.row, None)
            if card is None:
                card = DecisionCard(self._look, entry, zone, self.stack)
                card.decided.connect(self.decided)
                card.grew.connect(self.spread)
            else:
                card.show_entry(entry, zone)
            self._cards[entry.row] = card
        for card in before.values():
            card.hide()
            card.deleteLater()

    def _show_lines(self, entries: Sequence[Entry], zone: tzinfo | None) -> None:
        shown = entries[:MOST_LINES]
        while len(self._lines) < len(shown):
            self._lines.append(WaitingLine(self._look, self.lines))
        for at, entry in enumerate(shown):
            self._lines[at].show_entry(entry, zone, first=not at)
        self.lines.show_parts([(line, 0) for line in self._lines[: len(shown)]])
