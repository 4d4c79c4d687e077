"""What just happened, and the way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.gui import text
from app.gui.theme import Face, Look, Measure
from app.gui.timings import Timings
from app.gui.widgets.buttons import Dress, TextButton
from app.gui.widgets.line import Sentence
from app.gui.widgets.mirror import mirrored
from app.gui.widgets.voice import Voice
from app.gui.words import Words, plain, spoken


class Snackbar(QWidget):
    """One at a time; goes after ten seconds, but never while it is pointed at or focused."""

    def __init__(self, look: Look, voice: Voice, timings: Timings, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._voice = voice
        self._said: Words = ""
        self._do: Callable[[], None] | None = None
        self._key = ""
        self._left_ms = timings.snackbar
        self._whole_ms = timings.snackbar
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        self.words = Sentence(look, Face.STRONG, "on_snack", self)
        self.words.setObjectName("staff.snackbar")
        self.words.setAccessibleIdentifier("staff.snackbar")
        self.undo = TextButton(look, "staff.snackbar.undo", self, Dress.INVERSE)
        self.undo.clicked.connect(self._on_undo_clicked)
        self.undo.installEventFilter(self)
        self.hide()

    def show_words(
        self, words: Words, caption: Words = "", key: str = "", do: Callable[[], None] | None = None
    ) -> None:
        """Say what happened; `do` is what the button does, `key` its key on the keyboard."""
        self._said, self._do, self._key = words, do, key
        self.words.show_text(words)
        self.undo.setVisible(do is not None)
        if do is not None:
            self.undo.show_caption(caption)
            self.undo.show_hint(key)
            self.undo.describe(lambda: text.doing(spoken(caption), plain(spoken(words))))
        self._left_ms = self._whole_ms
        self._place()
        self.show()
        self.raise_()
        self.update()
        self._wait()
        self._voice.say(spoken(words))

    def show_final(self, words: Words, key: str) -> None:
        """What no `key` leads back from: pressed now, it is not for what was done before it."""
        self.show_words(words, key=key)

    def ends(self, key: str) -> bool:
        """Whether that is what it tells now."""
        return self.isVisible() and self._do is None and self._key == key

    def withdraw(self, words: Words) -> None:
        """It does not hold any more; whatever was said since stays."""
        if self._said is words:
            self.hide()

    def press(self, key: str) -> bool:
        """The key of its button, where that is what it offers now; return whether it is."""
        offers = self.isVisible() and self._do is not None and self._key == key
        if offers:
            self._on_undo_clicked()
        return offers

    def eventFilter(self, _watched: object, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._wait()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._wait()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._wait()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, painter = self._look.tokens, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.snack)
        # Round above only: the foot stands on the edge of the window.
        below = QRectF(self.rect()).adjusted(0, 0, 0, Measure.RADIUS)
        painter.drawRoundedRect(below, Measure.RADIUS, Measure.RADIUS)
        painter.end()

    def _place(self) -> None:
        wide, tall = self.width(), self.height()
        act = self.undo.sizeHint().width()
        x = wide - Measure.GAP - act
        free = (x if self._do else wide) - 2 * Measure.MARGIN - Measure.GAP
        self.words.setGeometry(self._at(QRect(Measure.MARGIN + 4, 0, free, tall)))
        self.undo.setGeometry(self._at(QRect(x, 0, act, tall)))

    def _at(self, place: QRect) -> QRect:
        return mirrored(self, place)

    def _wait(self) -> None:
        if self.underMouse() or self.undo.hasFocus():
            if self._timer.isActive():
                self._left_ms = max(0, self._timer.remainingTime())
            self._timer.stop()
        elif self.isVisible():
            self._timer.start(self._left_ms)

    def _on_undo_clicked(self) -> None:
        do = self._do
        self.hide()
        if do is not None:
            do()
