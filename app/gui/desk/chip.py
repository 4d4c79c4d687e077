"""The sync in a few words, at the end of the top bar."""

from typing import Final, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.model import Link, SyncStatus, Tally
from app.gui import text_sync as say
from app.gui.theme import Face, Look, Measure, Tone
from app.gui.widgets.buttons import SafeButton
from app.gui.widgets.icons import icon
from app.gui.widgets.mirror import mirrored
from app.gui.widgets.tip import tell_tip
from app.gui.words import joined, plain


class ChipView(NamedTuple):
    picture: str
    words: str
    tone: Tone = Tone.QUIET


class Clockwork(NamedTuple):
    """What the status alone does not tell. `last_pull`: its time of day in the site's zone.

    `sending`: how far a request that is out has got past the second in which nothing is said:
    None where none is out. `cancelled`: rows that wait for a person because of that.
    """

    last_pull: str
    out_of_date: bool = False
    sending: bool | None = None
    cancelled: int = 0


_A_PERSON_MUST_ACT: Final = {
    Link.UNWRITABLE: say.cannot_save,
    Link.SIGN_IN: say.sign_in_expired,
    Link.NO_BOOKINGS_APP: say.no_bookings_app,
}


def chip_view(status: SyncStatus, clockwork: Clockwork) -> ChipView:
    """The worst first: what a person must do, then what waits, then that all is well."""
    urgent = _urgent(status, clockwork) or _slow(status, clockwork)
    if urgent is not None:
        return urgent
    if status.tally.unsent:
        return _unsent(status, clockwork)
    if status.loading.total:
        return ChipView("waiting", say.loading(*status.loading))
    if status.link is Link.STARTING or not clockwork.last_pull:
        return ChipView("waiting", say.connecting())
    if status.tally.sent:
        return ChipView("tick", say.all_sent())
    return ChipView("tick", say.up_to_date(clockwork.last_pull))


def _urgent(status: SyncStatus, clockwork: Clockwork) -> ChipView | None:
    if (told := _A_PERSON_MUST_ACT.get(status.link)) is not None:
        return ChipView("attention", told(), Tone.DANGER)
    if asking := status.tally.rows.attention + clockwork.cancelled:
        away = say.offline(Tally()) if status.link is Link.OFFLINE else ""
        return ChipView("attention", joined(say.attention(asking), away), Tone.DANGER)
    return None


def _slow(status: SyncStatus, clockwork: Clockwork) -> ChipView | None:
    if status.link is Link.OFFLINE:
        return ChipView("offline", say.offline(status.tally), Tone.WARNING)
    if status.link is Link.STUCK:
        return ChipView("warning", say.stuck(), Tone.WARNING)
    if status.link is Link.ELSEWHERE:
        return ChipView("waiting", say.elsewhere(), Tone.PENDING)
    if clockwork.out_of_date:
        return ChipView("warning", say.out_of_date(clockwork.last_pull), Tone.WARNING)
    return None


def _unsent(status: SyncStatus, clockwork: Clockwork) -> ChipView:
    if not status.online or clockwork.sending is None:
        return ChipView("waiting", say.waiting(status.tally), Tone.PENDING)
    if clockwork.sending:
        return ChipView("waiting", say.sending())
    return ChipView("tick", say.saved_here())


class SyncChip(SafeButton):
    """A quiet text while all is well, a tinted pill otherwise."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, "staff.sync", parent)
        self._view = ChipView("waiting", "")
        self.setFont(look.font(Face.LABEL))

    @property
    def view(self) -> ChipView:
        return self._view

    def show_view(self, view: ChipView) -> None:
        if view != self._view:
            self._view = view
            self.setText(view.words)
            self.describe(say.chip_name(view.words))
            self.updateGeometry()
            self._tell_whole()
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_whole()

    def _tell_whole(self) -> None:
        """Where there is no room for all of its words."""
        cut = self.width() < self.sizeHint().width()
        tell_tip(self, plain(self._view.words) if cut else "")

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(self._view.words) + 46 + Measure.text(18)
        return QSize(wide, Measure.BUTTON)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, painter, body, seen = self._look.tokens, self._begin(), self._body(), self._view
        ink = tokens.on(seen.tone)
        quiet = seen.tone is Tone.QUIET
        if not quiet or self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.surface_2 if quiet else tokens.container(seen.tone))
            painter.drawRoundedRect(body, body.height() / 2, body.height() / 2)
        whole = body.toRect()
        at = whole.adjusted(14, 0, 0, 0)
        side = Measure.text(18)
        at.setSize(QSize(side, side))
        at.moveTop(whole.center().y() - side // 2 + 1)
        place = mirrored(self, at)
        ground = tokens.bg if quiet else tokens.container(seen.tone)
        icon(seen.picture).paint(painter, QRectF(place), ink, ground)
        painter.setPen(ink)
        words = whole.adjusted(21 + side, 0, -8, 0)
        words = mirrored(self, words)
        right = Qt.TextElideMode.ElideRight
        cut = self.fontMetrics().elidedText(seen.words, right, words.width() + 2)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, cut)
        painter.end()
