"""One session of the day: when, what, how many are in, and where it stands."""

from __future__ import annotations

from datetime import tzinfo
from typing import Final

from PySide6.QtCore import QLocale, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.domain.day import Phase
from app.domain.roster import SessionCard
from app.gui import dates, text
from app.gui.theme import Face, Look, Measure, Tone
from app.gui.widgets.buttons import MOVES_FOCUS
from app.gui.widgets.choice import Choice
from app.gui.widgets.icons import icon
from app.gui.widgets.mirror import line_flags, mirrored, right_to_left
from app.gui.widgets.tip import tell_tip
from app.gui.words import iso

TIME_LEAST: Final = 60
EDGE: Final = 12
_WIDEST: Final[dict[tuple[str, str], int]] = {}
"""By font and locale: measured once, since every item asks for it whenever it is painted."""


def sign(card: SessionCard) -> tuple[str, Tone]:
    """The word for where a session stands, and how loud it is."""
    if card.session.cancelled:
        return text.cancelled(), Tone.PENDING
    if card.phase is Phase.NOW:
        return text.now(), Tone.SUCCESS
    if card.phase is Phase.ENDED:
        return text.ended(), Tone.QUIET
    if card.is_next:
        return text.next_up(), Tone.CHOSEN
    return (text.full(), Tone.PENDING) if card.full else ("", Tone.QUIET)


def time_wide(font: QFont) -> int:
    """The column that the times of all sessions stand in, as the business writes a time."""
    key = font.key(), QLocale().name()
    if key not in _WIDEST:
        metrics = QFontMetrics(font)
        _WIDEST[key] = max(metrics.horizontalAdvance(time) for time in dates.widest_times())
    return max(Measure.text(TIME_LEAST), _WIDEST[key] + EDGE)


