"""Every sentence of the windows."""

from __future__ import annotations

from datetime import tzinfo

from app.domain.model import Session
from app.domain.roster import SeatRow, SessionCard, Standing
from app.domain.values import Value
from app.gui import dates
from app.gui.words import count, iso, joined, left_to_right, number, say

on_day, at = dates.on_day, dates.at


def value(value: Value) -> str:
    return say("no-show") if value.no_show else number(value.count)


def told(sentence: str) -> str:
    """What a rule, the store or the site said, in the language of the screen."""
    if not sentence:
        return ""
    from app.gui.text_told import told

    return told(sentence)


def session_facts(session: Session, zone: tzinfo | None) -> str:
    staff = ", ".join(iso(name) for name in session.staff)
    place = iso(session.location) if session.location else ""
    return joined(dates.between(at(session.start, zone), at(session.end, zone)), place, staff)


def session_short(session: Session, zone: tzinfo | None) -> str:
    return f"{iso(at(session.start, zone))} {iso(session.title)}"


def people_in(card: SessionCard) -> str:
    if not card.booked and not card.attended:
        return say("No bookings")
    return say("{attended} of {booked} in", attended=card.attended, booked=card.booked)


def of_booked(people: int) -> str:
    return say("of {booked} in", booked=people)


def over_capacity(card: SessionCard) -> str:
    full = {"attended": card.attended, "capacity": card.session.capacity}
    return say("Over capacity {attended} of {capacity}", **full)


def over(card: SessionCard) -> str:
    return say("capacity {capacity}", capacity=card.session.capacity)


def now() -> str:
    return say("Now")


def ended() -> str:
    return say("Ended")


def next_up() -> str:
    return say("Next")


def cancelled() -> str:
    return say("Cancelled")


def full() -> str:
    return say("Full")


def session_was_cancelled(session: Session) -> str:
    return say("{title} was cancelled. Nobody can be checked in.", title=session.title)


def not_here_yet() -> str:
    return say("Not here yet")


def here() -> str:
    return say("Here")


def no_show() -> str:
    return say("No-show")


def everybody() -> str:
    return say("All")


def booked_for(people: int) -> str:
    return count("booked for 1", "booked for %n", people)


def phone_ends(tail: str) -> str:
    return left_to_right(f"…{tail}")


def booking_ends(code: str) -> str:
    return say("booking {code}", code=f"…{code}")


def namesakes(people: int, name: str) -> str:
    return count("1 person named {name}", "%n people named {name}", people, name=name)


def of_party(here: int, party: int) -> str:
    return left_to_right(f"{number(here)} / {number(party)}")


def so_many_in(here: int, party: int) -> str:
    return say("{here} of {party} in", here=here, party=party)


def one_more_for(name: str) -> str:
    return say("One more for {name}", name=name)


def one_fewer_for(name: str) -> str:
    return say("One fewer for {name}", name=name)


def doing_for(doing: str, name: str) -> str:
    return say("{doing}, {name}", doing=doing, name=name)


def more_for(name: str) -> str:
    return say("More for {name}", name=name)


def booked() -> str:
    return say("Booked")


def standing(row: SeatRow) -> str:
    """The state of a row in the words that Wix uses."""
    if row.standing is Standing.NO_SHOW:
        return no_show()
    if row.standing is Standing.BOOKED:
        return booked()
    if row.extra:
        return with_extra(row.party, row.extra)
    if row.missing:
        return so_many_in(row.shown.count, row.party)
    return checked_in() if row.party == 1 else say("{here} in", here=row.shown.count)


def with_extra(party: int, extra: int) -> str:
    return say("{party} booked + {extra} extra", party=party, extra=extra)


def checked_in() -> str:
    return say("Checked in")


def needs_attention() -> str:
    return say("Needs attention")


def two_readings(server: Value, mine: Value) -> str:
    return say("in Wix: {server}, here: {mine}", server=value(server), mine=value(mine))


def changed_elsewhere(before: Value, after: Value) -> str:
    return say("{change} changed elsewhere", change=from_to(value(before), value(after)))


def from_to(before: str, after: str) -> str:
    """The arrow points on in the direction of reading."""
    return say("{before} → {after}", before=before, after=after)


def also_counted(people: int) -> str:
    return say("also counted on another device: {more}", more=left_to_right(f"+{number(people)}"))


def waits_for_approval() -> str:
    return say("waiting for approval in Wix")


def booking_was_cancelled() -> str:
    return say("This booking was cancelled in Wix.")


def cancelled_in_wix() -> str:
    return say("cancelled in Wix")


def walk_in() -> str:
    return say("Walk-in")


def walk_in_not_in_wix() -> str:
    return say("Walk-in · not in Wix")


def add_walk_in() -> str:
    return say("+ Walk-in")


def not_sent_yet() -> str:
    return say("saved here, not sent yet")


def check_in(people: int) -> str:
    return say("Check in") if people == 1 else say("Check in {people}", people=people)


def more(people: int) -> str:
    return say("{people} more", people=people)


def doing(doing: str, what: str) -> str:
    return say("{doing}: {what}", doing=doing, what=what)


def undo() -> str:
    return say("Undo")


def redo() -> str:
    return say("Redo")


def review() -> str:
    return say("Review")


def add_extra() -> str:
    return say("Add 1 extra")


def back_to_booked() -> str:
    return say("Back to booked")


def set_count() -> str:
    return say("Set count…")


def set_to(people: int) -> str:
    return say("Set to {people}", people=people)


def use_theirs(theirs: Value) -> str:
    return say("Use {value} (Wix)", value=value(theirs))


def keep_mine(mine: Value) -> str:
    return say("Keep {value}", value=value(mine))


def nobody_to_take_off() -> str:
    return say("Nobody is checked in here, so nobody can be taken off.")


def happened(row: SeatRow, card: SessionCard) -> str:
    """What was done; going over the session's capacity is never silent."""
    added = row.shown.count > 0 and card.over_capacity
    return joined(_happened(row), over_capacity(card) if added else "")


def _happened(row: SeatRow) -> str:
    name = row.name
    if row.standing is Standing.NO_SHOW:
        return say("{name}: no-show", name=name)
    if row.standing is Standing.BOOKED:
        return say("{name}: back to {status}", name=name, status=booked())
    if row.extra:
        return say("{name}: {state}", name=name, state=standing(row))
    if row.party == 1:
        return say("{name}: checked in", name=name)
    return say("{name}: {here} of {party} in", name=name, here=row.shown.count, party=row.party)


def undone(row: SeatRow) -> str:
    if row.walk_in and row.shown.is_none:
        return say("{name}: walk-in taken back", name=row.name)
    return say("{name}: back to {status}", name=row.name, status=standing(row))


def noted(words: str) -> str:
    return say("Note: {note}", note=words)


def first_visit() -> str:
    return say("first visit")


def nothing_to_undo() -> str:
    return say("Nothing to undo.")
