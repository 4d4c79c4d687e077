"""What a person should know for as long as it is so, at the foot of the sessions.

Not above the roster: it comes by itself, and would push a row from under a finger.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from app.gui import text_sync
from app.gui.theme import Face, Look, Measure, Tone
from app.gui.widgets.buttons import Dress, LoneIcon, TextButton
from app.gui.widgets.icons import icon
from app.gui.widgets.mirror import mirrored
from app.gui.words import plain

PAD: Final = 14
PICTURE: Final = 20
EDGE: Final = 4


class Notice(NamedTuple):
    """`cause` says which one it is, so that a dismissed one stays away until it is over.

    `act`: what can be done about it, in the words of its button; then `later` takes the place of ✕.
    """

    cause: str
    words: str
    tone: Tone = Tone.WARNING
    picture: str = "warning"
    act: str = ""
    later: str = ""


class Banner(QLabel):
    """The most serious notice that nobody dismissed."""

    changed = Signal()
    acted = Signal(str)
    dismissed = Signal(str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._notice: Notice | None = None
        self._notices: list[Notice] = []
        self._dismissed: set[str] = set()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(look.font(Face.LABEL))
        self.setObjectName("staff.banner")
        self.setAccessibleIdentifier("staff.banner")
        self.close_ = LoneIcon(look, "close", "staff.banner.dismiss", self)
        self.close_.describe(text_sync.dismiss)
        self.close_.clicked.connect(self._on_dismissed)
        self.act = TextButton(look, "staff.banner.act", self, Dress.OUTLINED)
        self.later = TextButton(look, "staff.banner.later", self, Dress.OUTLINED)
        self.act.clicked.connect(self._on_acted)
        self.later.clicked.connect(self._on_dismissed)
        self.hide()

    @property
    def notice(self) -> Notice | None:
        return self._notice

    def show_notices(self, notices: list[Notice]) -> None:
        """Worst first. A cause that is over may be told again when it returns."""
        self._notices = notices
        self._dismissed &= {notice.cause for notice in notices}
        self._show_next()

    def height_for(self, width: int) -> int:
        if self._notice is None:
            return 0
        words = self._words_place(width).height() + 2 * PAD
        return (
            words - 4 + self._lines(width) * Measure.BUTTON if self._notice.act else max(64, words)
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        wide, tall = self.width(), self.height()
        place = QRect(wide - 52, (tall - 56) // 2, 52, 56)
        self.close_.setGeometry(mirrored(self, place))
        act, later = (each.sizeHint().width() for each in (self.act, self.later))
        start, room = EDGE, wide - 2 * EDGE
        if self._lines(wide) == 1:
            low = QRect(
                start + act, tall - Measure.BUTTON - EDGE, min(later, room - act), Measure.BUTTON
            )
            high = QRect(start, low.top(), act, Measure.BUTTON)
        else:
            low = QRect(start, tall - Measure.BUTTON - EDGE, min(later, room), Measure.BUTTON)
            high = QRect(start, low.top() - Measure.BUTTON, min(act, room), Measure.BUTTON)
        self.act.setGeometry(mirrored(self, high))
        self.later.setGeometry(mirrored(self, low))

    def _lines(self, width: int) -> int:
        """Of buttons: side by side where both captions fit."""
        both = self.act.sizeHint().width() + self.later.sizeHint().width()
        return 1 if both <= width - 2 * EDGE else 2

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._notice is None:
            return
        tokens, painter, tone = self._look.tokens, QPainter(self), self._notice.tone
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.container(tone))
        painter.drawRoundedRect(self.rect(), Measure.RADIUS, Measure.RADIUS)
        words = self._words_place(self.width())
        if not self._notice.act:
            words.moveTop((self.height() - words.height()) // 2)
        # Beside the first line, however many there are.
        side = Measure.text(PICTURE)
        down = words.top() + (self.fontMetrics().height() - side) // 2
        place = mirrored(self, QRect(PAD, down, side, side))
        picture = icon(self._notice.picture)
        picture.paint(painter, QRectF(place), tokens.on(tone), tokens.container(tone))
        painter.setPen(tokens.on(tone))
        words = mirrored(self, words)
        painter.drawText(words, int(Qt.TextFlag.TextWordWrap), self.text())
        painter.end()

    def _words_place(self, width: int) -> QRect:
        x = PAD + Measure.text(PICTURE) + 10
        beside = PAD if self._notice is not None and self._notice.act else 52
        room = QRect(x, PAD, width - x - beside, 1000)
        flags = int(Qt.TextFlag.TextWordWrap)
        tall = self.fontMetrics().boundingRect(room, flags, self.text()).height()
        return QRect(x, PAD, room.width(), tall)

    def _show_next(self) -> None:
        left = [notice for notice in self._notices if notice.cause not in self._dismissed]
        self._show(left[0] if left else None)

    def _show(self, notice: Notice | None) -> None:
        if notice == self._notice:
            return
        self._notice = notice
        if notice is not None:
            self.setText(notice.words)
            self.setAccessibleName(plain(notice.words))
            for button, caption in ((self.act, notice.act), (self.later, notice.later)):
                button.show_caption(plain(caption))
                button.describe(caption)
                button.setVisible(bool(caption))
            self.close_.setVisible(not notice.act)
            self._place()
        self.changed.emit()  # it gets its place before it is seen
        self.setVisible(notice is not None)
        self.update()

    def _on_dismissed(self) -> None:
        if self._notice is not None:
            cause = self._notice.cause
            self._dismissed.add(cause)
            self._show_next()
            self.dismissed.emit(cause)

    def _on_acted(self) -> None:
        if self._notice is not None:
            self.acted.emit(self._notice.cause)
