"""Locks the staff window and opens it again; the sync goes on behind it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer

from app.domain.errors import StoreError
from app.gui import text, text_lock
from app.gui.lock.cover import LockCover
from app.gui.lock.keyboard_left import KeyboardLeft
from app.gui.lock.pin_panel import PinPanel
from app.gui.widgets.voice import Voice
from app.gui.words import Words, spoken

if TYPE_CHECKING:
    from app.gui.actions import Lock
    from app.gui.window import DeskWindow

SECOND_MS: Final = 1_000


class Locking(QObject):
    """The desk is hidden, not only covered: no key and no screen reader finds its way there."""

    def __init__(self, window: DeskWindow, lock: Lock) -> None:
        super().__init__(window)
        self._window = window
        self._lock = lock
        self.cover: LockCover | None = None
        self._left = KeyboardLeft(window)
        self._second = QTimer(self, interval=SECOND_MS)
        self._second.timeout.connect(self._show_wait)

    def begin(self, *, again: bool = False) -> None:
        """Without a PIN, where one is set. `again`: it was shut when the program ended."""
        if self.cover is not None:
            return
        if not self._lock.has_pin:
            if not again:
                self.open_pin()
            return
        try:
            self._lock.shut()
        except StoreError as full:
            self._window.store_failed(str(full))
        self._cover(at_once=not again)

    def open_pin(self) -> None:
        window = self._window
        panel = PinPanel(window.look, self._lock.has_pin, self._forgotten, window)
        panel.saved.connect(partial(self._on_saved, panel))
        panel.removed.connect(partial(self._on_removed, panel))
        window.panels.dock(panel)
        panel.enter(Qt.FocusReason.ShortcutFocusReason)

    def _forgotten(self) -> str:
        return text_lock.forgotten(self._lock.kept_in)

    def refuse_scan(self) -> bool:
        """Whether the window is locked; then nobody is checked in, and it is said."""
        if self.cover is not None:
            self._tell(text_lock.no_scans, "danger")
        return self.cover is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.cover is not None:
            self.cover.setGeometry(self._window.window().rect())
        return super().eventFilter(watched, event)

    def _cover(self, *, at_once: bool) -> None:
        window, top = self._window, self._window.window()
        if window.popover.isVisible():
            window.popover.close_card()
        self._left.remember()
        self.cover = LockCover(window.look, self._forgotten, top)
        self.cover.entered.connect(self._on_entered)
        window.look.changed.connect(self.cover.update)
        self.cover.setGeometry(top.rect())
        top.installEventFilter(self)
        self.cover.show()
        self.cover.raise_()
        self.cover.setFocus(Qt.FocusReason.OtherFocusReason)
        if not at_once:  # what begins with its first paint is to begin
            window.first_paint.connect(window.hide)
        elif window is not top:  # alone, as in a picture of it, it would take the pad with it
            window.hide()
        self._show_wait()

    def _on_entered(self, pin: str) -> None:
        try:
            opened = self._lock.opens(pin)
        except StoreError as full:
            self._tell(partial(text.told, str(full)), "danger")
            return
        if opened:
            self._open()
        elif not self._show_wait():
            self._tell(partial(text_lock.wrong, self._lock.tries), "danger")

    def _open(self) -> None:
        if self.cover is None:
            return
        self._second.stop()
        self._window.window().removeEventFilter(self)
        self.cover.hide()
        self.cover.deleteLater()
        self.cover = None
        self._window.show()
        self._left.give_back()

    def _show_wait(self) -> bool:
        """Whether no PIN is looked at now."""
        if self.cover is None:
            return False
        left = self._lock.wait_s()
        if bool(left) is not self._second.isActive():
            self.cover.allow(may_type=not left)
            if left:
                self._second.start()
                self._tell(partial(text_lock.wait, left), "danger")
            else:
                self._second.stop()
                self.cover.say(text_lock.type_pin)
        elif left:
            self.cover.say(partial(text_lock.wait, left), "danger")
        return bool(left)

    def _tell(self, words: Words, ink: str) -> None:
        if self.cover is not None:
            self.cover.say(words, ink)
            voice = self.cover.findChild(Voice) or Voice(self.cover)
            voice.say(spoken(words))

    def _may_change(self, panel: PinPanel, current: str) -> bool:
        if not self._lock.has_pin or self._lock.is_right(current):
            return True
        left = self._lock.wait_s()
        wrong = partial(text_lock.wrong, self._lock.tries)
        panel.show_problem(partial(text_lock.wait, left) if left else wrong)
        return False

    def _on_saved(self, panel: PinPanel, current: str, new: str) -> None:
        self._change(panel, current, new, text_lock.pin_saved)

    def _on_removed(self, panel: PinPanel, current: str) -> None:
        self._change(panel, current, "", text_lock.pin_removed)

    def _change(self, panel: PinPanel, current: str, new: str, said: Words) -> None:
        try:
            if not self._may_change(panel, current):
                return
            self._lock.change(new)
        except StoreError as full:
            panel.show_problem(partial(text.told, str(full)))
            return
        self._window.panels.close()
        self._window.snackbar.show_words(said)
