"""From nothing to a window that runs: the application, its look, and what happens to a bug."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QToolTip

from app.checkin.desk import Desk
from app.gui.actions import WindowActions
from app.gui.bridge import Bridge
from app.gui.first_light import FirstLight
from app.gui.language import Language
from app.gui.theme import Face, Look

if TYPE_CHECKING:
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
    desk: Desk,
    bridge: Bridge,
    actions: WindowActions,
    on_names: Callable[[], None],
    on_desk: Callable[[DeskWindow], None],
    *,
    locked: bool = False,
) -> int:
    """Show the desk until it is closed: `on_names` when its first frame was seen, `on_desk` when
    all of it is there, for what can wait until then.
    """
    application = make_application()
    language, look = Language(), Look(preferences=actions.preferences)
    language.follow(look.preferences, actions.business)
    use_font(application, look)
    light, catcher = FirstLight(desk, look, covered=locked), BugCatcher()

    def build() -> None:
        on_names()
        from app.gui.window import DeskWindow  # read in behind the first frame

        if light.isVisible():
            window = DeskWindow(desk, bridge, actions, look)
            catcher.caught.connect(window.show_bug)
            window.first_paint.connect(partial(on_desk, window))
            _keep_up(language, window)
            _hold(light, window, locked=locked)

    return _run(application, light, catcher, build)


def _keep_up(language: Language, window: DeskWindow) -> None:
    """Qt's own words can wait for the first frame, and the business's for what the site says."""
    window.first_paint.connect(partial(QTimer.singleShot, 0, language.settle_in))
    window.watch.changed.connect(language.look_again)


def use_font(application: QApplication, look: Look) -> None:
    """Tips have one of their own in Qt."""
    application.setFont(look.font(Face.BODY))
    QToolTip.setFont(look.font(Face.BODY))


def _hold(light: FirstLight, window: DeskWindow, *, locked: bool) -> None:
    light.fit_screen()
    light.hold(window)
    if locked and (locking := window.day_panels.locking) is not None:
        locking.begin(again=True)


def _run(
    application: QApplication, light: FirstLight, catcher: BugCatcher, build: Callable[[], None]
) -> int:
    failed: list[Exception] = []

    def try_to_build() -> None:
        try:
            build()
        except Exception as bug:  # noqa: BLE001 - raised again where the caller can tell of it
            failed.append(bug)
            application.exit(1)

    light.seen.connect(try_to_build)
    before, sys.excepthook = sys.excepthook, catcher.hook
    light.show()
    try:
        code = application.exec()
    finally:
        sys.excepthook = before
        light.close()
    if failed:
        raise failed[0]
    return code
