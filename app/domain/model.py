"""What the desk talks about, as frozen values: sessions, bookings, ops, shadows and attempts."""

# Annotations are evaluated here and wherever named tuples are made on the way to the first paint:
# left as strings, every field would be compiled once more at import.
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, NewType

from app.domain.values import NONE, Value

BookingId = NewType("BookingId", str)
EventId = NewType("EventId", str)
ScheduleId = NewType("ScheduleId", str)
ContactId = NewType("ContactId", str)
SiteId = NewType("SiteId", str)
DeviceId = NewType("DeviceId", str)
OpId = NewType("OpId", str)
GestureId = NewType("GestureId", str)
AttendanceId = NewType("AttendanceId", str)
AttemptId = NewType("AttemptId", int)
Seq = NewType("Seq", int)


class RowId(NamedTuple):
    """A seat row: one booking in one session, one attendance object on the server."""

    booking_id: BookingId
    event_id: EventId


class SessionKind(StrEnum):
    CLASS = "CLASS"
    COURSE = "COURSE"
    APPOINTMENT = "APPOINTMENT"


class BookingStatus(StrEnum):
    """The booking statuses of Bookings V2; CANCELED is spelled with one L there."""

    CREATED = "CREATED"
    PENDING = "PENDING"
    CONFIRMED = "CONFIRMED"
    CANCELED = "CANCELED"
    DECLINED = "DECLINED"
    WAITING_LIST = "WAITING_LIST"


class OpKind(StrEnum):
    """What a person can do to a row. `DECIDE` is the answer to a conflict."""

    ARRIVE = "arrive"
    LEAVE = "leave"
    NO_SHOW = "no_show"
    CLEAR = "clear"
    EXTRA = "extra"
    UNDO = "undo"
    DECIDE = "decide"


class SyncState(StrEnum):
    """How far an op has come, mildest first; the order is the order of severity."""

    NONE = "none"
    VERIFIED = "verified"
    SENT = "sent"
    SAVED = "saved"
    IN_DOUBT = "in_doubt"
    PARKED = "parked"
    CONFLICT = "conflict"


class Session(NamedTuple):
    """One occurrence of a class, course or appointment. `start` and `end` are aware, UTC."""

    event_id: EventId
    kind: SessionKind
    title: str
    start: datetime
    end: datetime
    zone: str
    location: str = ""
    staff: tuple[str, ...] = ()
    capacity: int | None = None
    cancelled: bool = False
    schedule_id: ScheduleId | None = None
    service_id: str | None = None


class Booking(NamedTuple):
    """Who is expected. Holds no e-mail and only the last seven digits of the phone.

    Exactly one of `event_id` (class, appointment) and `schedule_id` (course) names where.
    `contact_id`: the client of the site's; None where it names none.
    """

    booking_id: BookingId
    name: str
    party: int
    status: BookingStatus
    phone_tail: str = ""
    created: datetime | None = None
    event_id: EventId | None = None
    schedule_id: ScheduleId | None = None
    contact_id: ContactId | None = None


class NewOp(NamedTuple):
    """What a person did, before the journal gave it its place in the order."""

    row: RowId
    kind: OpKind
    gesture_id: GestureId
    count: int = 0  # type: ignore[assignment] # a tuple's own count is of no use here
    undoes: OpId | None = None
    actor: str = ""


class Op(NamedTuple):
    """One thing a person did, as the journal holds it.

    `seq` is the device's own order; `before` is what the screen showed just before, and `party`
    how many were booked then: both are needed to take the op back, or to keep it, later.
    """

    seq: Seq
    op_id: OpId
    row: RowId
    kind: OpKind
    gesture_id: GestureId
    at: datetime
    count: int = 0  # type: ignore[assignment] # a tuple's own count is of no use here
    undoes: OpId | None = None
    actor: str = ""
    before: Value = NONE
    party: int = 1


class ConflictKind(StrEnum):
    FOREIGN = "foreign"
    DUPLICATE = "duplicate"


class Conflict(NamedTuple):
    """Two readings of one row that only a person can choose between.

    `server` is what was read; `mine` what this device would make of it.
    """

    kind: ConflictKind
    server: Value
    mine: Value


class Shadow(NamedTuple):
    """What is known of the server for one row; local wishes are never stored here.

    `a` is the value last known there and includes every op up to `a_seq`; `r` is the value the
    ops count from, and ops up to `r_seq` are already part of it; ops up to `v_seq` are verified.
    """

    a: Value = NONE
    a_seq: Seq = Seq(0)
    r: Value = NONE
    r_seq: Seq = Seq(0)
    v_seq: Seq = Seq(0)
    attendance_id: AttendanceId | None = None
    conflict: Conflict | None = None
    changed_from: Value | None = None


class Parking(NamedTuple):
    """Ops of a row that the server refuses for good, up to `seq`, with the reason in words.

    `kept`: a person decided to keep them here as a local walk-in; the row then sends nothing.
    """

    seq: Seq
    reason: str
    kept: bool = False


class Attempt(NamedTuple):
    """A write that was committed to the journal before it went out."""

    attempt_id: AttemptId
    row: RowId
    target: Value
    from_seq: Seq
    upto_seq: Seq


class Link(StrEnum):
    """How the site is reached, as the whole program sees it."""

    STARTING = "starting"
    ONLINE = "online"
    OFFLINE = "offline"
    SIGN_IN = "sign_in"
    NO_BOOKINGS_APP = "no_bookings_app"
    THROTTLED = "throttled"
    ELSEWHERE = "elsewhere"
    UNWRITABLE = "unwritable"
    STUCK = "stuck"


class Rows(NamedTuple):
    """How many rows a person finds listed: those that wait, are checked, or need a decision.

    A row is in one of them at most, the last that fits; several ops of it are still one row.
    """

    waiting: int = 0
    checked: int = 0
    attention: int = 0


class Tally(NamedTuple):
    """How many ops of this device are in each state; `rows`: in what a person sees of them."""

    saved: int = 0
    in_doubt: int = 0
    sent: int = 0
    verified: int = 0
    conflict: int = 0
    parked: int = 0
    rows: Rows = Rows()

    @property
    def unsent(self) -> int:
        """Ops that are only on this computer, as far as is known."""
        return self.saved + self.in_doubt

    @property
    def needs_attention(self) -> int:
        return self.conflict + self.parked


class Mode(StrEnum):
    """How the devices of one desk keep out of each other's way."""

    ALONE = "alone"
    SLOTS = "slots"
    LEDGER = "ledger"


class Loading(NamedTuple):
    """How many sessions of a large day are loaded, while it is; `total` is 0 otherwise."""

    done: int = 0
    total: int = 0


class SyncStatus(NamedTuple):
    """What the worker tells the window after each pass. Times are aware, UTC.

    `hitch`: where the way to the site is stuck while it is offline, a value of `checkup.Hitch`.
    """

    link: Link = Link.STARTING
    tally: Tally = Tally()
    message: str = ""
    last_pull: datetime | None = None
    clock_off_s: float = 0.0
    requests: int = 0
    next_in_s: float = 30.0
    mode: Mode = Mode.ALONE
    loading: Loading = Loading()
    hitch: str = ""

    @property
    def online(self) -> bool:
        return self.link is Link.ONLINE
