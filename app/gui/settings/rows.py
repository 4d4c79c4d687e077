"""One setting as it is shown: words at the start, what changes it at the end or below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.settings import Settings
from app.gui import text_settings
from app.gui.panels.stack import OUTSET, Part, Stack
from app.gui.settings.finding import matches
from app.gui.text_settings_found import known_as
from app.gui.theme import Face, Look, Measure
from app.gui.widgets.buttons import IconButton, SafeButton
from app.gui.widgets.choice import Choice
from app.gui.widgets.field import Field
from app.gui.widgets.line import Line
from app.gui.widgets.mirror import Side, mirrored
from app.gui.widgets.paragraph import Paragraph
from app.gui.words import Sentence, Words, spoken

NAME: Final = "staff.settings"
TRACK: Final = QSize(44, 26)
STEP: Final = 52
DOT: Final = 20


class Told(NamedTuple):
    """A setting: its name in `Settings`, what it is called, and how a value of it is said."""

    name: str
    label: Sentence
    words: Callable[[Any], str]
    why: Words = ""


class Row(Stack):
    """Says that a setting was wanted otherwise; shows what holds when it is told."""

    wanted = Signal(str, object)
    outset = OUTSET

    def __init__(self, look: Look, told: Told, parent: QWidget) -> None:
        # Room for the focus rings of what stands at its edges.
        super().__init__(parent, OUTSET)
        self._look = look
        self.told = told
        self.why = Paragraph(look, Face.SMALL, "muted", self)
        self.why.show_text(told.why)

    def found_by(self, words: tuple[str, ...]) -> bool:
        return matches(words, *self._texts())

    def _texts(self) -> tuple[str, ...]:
        return self.told.label(), spoken(self.told.why), known_as(self.told.name)

    def show_settings(self, settings: Settings) -> None:
        raise NotImplementedError

    def height_for(self, width: int) -> int:
        return super().height_for(width + 2 * OUTSET) - 2 * OUTSET

    def _lay(self, *parts: Part) -> None:
        self.show_parts([*parts, *([(self.why, 0)] if self.told.why else [])])


class Switch(SafeButton):
    """The whole line switches; a check box for a screen reader."""

    def __init__(self, look: Look, told: Told, parent: QWidget) -> None:
        super().__init__(look, f"{NAME}.{told.name}", parent)
        self.setCheckable(True)
        self.describe(told.label)
        self.words = Paragraph(look, Face.BODY, "text", self)
        self.words.show_text(told.label)
        self.words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    outset = OUTSET

    def height_for(self, width: int) -> int:
        words = self.words.height_for(self._words_wide(width + 2 * OUTSET))
        return max(Measure.TARGET, words + 12)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self._words_wide(self.width())
        tall = self.words.height_for(wide)
        place = QRect(OUTSET, (self.height() - tall) // 2, wide, tall)
        self.words.setGeometry(mirrored(self, place))

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, painter, on = self._look.tokens, self._begin(), self.isChecked()
        wide, tall = TRACK.width(), TRACK.height()
        place = QRect(self.width() - OUTSET - wide, (self.height() - tall) // 2, wide, tall)
        track = QRectF(mirrored(self, place))
        painter.setPen(Qt.PenStyle.NoPen if on else QPen(tokens.border, 2))
        painter.setBrush(tokens.primary if on else tokens.surface)
        painter.drawRoundedRect(track.adjusted(1, 1, -1, -1), tall / 2, tall / 2)
        inset = (tall - DOT) / 2
        late = on is not self.isRightToLeft()
        x = track.right() - inset - DOT if late else track.left() + inset
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.on_primary if on else tokens.border)
        painter.drawEllipse(QRectF(x, track.top() + inset, DOT, DOT).adjusted(2, 2, -2, -2))
        painter.end()

    def _words_wide(self, width: int) -> int:
        return width - 2 * OUTSET - TRACK.width() - 12


class SwitchRow(Row):
    def __init__(self, look: Look, told: Told, parent: QWidget) -> None:
        super().__init__(look, told, parent)
        self.switch = Switch(look, told, self)
        self.switch.clicked.connect(self._on_clicked)
        self._lay((self.switch, 0))

    def show_settings(self, settings: Settings) -> None:
        self.switch.setChecked(getattr(settings, self.told.name))

    def _on_clicked(self) -> None:
        self.wanted.emit(self.told.name, self.switch.isChecked())


class Steps(QWidget):
    """− value +, each with a name of its own."""

    stepped = Signal(int)
    outset = OUTSET

    def __init__(self, look: Look, told: Told, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = Paragraph(look, Face.BODY, "text", self)
        self.words.show_text(told.label)
        self.less = IconButton(look, "minus", f"{NAME}.{told.name}.less", self)
        self.value = Line(look, Face.STRONG, "text", self)
        self.value.stand(Side.CENTRE)
        self.value.setObjectName(f"{NAME}.{told.name}.value")
        self.value.setAccessibleIdentifier(self.value.objectName())
        self.more = IconButton(look, "plus", f"{NAME}.{told.name}.more", self)
        self.less.describe(lambda: text_settings.smaller(told.label()))
        self.more.describe(lambda: text_settings.larger(told.label()))
        self.less.clicked.connect(self._on_less)
        self.more.clicked.connect(self._on_more)

    def height_for(self, width: int) -> int:
        words = self.words.height_for(self._words_wide(width + 2 * OUTSET))
        return max(Measure.TARGET, words + 12)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide, tall = self.width(), self.height()
        number, step = Measure.text(104), Measure.target(STEP)
        words = self._words_wide(wide)
        high = self.words.height_for(words)
        x = wide - number - 2 * step
        for part, place in (
            (self.words, QRect(OUTSET, (tall - high) // 2, words, high)),
            (self.less, QRect(x, 0, step, tall)),
            (self.value, QRect(x + step, 0, number, tall)),
            (self.more, QRect(x + step + number, 0, step, tall)),
        ):
            part.setGeometry(mirrored(self, place))

    def _words_wide(self, width: int) -> int:
        return width - OUTSET - Measure.text(104) - 2 * Measure.target(STEP) - 4

    def _on_less(self) -> None:
        self.stepped.emit(-1)

    def _on_more(self) -> None:
        self.stepped.emit(1)


class StepRow(Row):
    """Goes through the `values`, from wherever it is; `around`: from the last to the first."""

    def __init__(
        self,
        look: Look,
        told: Told,
        values: Sequence[Any],
        parent: QWidget,
        *,
        around: bool = False,
    ) -> None:
        super().__init__(look, told, parent)
        self._values = values
        self._around = around
        self._now: Any = values[0]
        self.steps = Steps(look, told, self)
        self.steps.stepped.connect(self._on_stepped)
        self._lay((self.steps, 0))

    def show_settings(self, settings: Settings) -> None:
        self._now = getattr(settings, self.told.name)
        self.steps.value.show_text(partial(self.told.words, self._now))
        self.steps.less.allow(self._around or self._now > self._values[0])
        self.steps.more.allow(self._around or self._now < self._values[-1])

    def _on_stepped(self, step: int) -> None:
        after = [value for value in self._values if value > self._now]
        before = [value for value in self._values if value < self._now]
        value = (after or self._values)[0] if step > 0 else (before or self._values)[-1]
        self.wanted.emit(self.told.name, value)


class Option(Choice):
    """One of a few: a dot in a ring, and its words."""

    outset = OUTSET

    def __init__(self, look: Look, name: str, said: Words, parent: QWidget) -> None:
        super().__init__(look, name, parent)
        self.setFont(look.font(Face.BODY))
        self._said = said
        self._words = ""
        self.say_anew()

    def say_anew(self) -> None:
        super().say_anew()
        self._words = spoken(self._said)
        self.setText(self._words.replace("&", "&&"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, Measure.TARGET)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, painter, on = self._look.tokens, self._begin(), self.isChecked()
        side = Measure.text(20)
        place = QRect(OUTSET + 2, (self.height() - side) // 2, side, side)
        ring = QRectF(mirrored(self, place)).adjusted(1, 1, -1, -1)
        painter.setBrush(tokens.surface)
        painter.setPen(QPen(tokens.primary if on else tokens.border, 2))
        painter.drawEllipse(ring)
        if on:
            inset = side / 4
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.primary)
            painter.drawEllipse(ring.adjusted(inset, inset, -inset, -inset))
        painter.setPen(tokens.text)
        x = OUTSET + side + 12
        words = mirrored(self, QRect(x, 0, self.width() - x - OUTSET, self.height()))
        cut = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, words.width())
        flags = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, flags, cut)
        painter.end()


class ChoiceRow(Row):
    def __init__(
        self, look: Look, told: Told, values: Sequence[tuple[str, Words]], parent: QWidget
    ) -> None:
        """`values`: each value of the setting, with its words."""
        super().__init__(look, told, parent)
        self._words = Paragraph(look, Face.BODY, "text", self)
        self._words.show_text(told.label)
        self.options: dict[str, Option] = {}
        for value, words in values:
            option = Option(look, f"{NAME}.{told.name}.{value or 'usual'}", words, self)
            option.describe(partial(text_settings.choice, told.label, words))
            option.clicked.connect(self._on_clicked)
            self.options[value] = option
        self._lay((self._words, 6), *((option, 0) for option in self.options.values()))

    def _texts(self) -> tuple[str, ...]:
        return (*super()._texts(), *(each.text() for each in self.options.values()))

    def show_settings(self, settings: Settings) -> None:
        now = str(getattr(settings, self.told.name))
        if now in self.options:
            self.options[now].setChecked(True)

    def _on_clicked(self) -> None:
        chosen = next(v for v, option in self.options.items() if option is self.sender())
        self.wanted.emit(self.told.name, chosen)


class TextRow(Row):
    def __init__(self, look: Look, told: Told, parent: QWidget) -> None:
        super().__init__(look, told, parent)
        self.field = Field(look, f"{NAME}.{told.name}", told.label, self)
        self.field.entry.editingFinished.connect(self._on_finished)
        self._lay((self.field, 0))

    def show_settings(self, settings: Settings) -> None:
        text = str(getattr(settings, self.told.name))
        if self.field.text != text:
            self.field.entry.setText(text)

    def _on_finished(self) -> None:
        self.wanted.emit(self.told.name, self.field.text.strip())
