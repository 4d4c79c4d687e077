"""Hears keys where they come in: at the window in front before any widget, or at the keyboard.

What an input method takes for its own never comes to a window as a key; it is heard all the same.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.gui.scan.before import is_editor
from app.gui.scan.keyboard import keys_of
from app.gui.scan.pressed import Press, Pressed


class Hearing(QObject):
    """Asks of each key, in their order, whether it stops here."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._keys = keys_of(QGuiApplication.platformName())
        self._pressed = Pressed()
        self._deaf = False
        for window in QGuiApplication.topLevelWindows():
            self._listen_to(window)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.installNativeEventFilter(self._pressed)
            application.focusWindowChanged.connect(self._listen_to)
            application.focusChanged.connect(self._on_focus_moved)
            if (focused := application.focusWidget()) is not None and is_editor(focused):
                focused.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._deaf:
            return False
        if isinstance(event, QInputMethodEvent):
            return self._hear_text(watched, event.commitString())
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if not isinstance(watched, QWindow):
            return False
        taken = self._pressed.before(event.nativeScanCode(), float(event.timestamp()))
        self._hear_taken(taken)
        return self._hear_key(watched, event)

    def _hear_key(self, window: QWindow, event: QKeyEvent) -> bool:
        """Return whether the key stops here, for now or for good."""
        raise NotImplementedError

    def _hear_press(self, press: Press) -> bool:
        """The same of one that never comes to a window."""
        raise NotImplementedError

    def _hear_text(self, field: QObject, text: str) -> bool:
        """What an input method made of a key waits for the keys before it, which come by now."""
        if not text or not self._pressed.take_text(text, field):
            return False
        QTimer.singleShot(0, self, self._on_keys_came)
        return True

    def _on_keys_came(self) -> None:
        self._hear_taken(self._pressed.with_text())

    def _hear_taken(self, presses: list[Press]) -> None:
        for press in presses:
            stops = self._hear_press(press)
            if press.text and press.field is not None and not stops and isValid(press.field):
                typed = QInputMethodEvent()
                typed.setCommitString(press.text)
                self._let_through(press.field, typed)

    def _let_through(self, to: QObject, event: QEvent) -> None:
        self._deaf = True
        try:
            QCoreApplication.sendEvent(to, event)
        finally:
            self._deaf = False

    def _on_focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None and isValid(before):
            before.removeEventFilter(self)
        if now is not None and is_editor(now):
            now.installEventFilter(self)

    def _listen_to(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)
