"""One change in the activity, and the button that takes it back."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import QEvent, QRect, QSize, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.activity import Change
from app.domain.model import SyncState
from app.gui import text, text_activity
from app.gui.theme import Face, Look, Measure
from app.gui.widgets.buttons import Dress, TextButton
from app.gui.widgets.ground import draw_divider
from app.gui.widgets.line import Line
from app.gui.widgets.mirror import mirrored
from app.gui.words import iso, joined, plain

TALL: Final = 84
PAD: Final = 16
_PROBLEM: Final = (SyncState.CONFLICT, SyncState.PARKED)


class ActivityLine(QWidget):
    """Who, from what to what, then when, where, by whom and how far it has come."""

    undo_wanted = Signal(object)

    def __init__(self, look: Look, at: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._first = at == 0
        self._change: Change | None = None
        self._now: datetime | None = None
        self.name = Line(look, Face.STRONG, "text", self)
        self.change = Line(look, Face.BODY, "text", self)
        self.facts = Line(look, Face.SMALL, "muted", self)
        self.undo = TextButton(look, f"staff.activity.undo.{at + 1}", self, Dress.OUTLINED)
        self.undo.show_caption(text.undo)
        self.undo.clicked.connect(self._on_undo)

    def show_change(self, change: Change, now: datetime) -> None:
        """`now` gives the zone, and which day is today."""
        if change == self._change:
            return
        self._change, self._now = change, now
        zone = now.tzinfo
        gone = "" if change.stands else text_activity.taken_back()
        self.name.show_text(iso(text_activity.name(change)), "text" if change.stands else "muted")
        self.change.show_text(
            joined(text_activity.change(change), gone), "text" if change.stands else "muted"
        )
        facts = joined(
            text_activity.when(change.at, zone, now),
            text_activity.state(change),
            text_activity.source(change.source),
            text_activity.session(change, zone),
        )
        self.facts.show_text(facts, "danger" if change.state in _PROBLEM else "muted")
        self.undo.describe(text_activity.undo_of(change))
        if self.undo.isHidden() is change.may_undo:
            self.undo.setVisible(change.may_undo)
            self._place()
        said = joined(text_activity.name(change), text_activity.change_plainly(change), gone, facts)
        self.setAccessibleName(plain(said))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange and self._change and self._now:
            change, self._change = self._change, None
            self.show_change(change, self._now)

    def sizeHint(self) -> QSize:
        return QSize(300, TALL - 68 + Measure.text(68))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._first:
            draw_divider(self, self._look)

    def _place(self) -> None:
        wide, act = self.width(), self.undo.sizeHint().width()
        room = wide - PAD - (act + 4 if self.undo.isVisibleTo(self) else PAD)
        line, low = Measure.text(24), 8 + Measure.text(47)
        for part, place in (
            (self.name, QRect(PAD, 8, room, line)),
            (self.change, QRect(PAD, 8 + Measure.text(23), room, line)),
            (self.facts, QRect(PAD, low, wide - 2 * PAD, Measure.text(20))),
            (self.undo, QRect(wide - act - 4, 2, act, Measure.BUTTON)),
        ):
            part.setGeometry(mirrored(self, place))

    def _on_undo(self) -> None:
        if self._change is not None:
            self.undo_wanted.emit(self._change)
