"""The live test of a scanner: what came in, how fast, how it ended, and what it would mean."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QRect, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from app.domain.burst import LEAST, Stroke, gaps_ms
from app.domain.scan import Scan, Verdict
from app.gui import text_scan
from app.gui.panels.stack import Hint, Stack
from app.gui.scan.wedge import Wedge
from app.gui.theme import Face, Look, Measure, Tone
from app.gui.widgets.line import Line
from app.gui.widgets.mirror import mirrored
from app.gui.widgets.paragraph import Paragraph
from app.gui.words import Words, plain, spoken

LABEL_WIDE: Final = 128
FACT: Final = 28
LINES: Final = 3
"""What the longest verdict takes, so that nothing below it moves."""
NONE: Final = "–"
_SIGNS: Final = {
    Verdict.CODE: (Tone.SUCCESS, "check"),
    Verdict.NO_CODE: (Tone.SUCCESS, "check"),
    Verdict.NO_PREFIX: (Tone.WARNING, "warning"),
    Verdict.TOO_LONG: (Tone.WARNING, "warning"),
    Verdict.AGAIN: (Tone.PENDING, "waiting"),
}


class Fact(QWidget):
    """What it is, and beside it how it was."""

    def __init__(self, look: Look, name: str, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self.label = Line(look, Face.SMALL, "muted", self)
        self.label.show_text(words)
        self.value = Line(look, Face.STRONG, "text", self)
        self.value.setObjectName(name)
        self.value.setAccessibleIdentifier(name)
        self.value.show_text(NONE)

    def height_for(self, _width: int) -> int:
        return Measure.text(FACT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide, tall = self.width(), self.height()
        label = Measure.text(LABEL_WIDE)
        self.label.setGeometry(mirrored(self, QRect(0, 0, label, tall)))
        rest = QRect(label, 0, wide - label, tall)
        self.value.setGeometry(mirrored(self, rest))


class ScanStrip(Stack):
    """While it is seen, scans are its own: `wedge` tells nobody else, and nobody is checked in.

    `grew`: it needs another height now. `said`: what a screen reader is to be told.
    """

    grew = Signal()
    said = Signal(str)

    def __init__(self, look: Look, wedge: Wedge, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._wedge = wedge
        self._strokes: list[Stroke] = []
        self._pause = QTimer(self, singleShot=True, interval=1_000)
        self._pause.timeout.connect(self._on_pause)
        self.setObjectName(name)
        self.setAccessibleIdentifier(name)
        self.raw = Fact(look, f"{name}.raw", text_scan.typed, self)
        self.decoded = Fact(look, f"{name}.decoded", text_scan.decoded, self)
        self.gaps = Fact(look, f"{name}.gaps", text_scan.pauses, self)
        self.end = Fact(look, f"{name}.end", text_scan.ended_by, self)
        self.verdict = ""
        self._hints: dict[Tone, Hint] = {}
        for tone, picture in (*_SIGNS.values(), (Tone.CHOSEN, "now")):
            if tone not in self._hints:
                ink = "on_chosen" if tone is Tone.CHOSEN else f"on_{tone.value}"
                words = Paragraph(look, Face.LABEL, ink, self)
                words.least_lines = LINES
                self._hints[tone] = Hint(look, tone, picture, words)
        self._show_verdict(Tone.CHOSEN, text_scan.scan_to_test)

    def show_stroke(self, stroke: Stroke) -> None:
        """Each key as it comes; after a second without one, what follows is another try."""
        if not self._pause.isActive():
            self._strokes.clear()
            self.end.value.show_text(NONE)
        self._strokes.append(stroke)
        del self._strokes[:-64]
        self._pause.start()
        self._show_strokes(self._strokes)

    def show_scan(self, scan: Scan) -> None:
        self._pause.stop()
        self._show_strokes(scan.burst.strokes)
        self.end.value.show_text(partial(text_scan.end, scan.burst.end))
        tone, _ = _SIGNS[scan.verdict]
        self._show_verdict(tone, partial(text_scan.verdict, scan.verdict))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._wedge.divert(self)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._wedge.divert(None)

    def _show_strokes(self, strokes: Sequence[Stroke]) -> None:
        self.raw.value.show_text(text_scan.sign("".join(each.raw for each in strokes)))
        self.decoded.value.show_text(text_scan.sign("".join(each.char for each in strokes)))
        gaps = gaps_ms(tuple(strokes))
        words = partial(text_scan.milliseconds, min(gaps), max(gaps)) if gaps else NONE
        self.gaps.value.show_text(words)

    def _on_pause(self) -> None:
        """No scan came of it: say why, for whoever wonders about the scanner."""
        gaps = gaps_ms(tuple(self._strokes))
        if len(self._strokes) >= LEAST and gaps:
            self._show_verdict(Tone.WARNING, partial(text_scan.by_hand, max(gaps)))
        else:
            self._show_verdict(Tone.WARNING, partial(text_scan.too_few, len(self._strokes)))

    def _show_verdict(self, tone: Tone, words: Words) -> None:
        self.verdict = plain(spoken(words))
        hint = self._hints[tone]
        hint.words.show_text(words)
        facts = [(each, 2) for each in (self.raw, self.decoded, self.gaps, self.end)]
        self.show_parts([(hint, 0), (facts[0][0], 12), *facts[1:]])
        self.grew.emit()
        self.said.emit(spoken(words))
