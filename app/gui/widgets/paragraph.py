"""Text of several lines that takes the height it needs."""

from __future__ import annotations

from math import ceil
from typing import Final

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QWidget

from app.gui.theme import Face, Look
from app.gui.widgets.mirror import right_to_left
from app.gui.words import Words, plain, spoken

LINE_BREAK: Final = "\u2028"


class Paragraph(QLabel):
    """A label for a screen reader; painted here, so that it follows the look.

    `least_lines`: so many have their place even where fewer are needed, so that nothing below moves
    when the words change. `centred`: each line stands in the middle.
    """

    def __init__(self, look: Look, face: Face, ink: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._ink = ink
        self._said: Words = ""
        self.least_lines = 0
        self.centred = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(look.font(face))

    def show_text(self, said: Words, ink: str | None = None) -> None:
        self._said, words = said, spoken(said)
        self._ink = ink or self._ink
        if words != self.text():
            self.setText(words)
            self.setAccessibleName(plain(words))
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.show_text(self._said)

    def height_for(self, width: int) -> int:
        least = self._height("\n".join("x" * self.least_lines), width) if self.least_lines else 0
        return max(least, self._height(self._marked(), width) if self.text() else 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(getattr(self._look.tokens, self._ink))
        layout, _ = self._laid(self._marked(), self.width())
        layout.draw(painter, QPointF(0, 0))
        painter.end()

    def _height(self, words: str, width: int) -> int:
        return ceil(self._laid(words, width)[1])

    def _laid(self, words: str, width: int) -> tuple[QTextLayout, float]:
        """Its lines and how tall they are. Not `drawText`: that takes the direction from the
        painter, which several widgets may share, and a line from right to left stands off its
        column by the space at which it was broken.
        """
        layout = QTextLayout(words.replace("\n", LINE_BREAK), self.font())
        layout.setTextOption(self._option())
        layout.beginLayout()
        tall = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, tall))
            tall += line.height()
        layout.endLayout()
        return layout, tall

    def _option(self) -> QTextOption:
        rtl, align = right_to_left(self), Qt.AlignmentFlag
        side = align.AlignHCenter if self.centred else align.AlignRight if rtl else align.AlignLeft
        option = QTextOption(side | align.AlignAbsolute)
        towards = Qt.LayoutDirection
        option.setTextDirection(towards.RightToLeft if rtl else towards.LeftToRight)
        # A name may be longer than a line, and has no space to be broken at.
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        return option

    def _marked(self) -> str:
        return ("\u200f" if right_to_left(self) else "\u200e") + self.text()
