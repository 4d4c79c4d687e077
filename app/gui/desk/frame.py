"""The parts of the desk's window and where they lie."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.gui.desk.banner import Banner
from app.gui.desk.chip import SyncChip
from app.gui.desk.columns import (
    NORMAL,
    SIDE,
    date_start,
    roster_least,
    sessions_wide,
    side_wide,
    stands_upright,
)
from app.gui.desk.date_line import DateLine
from app.gui.desk.gear import GEAR, GEAR_FROM, Gear
from app.gui.desk.pane import RosterPane
from app.gui.desk.sessions import SessionList
from app.gui.desk.snackbar import Snackbar
from app.gui.theme import Look, Measure
from app.gui.timings import Timings
from app.gui.widgets.buttons import Dress, TextButton
from app.gui.widgets.ground import fill
from app.gui.widgets.mirror import mirrored
from app.gui.widgets.popover import Popover
from app.gui.widgets.tip import tell_tip
from app.gui.widgets.voice import Voice

if TYPE_CHECKING:
    from app.gui.desk.sessions_card import SessionsCard

FOOT: Final = 72
"""What the foot of the sessions has in the bar at least, where they are folded."""


class DeskParts(QWidget):
    """What the window is made of."""

    def __init__(self, look: Look, timings: Timings) -> None:
        super().__init__()
        self.setObjectName("staff.desk")
        self.setAccessibleIdentifier("staff.desk")
        self.look = look
        self.preferences = look.preferences
        self.timings = timings
        self.voice = Voice(self)
        self.date = DateLine(look, self)
        self.fold = TextButton(look, "staff.sessions", self, Dress.OUTLINED)
        self.chip = SyncChip(look, self)
        self.gear = Gear(look, self)
        self.pane = RosterPane(look, timings, self)
        self.sessions = SessionList(look, self)
        self.banner = Banner(look, self)
        self.snackbar = Snackbar(look, self.voice, timings, self)
        self.popover = Popover(look, self)
        self.side: QWidget | None = None
        self.foot: QWidget | None = None
        self.sessions_card: SessionsCard | None = None
        self.beside_date, self.search_least = 0, Measure.BUTTON
        self.fold.show_picture("down")


class DeskSides(DeskParts):
    """What stands on either side of the roster, and what is left for that."""

    @property
    def compact(self) -> bool:
        """Whether the sessions do not stand beside the roster."""
        return sessions_wide(self._left()) == 0

    @property
    def folded(self) -> bool:
        """Whether they are behind a button: on an upright screen they are a strip above it."""
        return self.compact and not Measure.upright

    def _left(self) -> int:
        """What a panel leaves of the width: all of it where there is no room beside the roster, and
        where the panel stands below that.
        """
        beside = self.side is not None and not Measure.upright
        left = self.width() - (self._side_wide() if beside else 0)
        return left if left >= roster_least() else self.width()

    def _side_wide(self) -> int:
        """A table needs more room than the rest."""
        return side_wide(self.width(), int(getattr(self.side, "wide", SIDE)))

    def _put_side(self) -> int:
        """Give the panel its place: beside the roster, on an upright screen below it, and over it
        where neither is possible. Return where the rest of the window ends.
        """
        wide, tall, top = self.width(), self.height(), Measure.TOP_BAR
        if self.side is None:
            return tall
        if self._left() == wide and tall > wide:
            low = tall - tall * 2 // 5
            self._put(self.side, QRect(0, low, wide, tall - low))
            return low
        room = min(self._side_wide(), wide)
        self._put(self.side, QRect(wide - room, top, room, tall - top))
        return tall

    def _put(self, part: QWidget, place: QRect) -> None:
        part.setGeometry(mirrored(self, place))


class DeskFrame(DeskSides):
    """Top bar, sessions, roster; below them what comes and goes without moving a row."""

    laid_out = Signal()

    def __init__(self, look: Look, timings: Timings) -> None:
        super().__init__(look, timings)
        self.fold.clicked.connect(self._on_fold_clicked)
        self.banner.changed.connect(self.lay_out)
        look.changed.connect(self._on_look_changed)
        look.follow()
        self.setMinimumSize(896, 480)
        self.resize(1366, 728)

    def show_side(self, panel: QWidget | None) -> None:
        """Put a panel beside the roster, in the place of the one there, or take it away."""
        if self.side is not None:
            self.side.hide()
            self.side.deleteLater()
        self.side = panel
        self.lay_out()
        if panel is not None:
            panel.show()
            panel.raise_()

    def lay_out(self) -> None:
        wide, top, left = self.width(), Measure.TOP_BAR, self._left()
        side, end = sessions_wide(left), self._put_side()
        tall, banner = end - top, 0
        self._put_top()
        room = side or left
        if self.banner.notice is not None:
            banner = self.banner.height_for(room - 16)
            self._put(self.banner, QRect(8, end - banner - 8, room - 16, banner))
            banner += 16
        shown = side or min(Measure.text(NORMAL), wide)
        foot = self._put_foot(side, end - banner)
        strip = self.sessions.strip_tall if Measure.upright else 0
        place = QRect(0, top, shown, foot - top if side else tall)
        if self.sessions_card is None or not self.sessions_card.isVisible():
            self._put(self.sessions, QRect(0, top, wide, strip) if strip else place)
            self.sessions.setVisible(bool(side or strip))
        foot = 0 if side else banner
        self._put(self.pane, QRect(side, top + strip, left - side, tall - foot - strip))
        low, gap = end - Measure.SNACKBAR - foot, Measure.GAP
        place = QRect(side + gap, low, left - side - 2 * gap, Measure.SNACKBAR)
        self._put(self.snackbar, place)
        self.popover.setGeometry(self.rect())
        self.laid_out.emit()

    def _put_top(self) -> None:
        """The date after the menu at the start of the top bar, the state of the sync and the gear
        at its end; without room for that the settings are in the menu alone.
        """
        wide, top, start = self.width(), Measure.TOP_BAR, date_start()
        gear = Measure.target(GEAR) if wide >= Measure.text(GEAR_FROM) else 0
        chip = self.chip.sizeHint().width() + gear
        if self.compact:  # what it says gives way to the search, never to a date still longer
            rest = self.date.width_in(0) + self.beside_date + self.search_least + start + 36
            if self.folded:
                rest += Measure.TARGET + (0 if self.foot is None else FOOT)
            chip = min(chip, wide - Measure.END + 6 - rest)
        place = QRect(wide - Measure.END + 6 - chip, 4, chip, top - 8)
        self._put(self.chip, place.adjusted(0, 0, -gear, 0))
        self._put(self.gear, QRect(place.right() + 1 - gear, 4, gear, top - 8))
        self.gear.setVisible(gear > 0)
        # Between them there is room for the search at least, folded as it may be.
        most = place.left() - self.beside_date - start - 28 - self.search_least
        fold = self.fold.sizeHint().width() if self.folded else 0
        date = self.date.width_in(max(Measure.BUTTON, most - fold))
        self._put(self.date, QRect(start, 0, date, top))
        self.fold.setVisible(self.folded)
        after = start + date + 12 + self.beside_date
        free = wide - after - chip - self.search_least - (44 if self.foot is None else 44 + FOOT)
        fold = min(free, fold)
        self._put(self.fold, QRect(after, 4, fold, top - 8))
        tell_tip(self.fold, self.fold.caption if fold < self.fold.sizeHint().width() else "")

    def show_foot(self, foot: QWidget) -> None:
        """What belongs to the whole window stands below the sessions."""
        self.foot = foot
        self.lay_out()
        foot.show()

    def _put_foot(self, side: int, end: int) -> int:
        """Below the sessions; in the top bar where these are folded. Return where they end."""
        if self.foot is None:
            return end
        hint = self.foot.sizeHint().width()
        if side:
            tall = Measure.BUTTON
            self._put(self.foot, QRect(2, end - tall - 4, min(hint, side - 4), tall))
            return end - tall - 8
        x = mirrored(self, self.fold.geometry()).right() + 1 + Measure.GAP
        room = mirrored(self, self.chip.geometry()).left() - 6 - x
        tall = Measure.TOP_BAR - 8
        self._put(self.foot, QRect(x, 4, max(0, min(hint, room)), tall))
        return end

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if Measure.stand(upright=stands_upright(self.width(), self.height())):
            from app.gui.refit import fit_anew  # nobody turns a screen before the first paint

            fit_anew(*self.findChildren(QWidget))
        self.lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill(painter, self.rect(), self.look.tokens.bg)
        painter.end()

    def _on_fold_clicked(self) -> None:
        """Where there is no room beside the roster, the sessions lie over it while one chooses."""
        if self.sessions_card is None:
            from app.gui.desk.sessions_card import SessionsCard

            self.sessions_card = SessionsCard(self)
        self.sessions_card.open_card()

    def _on_look_changed(self) -> None:
        self.update()
