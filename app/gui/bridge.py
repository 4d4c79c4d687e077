"""The one way from the worker's thread to the windows."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.domain.model import SyncStatus


class Bridge(QObject):
    """Lives on the GUI thread. Says *that* something changed; what, the desk is asked.

    Receivers are methods of QObjects, connected as queued: a lambda can run on the worker's
    thread even then.
    """

    sync_changed = Signal(object)

    def tell(self, status: SyncStatus) -> None:
        """Tell the windows how the sync stands. Any thread may call this."""
        self.sync_changed.emit(status)
