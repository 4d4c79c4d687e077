"""Every sentence of the side panels."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.history import standing
from app.domain.model import Link, Op, OpKind
from app.domain.roster import SessionCard
from app.domain.values import Value
from app.gui import text
from app.gui.actions import Outage
from app.gui.words import count, left_to_right, number, say


def close_panel(title: str) -> str:
    return say("Close {title}", title=title)


def sync() -> str:
    return say("Sync")


def link(link: Link) -> str:
    return {
        Link.STARTING: say("Connecting to Wix…"),
        Link.ONLINE: say("Connected to Wix"),
        Link.OFFLINE: say("Not connected"),
        Link.SIGN_IN: say("The sign-in to Wix has expired"),
        Link.NO_BOOKINGS_APP: say("Wix Bookings is not on this site"),
        Link.THROTTLED: say("Wix asks to wait a minute"),
        Link.ELSEWHERE: say("Another process is sending"),
        Link.UNWRITABLE: say("This computer can’t save"),
        Link.STUCK: say("Sync stopped, trying again"),
    }[link]


def last_update(time: str) -> str:
    return say("last update {time}", time=time) if time else say("no update yet")


def update_now() -> str:
    return say("Update now")


def needs_attention() -> str:
    return say("Needs attention")


def cancelled_in_wix() -> str:
    return say("Cancelled in Wix")


def waiting_to_send() -> str:
    return say("Waiting to send")


def do_not_reset() -> str:
    return say("Don’t sign out or reset this computer until waiting is 0.")


def all_in_wix() -> str:
    return say("Everything is in Wix.")


def being_checked(rows: int) -> str:
    return count(
        "1 was sent and is checked once more.", "%n were sent and are checked once more.", rows
    )


def handed_over(steps: int) -> str:
    return count(
        "1 check-in was handed over in a file: it is not counted or sent here any more. "
        "Import the file on another computer, which then sends it.",
        "%n check-ins were handed over in a file: they are not counted or sent here any more. "
        "Import the file on another computer, which then sends them.",
        steps,
    )


def more_waiting(rows: int) -> str:
    return count("and 1 more", "and %n more", rows)


def steps(ops: Sequence[Op]) -> str:
    """What of them stands; all of them where each was taken back."""
    return ", ".join(_step(op) for op in standing(ops) or ops)


def _step(op: Op) -> str:
    if op.kind in (OpKind.ARRIVE, OpKind.LEAVE):
        return left_to_right(f"{'+' if op.kind is OpKind.ARRIVE else '−'}{number(op.count)}")
    if op.kind is OpKind.EXTRA:
        return say("{more} extra", more=left_to_right(f"+{number(op.count)}"))
    return {
        OpKind.NO_SHOW: say("no-show"),
        OpKind.CLEAR: say("back to booked"),
        OpKind.UNDO: say("undo"),
        OpKind.DECIDE: say("decided"),
    }[op.kind]


def tries(tried: int, *, in_doubt: bool) -> str:
    if in_doubt:
        return say("checking")
    return count("tried once", "tried %n times", tried) if tried else ""


def two_values(server: Value, mine: Value) -> str:
    return say(
        "Changed in Wix: {server}, here: {mine}.", server=text.value(server), mine=text.value(mine)
    )


def two_records() -> str:
    return say("Wix holds two records for this booking. Delete one there, then update.")


def refused(reason: str) -> str:
    return say("Refused. {reason}", reason=text.told(reason)) if reason else say("Refused.")


def booking_gone(shown: Value) -> str:
    return say("The booking was cancelled in Wix; counted here: {value}.", value=text.value(shown))


def session_gone(shown: Value) -> str:
    return say("The session was cancelled in Wix; counted here: {value}.", value=text.value(shown))


def retry() -> str:
    return say("Retry")


def keep_as_walk_in() -> str:
    return say("Keep as local walk-in")


def discard() -> str:
    return say("Discard…")


def discard_now() -> str:
    return say("Discard")


def cancel() -> str:
    return say("Cancel")


def sure_to_discard(steps: str) -> str:
    return say("This takes {steps} off here, and it never reaches Wix.", steps=steps)


def keep_counted() -> str:
    return say("Keep counted")


def take_back() -> str:
    return say("Take back")


def decided(name: str) -> str:
    return say("{name}: decided", name=name)


def will_retry(name: str) -> str:
    return say("{name}: will be sent again", name=name)


def kept(name: str) -> str:
    return say("{name}: kept on this computer", name=name)


def discarded(name: str) -> str:
    return say("{name}: discarded", name=name)


def walk_in() -> str:
    return say("Walk-in")


def name_optional() -> str:
    return say("Name (optional)")


def email_optional() -> str:
    return say("E-mail (optional)")


def why_email() -> str:
    return say("With an e-mail address Wix gets a booking; without one it is counted here alone.")


def phone_optional() -> str:
    return say("Phone (optional)")


def how_many() -> str:
    return say("How many")


def one_fewer() -> str:
    return say("One fewer")


def one_more() -> str:
    return say("One more")


def add_and_check_in() -> str:
    return say("Add and check in")


def only_count() -> str:
    return say("Only count them, no name: {one}", one=left_to_right("+1"))


def over_capacity(card: SessionCard, people: int) -> str:
    """What so many more would make of a session that has an end; empty where they fit."""
    capacity = card.session.capacity
    if capacity is None:
        return ""
    if card.attended + people > capacity:
        inside = card.attended + people
        return say("This makes {n} of {capacity} (over capacity).", n=inside, capacity=capacity)
    if card.booked + people > capacity:
        expected = card.booked + people
        return say(
            "With everyone who is booked this makes {n} of {capacity}.",
            n=expected,
            capacity=capacity,
        )
    return ""


def no_session() -> str:
    return say("No session is open.")


def no_walk_ins() -> str:
    return say("An appointment takes no walk-ins: book another one in Wix.")


def practise_outage() -> str:
    return say("Practice an outage")


def demo_site() -> str:
    return say("Demo site · Practice an outage")


def practising(outage: Outage) -> str:
    return {
        Outage.NORMAL: demo_site(),
        Outage.UNPLUGGED: say("Practice: unplugged"),
        Outage.SLOW: say("Practice: slow answers"),
        Outage.REFUSING: say("Practice: check-ins refused"),
    }[outage]


def why_practise() -> str:
    return say("This is the demo site. See here what the desk does when the real one fails.")


def all_normal() -> str:
    return say("The demo site answers normally.")


def outage(outage: Outage) -> str:
    return {
        Outage.UNPLUGGED: say("Unplug"),
        Outage.SLOW: say("Slow answers"),
        Outage.REFUSING: say("Refuse check-ins"),
        Outage.NORMAL: say("Back to normal"),
    }[outage]


def outage_means(outage: Outage) -> str:
    return {
        Outage.UNPLUGGED: say(
            "The site can’t be reached. Check people in: all of it is kept here and sent later."
        ),
        Outage.SLOW: say("Every answer takes four seconds. The desk never waits for it."),
        Outage.REFUSING: say(
            "The site takes no check-ins. What it refuses waits behind the chip for an answer."
        ),
        Outage.NORMAL: "",
    }[outage]


def done_at(time: str) -> str:
    return say("at {time}", time=time)
