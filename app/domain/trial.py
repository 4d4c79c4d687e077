"""What a connection test asks and finds, and what is pasted for one: need by need, in our words."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final, NamedTuple

from app.domain.errors import NoBookingsApp, NotAllowed, SiteError, Unreachable
from app.domain.listing import Listing, Offer
from app.domain.model import Booking, Session, SessionKind
from app.domain.site import SiteFacts

COUNTED_MOST: Final = 50
"""Of so many sessions the bookings are counted: enough to know the day by."""

_GUID: Final = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_WRONG_KEY: Final = (
    *("401", "UNAUTHENTICATED"),
    *("invalid_client", "invalid_grant", "invalid_request", "unauthorized_client"),
)
"""Of a key, and of an app that asks for a token (RFC 6749, section 5.2)."""


class Need(Enum):
    """What a day at the desk asks of the site, in the order in which it is asked."""

    SITE = "site"
    SESSIONS = "sessions"
    BOOKINGS = "bookings"
    CHECKED_IN = "checked_in"
    CHECKING_IN = "checking_in"


class Cause(Enum):
    """The one thing to put right first."""

    NONE = "none"
    NO_ANSWER = "no_answer"
    WRONG_KEY = "wrong_key"
    WRONG_SITE = "wrong_site"
    NO_BOOKINGS = "no_bookings"
    NOT_ALLOWED = "not_allowed"
    REFUSED = "refused"


class Day(NamedTuple):
    """The sessions that are held, by start, and who booked into the first of them."""

    sessions: tuple[Session, ...] = ()
    bookings: tuple[Booking, ...] = ()


class Trial(NamedTuple):
    """`asked`: each need that was asked, with what stood in its way.

    `counted`: of so many of the sessions the bookings are known. `offer`: what a desk may choose to
    list.
    """

    asked: tuple[tuple[Need, SiteError | None], ...]
    facts: SiteFacts | None = None
    sessions: int = 0
    bookings: int = 0
    counted: int = COUNTED_MOST
    day: Day = Day()
    offer: Offer = Offer()

    def of(self, listing: Listing) -> Trial:
        """The same, with the day as a desk that lists so much has it."""
        listed = [each for each in self.day.sessions if listing.lists(each)]
        counted = [each for each in self.day.sessions[:COUNTED_MOST] if listing.lists(each)]
        places = {place_of(each) for each in counted}
        booked = sum((each.event_id or each.schedule_id) in places for each in self.day.bookings)
        return self._replace(sessions=len(listed), bookings=booked, counted=len(counted))

    @property
    def failed(self) -> list[SiteError]:
        return [error for _, error in self.asked if error is not None]

    @property
    def cause(self) -> Cause:
        failed = self.failed
        if not failed:
            return Cause.NONE
        for kind, cause in ((Unreachable, Cause.NO_ANSWER), (NoBookingsApp, Cause.NO_BOOKINGS)):
            if any(isinstance(error, kind) for error in failed):
                return cause
        denied = [error for error in failed if isinstance(error, NotAllowed)]
        if not denied:
            return Cause.REFUSED
        if len(denied) < len(self.asked):
            return Cause.NOT_ALLOWED
        # One that may do nothing at all is another kind of wrong than one that lacks something.
        return Cause.WRONG_KEY if denied[0].code in _WRONG_KEY else Cause.WRONG_SITE

    @property
    def key_is_known(self) -> bool:
        """Whether the key is worth keeping: nothing was said against it as a whole."""
        return self.cause not in (Cause.WRONG_KEY, Cause.WRONG_SITE)


def place_of(session: Session) -> str | None:
    """What its bookings name: a course is booked as a whole."""
    return session.schedule_id if session.kind is SessionKind.COURSE else session.event_id


def pasted_site_id(text: str) -> str:
    """The site id in what was pasted: itself, or the address of a dashboard. Empty for neither."""
    found = "".join(text.split()).lower()
    if whole := re.fullmatch(rf"\W*({_GUID})\W*", found):
        return whole[1]
    if inside := re.search(rf"/dashboard/({_GUID})(?![0-9a-f-])", found):
        return inside[1]
    return ""


def pasted_key(text: str) -> str:
    """The key without what copying adds: spaces, line breaks, marks that nobody sees, quotes."""
    return "".join(c for c in text if c.isprintable() and not c.isspace()).strip("\"'“”‘’")
