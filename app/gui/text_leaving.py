"""Every sentence of the question before this computer forgets a site."""

from __future__ import annotations

from app.gui.words import count, say


def start_over() -> str:
    return say("Start the demo site over")


def start_over_asked() -> str:
    return say("Start the demo site over…")


def start_over_means() -> str:
    return say(
        "Every check-in of this demo is forgotten, here and there, and a new day is made up."
    )


def start_over_now() -> str:
    return say("Start over")


def only_here(rows: int) -> str:
    return count(
        "1 check-in is only on this computer, or was not read back from Wix yet. "
        "Send it first, or take it along in a file.",
        "%n check-ins are only on this computer, or were not read back from Wix yet. "
        "Send them first, or take them along in a file.",
        rows,
    )


def send_now() -> str:
    return say("Send now")


def export_and_go_on() -> str:
    return say("Export and go on")


def export_to() -> str:
    return say("Export to the file")
