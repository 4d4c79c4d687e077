"""The diagnostics: everything that check-in needs, a line each, with what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.checkup import Finding, Trouble
from app.gui import text, text_checkup
from app.gui.panels.side import SidePanel
from app.gui.panels.stack import ButtonLine, Card, Hint, Part
from app.gui.theme import Face, Look, Tone
from app.gui.widgets.buttons import Dress
from app.gui.widgets.icons import icon
from app.gui.widgets.mirror import mirrored
from app.gui.widgets.paragraph import Paragraph
from app.gui.words import iso, joined, plain

NAME: Final = "staff.checkup"
STEP: Final = 60
START: Final = 44
SIDES: Final = START + 14
_FINE: Final = ("tick", Tone.QUIET)
_UNKNOWN: Final = ("waiting", Tone.WARNING)
_WRONG: Final = ("attention", Tone.DANGER)
_INKS: Final = {Tone.QUIET: "success", Tone.WARNING: "warning", Tone.DANGER: "danger"}
_KEYS: Final = {
    Qt.Key.Key_Up: -STEP,
    Qt.Key.Key_Down: STEP,
    Qt.Key.Key_PageUp: -4 * STEP,
    Qt.Key.Key_PageDown: 4 * STEP,
    Qt.Key.Key_Home: -100_000,
    Qt.Key.Key_End: 100_000,
}


def sign(trouble: Trouble | None) -> tuple[str, Tone]:
    """The drawing beside a line; the word says the same."""
    if trouble is None:
        return _FINE
    return _UNKNOWN if trouble is Trouble.UNKNOWN else _WRONG


class FindingLine(QWidget):
    """What was looked at, how it stands, what was found, and what to do."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.first = False
        self._picture, self._tone = _FINE
        self.check = Paragraph(look, Face.STRONG, "text", self)
        self.state = Paragraph(look, Face.LABEL, "muted", self)
        self.detail = Paragraph(look, Face.SMALL, "text", self)
        self.advice = Paragraph(look, Face.LABEL, "text", self)
        self._all = (self.check, self.state, self.detail, self.advice)

    def show_finding(self, finding: Finding, *, first: bool) -> None:
        self.first = first
        self._picture, self._tone = sign(finding.trouble)
        words, state = text_checkup.check(finding), text_checkup.state(finding.trouble)
        self.check.show_text(words)
        self.state.show_text(state, _INKS[self._tone])
        detail, to_do = text.told(finding.detail), text.told(finding.to_do)
        self.detail.show_text(iso(detail))
        self.advice.show_text(iso(to_do) if to_do else "")
        told = joined(words, state, detail, to_do)
        self.setAccessibleName(plain(told))
        self._place()
        self.update()

    def height_for(self, width: int) -> int:
        beside = self.state.height_for(width) if self._beside(width - SIDES) else 0
        return sum(each.height_for(width - SIDES) for each in self._all) + 24 - beside

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, painter = self._look.tokens, QPainter(self)
        if not self.first:
            painter.fillRect(0, 0, self.width(), 1, tokens.divider)
        ink = getattr(tokens, _INKS[self._tone])
        at = QRectF(mirrored(self, QRect(14, 12, 20, 20)))
        icon(self._picture).paint(painter, at, ink, tokens.surface)
        painter.end()

    def _beside(self, room: int) -> bool:
        """Whether the word has room at the end of the first line."""
        return _wide(self.check) + _wide(self.state) + 12 <= room

    def _place(self) -> None:
        y, room = 10, self.width() - SIDES
        beside = self._beside(room)
        for each in self._all:
            tall = each.height_for(room)
            each.setVisible(tall > 0)
            place = QRect(START, y, room, tall)
            if each is self.state and beside:
                place = QRect(START + room - _wide(each), y - tall - 2, _wide(each), tall)
            else:
                y += tall
            each.setGeometry(mirrored(self, place))


def _wide(words: Paragraph) -> int:
    return words.fontMetrics().horizontalAdvance(words.text()) + 2


class CheckupPanel(SidePanel):
    """What is wrong comes first; the rest follows in the order it was looked at."""

    again_wanted = Signal()
    report_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, NAME, text_checkup.diagnostics, parent)
        self.fine = self._hint(Tone.SUCCESS, "check", "fine", "on_success")
        self.wrong = self._hint(Tone.DANGER, "attention", "wrong", "on_danger")
        self.asking = self._hint(Tone.PENDING, "waiting", "asking", "on_pending")
        self.fine.words.show_text(text_checkup.all_is_well)
        self.asking.words.show_text(text_checkup.asking)
        self.again = self._button("again", text_checkup.check_again, Dress.TINTED)
        self.copy = self._button("copy", text_checkup.copy_report, Dress.OUTLINED)
        self.again.clicked.connect(self.again_wanted)
        self.copy.clicked.connect(self.report_wanted)
        self._buttons = ButtonLine(self.stack)
        self._buttons.show_buttons(self.again, self.copy)
        self._card = Card(look, self.stack, 0)
        self._lines: list[FindingLine] = []

    @property
    def lines(self) -> tuple[FindingLine, ...]:
        return tuple(each for each in self._lines if each.isVisibleTo(self))

    def show_findings(self, findings: Sequence[Finding], *, asking: bool) -> None:
        """What is known so far; `asking`: the site's own part is still to come."""
        wrong = [each for each in findings if each.trouble not in (None, Trouble.UNKNOWN)]
        rest = [each for each in findings if each not in wrong]
        self.wrong.words.show_text(text_checkup.to_put_right(len(wrong)))
        self._show_lines([*wrong, *rest])
        top: list[Part] = [(self.wrong, 8)] if wrong else []
        top += [(self.asking, 8)] if asking else []
        top = top or [(self.fine, 8)]
        self.stack.show_parts([*top, (self._buttons, 12), (self._card, 12)])
        self.spread()

    def enter(self, reason: Qt.FocusReason) -> None:
        self.again.setFocus(reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """There is nothing to press in a line, so the keyboard scrolls them."""
        if (step := _KEYS.get(Qt.Key(event.key()))) is not None:
            bar = self.area.verticalScrollBar()
            bar.setValue(bar.value() + step)
            event.accept()
            return
        super().keyPressEvent(event)

    def _show_lines(self, findings: Sequence[Finding]) -> None:
        while len(self._lines) < len(findings):
            self._lines.append(FindingLine(self._look, self._card))
        for at, finding in enumerate(findings):
            self._lines[at].show_finding(finding, first=not at)
        self._card.show_parts([(line, 0) for line in self._lines[: len(findings)]])

    def _hint(self, tone: Tone, picture: str, part: str, ink: str) -> Hint:
        words = Paragraph(self._look, Face.LABEL, ink, self.stack)
        words.setObjectName(f"{NAME}.{part}")
        words.setAccessibleIdentifier(f"{NAME}.{part}")
        return Hint(self._look, tone, picture, words)
