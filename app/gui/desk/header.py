"""The head of a roster: which session, when and where, and how many are in."""

from __future__ import annotations

from datetime import tzinfo
from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.model import SessionKind
from app.domain.roster import SessionCard
from app.gui import text
from app.gui.desk.columns import widest
from app.gui.theme import Face, Look, Measure
from app.gui.widgets.buttons import Dress, TextButton
from app.gui.widgets.line import Line
from app.gui.widgets.mirror import mirrored
from app.gui.words import iso, joined, plain

RING: Final = Measure.RING + Measure.RING_GAP


class SessionHeader(QWidget):
    """The title first, the facts beside it as far as there is room, the number at the end.

    `closed`: why nobody can be counted, which comes before the facts.
    """

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = Line(look, Face.TITLE, "text", self)
        self.facts = Line(look, Face.BODY, "muted", self)
        self.number = Line(look, Face.DISPLAY, "text", self)
        self.of = Line(look, Face.BODY, "muted", self)
        self.walk_in = TextButton(look, "staff.walkin.open", self, Dress.OUTLINED)
        self.walk_in.show_caption(text.add_walk_in)
        self.walk_in.show_hint("F3")
        self.walk_in.describe(text.add_walk_in)
        self.takes_walk_ins = True
        self.closed = ""
        for part, name in (
            (self.title, "title"),
            (self.facts, "facts"),
            (self.number, "attended"),
            (self.of, "booked"),
        ):
            part.setObjectName(f"staff.header.{name}")
            part.setAccessibleIdentifier(part.objectName())

    def show_card(self, card: SessionCard, zone: tzinfo | None) -> None:
        self.title.show_text(iso(card.session.title))
        off = text.cancelled() if card.session.cancelled else ""
        self.facts.show_text(joined(self.closed, off, text.session_facts(card.session, zone)))
        self.number.show_text(iso(card.attended), "warning" if card.over_capacity else "text")
        self.number.setAccessibleName(plain(text.people_in(card)))
        rest = joined(text.of_booked(card.booked), text.over(card) if card.over_capacity else "")
        self.of.show_text(rest, "warning" if card.over_capacity else "muted")
        closed = card.session.cancelled or card.session.kind is SessionKind.APPOINTMENT
        self.walk_in.setVisible(self.takes_walk_ins and not (closed or self.closed))
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        height, start, end = (
            self.height(),
            Measure.MARGIN,
            min(self.width() - Measure.END, widest() - Measure.GAP - 6),
        )
        if self.walk_in.isVisibleTo(self):
            wide = self.walk_in.sizeHint().width()
            place = QRect(end - wide + RING, 0, wide, height)
            self.walk_in.setGeometry(mirrored(self, place))
            end -= wide + Measure.GAP
        of, number = self.of.natural_width, self.number.natural_width
        title = min(self.title.natural_width, end - start - of - number - 3 * Measure.GAP)
        after = start + title + 12
        facts = max(0, end - of - number - 4 * Measure.GAP - after)
        for part, x, wide, down in (
            (self.title, start, title, 1),
            (self.facts, after, facts, 4),
            (self.number, end - of - Measure.GAP - number, number, -1),
            (self.of, end - of, of, 4),
        ):
            place = QRect(x, down, wide, height)
            part.setGeometry(mirrored(self, place))
