"""What the chip and the banner say: what the worker told, what the store holds, if it can keep."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QObject, QTimer, Signal

from app.checkin.desk import Desk
from app.checkin.restart import SavedBefore
from app.domain.errors import StoreError
from app.domain.model import Link, SyncStatus, Tally
from app.gui import text, text_sync
from app.gui.desk.banner import Notice
from app.gui.desk.chip import ChipView, Clockwork, chip_view
from app.gui.theme import Tone
from app.gui.timings import Timings


class Keeping(QObject):
    """Whether what is done can be kept. `off`: why not; empty while it can.

    `back`: it can again; the worker would wait a while before it tries its own store.
    """

    changed = Signal()
    back = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.off = desk.shut

    def failed(self, why: str) -> None:
        self.off = why
        self.changed.emit()

    def look(self) -> None:
        """Try it: off goes what cannot be kept, and on again what can."""
        was, why = self.off, self._desk.writable()
        if why:
            self.failed(why)
        elif was:
            self.off = ""
            self.changed.emit()
            self.back.emit()

    def hear(self, link: Link) -> None:
        """The worker has a store of its own: where it fared otherwise, it is time to try."""
        if bool(self.off) is not (link is Link.UNWRITABLE):
            self.look()


class SyncWatch(QObject):
    """Keeps "Sending…" from flickering: not within the first second, then for a moment at least."""

    changed = Signal()

    def __init__(self, desk: Desk, timings: Timings, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._timings = timings
        self._told = SyncStatus()
        self._cancelled = 0
        self._held_back: SyncStatus | None = None
        self._before: list[SavedBefore] = []
        self._told_before = QTimer(self, singleShot=True)
        self._told_before.timeout.connect(self._on_before_told)
        self._sending: bool | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._on_tap_painted)
        self._quiet = QTimer(self, singleShot=True, interval=timings.sending_after)
        self._quiet.timeout.connect(self._on_quiet_over)
        self._shown = QTimer(self, singleShot=True, interval=timings.sending_at_least)
        self._shown.timeout.connect(self._on_shown_long_enough)

    @property
    def status(self) -> SyncStatus:
        return self._told

    def start(self) -> None:
        """Begin with what the store holds; nothing was told yet."""
        self._told = self._desk.status()
        self.changed.emit()

    def look_back(self) -> None:
        """What was saved just before a crash, once: nobody is to tap it again blindly."""
        self._before = list(self._desk.saved_before_restart())
        if self._before:
            self._told_before.start(self._timings.restart_told)
        self._look_for_cancelled()
        if self._before or self._cancelled:
            self.changed.emit()

    def tapped(self) -> None:
        """Something was recorded, the worker was woken: look once the tapped row is painted."""
        self._soon.start()
        # Whoever goes on has seen what was saved, or is to have a moment more for it.
        if self._told_before.remainingTime() > self._timings.snackbar:
            self._told_before.start(self._timings.snackbar)

    def _on_before_told(self) -> None:
        self._before = []
        self.changed.emit()

    def _look_for_cancelled(self) -> None:
        """What cannot be read now stays as it was known."""
        with suppress(StoreError):
            self._cancelled = self._desk.cancelled()

    def _on_tap_painted(self) -> None:
        self._told = self._told._replace(tally=self._desk.status().tally)
        self._look_for_cancelled()
        if self._sending is None and self._told.tally.unsent:
            self._sending = False
            self._quiet.start()
        self.changed.emit()

    def tell(self, status: SyncStatus) -> None:
        if status.tally == Tally():
            # Told before the store was opened: what lies in it is known here.
            stored = self._desk.status()
            status = status._replace(tally=stored.tally, last_pull=stored.last_pull)
        if self._shown.isActive():
            self._held_back = status
            return
        if not (self._quiet.isActive() and status.online and status.tally.unsent):
            self._quiet.stop()
            self._sending = None
        self._told = status
        self._look_for_cancelled()
        self.changed.emit()

    def stop(self) -> None:
        for timer in (self._soon, self._quiet, self._shown, self._told_before):
            timer.stop()

    def chip(self, off: str) -> ChipView:
        if off:
            return chip_view(self._told._replace(link=Link.UNWRITABLE), Clockwork(""))
        now, pulled = self._desk.now(), self._told.last_pull
        late = pulled is not None and ((now - pulled).total_seconds() > self._timings.out_of_date_s)
        time = "" if pulled is None else text.at(pulled, now.tzinfo)
        return chip_view(self._told, Clockwork(time, late, self._sending, self._cancelled))

    def notices(self, off: str, bug: bool) -> list[Notice]:
        """Worst first; the banner shows one."""
        found = []
        status, link = self._told, self._told.link
        if off:
            words = text_sync.unwritable_banner(off)
            found.append(Notice("store", words, Tone.DANGER, "attention"))
        if bug:
            found.append(Notice("bug", text_sync.bug_banner(), Tone.DANGER, "attention"))
        if self._before:
            words = text_sync.saved_before_restart(self._before, self._desk.now().tzinfo)
            found.append(Notice("restart", words, Tone.SUCCESS, "check"))
        of_link = [] if link in (Link.ONLINE, Link.STARTING) else self._of_link(status)
        found += of_link if link is Link.SIGN_IN else []
        if abs(status.clock_off_s) > self._timings.clock_off_s:
            words = text_sync.clock_banner(round(status.clock_off_s / 60))
            found.append(Notice("clock", words))
        found += of_link if link is not Link.SIGN_IN else []
        return found

    def _of_link(self, status: SyncStatus) -> list[Notice]:
        """What happened on the way to the site, and what to do."""
        from app.gui import text_offline  # not before something did

        match status.link:
            case Link.SIGN_IN:
                words = f"{text_sync.sign_in_banner(status.message)} {text_offline.more()}"
                return [Notice(status.link.value, words)]
            case Link.OFFLINE:
                pulled = status.last_pull
                time = "" if pulled is None else text.at(pulled, self._desk.now().tzinfo)
                why = text_offline.why(status.hitch)
                words = f"{text_sync.offline_banner(time)} {why}".rstrip()
                return [Notice(status.link.value, words, picture="offline")]
            case Link.NO_BOOKINGS_APP:
                return [Notice(status.link.value, text_sync.no_bookings_banner())]
            case Link.THROTTLED:
                return [
                    Notice(status.link.value, text_offline.throttled(), Tone.PENDING, "waiting")
                ]
            case Link.ELSEWHERE:
                return [Notice(status.link.value, text_sync.elsewhere_banner())]
        return []

    def _on_quiet_over(self) -> None:
        self._sending = bool(self._told.tally.unsent) or None
        if self._sending:
            self._shown.start()
        self.changed.emit()

    def _on_shown_long_enough(self) -> None:
        if self._held_back is not None:
            told, self._held_back = self._held_back, None
            self.tell(told)
