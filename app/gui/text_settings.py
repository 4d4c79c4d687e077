"""Every sentence of the settings."""

from __future__ import annotations

from datetime import time
from typing import Final

from app.gui.words import Sentence, Words, count, iso, left_to_right, say, spoken

STANDS_ON: Final = (
    "Python",
    "Qt for Python (LGPL)",
    "SQLite",
    "apsw",
    "httpx",
    "pydantic",
    "keyring",
    "platformdirs",
)


def settings() -> str:
    return say("Settings")


def find() -> str:
    return say("Find a setting")


def nothing_found() -> str:
    return say("No setting is called that. Clear the field to see all of them.")


def smaller(label: str) -> str:
    return say("{setting}: less", setting=label)


def larger(label: str) -> str:
    return say("{setting}: more", setting=label)


def option(label: str, words: str) -> str:
    return say("{setting}: {value}", setting=label, value=words)


def choice(label: Sentence, words: Words) -> str:
    return option(label(), spoken(words))


def on() -> str:
    return say("on")


def off() -> str:
    return say("off")


def percent(value: int) -> str:
    return say("{number} %", number=value)


def minutes(value: int) -> str:
    return count("1 minute", "%n minutes", value)


def signs(value: int) -> str:
    return count("1 character", "%n characters", value)


def clock(value: time) -> str:
    return iso(f"{value:%H:%M}")


def none() -> str:
    return say("none")


def may_not_be(label: str) -> str:
    return say("{setting} cannot be that. It is as it was.", setting=label)


# Display


def display() -> str:
    return say("Display")


def theme() -> str:
    return say("Theme")


def theme_of(value: str) -> str:
    return {
        "system": say("As the system"),
        "light": say("Light"),
        "dark": say("Dark"),
        "schedule": say("Dark by the clock"),
    }[value]


def dark_from() -> str:
    return say("Dark from")


def dark_until() -> str:
    return say("Dark until")


def text_size() -> str:
    return say("Text size")


def reduce_motion() -> str:
    return say("Reduce motion")


def why_reduce_motion() -> str:
    return say("Nothing glides: lists stop at once where the finger leaves them.")


# Sounds


def sounds() -> str:
    return say("Sounds")


def sounds_on() -> str:
    return say("Play sounds")


def why_sounds() -> str:
    return say("Whatever is heard is also on the screen.")


def volume() -> str:
    return say("Volume")


def after_scans() -> str:
    return say("After a scan")


def by_hand() -> str:
    return say("After a check-in by hand")


def cue(value: str) -> str:
    return {
        "success": say("Rising: it worked"),
        "attention": say("Twice the same: look here"),
        "error": say("Falling: it did not work"),
    }[value]


def quiet_hours() -> str:
    return say("Quiet hours")


def quiet_from() -> str:
    return say("Quiet from")


def quiet_until() -> str:
    return say("Quiet until")


# Language


def language() -> str:
    return say("Language")


def as_the_system() -> str:
    return say("As the system")


def region() -> str:
    return say("Dates, times and digits")


def as_the_site() -> str:
    return say("As the site")


# Scanner


def scanner() -> str:
    return say("Scanner")


def prefix() -> str:
    return say("Prefix that the scanner sends (optional)")


def least() -> str:
    return say("Shortest code")


def test_scanner() -> str:
    return say("Test the scanner")


# Check-in


def check_in() -> str:
    return say("Check-in")


def close_out() -> str:
    return say("Ask about no-shows")


def why_close_out() -> str:
    return say("So long after its start a session asks about everybody who is missing.")


def block_full() -> str:
    return say("Block over capacity")


def why_block_full() -> str:
    return say("A full session takes nobody more on this computer, and says so.")


# Connection, data, diagnostics, about


def connection() -> str:
    return say("Connection")


def how_to_connect() -> str:
    return say(
        "Another key for this site: close turnout and start it as “{command}”. Another site: "
        "“Sites” in the sync panel. Nothing that waits to be sent is lost.",
        command="turnout --set-up",
    )


def sync_open() -> str:
    return say("Open the sync panel")


def data() -> str:
    return say("Data & privacy")


def kept_for() -> str:
    return say("Keep past days for")


def days(value: int) -> str:
    return count("1 day", "%n days", value)


def why_kept_for() -> str:
    return say(
        "Older days are no longer shown, and are soon deleted here. "
        "What Wix does not know yet stays."
    )


def what_is_kept() -> str:
    return say(
        "Kept on this computer: sessions, names, the last digits of phone numbers, and who was "
        "checked in by whom. Notes go with their day, the contact details of a walk-in as soon as "
        "Wix has them. Payment data is never kept, and nothing is sent to anybody but Wix. "
        "Disconnecting the site deletes all of it here."
    )


def diagnostics() -> str:
    return say("Diagnostics")


def checkup_open() -> str:
    return say("Look for what stands in the way")


def about() -> str:
    return say("About")


def version(number: str) -> str:
    return left_to_right(say("turnout {number}", number=number))


def licences() -> str:
    """Each name keeps its own direction and stays on one line; the list has the screen's."""
    told = say("Free software under the MIT licence. It stands on:")
    names = (left_to_right(name.replace(" ", "\u00a0")) for name in STANDS_ON)
    return f"{told} {', '.join(names)}."