class SessionItem(Choice):
    """One session: time, title, people, state."""

    def __init__(self, look: Look, name: str, parent: QWidget) -> None:
        super().__init__(look, name, parent)
        self.card: SessionCard | None = None
        self.zone: tzinfo | None = None
        self.moving = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """An arrow chooses the next one while this one still has the key."""
        self.moving = event.key() in MOVES_FOCUS
        super().keyPressEvent(event)
        self.moving = False

    def show_card(self, card: SessionCard, zone: tzinfo | None) -> None:
        self.card, self.zone = card, zone
        self.update()

    def put_in_words(self) -> None:
        """For whoever listens or points: nobody does before the first frame."""
        card, zone = self.card, self.zone
        if card is None:
            return
        word, _ = sign(card)
        over = text.over_capacity(card) if card.over_capacity else ""
        words = [word.lower(), over.lower(), text.people_in(card)]
        title = f"{text.at(card.session.start, zone)} {card.session.title}"
        self.describe(", ".join([title, *filter(None, words)]))
        tell_tip(self, card.session.title)

    def sizeHint(self) -> QSize:
        return QSize(300, Measure.CARD if Measure.upright else Measure.SESSION)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.card is None:
            return
        tokens, painter = self._look.tokens, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        touched = self.isDown() or self.underMouse()
        if self.isChecked() or touched or Measure.upright:
            lies = tokens.surface_2 if touched else tokens.surface
            painter.setPen(QPen(tokens.divider, 1) if Measure.upright else Qt.PenStyle.NoPen)
            painter.setBrush(tokens.chosen if self.isChecked() else lies)
            painter.drawRoundedRect(self.rect(), Measure.RADIUS, Measure.RADIUS)
        painter.end()
        painter = self._begin()
        if Measure.upright:
            self._paint_card(painter, self.card)
        else:
            self._paint_words(painter, self.card)
        painter.end()

    def _paint_card(self, painter: QPainter, card: SessionCard) -> None:
        """One below the other: when and where it stands, what it is, how many are in."""
        tokens, chosen = self._look.tokens, self.isChecked()
        quiet = card.session.cancelled or card.phase is Phase.ENDED
        strong = tokens.on_chosen if chosen else tokens.muted if quiet else tokens.text
        ink = tokens.on_chosen if chosen else tokens.muted
        wide, line, step = self.width() - 2 * EDGE, Measure.text(26), Measure.text(32)
        y = (self.height() - 2 * step - line) // 2
        left = self._paint_sign(painter, card, y)
        when = QRect(EDGE, y, left - 8 - EDGE, line)
        self._word(painter, Face.STRONG, strong, when, iso(text.at(card.session.start, self.zone)))
        title = QRect(EDGE, y + step, wide, line)
        self._word(painter, Face.HEADING, strong, title, iso(card.session.title))
        self._paint_people(painter, card, QRect(EDGE, y + 2 * step, wide, line), ink)

    def _paint_words(self, painter: QPainter, card: SessionCard) -> None:
        tokens, chosen = self._look.tokens, self.isChecked()
        quiet = card.session.cancelled or card.phase is Phase.ENDED
        strong = tokens.on_chosen if chosen else tokens.muted if quiet else tokens.text
        x, end = EDGE, self.width() - EDGE
        line, small, second = Measure.text(24), Measure.text(22), 9 + Measure.text(25)
        time = QRect(x, 9, time_wide(self._look.font(Face.STRONG)), line)
        self._word(painter, Face.STRONG, strong, time, iso(text.at(card.session.start, self.zone)))
        x += time.width()
        # Beside the longer words of a session over capacity there is no room for its state.
        left = self._paint_sign(painter, card, 8 if card.over_capacity else second - 1)
        title = QRect(x, 9, (left - 8 if card.over_capacity else end) - x, line)
        self._word(painter, Face.STRONG, strong, title, iso(card.session.title))
        ink = tokens.on_chosen if chosen else tokens.muted
        room = end if card.over_capacity else left - 8
        self._paint_people(painter, card, QRect(x, second, room - x, small), ink)

    def _paint_people(
        self, painter: QPainter, card: SessionCard, place: QRect, ink: QColor
    ) -> None:
        tokens, side = self._look.tokens, Measure.text(16)
        if not card.over_capacity:
            self._word(painter, Face.SMALL, ink, place, text.people_in(card))
            return
        picture = QRect(place.x(), place.y() + (place.height() - side) // 2, side, side)
        icon("warning").paint(painter, QRectF(mirrored(self, picture)), tokens.warning, tokens.bg)
        words = place.adjusted(side + 6, 0, 0, 0)
        self._word(painter, Face.LABEL, tokens.warning, words, text.over_capacity(card))

    def _paint_sign(self, painter: QPainter, card: SessionCard, top: int) -> int:
        """Draw the state at the end of a line; return where it begins."""
        tokens, (word, tone) = self._look.tokens, sign(card)
        end = self.width() - EDGE
        if not word:
            return end
        painter.setFont(self._look.font(Face.LABEL))
        tall, side = Measure.text(24), Measure.text(14)
        dot = side + 2 if card.phase is Phase.NOW and not card.session.cancelled else 0
        wide = painter.fontMetrics().horizontalAdvance(word) + dot
        pad = 0 if tone is Tone.QUIET else 10
        box = QRect(end - wide - 2 * pad, top, wide + 2 * pad, tall)
        if pad:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.container(tone))
            painter.drawRoundedRect(mirrored(self, box), tall / 2, tall / 2)
        if dot:
            at = QRect(box.left() + pad - 2, top + (tall - side) // 2, side, side)
            place = QRectF(mirrored(self, at))
            icon("now").paint(painter, place, tokens.on(tone), tokens.bg)
        words = mirrored(self, QRect(box.left() + pad + dot, top, wide - dot + 1, tall))
        painter.setPen(tokens.on(tone))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, word)
        return box.left()

    def _word(self, painter: QPainter, face: Face, ink: QColor, place: QRect, words: str) -> None:
        painter.setFont(self._look.font(face))
        painter.setPen(ink)
        cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        rtl = right_to_left(self)
        mark = "\u200f" if rtl else "\u200e"
        painter.drawText(mirrored(self, place), line_flags(rtl=rtl), mark + cut)
