"""What a connection test asks and finds, and what is pasted for one: need by need, in our words."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final, NamedTuple

from app.domain.errors import NoBookingsApp, NotAllowed, SiteError, Unreachable
from app.domain.site import SiteFacts

COUNTED_MOST: Final = 50
"""Of so many sessions the bookings are counted: enough to know the day by."""

_GUID: Final = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_WRONG_KEY: Final = ("401", "UNAUTHENTICATED")


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


class Trial(NamedTuple):
    """`asked`: each need that was asked, with what stood in its way."""

    asked: tuple[tuple[Need, SiteError | None], ...]
    facts: SiteFacts | None = None
    sessions: int = 0
    bookings: int = 0

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
