"""The readiness light of the desk, for whoever opens up: there until the first session begins."""

from __future__ import annotations

from app.domain.model import Link
from app.domain.readiness import Readiness
from app.gui import text_readiness
from app.gui.desk.banner import Notice
from app.gui.theme import Tone


def with_readiness(notices: list[Notice], ready: Readiness | None) -> list[Notice]:
    """What is wrong stands before it. Offline it goes with the words about that: just then one
    wants to know for how long.
    """
    if ready is None or ready.begun:
        return notices
    offline = Link.OFFLINE.value
    alone = text_readiness.alone(ready)
    told = [
        each._replace(words=f"{each.words} {alone}") if each.cause == offline else each
        for each in notices
    ]
    words = text_readiness.readiness(ready)
    if ready.good:
        return [*told, Notice("ready", words, Tone.SUCCESS, "check")]
    return [*told, Notice("not ready", words)]
