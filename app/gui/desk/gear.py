"""The button at the end of the top bar that opens the settings."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from app.gui import text_settings
from app.gui.theme import Look
from app.gui.widgets.buttons import LoneIcon

GEAR: Final = 52
"""How wide it is, at any size of the text, unless the screen stands upright."""
GEAR_FROM: Final = 900
"""From so wide a window on there is room for it, in pixels of text."""


class Gear(LoneIcon):
    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, "gear", "staff.settings.open", parent)
        self.describe(text_settings.settings)
