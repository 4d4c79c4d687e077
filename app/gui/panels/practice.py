"""The demo site's outages: what each means, and which is on."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from app.gui import text_leaving, text_panels
from app.gui.actions import Outage
from app.gui.panels.side import SidePanel
from app.gui.panels.stack import ButtonLine, Card, Hint, Part
from app.gui.theme import Face, Look, Measure, Tone
from app.gui.widgets.buttons import Dress, SafeButton, TextButton
from app.gui.widgets.icons import icon
from app.gui.widgets.mirror import mirrored, right_to_left
from app.gui.widgets.paragraph import Paragraph

NAME: Final = "staff.practice"
OUTAGES: Final = (Outage.UNPLUGGED, Outage.SLOW, Outage.REFUSING)


class PracticeButton(SafeButton):
    """Quiet while the demo site answers as it should; loud while it was told not to."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, NAME + ".open", parent)
        self.setFont(look.font(Face.LABEL))
        self._on = False
        self.show_outage(Outage.NORMAL)

    def show_outage(self, outage: Outage) -> None:
        self._on = outage is not Outage.NORMAL
        self.describe(partial(text_panels.practising, outage))
        self.say_anew()

    def say_anew(self) -> None:
        super().say_anew()
        self.setText(self.accessibleName())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(self.text()) + 46 + Measure.text(18)
        return QSize(wide, Measure.BUTTON)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, painter, body = self._look.tokens, self._begin(), self._body()
        tone = Tone.WARNING if self._on else Tone.QUIET
        ground = tokens.container(tone) if self._on else tokens.bg
        if self._on or self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground if self._on else tokens.surface_2)
            painter.drawRoundedRect(body, body.height() / 2, body.height() / 2)
        whole = body.toRect()
        side = Measure.text(18)
        at = QRect(whole.left() + 14, whole.center().y() - side // 2 + 1, side, side)
        picture = icon("warning" if self._on else "offline")
        picture.paint(painter, QRectF(mirrored(self, at)), tokens.on(tone), ground)
        painter.setPen(tokens.on(tone))
        place = mirrored(self, whole.adjusted(21 + side, 0, -8, 0))
        words = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, place.width()
        )
        flags = Qt.AlignmentFlag.AlignRight if right_to_left(self) else Qt.AlignmentFlag.AlignLeft
        flags |= Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, flags, words)
        painter.end()


class PracticePanel(SidePanel):
    """Says which outage is on, as long as one is."""

    wanted = Signal(object)
    over_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, NAME, text_panels.practise_outage, parent)
        self.may_start_over = False
        self.over = TextButton(look, f"{NAME}.over", self.stack, Dress.OUTLINED)
        self.over.show_caption(text_leaving.start_over_asked)
        self.over.describe(text_leaving.start_over_asked)
        self.over.clicked.connect(self.over_wanted)
        self._over = ButtonLine(self.stack)
        self.why = Paragraph(look, Face.BODY, "muted", self.stack)
        self.why.show_text(text_panels.why_practise)
        self.normal = Hint(look, Tone.SUCCESS, "check", self._words("", "on_success"))
        self.normal.words.show_text(text_panels.all_normal)
        self.now = Hint(look, Tone.WARNING, "warning", self._words("", "on_warning"))
        self.buttons: dict[Outage, TextButton] = {}
        self._cards = [self._card(outage) for outage in OUTAGES]
        self._back = ButtonLine(self.stack)
        self._back.show_buttons(self._outage_button(Outage.NORMAL, self._back))

    def show_outage(self, outage: Outage) -> None:
        for each, button in self.buttons.items():
            dress = Dress.FILLED if each is Outage.NORMAL else Dress.TINTED
            button.show_caption(partial(text_panels.outage, each), dress)
            button.allow(each is not outage)
        self.now.words.show_text(partial(text_panels.practising, outage))
        on = outage is not Outage.NORMAL
        parts: list[Part] = [(self.why, 0), (self.now if on else self.normal, 16)]
        parts += [(self._back, 12)] if on else []
        parts += [(card, 12) for card in self._cards]
        if self.may_start_over:
            self._over.show_buttons(self.over)
            parts.append((self._over, 20))
        self.stack.show_parts(parts)
        self.spread()

    def enter(self, reason: Qt.FocusReason) -> None:
        """To the way back where there is one."""
        able = [each for each in self.buttons.values() if each.isEnabled() and each.isVisible()]
        (able[-1] if self.buttons[Outage.NORMAL] in able else able[0]).setFocus(reason)

    def _card(self, outage: Outage) -> Card:
        card = Card(self._look, self.stack)
        words = Paragraph(self._look, Face.BODY, "muted", card)
        words.show_text(partial(text_panels.outage_means, outage))
        line = ButtonLine(card)
        line.show_buttons(self._outage_button(outage, line))
        card.show_parts([(words, 0), (line, 10)])
        return card

    def _outage_button(self, outage: Outage, parent: QWidget) -> TextButton:
        button = TextButton(self._look, f"{NAME}.{outage.value}", parent)
        button.describe(partial(text_panels.outage, outage))
        button.clicked.connect(self._on_clicked)
        self.buttons[outage] = button
        return button

    def _on_clicked(self) -> None:
        self.wanted.emit(next(o for o, button in self.buttons.items() if button is self.sender()))
