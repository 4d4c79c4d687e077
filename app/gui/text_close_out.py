"""Every sentence of the close-out: who has not arrived, and marking them as a no-show."""

from __future__ import annotations

from app.gui.words import count, joined, say


def not_arrived(people: int) -> str:
    return count("1 person hasn’t arrived", "%n people haven’t arrived", people)


def not_arrived_but(people: int, parties: int) -> str:
    """With what the tab counts too: of a party that is partly here somebody is missing."""
    partly = count("1 party is partly here", "%n parties are partly here", parties)
    return joined(not_arrived(people), partly if parties else "")


def mark_all(people: int) -> str:
    return count("Mark 1 as no-show", "Mark all %n as no-show", people)


def not_now() -> str:
    return say("Not now")


def close_out() -> str:
    return say("Not arrived")


def who(session: str) -> str:
    return say("Booked for {session} and not here:", session=session)


def means() -> str:
    return say("Whoever comes later is checked in as always. One undo takes it all back.")


def partly_here(parties: int) -> str:
    return count(
        "1 party is partly here; it stays as it is.",
        "%n parties are partly here; they stay as they are.",
        parties,
    )
