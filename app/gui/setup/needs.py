"""What the connection test found, need by need, with what to tick in Wix where one is missing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.errors import NotAllowed, SiteError
from app.domain.trial import Need, Trial
from app.gui import text, text_setup
from app.gui.panels.stack import Card
from app.gui.theme import Face, Look, Measure
from app.gui.widgets.icons import icon
from app.gui.widgets.line import Line
from app.gui.widgets.mirror import mirrored
from app.gui.words import joined, plain

TALL = 46
Tick = Callable[[Need], str]


class NeedRow(QWidget):
    """A sign, what it is about, and how it stands."""

    def __init__(self, look: Look, need: Need, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.need = need
        self._picture, self._ink = "ring", "muted"
        name = f"setup.connect.need.{need.value}"
        self.setObjectName(name)
        self.setAccessibleIdentifier(name)
        self.name = Line(look, Face.STRONG, "text", self)
        self.standing = Line(look, Face.SMALL, "muted", self)
        self._found: tuple[bool, SiteError | None, Tick] = (False, None, text_setup.tick)

    def show_found(self, asked: bool, error: SiteError | None, tick: Tick) -> None:
        self._found = asked, error, tick
        words, self._picture, self._ink = text_setup.works(), "check", "success"
        if error is not None:
            self._picture, self._ink = "attention", "danger"
            allowed = not isinstance(error, NotAllowed)
            words = text.told(str(error)) if allowed else tick(self.need)
        elif not asked:
            words, self._picture, self._ink = text_setup.not_asked(), "ring", "muted"
        self.name.show_text(text_setup.need(self.need))
        self.standing.show_text(words, "danger" if error else "muted")
        self.setAccessibleName(plain(joined(text_setup.need(self.need), words)))
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.show_found(*self._found)

    def sizeHint(self) -> QSize:
        return QSize(300, 2 + Measure.text(TALL - 2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        start, first = Measure.text(22) + 12, Measure.text(24)
        wide = self.width() - start
        self.name.setGeometry(mirrored(self, QRect(start, 0, wide, first)))
        second = QRect(start, first, wide, Measure.text(20))
        self.standing.setGeometry(mirrored(self, second))

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, painter = self._look.tokens, QPainter(self)
        side = Measure.text(22)
        place = QRectF(mirrored(self, QRect(0, 2, side, side)))
        icon(self._picture).paint(painter, place, getattr(tokens, self._ink), tokens.surface)
        painter.end()


class NeedList(Card):
    """A row for each."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self.rows = [NeedRow(look, need, self) for need in Need]
        self.show_parts([(row, 8 if at else 0) for at, row in enumerate(self.rows)])

    def show_trial(self, trial: Trial, tick: Tick) -> None:
        """`tick`: what to do in Wix where a permission is missing, in words."""
        found = dict(trial.asked)
        for row in self.rows:
            row.show_found(row.need in found, found.get(row.need), tick)
