"""Who has booked what in the studio's sessions, and who of them has come."""

from dataclasses import dataclass, field

from app.demo.errors import Json
from app.demo.seed_people import PEOPLE


@dataclass(frozen=True, slots=True)
class Row:
    """One booking: the client's place in the table of people, the party, and what became of it.

    `new`: a client whom the site has never seen before, of the same name and addresses.
    """

    person: int
    party: int = 1
    came: int | None = None
    status: str = "CONFIRMED"
    variants: tuple[int, ...] = ()
    new: bool = False
    extra: Json = field(default_factory=dict)


NO_SHOW = 0
"""`came` of somebody marked as not attended; None is somebody never marked."""

_NULLS: Json = {
    "additionalFields": None,
    "formSubmissionId": None,
    "allowedActions": None,
    "bookingSource": {"platform": "WEB", "actor": "CUSTOMER"},
}

# 18 places, 17 taken; of the 12 bookings that count, four have come at least in part.
RUNNING = (
    Row(0, 4),
    Row(1, 1, came=1),
    Row(2, 2, came=1),
    Row(3, 1, came=1),
    Row(4, 1, extra=_NULLS),
    Row(5, 1, new=True),
    Row(8, 1),
    Row(9, 1, came=1),
    Row(10, 1, new=True),
    Row(11, 1, extra={"doubleBooked": True}),
    Row(12, 2, variants=(1, 1)),
    Row(15, 1, status="PENDING"),
    Row(16, 2, status="CANCELED"),
    Row(17, 1, status="WAITING_LIST"),
    Row(18, 1, status="DECLINED"),
    Row(19, 1, status="CREATED"),
)
FULL = (
    Row(21, 9, extra={"numberOfParticipants": 9}),
    Row(22, 1),
    Row(23, 1, new=True),
    Row(24, 1, extra={"contactDetails": None}),
    Row(27, 2, variants=(2,)),
    Row(26, 1, status="WAITING_LIST"),
    Row(29, 2, status="WAITING_LIST"),
)
EARLY = (
    Row(20, 1, came=1),
    Row(21, 2, came=2),
    Row(22, 1, came=NO_SHOW),
    Row(25, 1, came=1),
    Row(30, 3, came=2),
    Row(31, 1, came=1),
    Row(6, 1),
)
LATE_MORNING = (
    Row(7, 1, came=1),
    Row(13, 2, came=2),
    Row(14, 1, came=NO_SHOW),
    Row(17, 1, came=1),
    Row(28, 1, came=1, extra={"extendedFields": {"namespaces": {"@studio": {"mat": True}}}}),
)
CALLED_OFF = (Row(29, 1, status="CANCELED"), Row(30, 2, status="CANCELED"))
TREATED = (Row(18, 1, came=1),)
TREATMENT = (Row(25, 1),)
UNDECIDED = Row(29, 1, status="PENDING")
COURSE = (
    Row(3, 1),
    Row(6, 1),
    Row(8, 1),
    Row(19, 2),
    Row(24, 1),
    Row(26, 1),
    Row(31, 1),
)
PAST_CLASS = (Row(1, 1, came=1), Row(8, 1, came=NO_SHOW), Row(13, 2, came=2), Row(20, 1, came=1))
PAST_TREATMENT = (Row(2, 1, came=1),)
COMING_CLASS = (Row(0, 2), Row(9, 1), Row(16, 1), Row(21, 2), Row(27, 1))
COMING_TREATMENT = (Row(30, 1),)
_NEW = {row.person for row in (*RUNNING, *FULL) if row.new}
LONG_AGO = tuple(Row(person) for person in range(len(PEOPLE)) if person not in _NEW)
"""Whoever is not here for the first time has been here before."""
EMPTY: tuple[Row, ...] = ()
