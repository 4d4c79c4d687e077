"""From nothing to a window that runs: the application, its look, and what happens to a bug."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from app.checkin.desk import Desk
from app.gui.actions import WindowActions
from app.gui.bridge import Bridge
from app.gui.theme import Face, Look, Theme
from app.gui.window import DeskWindow

log = logging.getLogger("turnout.gui")


class BugCatcher(QObject):
    """Takes the place of the traceback: into the log it goes, the window says one sentence.

    What escapes from a slot comes here. It may come on any thread, hence the signal.
    """

    caught = Signal()

    def hook(
        self, kind: type[BaseException], bug: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        log.error("a bug", exc_info=(kind, bug, trace))
        self.caught.emit()


def make_application() -> QApplication:
    """The one application. Our command line is ours: Qt sees none of it."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(["turnout"])
    # One style everywhere: what is not painted by us is measured by it.
    if sys.platform in ("win32", "darwin"):  # elsewhere it is Fusion already
        application.setStyle("Fusion")
    application.setApplicationName("turnout")
    application.setApplicationDisplayName("Turnout")
    application.setDesktopFileName("turnout")
    return application


def run_window(
    open_desk: Callable[[], Desk],
    bridge: Bridge,
    actions: WindowActions,
    theme: Theme = Theme.SYSTEM,
    on_first_paint: Callable[[DeskWindow], None] | None = None,
) -> int:
    """Show the desk until it is closed. `on_first_paint` is for what can wait until then."""
    application = make_application()
    look = Look(theme)
    application.setFont(look.font(Face.BODY))
    window = DeskWindow(open_desk(), bridge, actions, look)
    catcher, before = BugCatcher(), sys.excepthook
    catcher.caught.connect(window.show_bug)
    sys.excepthook = catcher.hook
    if on_first_paint is not None:
        window.first_paint.connect(lambda: on_first_paint(window))
    window.show()
    try:
        return application.exec()
    finally:
        sys.excepthook = before
        window.close()
