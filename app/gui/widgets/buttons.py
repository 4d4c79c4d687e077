"""Buttons that a scrolling finger cannot press, painted without a style sheet."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.gui.theme import Face, Look, Measure
from app.gui.widgets.icons import icon
from app.gui.widgets.ring import WITHOUT_RING
from app.gui.widgets.tip import tell_tip
from app.gui.words import Words, plain, spoken

# Nothing of Qt's has two parents of Qt's: what is guarded is mixed into a button of any kind.
if TYPE_CHECKING:
    _Button = QAbstractButton
else:
    _Button = object

MOVES_FOCUS = frozenset((Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right))


def too_far(pressed_at: QPointF, released_at: QPointF) -> bool:
    """Whether the finger moved so far that it meant to scroll, or to take its tap back."""
    return (released_at - pressed_at).manhattanLength() > Measure.TOUCH_GUARD


def draw_ring(painter: QPainter, look: Look, place: QRect, radius: float) -> None:
    """The focus ring: 4 px, inside `place`; what it surrounds leaves 2 px free."""
    half = Measure.RING / 2
    painter.setPen(QPen(look.tokens.focus, Measure.RING))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(place).adjusted(half, half, -half, -half), radius, radius)


class Guarded(_Button):
    """Whatever is pressed: on release, and only where the finger stayed within 16 px of where it
    came down. `ring`: whether a focus ring is wanted.

    QScroller sends the release to the button it started on, so a slow scroll would press it.
    """

    ring = False
    _pressed_at = QPointF()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.globalPosition()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if too_far(self._pressed_at, event.globalPosition()):
            self.setDown(False)
        super().mouseReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.ring = event.reason() not in WITHOUT_RING
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.ring = False
        super().focusOutEvent(event)


class SafeButton(Guarded, QAbstractButton):
    """A guarded button with a name of its own, painted by whoever inherits it."""

    def __init__(self, look: Look, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._described: tuple[Words, Words] | None = None
        self.identify(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def identify(self, name: str) -> None:
        self.setObjectName(name)
        self.setAccessibleIdentifier(name)

    def describe(self, name: Words, why: Words = "") -> None:
        """What a screen reader says: what it does and, where it does not, why not."""
        self._described = name, why
        if self.accessibleName() != (said := plain(spoken(name))):
            self.setAccessibleName(said)
        if self.accessibleDescription() != (said := plain(spoken(why))):
            tell_tip(self, said)
            self.setAccessibleDescription(said)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.say_anew()

    def say_anew(self) -> None:
        """In the language that holds now."""
        if self._described is not None:
            self.describe(*self._described)

    def allow(self, allowed: bool) -> None:
        if self.isEnabled() is not allowed:
            self.setEnabled(allowed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in MOVES_FOCUS:
            event.ignore()  # the list moves between rows, not between its buttons
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(Measure.TARGET, Measure.TARGET)

    def _begin(self) -> QPainter:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.ring:
            draw_ring(painter, self._look, self.rect(), Measure.RADIUS + Measure.RING)
        return painter

    def _body(self) -> QRectF:
        inset = Measure.RING + Measure.RING_GAP
        return QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)


class IconButton(SafeButton):
    """One small drawing. `dimmed` looks off but still answers, to say why."""

    def __init__(self, look: Look, picture: str, name: str, parent: QWidget) -> None:
        super().__init__(look, name, parent)
        self._picture = picture
        self._dimmed = False

    def dim(self, dimmed: bool) -> None:
        if dimmed is not self._dimmed:
            self._dimmed = dimmed
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, painter, body = self._look.tokens, self._begin(), self._body()
        ground = tokens.surface_2
        if self.isDown() or (self.underMouse() and self.isEnabled()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.border if self.isDown() else tokens.divider)
            painter.drawRoundedRect(body, Measure.RADIUS, Measure.RADIUS)
        ink = tokens.text if self.isEnabled() and not self._dimmed else tokens.border
        side = min(Measure.text(22), 40)
        place = QRectF(0, 0, side, side)
        place.moveCenter(body.center())
        icon(self._picture).paint(painter, place, ink, ground)
        painter.end()


class LoneIcon(IconButton):
    """Nothing beside it says what it is for: it tells its name where the mouse rests."""

    def describe(self, name: Words, why: Words = "") -> None:
        super().describe(name, why)
        tell_tip(self, plain(spoken(why or name)))


class Dress(Enum):
    """How loud a text button is. One filled control in a row: the primary."""

    FILLED = "filled"
    TINTED = "tinted"
    PLAIN = "plain"
    ALARM = "alarm"
    INVERSE = "inverse"
    OUTLINED = "outlined"
    ENTRY = "entry"


class TextButton(SafeButton):
    """A caption and, where it helps, a key and a drawing. `&` is shown as typed."""

    def __init__(self, look: Look, name: str, parent: QWidget, dress: Dress = Dress.PLAIN) -> None:
        super().__init__(look, name, parent)
        self._dress = dress
        self._said: Words = ""
        self._caption = ""
        self._hint = ""
        self._picture = ""
        self.setFont(look.font(Face.STRONG))

    def show_caption(self, said: Words, dress: Dress | None = None) -> None:
        self._said, caption = said, spoken(said)
        if caption != self._caption:
            self._caption = caption
            self.setText(caption.replace("&", "&&"))
            self.update()
        if dress is not None and dress is not self._dress:
            self._dress = dress
            self.update()

    def say_anew(self) -> None:
        super().say_anew()
        self.show_caption(self._said)

    def show_hint(self, key: str) -> None:
        """The key that does the same, smaller, after the caption."""
        if key != self._hint:
            self._hint = key
            self.update()

    def show_picture(self, picture: str) -> None:
        """A drawing after the caption, or in its place."""
        if picture != self._picture:
            self._picture = picture
            self.update()

    @property
    def caption(self) -> str:
        return self._caption

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self._caption) + 44 + self._after()
        return QSize(max(Measure.TARGET, width), Measure.BUTTON)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, body = self._begin(), self._body()
        ink, ground, edge = self._colours()
        painter.setPen(Qt.PenStyle.NoPen if edge is None else QPen(edge, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush if ground is None else ground)
        if ground is not None or edge is not None:
            painter.drawRoundedRect(body, Measure.RADIUS, Measure.RADIUS)
        painter.setPen(ink)
        side = Qt.AlignmentFlag.AlignHCenter
        if self._dress is Dress.ENTRY:
            body, side = body.adjusted(8, 0, -8, 0), Qt.AlignmentFlag.AlignLeading
        rtl = self.isRightToLeft()
        words, after = QRectF(body), self._after()
        words.setWidth(body.width() - after)
        if rtl:
            words.translate(after, 0)
        painter.drawText(words, side | Qt.AlignmentFlag.AlignVCenter, self._fitted(words))
        if after:
            x = body.left() + 6 if rtl else words.right() - 6
            place = QRectF(x, body.top(), after, body.height()) if self._caption else body
            self._draw_after(painter, place, ink)
        painter.end()

    def _after(self) -> int:
        if self._picture:
            return Measure.text(18) + 8
        small = QFontMetrics(self._look.font(Face.SMALL))
        return small.horizontalAdvance(self._hint) + 12 if self._hint else 0

    def _draw_after(self, painter: QPainter, place: QRectF, ink: QColor) -> None:
        if self._picture:
            side = Measure.text(18)
            at = QRectF(0, 0, side, side)
            at.moveCenter(place.center())
            icon(self._picture).paint(painter, at, ink, self._look.tokens.surface)
            return
        painter.setFont(self._look.font(Face.SMALL))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._hint)

    def _fitted(self, body: QRectF) -> str:
        width = int(body.width()) - 8
        return self.fontMetrics().elidedText(self._caption, Qt.TextElideMode.ElideRight, width)

    def _colours(self) -> tuple[QColor, QColor | None, QColor | None]:
        """Of the caption, of the ground and of the edge."""
        tokens, down = self._look.tokens, self.isDown()
        if not self.isEnabled():
            return tokens.muted, tokens.surface_2, None
        over = down or self.underMouse()
        pressed = tokens.primary_pressed if down else tokens.primary
        tint = (tokens.on_primary, pressed) if over else (tokens.on_chosen, tokens.chosen)
        ground = tokens.divider if over else None
        return {
            Dress.FILLED: (tokens.on_primary, pressed, None),
            Dress.TINTED: (*tint, None),
            Dress.ALARM: (tokens.on_danger, tokens.danger_container, tokens.danger),
            Dress.INVERSE: (tokens.snack_action, None, tokens.snack_action),
            Dress.OUTLINED: (tokens.text, ground, tokens.border),
            Dress.PLAIN: (tokens.primary, ground, None),
            Dress.ENTRY: (tokens.text, ground, None),
        }[self._dress]
