"""From nothing to the set-up's window, and to how it was left."""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer

from app.gui.garbage import Sweep
from app.gui.language import Language
from app.gui.preferences import Preferences
from app.gui.run import BugCatcher, make_application, use_font
from app.gui.setup.actions import Chosen, SetupActions
from app.gui.setup.window import SetupWindow
from app.gui.single import SingleWindow
from app.gui.theme import Look


def run_set_up(actions: SetupActions, name: str, preferences: Preferences) -> Chosen:
    """Show it until it is closed or done; a second start under that name brings it to the front."""
    application, language = make_application(), Language()
    look, catcher = Look(preferences=preferences), BugCatcher()
    language.follow(look.preferences)
    look.follow()
    use_font(application, look)
    window = SetupWindow(actions, look)
    catcher.caught.connect(window.show_bug)
    before, sys.excepthook = sys.excepthook, catcher.hook
    window.show()
    SingleWindow(window, name)
    Sweep(window)
    QTimer.singleShot(0, language.settle_in)
    try:
        application.exec()
    finally:
        sys.excepthook = before
    return window.chosen
