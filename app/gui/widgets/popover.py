"""A small card over the window, at the button that opened it: no dialog, nothing is blocked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMargins, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.gui.theme import Look, Measure
from app.gui.widgets.buttons import SafeButton
from app.gui.widgets.ring import reason_from

PAD = 8


def draw_raised(painter: QPainter, look: Look, place: QRect, ground: str = "surface") -> None:
    """Its edge, and its shadow on what it lies over."""
    tokens = look.tokens
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for spread in range(9, 0, -1):
        painter.setBrush(tokens.shadow)
        around = QRectF(place).adjusted(-spread, 3 - spread, spread, spread + 3)
        painter.drawRoundedRect(around, Measure.RADIUS + spread, Measure.RADIUS + spread)
    painter.setPen(QPen(tokens.divider, 1))
    painter.setBrush(getattr(tokens, ground))
    card = QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(card, Measure.RADIUS, Measure.RADIUS)


class Cover(QWidget):
    """Covers the window, so that a press beside the card closes it and does nothing else.

    What opened it is somewhere else once the window has another size, and it may be out of the
    window itself: then it closes too.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._card = QRect()
        self.hide()

    def close_card(self) -> None:
        self.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._card.contains(event.position().toPoint()):
            self.close_card()
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isVisible():
            self.close_card()


class Popover(Cover):
    """One card at a time, at what opened it.

    `lets_through`: the keys that are for the window all the same; the card goes before they act.
    """

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._look = look
        self._content: QWidget | None = None
        self._holder: QWidget | None = None
        self._came_from: QWidget | None = None
        self.lets_through: Callable[[QKeyEvent], bool] = lambda _: False
        self.setObjectName("staff.popover")
        self.setAccessibleIdentifier("staff.popover")

    @property
    def content(self) -> QWidget | None:
        return self._content

    def open_at(
        self, content: QWidget, button: QWidget, reason: Qt.FocusReason | None = None
    ) -> None:
        """Show `content` at what opened it."""
        place = QRect(button.mapTo(self._window, QPoint(0, 0)), button.size())
        self.open(content, place, reason)

    def open(self, content: QWidget, anchor: QRect, reason: Qt.FocusReason | None = None) -> None:
        """Show `content` below `anchor`, or above it where there is no room below. `reason`: why
        it gets the keyboard, where not whoever has that tells.
        """
        came_from = self._came_from if self.isVisible() else QApplication.focusWidget()
        self._drop()
        self._came_from, self._content = came_from, content
        self.setGeometry(self._window.rect())
        holder, room = self._held(content), self.rect().adjusted(PAD, PAD, -PAD, -PAD)
        scrolls = 0 if holder is content else Measure.SCROLL_BAR
        size = content.sizeHint().grownBy(QMargins(PAD, PAD, PAD + scrolls, PAD))
        wide, tall = size.boundedTo(room.size()).toTuple()
        rtl = self.isRightToLeft()
        x = anchor.left() if rtl else anchor.right() + 1 - wide
        below = anchor.bottom() - 3
        y = below if below + tall <= self.height() - PAD else anchor.top() - tall + 3
        x = min(x, self.width() - wide - PAD)
        self._card = QRect(max(PAD, x), max(PAD, y), wide, tall)
        holder.setGeometry(self._card.adjusted(PAD, PAD, -PAD, -PAD))
        holder.show()
        self.show()
        self.raise_()
        self._step(1, reason_from(came_from) if reason is None else reason)

    def close_card(self) -> None:
        """Back to where one came from; the keyboard first, or it would go to whatever is next."""
        came_from, self._came_from = self._came_from, None
        if came_from is not None:
            ringed = isinstance(came_from, SafeButton)  # a field would select what is in it
            by = QApplication.focusWidget() if ringed else None
            came_from.setFocus(reason_from(by))
        self.hide()
        self._drop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_card()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif self.lets_through(event):
            self.close_card()
            event.ignore()
            return
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_raised(painter, self._look, self._card)
        painter.end()

    def _step(self, step: int, reason: Qt.FocusReason = Qt.FocusReason.TabFocusReason) -> None:
        """Move the keyboard to the next button that can be pressed; only the card has focus."""
        buttons = self._content.findChildren(SafeButton) if self._content else []
        able = [each for each in buttons if each.isEnabled()]
        if able:
            focused = QApplication.focusWidget()
            at = next((n for n, each in enumerate(able) if each is focused), -1 if step > 0 else 0)
            able[(at + step) % len(able)].setFocus(reason)

    def _held(self, content: QWidget) -> QWidget:
        """What stands in the card: of what is too high for the window an area that scrolls it."""
        holder = content
        if content.sizeHint().height() > self.height() - 4 * PAD:
            from app.gui.widgets.card_area import CardArea, Tall  # rarely needed

            if not isinstance(content, CardArea):
                holder = Tall(self._look, content)
                holder.reveals(*content.findChildren(SafeButton))
        holder.setParent(self)
        self._holder = holder
        return holder

    def _drop(self) -> None:
        if self._holder is not None:
            self._holder.hide()
            self._holder.deleteLater()
            self._holder = self._content = None
