"""What one line of a roster says and offers, worked out from its seat row alone."""

from datetime import tzinfo
from enum import Enum, auto
from typing import Final, NamedTuple

from app.domain.model import BookingStatus, RowId, SyncState
from app.domain.roster import SeatRow, Standing
from app.gui import dates, text
from app.gui.theme import Tone
from app.gui.words import iso, joined

ATTENTION: Final = (SyncState.CONFLICT, SyncState.PARKED)
UNSENT: Final = (SyncState.SAVED, SyncState.IN_DOUBT)
PHONE_DIGITS: Final = 4


class Act(Enum):
    """What a person can want of a row."""

    ONE_MORE = auto()
    ONE_FEWER = auto()
    CHECK_IN_REST = auto()
    EXTRA = auto()
    NO_SHOW = auto()
    CLEAR = auto()
    UNDO = auto()
    PRIMARY = auto()
    MENU = auto()
    SET_COUNT = auto()
    REVIEW = auto()
    NOTE = auto()
    COPY_CODE = auto()


class Around(NamedTuple):
    """What a row cannot know by itself.

    `namesakes` have the same name, `alike` the same digits of the phone too. `apart`: others of the
    name are listed, here or elsewhere, and what tells them apart comes first.
    `off`: why nothing at all can be counted; `closed`: why nobody can be added.
    """

    zone: tzinfo | None
    namesakes: int = 1
    alike: int = 1
    off: str = ""
    closed: str = ""
    apart: bool = False


class RowView(NamedTuple):
    """`primary` is None where the row has nothing better to offer than + and −.

    `apart` tells people of one name apart, and stands before all else that may be cut.

    `note` has a place of its own on a wide screen, and stands before the facts elsewhere.
    `first`: a first visit, which the facts say too.
    `why_no_plus` and `why_no_minus` are empty where the button counts.
    """

    row: RowId
    name: str
    facts: str
    alarm: bool
    icon: str
    state: str
    tone: Tone
    waits: bool
    numbers: str
    numbers_name: str
    why_no_plus: str
    why_no_minus: str
    plus_off: bool
    primary: Act | None
    caption: str
    over: bool
    note: str = ""
    apart: str = ""
    first: bool = False


def longest_states() -> tuple[str, ...]:
    """Of those that stand in every roster, in this language: of a party with one digit."""
    time = iso(max(dates.widest_times(), key=len))
    return (
        joined(text.so_many_in(8, 8), time),
        joined(text.checked_in(), time),
        text.with_extra(8, 8),
        text.needs_attention(),
    )


def view(row: SeatRow, around: Around) -> RowView:
    alarm = row.sync in ATTENTION
    icon, tone = _sign(row, alarm=alarm)
    no_plus = _why_no_plus(row, around)
    primary, caption = _primary(row, no_plus, alarm=alarm, off=bool(around.off))
    state = text.needs_attention() if alarm else _state(row, around.zone)
    no_minus = around.off or ("" if row.shown.count else text.nobody_to_take_off())
    return RowView(
        row=row.row,
        name=iso(row.name),
        facts=_facts(row, around, alarm=alarm),
        alarm=alarm,
        icon=icon,
        state=state,
        tone=tone,
        waits=row.sync in UNSENT,
        numbers=text.of_party(row.shown.count, row.party),
        numbers_name=text.so_many_in(row.shown.count, row.party),
        why_no_plus=no_plus,
        why_no_minus=no_minus,
        plus_off=bool(around.off),
        primary=primary,
        caption=caption,
        over=row.extra > 0 or row.surplus > 0,
        note=text.noted(row.note) if row.note else "",
        apart=_apart(row, around) if around.apart else "",
        first=row.first_visit,
    )


def _sign(row: SeatRow, *, alarm: bool) -> tuple[str, Tone]:
    if alarm:
        return "attention", Tone.DANGER
    if row.standing is Standing.NO_SHOW:
        return "crossed", Tone.PENDING
    off = row.booking_status in (BookingStatus.CANCELED, BookingStatus.DECLINED)
    if row.standing is Standing.CHECKED_IN:
        return "warning" if off else "check", Tone.WARNING if row.extra or off else Tone.SUCCESS
    if off:
        return "cancelled", Tone.PENDING
    return "ring", Tone.QUIET


def _state(row: SeatRow, zone: tzinfo | None) -> str:
    if row.standing is Standing.BOOKED and not row.expected and not row.not_in_wix:
        return text.cancelled()
    words = text.standing(row)
    if row.standing is Standing.CHECKED_IN and not row.extra and row.last_change is not None:
        return joined(words, iso(text.at(row.last_change, zone)))
    return words


def _facts(row: SeatRow, around: Around, *, alarm: bool) -> str:
    """The second line: what is out of the ordinary first, since its end may be cut."""
    reason = text.told(row.reason)
    if row.conflict is not None:
        reason = text.two_readings(row.conflict.server, row.conflict.mine)
    changed = row.changed_from
    tail = "" if around.apart else row.phone_tail[-PHONE_DIGITS:]
    return joined(
        reason if alarm else "",
        text.first_visit() if row.first_visit else "",
        text.cancelled_in_wix() if row.booking_status is BookingStatus.CANCELED else "",
        text.changed_elsewhere(changed, row.shown) if changed not in (None, row.shown) else "",
        text.also_counted(row.surplus) if row.surplus else "",
        _came(row),
        text.phone_ends(tail) if tail else "",
        text.namesakes(around.namesakes, row.name) if around.namesakes > 1 else "",
        text.waits_for_approval() if row.booking_status is BookingStatus.PENDING else "",
    )


def _apart(row: SeatRow, around: Around) -> str:
    tail = row.phone_tail[-PHONE_DIGITS:]
    code = around.alike > 1 or not tail
    return joined(
        text.phone_ends(tail) if tail else "",
        text.booking_ends(row.row.booking_id[-4:]) if code else "",
    )


def _came(row: SeatRow) -> str:
    if row.not_in_wix:
        return text.walk_in_not_in_wix()
    return text.walk_in() if row.walk_in else text.booked_for(row.party)


def _why_no_plus(row: SeatRow, around: Around) -> str:
    if around.off or around.closed:
        return around.off or around.closed
    if not row.expected and not row.not_in_wix:
        return text.booking_was_cancelled()
    return text.told(row.why_no_more)


def _primary(row: SeatRow, no_plus: str, *, alarm: bool, off: bool) -> tuple[Act | None, str]:
    if alarm:
        return Act.REVIEW, text.review()
    if row.missing and not no_plus:
        some = row.standing is Standing.CHECKED_IN
        words = text.more(row.missing) if some else text.check_in(row.missing)
        return Act.CHECK_IN_REST, words
    if row.undo is not None and not off:
        return Act.UNDO, text.undo()
    return None, ""
