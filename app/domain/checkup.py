"""What a check-up finds: on this computer, on the way to the site, and in what the key may do."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from app.domain.model import EventId, RowId


class Trouble(StrEnum):
    """What a finding stands in the way of. The first that was found speaks for the whole."""

    STORE = "store"
    SETTING = "setting"
    NOT_ALLOWED = "not allowed"
    UNREACHABLE = "unreachable"
    OTHER = "other"
    UNKNOWN = "unknown"
    """Not looked at: something else stands in the way."""


class Finding(NamedTuple):
    """One line of a check-up. `trouble` is None where all is well; advice may come all the same.

    `in_window`: what to do for whoever sees it there, where that is something else.
    """

    check: str
    detail: str
    advice: str = ""
    trouble: Trouble | None = None
    in_window: str = ""

    @property
    def ok(self) -> bool:
        return self.trouble is None

    @property
    def to_do(self) -> str:
        """The advice of the window."""
        return self.in_window or self.advice


class Hitch(StrEnum):
    """Where a question to the site got stuck."""

    OFFLINE = "the name server does not answer"
    NO_NAME = "nobody knows the name"
    NO_ANSWER = "no connection"
    BROKE_OFF = "the connection broke off"
    LATE = "no answer in time"
    NOT_TLS = "what answers does not speak TLS"
    CERTIFICATE = "an unknown authority signed the certificate, or it is for another name"
    CERTIFICATE_TIME = "the certificate is not valid at this time"
    PROXY_SIGN_IN = "the proxy asks for a password"
    PROXY_REFUSES = "the proxy refuses"
    SETTINGS = "the proxy or certificate settings make no sense"
    PORTAL = "a page of HTML in place of an answer"
    BLOCKED = "403 without a word"
    NOT_WIX = "an answer that is none of the site's"
    BROKEN = "the site has a problem of its own"
    THROTTLED = "429"
    KEY = "401"
    NO_PERMISSION = "403"
    NO_BOOKINGS = "428"
    REFUSED = "the site does not take the question"


REACHED = frozenset(
    {
        Hitch.BROKEN,
        Hitch.THROTTLED,
        Hitch.KEY,
        Hitch.NO_PERMISSION,
        Hitch.NO_BOOKINGS,
        Hitch.REFUSED,
    }
)
"""The site itself answered."""


class Permission(NamedTuple):
    """What a key needs, by the name in the dashboard, and what the desk needs it for."""

    name: str
    purpose: str


class Asked(NamedTuple):
    """What became of one question; `hitch` is None where the answer was good.

    `words`: what is wrong with the credentials, where more is known than that they are refused.
    """

    permission: Permission
    hitch: Hitch | None = None
    request_id: str = ""
    words: str = ""


class Double(NamedTuple):
    """A row that the site holds more than once."""

    row: RowId
    entries: int


class Near(NamedTuple):
    """What is asked about: the site's day, and the sessions nearest to now."""

    start: datetime
    end: datetime
    zone: str
    events: tuple[EventId, ...] = ()


class Way(NamedTuple):
    """How the site is reached. `proxy` is host and port alone: its password is nobody's business.

    `has_key`: without one only the way is looked at. `by_app`: an app asks in place of a key.
    """

    host: str
    proxy: str = ""
    ca_file: str = ""
    has_key: bool = True
    by_app: bool = False


class SiteReport(NamedTuple):
    """The questions in the order they were asked, up to the first that found no way."""

    asked: tuple[Asked, ...]
    clock_off_s: float | None = None
    doubles: tuple[Double, ...] = ()

    @property
    def stopped_by(self) -> Hitch | None:
        """What stands in the way of every further question."""
        hitch = self.asked[-1].hitch
        return None if hitch in (Hitch.NO_PERMISSION, Hitch.REFUSED) else hitch

    @property
    def reached(self) -> bool:
        first = self.asked[0].hitch
        return first is None or first in REACHED


class Looked(NamedTuple):
    """What became of a look at the site; without a report nothing could be asked at all."""

    findings: tuple[Finding, ...] = ()
    report: SiteReport | None = None

    @property
    def doubles(self) -> tuple[Double, ...] | None:
        """None where the site was not reached."""
        return self.report.doubles if self.report and self.report.reached else None

    @property
    def clock_off_s(self) -> float | None:
        """None where the site told no time."""
        return self.report.clock_off_s if self.report else None
