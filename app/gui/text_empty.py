"""Every sentence for a place without people: why it is empty."""

from __future__ import annotations

from app.domain.model import Link, SyncStatus
from app.gui.words import count, say


def getting_sessions() -> str:
    return say("Getting today’s sessions…")


def never_seen() -> str:
    return say(
        "This computer has not seen today’s sessions yet. "
        "Connect to the internet once, then it works offline too."
    )


def no_sessions() -> str:
    return say("No sessions today")


def look_in_wix() -> str:
    """Below `no_sessions`."""
    return say("If there should be some, look at the calendar in Wix; F5 asks again.")


def why_none(status: SyncStatus, *, waited: bool) -> str:
    """Nothing as long as the sessions may still come at any moment."""
    if status.last_pull is not None:
        return f"{no_sessions()}\n{look_in_wix()}"
    if status.link is Link.OFFLINE:
        return never_seen()
    return getting_sessions() if waited else ""


def left_out_today(sessions: int) -> str:
    return count(
        "1 session today is left out at this desk, by its location or service.",
        "All %n sessions today are left out at this desk, by their locations or services.",
        sessions,
    )


def left_out_that_day(sessions: int) -> str:
    return count(
        "1 session on this day is left out at this desk, by its location or service.",
        "All %n sessions on this day are left out at this desk, by their locations or services.",
        sessions,
    )


def list_them() -> str:
    """Below these."""
    return say(
        "To list them, close turnout and start it as “{command}”.", command="turnout --set-up"
    )


def nobody_booked() -> str:
    return say("Nobody has booked yet")


def everyone_here() -> str:
    return say("Everyone is here")


def nobody_missing() -> str:
    """Not all of them are here."""
    return say("Nobody is missing any more.")


def nobody_here_yet() -> str:
    return say("Nobody is here yet")


def no_no_shows() -> str:
    return say("No no-shows")


def getting_people() -> str:
    return say("Getting the people of this session…")


def people_unseen() -> str:
    return say("This computer has not seen who booked this session yet.")
