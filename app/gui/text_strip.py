"""Every sentence of the strip of sessions on an upright screen."""

from __future__ import annotations

from app.gui.words import say


def earlier() -> str:
    return say("Earlier sessions")


def later() -> str:
    return say("Later sessions")
