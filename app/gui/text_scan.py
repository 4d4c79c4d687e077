"""Every sentence about scanners."""

from __future__ import annotations

from app.domain.burst import End
from app.domain.model import Session
from app.domain.roster import SeatRow
from app.domain.scan import Verdict
from app.gui import text
from app.gui.words import count, left_to_right, say


def scan_to_test() -> str:
    return say("Scan any code now. Here it is only shown; nobody is checked in.")


def typed() -> str:
    return say("Characters")


def decoded() -> str:
    return say("Read as")


def pauses() -> str:
    return say("Between keys")


def ended_by() -> str:
    return say("Ended by")


def sign(signs: str) -> str:
    """Codes keep their own order under a right-to-left sentence."""
    return left_to_right(signs)


def milliseconds(least: float, most: float) -> str:
    span = f"{least:.0f}" if round(least) == round(most) else f"{least:.0f}–{most:.0f}"
    return say("{span} ms", span=left_to_right(span))


def end(end: End) -> str:
    return {
        End.ENTER: say("Enter"),
        End.TAB: say("Tab"),
        End.SILENCE: say("a pause"),
    }[end]


def verdict(verdict: Verdict) -> str:
    return {
        Verdict.CODE: say("The scanner works, and this is the code of a booking."),
        Verdict.NO_CODE: say("The scanner works. This code is not of a booking."),
        Verdict.NO_PREFIX: say("The scanner works, but does not send the prefix that is set here."),
        Verdict.TOO_LONG: say("This code is too long to be of a booking."),
        Verdict.AGAIN: say("The same code again within 3 seconds counts once."),
    }[verdict]


def by_hand(ms: float) -> str:
    return say(
        "This was typed by hand: {pause} between two keys. Where it was the scanner, set it to"
        " send without pauses and to end with Enter.",
        pause=milliseconds(ms, ms),
    )


def too_few(keys: int) -> str:
    return count(
        "1 key is no scan; a code has at least 4.",
        "%n keys are no scan; a code has at least 4.",
        keys,
    )


def not_of_today() -> str:
    return say("That code isn’t for today’s sessions")


def party(row: SeatRow) -> str:
    if row.shown.count:
        return say(
            "{name}: {here} of {party} in. Press + or Enter",
            name=row.name,
            here=row.shown.count,
            party=row.party,
        )
    return say("{name}: booked for {party}. Press + or Enter", name=row.name, party=row.party)


def several(name: str) -> str:
    return say("{name} is booked more than once today. Enter checks in here", name=name)


def already_in(row: SeatRow) -> str:
    if row.party == 1:
        return say("{name}: already checked in", name=row.name)
    return say("{name}: all {party} are already in", name=row.name, party=row.party)


def ended(name: str, title: str) -> str:
    return say("{title} has ended. Enter checks {name} in all the same", title=title, name=name)


def cancelled(session: Session) -> str:
    if session.cancelled:
        return text.session_was_cancelled(session)
    return text.booking_was_cancelled()


def needs_attention(name: str) -> str:
    return say("{name} needs attention: Enter shows what to decide", name=name)


def copy_code() -> str:
    return say("Copy code")


def code_copied(name: str, code: str) -> str:
    return say("{name}: code {code} copied", name=name, code=sign(code))
