"""What a screen reader is told when something happened."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.gui.words import plain


class Voice(QObject):
    """One announcement for each action, politely: it waits for what is being read."""

    said = Signal(str)

    def say(self, words: str) -> None:
        # Imported here: nothing is said before the first paint, and Qt's names take time to make.
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        words = plain(words)
        event = QAccessibleAnnouncementEvent(self.parent() or self, words)
        QAccessible.updateAccessibility(event)
        self.said.emit(words)
