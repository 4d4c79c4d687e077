"""Where a question got stuck, told from what httpx raised or from what came back."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from typing import Final

import httpx

from app.domain.checkup import Hitch
from app.domain.errors import NoBookingsApp, NotAllowed, RowRefused, SiteError, Throttled
from app.wix.exchange import Answer
from app.wix.translate import BLOCKED, BROKEN, NOT_FROM_WIX, TOO_LATE, verdict

NOT_AT_THIS_TIME: Final = (9, 10)
"""OpenSSL's codes for a certificate that is not valid yet, and for one that expired."""

UNDERSTOOD: Final = (400, 404, 409, 422, 428)
"""A write that can come to nothing is refused with one of these, by whoever may write."""

_TAKEN_FOR: Final = {
    BLOCKED: Hitch.BLOCKED,
    BROKEN: Hitch.BROKEN,
    NOT_FROM_WIX: Hitch.PORTAL,
    TOO_LATE: Hitch.LATE,
}

KINDS: Final[tuple[tuple[type[SiteError], Hitch], ...]] = (
    (NoBookingsApp, Hitch.NO_BOOKINGS),
    (NotAllowed, Hitch.NO_PERMISSION),
    (Throttled, Hitch.THROTTLED),
    (RowRefused, Hitch.REFUSED),
)


def of_failure(error: SiteError) -> Hitch:
    """Why no answer came."""
    if isinstance(error, NotAllowed):
        return Hitch.KEY
    if isinstance(error, Throttled):
        return Hitch.THROTTLED
    causes = list(_causes(error))
    if not causes:
        return Hitch.NOT_WIX  # what answered the question for a token
    if isinstance(causes[0], (httpx.UnsupportedProtocol, httpx.InvalidURL)):
        return Hitch.SETTINGS
    if isinstance(causes[0], (httpx.HTTPError, UnicodeError)):
        return _of_names(causes) or _of_tls(causes) or _of_line(causes[0])
    return Hitch.SETTINGS


def of_loss(error: SiteError) -> str:
    """Why the site counts as offline: a value of `Hitch`, empty where the site itself refused."""
    if isinstance(error, RowRefused):
        return ""
    return (_TAKEN_FOR.get(str(error)) or of_failure(error)).value


def of_answer(answer: Answer, *, refusable: bool = False) -> Hitch | None:
    """What stands between the question and a good answer.

    `refusable`: the question was made to be refused, so a refusal of the right kind is good.
    """
    error = verdict(answer)
    if error is None:
        return None
    if answer.document is None:
        return _of_strangers(answer.status)
    if refusable and isinstance(error, RowRefused) and answer.status in UNDERSTOOD:
        return None
    if answer.status == 401:
        return Hitch.KEY
    other = Hitch.BROKEN if answer.status >= 500 else Hitch.NOT_WIX
    return next((hitch for kind, hitch in KINDS if isinstance(error, kind)), other)


def _of_strangers(status: int) -> Hitch:
    """An answer without JSON: Wix has none such but for its troubles, its no and its wait."""
    known = {
        401: Hitch.KEY,
        403: Hitch.BLOCKED,
        428: Hitch.NO_BOOKINGS,
        429: Hitch.THROTTLED,
        511: Hitch.PORTAL,  # Network Authentication Required
    }
    if 200 <= status < 400:
        return Hitch.PORTAL
    return known.get(status, Hitch.BROKEN if status >= 500 else Hitch.NOT_WIX)


def _of_line(lost: BaseException) -> Hitch:
    if isinstance(lost, httpx.ProxyError):
        return Hitch.PROXY_SIGN_IN if str(lost).startswith("407") else Hitch.PROXY_REFUSES
    if isinstance(lost, (httpx.ConnectError, httpx.ConnectTimeout)):
        return Hitch.NO_ANSWER
    return Hitch.LATE if isinstance(lost, httpx.TimeoutException) else Hitch.BROKE_OFF


def _of_names(causes: list[BaseException]) -> Hitch | None:
    for each in causes:
        if isinstance(each, socket.gaierror):
            return Hitch.OFFLINE if each.errno == socket.EAI_AGAIN else Hitch.NO_NAME
        if isinstance(each, UnicodeError):
            return Hitch.NO_NAME
    return None


def _of_tls(causes: list[BaseException]) -> Hitch | None:
    for each in causes:
        if isinstance(each, ssl.SSLCertVerificationError):
            at_another_time = each.verify_code in NOT_AT_THIS_TIME
            return Hitch.CERTIFICATE_TIME if at_another_time else Hitch.CERTIFICATE
        if isinstance(each, ssl.SSLError):
            return Hitch.NOT_TLS
    return None


def _causes(error: BaseException) -> Iterator[BaseException]:
    """What it was raised from, however deep: httpx wraps httpcore, which wraps the system."""
    found = error.__cause__ or error.__context__
    while found is not None:
        if not isinstance(found, SiteError):
            yield found
        found = found.__cause__ or found.__context__
