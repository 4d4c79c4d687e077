"""The window on its first frame: who is expected in the session in progress, and where.

It is on the screen while the desk is still read in, and made of what Qt has ready: not one of Qt's
own enums is asked for, since the first question makes all of them.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QKeyEvent, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QWidget

from app.checkin.desk import Desk
from app.domain.errors import Refusal, StoreError
from app.domain.roster import Roster
from app.gui import text
from app.gui.desk.by_name import by_name
from app.gui.desk.columns import Columns, date_start, row_tall, sessions_wide, stands_upright
from app.gui.desk.row_view import Around, view
from app.gui.desk.tab import Tab
from app.gui.theme import Face, Look, Measure
from app.gui.widgets.mirror import mirrored
from app.gui.words import iso

PLAIN_TEXT = 0
"""Of `Qt.TextFormat`: a name is shown as it is written."""


class FirstLight(QMainWindow):
    """Gives its place to the desk. `seen`: the turn of the loop after its first frame.
    `covered`: it is locked, and names nobody.

    Of the kind that a screen reader is told is a window: a plain widget would be a filler to it.
    """

    seen = Signal()

    def __init__(self, desk: Desk, look: Look, *, covered: bool = False) -> None:
        super().__init__()
        self._look = look
        self._desk: QWidget | None = None
        self._painted = self._asking = False
        self._labels: list[tuple[QLabel, QRect, bool]] = []
        self.setWindowTitle("Turnout")
        self.setMinimumSize(896, 480)
        self.resize(1366, 728)
        self._ground = _ground(self, look.tokens.surface)
        _colour(self, QPalette.ColorRole.Window, look.tokens.bg)
        self.setAutoFillBackground(True)
        try:
            date = QRect(date_start(), 0, Measure.text(400), Measure.TOP_BAR)
            self._put(text.on_day(desk.today()), Face.TITLE, look.tokens.text, date)
            if not covered and (roster := desk.opening()) is not None:
                self._put_roster(desk, roster)
        except (Refusal, StoreError):
            pass  # the desk says it in a moment
        self._lay_out()

    def fit_screen(self) -> None:
        """Beyond the edge of a small screen buttons would be out of reach; an upright one is the
        desk's alone. Not done before the first frame, since a screen has enums of Qt's about it.
        """
        room = self.screen().availableSize()
        upright = stands_upright(room.width(), room.height())
        self.resize(room if upright else self.size().boundedTo(room))
        if upright:
            self.showMaximized()  # with its frame, where the desktop gives it one

    def hold(self, desk: QWidget) -> None:
        """The desk itself, in the place of its names."""
        self._desk = desk
        desk.setParent(self)
        desk.setGeometry(self.rect())
        desk.show()
        for part in (self._ground, *(label for label, _, _ in self._labels)):
            part.hide()
            part.deleteLater()
        self._labels.clear()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.seen.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._desk is None:
            self._lay_out()
        else:
            self._desk.setGeometry(self.rect())

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._desk is not None:
            self._desk.close()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Where no part of the desk has the keyboard, Qt asks the window. What the desk does not
        want comes up here once more.
        """
        if self._desk is None or self._asking or self._desk.isHidden():  # it is locked
            super().keyPressEvent(event)
            return
        self._asking = True
        QApplication.sendEvent(self._desk, event)
        self._asking = False

    def _put_roster(self, desk: Desk, roster: Roster) -> None:
        tokens, top, session = self._look.tokens, Measure.TOP_BAR, roster.card.session
        title = QRect(Measure.MARGIN, top + 1, 700, Measure.HEADER)
        self._put(iso(session.title), Face.TITLE, tokens.text, title, beside=True)
        listed = [row for row in by_name(roster.rows) if Tab.NOT_HERE.lists(row)]
        tall = row_tall(self.width() - self._side - Measure.SCROLL_BAR)
        around, columns = (
            Around(desk.now().tzinfo),
            Columns(self.width() - self._side, measured=False),
        )
        y = top + Measure.HEADER + Measure.TABS
        for row in listed[: (self.height() - y) // tall + 1]:
            seen = view(row, around)
            ink = tokens.danger if seen.alarm else tokens.muted
            name, facts = (place.translated(0, y) for place in (columns.name, columns.facts))
            self._put(seen.name, Face.HEADING, tokens.text, name, beside=True)
            self._put(seen.facts, Face.SMALL, ink, facts, beside=True)
            y += tall

    def _put(
        self, words: str, face: Face, ink: QColor, place: QRect, *, beside: bool = False
    ) -> None:
        """`place` is the window's or, `beside` the sessions, the roster's."""
        label = QLabel(self)
        label.setProperty("textFormat", PLAIN_TEXT)
        label.setFont(self._look.font(face))
        _colour(label, QPalette.ColorRole.WindowText, ink)
        # The mark gives a name the direction of the screen, not of its script.
        label.setText(("\u200f" if self.isRightToLeft() else "\u200e") + words)
        self._labels.append((label, place, beside))

    @property
    def _side(self) -> int:
        return sessions_wide(self.width())

    def _lay_out(self) -> None:
        side, wide, top = self._side, self.width(), Measure.TOP_BAR
        self._ground.setGeometry(mirrored(self, QRect(side, top, wide - side, self.height() - top)))
        for label, place, beside in self._labels:
            label.setGeometry(mirrored(self, place.translated(side if beside else 0, 0)))


def _colour(part: QWidget, role: QPalette.ColorRole, colour: QColor) -> None:
    palette = part.palette()
    palette.setColor(role, colour)
    part.setPalette(palette)


def _ground(parent: QWidget, colour: QColor) -> QWidget:
    ground = QWidget(parent)
    _colour(ground, QPalette.ColorRole.Window, colour)
    ground.setAutoFillBackground(True)
    return ground
