"""The changes of the day: narrowed down, a page at a time, each with its way back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.domain.activity import Change
from app.gui import text, text_activity
from app.gui.panels.activity_line import ActivityLine
from app.gui.panels.side import SidePanel
from app.gui.panels.stack import ButtonLine, Card, Part
from app.gui.theme import Face, Look
from app.gui.widgets.buttons import Dress
from app.gui.widgets.field import Field
from app.gui.widgets.paragraph import Paragraph
from app.gui.widgets.toggle import Toggle
from app.gui.words import Sentence, Words, plain

NAME: Final = "staff.activity"
AT_ONCE: Final = 20
TYPING_MS: Final = 150


class ActivityPanel(SidePanel):
    """Nothing moves while somebody is in it: what is newer waits behind a button."""

    narrowed = Signal()
    source_wanted = Signal()
    days_wanted = Signal()
    turned = Signal(int)
    newest_wanted = Signal()
    export_wanted = Signal()
    undo_wanted = Signal(object)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, NAME, text_activity.activity, parent)
        self.person = Field(look, f"{NAME}.person", text_activity.find_person, self.stack)
        self.session = self._toggle("session", text_activity.this_session)
        self.problems = self._toggle("problems", text_activity.problems_only)
        self.source = self._button("source", text_activity.anybody)
        self.days = self._button("days", partial(text_activity.days, 1))
        self.newest = self._button("newest", text_activity.newest, Dress.TINTED)
        self.export = self._button("export", text_activity.export)
        self.newer = self._button("newer", text_activity.newer)
        self.older = self._button("older", text_activity.older)
        self.nothing = Paragraph(look, Face.BODY, "muted", self.stack)
        self.kept = Paragraph(look, Face.SMALL, "muted", self.stack)
        self.list = Card(look, self.stack, 0)
        self.lines: list[ActivityLine] = []
        self._bars = [ButtonLine(self.stack) for _ in range(4)]
        self._bars[0].show_buttons(self.session, self.problems)
        self._bars[1].show_buttons(self.source, self.days)
        self._bars[2].show_buttons(self.newest, self.export)
        self._bars[3].show_buttons(self.newer, self.older)
        for button in (self.source, self.days):
            button.show_picture("down")
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._connect()
        self.setFocusProxy(self.person.entry)

    @property
    def held(self) -> bool:
        """Whether a finger is on one of the ways back."""
        return any(line.undo.isDown() for line in self.lines)

    @property
    def shown(self) -> list[ActivityLine]:
        return [line for line in self.lines if line.isVisibleTo(self.list)]

    def show_filters(self, source: Sentence, days: int, kept: int) -> None:
        self.kept.show_text(partial(text_activity.kept_for, kept))
        for button, caption, doing in (
            (self.source, source, text_activity.choose_source),
            (self.days, partial(text_activity.days, days), text_activity.choose_days),
        ):
            button.show_caption(partial(_plain, caption))
            button.describe(partial(_doing, doing, caption))

    def show_changes(self, changes: Sequence[Change], now: datetime) -> None:
        kept = self.has_keyboard
        while len(self.lines) < len(changes):
            line = ActivityLine(self._look, len(self.lines), self.list)
            line.undo_wanted.connect(self.undo_wanted)
            self.lines.append(line)
        for line, change in zip(self.lines, changes, strict=False):
            line.show_change(change, now)
        self.list.show_parts([(line, 0) for line in self.lines[: len(changes)]])
        self.nothing.show_text("" if changes else text_activity.nothing_found)
        parts: list[Part] = [(self.person, 0), (self._bars[0], 16), (self._bars[1], 12)]
        parts += [(self._bars[2], 12), (self.list if changes else self.nothing, 16)]
        self.stack.show_parts([*parts, (self._bars[3], 16), (self.kept, 12)])
        self.spread()
        if kept and not self.has_keyboard:
            self.person.entry.setFocus()

    def show_ways(self, *, newest: bool, newer: bool, older: bool) -> None:
        """A button that is about to go off hands the keyboard on to one that is not."""
        ways = {self.newest: newest, self.newer: newer, self.older: older}
        if any(each.hasFocus() and not able for each, able in ways.items()):
            self.export.setFocus()
        for each, able in ways.items():
            each.allow(able)

    def to_top(self) -> None:
        self.area.verticalScrollBar().setValue(0)

    def _connect(self) -> None:
        self._typing.timeout.connect(self.narrowed)
        self.person.entry.textEdited.connect(self._typing.start)
        for toggle in (self.session, self.problems):
            toggle.toggled.connect(self.narrowed)
        self.source.clicked.connect(self.source_wanted)
        self.days.clicked.connect(self.days_wanted)
        self.newest.clicked.connect(self.newest_wanted)
        self.export.clicked.connect(self.export_wanted)
        self.newer.clicked.connect(self._on_newer)
        self.older.clicked.connect(self._on_older)

    def _toggle(self, part: str, caption: Words) -> Toggle:
        return Toggle(self._look, f"{NAME}.{part}", caption, self.stack)

    def _on_newer(self) -> None:
        self.turned.emit(-1)

    def _on_older(self) -> None:
        self.turned.emit(1)


def _plain(caption: Sentence) -> str:
    return plain(caption())


def _doing(doing: Sentence, caption: Sentence) -> str:
    return text.doing(doing(), caption())
