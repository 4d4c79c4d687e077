"""Every sentence about notes."""

from __future__ import annotations

from app.gui.words import say


def add_note() -> str:
    return say("Add note")


def edit_note() -> str:
    return say("Edit note")


def note() -> str:
    return say("Note")


def note_on(name: str, session: str) -> str:
    return say("On {name}, {session}", name=name, session=session)


def up_to(most: int) -> str:
    return say("For today, up to {most} characters", most=most)


def stays_here() -> str:
    return say(
        "It stays on this computer and is forgotten after today. Wix and your clients never see it."
    )


def save() -> str:
    return say("Save note")


def remove() -> str:
    return say("Remove note")


def saved(name: str) -> str:
    return say("{name}: note saved", name=name)


def removed(name: str) -> str:
    return say("{name}: note removed", name=name)
