"""The state of a row: a drawing, a word and a shape, and the mark of what is not sent yet."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from app.gui import text
from app.gui.theme import Face, Look, Measure, Tone, font_of
from app.gui.widgets.icons import icon
from app.gui.widgets.mirror import mirrored
from app.gui.widgets.tip import tell_tip
from app.gui.words import joined, plain

HEIGHT: Final = 32
PICTURE: Final = 18
PAD: Final = 10
SPACE: Final = 7


def width_for(words: str) -> int:
    """What a state needs with its drawing and the mark of what is not sent yet."""
    side = Measure.text(PICTURE)
    wide = QFontMetrics(font_of(Face.LABEL)).horizontalAdvance(words) + 1
    return 2 * PAD + wide + 2 * (side + SPACE)


class StateLabel(QLabel):
    """Quiet states have no ground, so that the eye falls on the others."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._picture = "ring"
        self._words = self._shown = ""
        self._tone = Tone.QUIET
        self._waits = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(look.font(Face.LABEL))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_state(self, picture: str, words: str, tone: Tone, *, waits: bool) -> None:
        if (picture, words, tone, waits) == (self._picture, self._words, self._tone, self._waits):
            return
        self._picture, self._tone, self._waits = picture, tone, waits
        if words != self._words:
            self._words = words
            self.setText(words)
        self.setAccessibleName(plain(joined(words, text.not_sent_yet() if waits else "")))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        side = Measure.text(PICTURE)
        room = self.width() - 2 * PAD - side - SPACE - (side + SPACE if self._waits else 0)
        right = Qt.TextElideMode.ElideRight
        self._shown = self.fontMetrics().elidedText(self._words, right, room)
        tip = plain(self._words) if self._shown != self._words else ""
        tell_tip(self, tip)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, tone = self._look.tokens, self._tone
        side, tall = Measure.text(PICTURE), Measure.text(HEIGHT)
        ink, ground = tokens.on(tone), tokens.container(tone)
        words = self._shown
        wide = self.fontMetrics().horizontalAdvance(words)
        pill = QRect(0, (self.height() - tall) // 2, 2 * PAD + side + SPACE + wide, tall)
        if tone is not Tone.QUIET:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(self._mirrored(pill), tall / 2, tall / 2)
        at = QRect(PAD, (self.height() - side) // 2, side, side)
        icon(self._picture).paint(painter, QRectF(self._mirrored(at)), ink, ground)
        painter.setPen(ink)
        place = QRect(PAD + side + SPACE, pill.top(), wide + 1, tall)
        painter.drawText(self._mirrored(place), Qt.AlignmentFlag.AlignCenter, words)
        if self._waits:
            at.moveLeft(pill.right() + SPACE)
            icon("waiting").paint(painter, QRectF(self._mirrored(at)), tokens.muted, tokens.surface)
        painter.end()

    def _mirrored(self, place: QRect) -> QRect:
        return mirrored(self, place)
