"""Every sentence about what a desk lists: places and services, and what is left out."""

from __future__ import annotations

from app.domain.trial import Trial
from app.gui.words import say


def title() -> str:
    return say("What does this desk list?")


def intro() -> str:
    return say(
        "Untick what is checked in elsewhere. These are the places and services of the days ahead "
        "in the site’s calendar; whatever comes new there is listed too."
    )


def always() -> str:
    return say(
        "A session in which this computer counted somebody is always listed. "
        "This can be changed later with {command}.",
        command="turnout --set-up",
    )


def locations() -> str:
    return say("Locations")


def services() -> str:
    return say("Services")


def tick_all() -> str:
    return say("Tick all")


def untick_all() -> str:
    return say("Untick all")


def of_group(words: str, group: str) -> str:
    """What is written on a button, and what a screen reader says of it."""
    return say("{words}: {group}", words=words, group=group)


def no_location() -> str:
    return say("Tick at least one location.")


def no_service() -> str:
    return say("Tick at least one service.")


def narrowed(trial: Trial) -> str:
    """Empty where everything of the day is listed."""
    of_all = len(trial.day.sessions)
    if trial.sessions >= of_all:
        return ""
    return say(
        "{listed} of the site’s {all} sessions today are listed on this computer.",
        listed=trial.sessions,
        all=of_all,
    )
