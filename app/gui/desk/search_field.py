"""The field in the top bar that somebody is searched for with."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.gui import text_search
from app.gui.theme import Look, Measure
from app.gui.widgets.buttons import LoneIcon
from app.gui.widgets.field import INSET, Entry
from app.gui.widgets.ground import fill
from app.gui.widgets.icons import icon
from app.gui.widgets.mirror import mirrored

PICTURE: Final = 20
CLEAR: Final = 52
_ANSWERED: Final = frozenset(
    (
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_Escape,
    )
)


class SearchEntry(Entry):
    """Leaves to the results what moves in them."""

    pressed = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (key := Qt.Key(event.key())) in _ANSWERED:
            if not event.isAutoRepeat() or key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self.pressed.emit(key)
            event.accept()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        place = QRect(INSET + 10, (self.height() - PICTURE) // 2, PICTURE, PICTURE)
        tokens = self._look.tokens
        icon("search").paint(painter, QRectF(mirrored(self, place)), tokens.muted, tokens.surface)
        painter.end()


class SearchField(QWidget):
    """Its placeholder is its name too, since there is no label above it."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.entry = SearchEntry(look, self)
        self.entry.setObjectName("staff.search")
        self.entry.setAccessibleIdentifier("staff.search")
        self.entry.setAccessibleName(text_search.search())
        self.clear = LoneIcon(look, "close", "staff.search.clear", self)
        self.clear.describe(text_search.clear)
        self.clear.hide()
        self.entry.textChanged.connect(self._on_text_changed)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()
        self.setFocusProxy(self.entry)

    @property
    def text(self) -> str:
        return self.entry.text()

    @property
    def least(self) -> int:
        """So wide it still says what it is."""
        word = self.entry.fontMetrics().horizontalAdvance(text_search.search_short())
        return INSET + 18 + PICTURE + word + INSET + 10 + 10

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.entry.setAccessibleName(text_search.search())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """In use it may lie over what else is in the bar."""
        painter = QPainter(self)
        fill(painter, self.rect(), self._look.tokens.bg)
        painter.end()

    def sizeHint(self) -> QSize:
        return QSize(420, Measure.BUTTON)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide, tall = self.width(), self.height()
        self.entry.setGeometry(0, 0, wide, tall)
        clear = Measure.target(CLEAR)
        place = QRect(wide - clear - 2, 0, clear, tall)
        self.clear.setGeometry(mirrored(self, place))
        start, end = INSET + 18 + PICTURE, INSET + 10 + (clear if self.text else 0)
        left, right = (end, start) if self.isRightToLeft() else (start, end)
        self.entry.setTextMargins(left, INSET, right, INSET)
        room, metrics = wide - start - end - 8, self.entry.fontMetrics()
        forms = text_search.search(), text_search.search_short()
        fitting = (form for form in forms if metrics.horizontalAdvance(form) <= room)
        self.entry.setPlaceholderText(next(fitting, ""))  # a drawing alone is clearer than a …

    def _on_text_changed(self) -> None:
        self.clear.setVisible(bool(self.text))
        self.resizeEvent(QResizeEvent(self.size(), self.size()))

    def _on_look_changed(self) -> None:
        tokens, palette = self._look.tokens, self.entry.palette()
        palette.setColor(QPalette.ColorRole.Text, tokens.text)
        palette.setColor(QPalette.ColorRole.PlaceholderText, tokens.muted)
        self.entry.setPalette(palette)
        self.update()
