"""Every sentence of the activity."""

from __future__ import annotations

from datetime import datetime, tzinfo

from app.domain.activity import Change, Source, Who
from app.domain.model import SyncState
from app.domain.values import Value
from app.gui import text
from app.gui.words import count, iso, joined, say


def activity() -> str:
    return say("Activity")


def find_person() -> str:
    return say("Find a person")


def this_session() -> str:
    return say("This session")


def problems_only() -> str:
    return say("Problems only")


def days(days: int) -> str:
    return say("Today") if days == 1 else count("1 day", "%n days", days)


def anybody() -> str:
    return say("From anywhere")


def choose_source() -> str:
    return say("Where it was changed")


def choose_days() -> str:
    return say("How far back")


def source(source: Source) -> str:
    if source.actor:
        return iso(source.actor)
    return {
        Who.DESK: say("This desk"),
        Who.OTHER: say("Another computer"),
        Who.WIX: say("Wix"),
    }[source.who]


def value(value: Value) -> str:
    """In the words of Wix."""
    if value.no_show:
        return text.no_show()
    return say("{here} in", here=value.count) if value.count else text.booked()


def change(change: Change) -> str:
    return text.from_to(value(change.before), value(change.after))


def name(change: Change) -> str:
    return change.name or say("Unknown booking")


def state(change: Change) -> str:
    """How far it has come; of what Wix told there is nothing to say."""
    if change.state is None:
        return ""
    if change.not_in_wix:
        return say("not in Wix")
    return {
        SyncState.SAVED: say("waiting"),
        SyncState.IN_DOUBT: say("waiting"),
        SyncState.SENT: say("sent"),
        SyncState.VERIFIED: say("verified"),
        SyncState.PARKED: text.needs_attention(),
        SyncState.CONFLICT: text.needs_attention(),
    }[change.state]


def taken_back() -> str:
    return say("taken back")


def session(change: Change, zone: tzinfo | None) -> str:
    if change.starts is None:
        return ""
    return f"{iso(text.at(change.starts, zone))} {iso(change.session)}"


def when(moment: datetime, zone: tzinfo | None, today: datetime) -> str:
    """The time; of another day its date too."""
    time = iso(text.at(moment, zone))
    local = moment.astimezone(zone)
    if local.date() == today.date():
        return time
    return joined(iso(text.on_day(local.date())), time)


def undo_of(change: Change) -> str:
    return say("Undo: {name}, {change}", name=name(change), change=change_plainly(change))


def change_plainly(told: Change) -> str:
    """For who hears it: an arrow is not read out everywhere."""
    return say("{before} to {after}", before=value(told.before), after=value(told.after))


def newest() -> str:
    return say("Show newest")


def newer() -> str:
    return say("Newer")


def older() -> str:
    return say("Older")


def export() -> str:
    return say("Export CSV")


def exporting() -> str:
    return say("Writing the file…")


def exported(file: str) -> str:
    return say("Saved as {file}", file=file)


def nothing_found() -> str:
    return say("No changes.")


def kept_for(days: int) -> str:
    return count("Changes of the last day.", "Changes of the last %n days.", days)


def columns() -> list[str]:
    return [
        say("Date"),
        say("Time"),
        say("Client"),
        say("Session"),
        say("From"),
        say("To"),
        say("Source"),
        say("State"),
        say("Taken back"),
    ]


def cells(change: Change, zone: tzinfo | None) -> list[str]:
    """A change as a line of a table; dates as every spreadsheet reads them."""
    local = change.at.astimezone(zone)
    return [
        f"{local:%Y-%m-%d}",
        f"{local:%H:%M:%S}",
        name(change),
        session(change, zone),
        value(change.before),
        value(change.after),
        source(change.source),
        state(change),
        "" if change.stands else taken_back(),
    ]
