"""Every sentence of the search."""

from __future__ import annotations

from datetime import tzinfo

from app.domain.model import Session
from app.gui import text
from app.gui.words import count, iso, joined, say


def search() -> str:
    return say("Search name, phone digits or code")


def search_short() -> str:
    return say("Search")


def clear() -> str:
    return say("Clear the search")


def in_this_session() -> str:
    return say("In this session")


def other_sessions() -> str:
    return say("Other sessions today")


def other_days() -> str:
    return say("Other days")


def only_close() -> str:
    return say("Nothing exactly like that. Close to it:")


def nobody_found(typed: str) -> str:
    return say("Nobody found for “{typed}”.", typed=typed)


def more_match() -> str:
    return say("More people match. Type more of the name, or the phone’s last digits.")


def so_many_found(people: int) -> str:
    return count("1 result", "%n results", people)


def found_and_more(people: int) -> str:
    return count("1 result, and more match", "%n results, and more match", people)


def so_many_close(people: int) -> str:
    return count("Nothing exact, 1 is close", "Nothing exact, %n are close", people)


def no_match() -> str:
    return say("No match?")


def walk_in_named(typed: str) -> str:
    return say("+ Walk-in “{name}”", name=typed)


def opens_short(session: Session, zone: tzinfo | None) -> str:
    return say("opens {day}", day=text.on_day(session.start.astimezone(zone).date()))


def expected_at(session: Session, zone: tzinfo | None, *, with_day: bool) -> str:
    """When and where somebody is expected."""
    day = text.on_day(session.start.astimezone(zone).date()) if with_day else ""
    return joined(iso(day) if day else "", text.session_short(session, zone))
