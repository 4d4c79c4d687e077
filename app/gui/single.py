"""One window for each store folder: a second start brings the first one to the front."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

ANSWERS_WITHIN_MS: Final = 500


def name_of(folder: Path) -> str:
    """A name for the folder that any system takes; the same however the folder is spelled."""
    return "turnout-" + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]


def focus_running(name: str) -> bool:
    """Whether a window answers under that name; if so, it comes to the front."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    answered = socket.waitForConnected(ANSWERS_WITHIN_MS)
    if answered:
        socket.disconnectFromServer()
    return answered


class SingleWindow(QObject):
    """Listens for second starts, and shows the window to whoever comes."""

    def __init__(self, window: QWidget, name: str) -> None:
        super().__init__(window)
        self._window = window
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_started_again)
        # After a crash its socket is still there, but nobody answers: then it is only a leftover.
        if not self._server.listen(name) and not focus_running(name):
            QLocalServer.removeServer(name)
            self._server.listen(name)

    @property
    def listening(self) -> bool:
        return self._server.isListening()

    def _on_started_again(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.disconnected.connect(socket.deleteLater)
            socket.close()
        state = self._window.windowState() & ~Qt.WindowState.WindowMinimized
        self._window.setWindowState(state | Qt.WindowState.WindowActive)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()
