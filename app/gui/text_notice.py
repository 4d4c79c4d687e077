"""What the window says when there is no desk to show."""

from __future__ import annotations

from app.gui.words import say


def cannot_start() -> str:
    return say("Check-in cannot start")


def leave() -> str:
    return say("Quit")
