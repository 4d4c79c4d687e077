"""Every sentence about the sync: the chip at the top and the banners."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from typing import Final

from app.checkin.restart import SavedBefore
from app.domain.model import RowId, Tally
from app.gui import text
from app.gui.words import count, iso, joined, left_to_right, say

MOST_NAMES: Final = 6


def up_to_date(time: str) -> str:
    return joined(say("Up to date"), iso(time))


def all_sent() -> str:
    return say("All sent · checking")


def connecting() -> str:
    return say("Connecting…")


def loading(done: int, total: int) -> str:
    return joined(say("Loading"), say("{done} of {total} sessions", done=done, total=total))


def saved_here() -> str:
    return say("Saved on this computer")


def sending() -> str:
    return say("Sending…")


def waiting(tally: Tally) -> str:
    return count("1 waiting to send", "%n waiting to send", tally.rows.waiting)


def offline(tally: Tally) -> str:
    if not tally.unsent:
        return say("Offline")
    saved = count("1 saved on this computer", "%n saved on this computer", tally.rows.waiting)
    return joined(say("Offline"), saved)


def out_of_date(time: str) -> str:
    return joined(say("Out of date"), say("last update {time}", time=time))


def attention(rows: int) -> str:
    return count("1 needs attention", "%n need attention", rows)


def sign_in_expired() -> str:
    return say("Sign-in expired")


def no_bookings_app() -> str:
    return say("Wix Bookings is not on this site")


def elsewhere() -> str:
    return say("Another process is sending")


def stuck() -> str:
    return say("Sync stopped, trying again")


def cannot_save() -> str:
    return say("This computer can’t save")


def chip_name(words: str) -> str:
    return say("Sync: {state}", state=words)


def offline_banner(last_known: str) -> str:
    if not last_known:
        return say("Not connected. Check-ins are saved on this computer and sent later.")
    return say(
        "Showing the day as last known at {time}; not connected. "
        "Check-ins are saved on this computer and sent later.",
        time=last_known,
    )


def sign_in_banner(reason: str) -> str:
    """`reason`: what the site or the secret store said, in one sentence."""
    return say(
        "{reason} Check-in goes on; nothing is sent until that is put right.",
        reason=text.told(reason) or say("The sign-in to Wix has expired."),
    )


def reconnect() -> str:
    return say("Reconnect")


def no_bookings_banner() -> str:
    return say(
        "Wix Bookings is not on this site. Add it from the site’s App Market. "
        "Check-in goes on; nothing is sent."
    )


def elsewhere_banner() -> str:
    return say("Another process on this computer is sending. Check-in goes on as usual.")


def unwritable_banner(reason: str) -> str:
    return say("Nothing can be saved, so + and − are off. {reason}", reason=text.told(reason))


def clock_banner(minutes: int) -> str:
    """`minutes`: how much later it is at the site than on this computer."""
    if minutes > 0:
        off = count("1 minute slow", "%n minutes slow", minutes)
    else:
        off = count("1 minute fast", "%n minutes fast", -minutes)
    return say("This computer’s clock looks wrong: {off}. Check date and time.", off=off)


def bug_banner() -> str:
    return say("Something went wrong here. What shows a tick is saved.")


def saved_before_restart(saved: Sequence[SavedBefore], zone: tzinfo | None) -> str:
    """By whom it was done with; each says what."""
    done: dict[RowId, list[SavedBefore]] = {}
    for each in saved:
        done.setdefault(each.row, []).append(each)
    told = [
        say(
            "{name} {what}",
            name=_who(ops[0], zone),
            what=left_to_right(", ".join(text.told(each.what) for each in ops)),
        )
        for ops in list(done.values())[:MOST_NAMES]
    ]
    if len(done) > MOST_NAMES:
        told.append(count("1 more", "%n more", len(done) - MOST_NAMES))
    return say("Saved before the restart: {saved}", saved=", ".join(told))


def _who(saved: SavedBefore, zone: tzinfo | None) -> str:
    where = text.session_short(saved.session, zone) if saved.session else ""
    apart = joined(where, text.booking_ends(saved.code) if saved.code else "")
    return say("{name} ({apart})", name=saved.name, apart=apart) if apart else saved.name


def dismiss() -> str:
    return say("Dismiss")
