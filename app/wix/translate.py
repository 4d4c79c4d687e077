"""The one place where the failures of httpx and the answers of Wix become our errors."""

from __future__ import annotations

from datetime import UTC
from typing import Final

import httpx

from app.domain.errors import (
    NoBookingsApp,
    NotAllowed,
    NotFound,
    NotSent,
    RowRefused,
    SiteError,
    Stale,
    Throttled,
    Unreachable,
)
from app.wix.exchange import Answer, http_date, tidy

NOT_FROM_WIX: Final = "The answer was not from Wix."
TOO_LATE: Final = "Wix did not answer in time."
BROKEN: Final = "Wix has a problem of its own."
BLOCKED: Final = "The request was blocked on the way to Wix."
WAIT_S: Final = 60.0
"""Wix documents no Retry-After, only the advice to wait about a minute."""
WAIT_MOST_S: Final = 600.0

NEVER_LEFT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.InvalidURL,
    UnicodeError,  # a host name that the resolver cannot even spell
)

REFUSALS: Final[dict[int, type[RowRefused]]] = {
    **dict.fromkeys((400, 405, 410, 422, 501), RowRefused),
    404: NotFound,
    409: Stale,
}

SENTENCES: Final = {
    "ATTENDANCE_NOT_FOUND": "Wix does not have this check-in any more.",
    "BOOKING_NOT_FOUND": "Wix does not know this booking.",
    "BOOKING_POLICY_VIOLATION": "The booking policy in Wix does not allow this.",
    "INVALID_BOOKING_STATUS": "The status of the booking in Wix does not allow this.",
    "NO_OPEN_SPOTS": "This session is full in Wix.",
    "SCHEDULE_CAPACITY_EXCEEDED": "This course is full in Wix.",
    "SESSION_CAPACITY_EXCEEDED": "This session is full in Wix.",
    "SESSION_ID_NOT_PROVIDED": "Wix could not tell which session this belongs to.",
    "SESSION_NOT_FOUND": "Wix does not know this session.",
    "SLOT_NOT_AVAILABLE": "Wix takes no more bookings for this session.",
}


def lost(failure: Exception) -> SiteError:
    """What it means that no answer came: never sent, or nobody knows."""
    if isinstance(failure, NEVER_LEFT):
        return NotSent("There is no connection to Wix.", code=type(failure).__name__)
    if isinstance(failure, httpx.TimeoutException):
        return Unreachable(TOO_LATE, code=type(failure).__name__)
    return Unreachable("The connection to Wix broke off.", code=type(failure).__name__)


def not_from_wix(request_id: str = "") -> Unreachable:
    """A success that does not hold what was asked for: what it stands for is not known."""
    return Unreachable(NOT_FROM_WIX, code="NOT_FROM_WIX", request_id=request_id)


def verdict(answer: Answer) -> SiteError | None:
    """None for a success, which is exactly 200 with a JSON object; else the error to raise."""
    status, about = answer.status, answer.request_id
    code = reason(answer.document) or str(status)
    if status == 200:
        return None if answer.document is not None else not_from_wix(about)
    if status in (401, 403):
        return _no_entry(answer, code)
    if status == 428:
        return _not_ready(code, about)
    if status == 429:
        return Throttled(
            "Wix asks to wait a moment.", retry_after_s=_wait_s(answer), request_id=about
        )
    if kind := REFUSALS.get(status):
        return refusal(kind, code, about)
    return Unreachable(_trouble(status), code=code, request_id=about)


def _trouble(status: int) -> str:
    if status in (408, 425, 504):
        return TOO_LATE
    return BROKEN if status >= 500 else NOT_FROM_WIX


def item_refusal(code: str, request_id: str) -> RowRefused:
    """The same for one entry of a bulk, which comes with a code and no status."""
    if code.endswith("NOT_FOUND"):
        return refusal(NotFound, code, request_id)
    if code in ("CONFLICT", "ALREADY_EXISTS", "ABORTED") or "REVISION" in code:
        return refusal(Stale, code, request_id)
    return refusal(RowRefused, code, request_id)


def refusal(kind: type[RowRefused], code: str, request_id: str) -> RowRefused:
    """Wix's own words are left out: they are for programmers, and may hold a name."""
    general = {
        NotFound: "Wix does not know this booking or session.",
        Stale: "Somebody else changed this in Wix meanwhile.",
    }.get(kind, "Wix did not accept this.")
    return kind(SENTENCES.get(code, general), code=code, request_id=request_id)


def reason(document: dict[str, object] | None) -> str:
    """The code in an error's body, in the order that Wix's own client reads it."""
    body = document or {}
    details = _object(body.get("details"))
    violations = _object(details.get("validationError")).get("fieldViolations")
    if isinstance(violations, list) and violations:
        first = _object(violations[0])
        return tidy(f"{first.get('violatedRule') or 'VALIDATION'}:{first.get('field') or ''}")
    code = _object(details.get("applicationError")).get("code") or body.get("error")
    return tidy(code) if isinstance(code, str) else ""


def _object(found: object) -> dict[str, object]:
    return found if isinstance(found, dict) else {}


def app_refused(answer: Answer) -> NotAllowed:
    """A 401 for a token that is new: the app was taken off the site, or its rights were."""
    text = "Wix does not accept the app on this site. Is it still installed there?"
    return NotAllowed(text, code=reason(answer.document), request_id=answer.request_id)


def _no_entry(answer: Answer, code: str) -> SiteError:
    """The edge blocks some programs with an empty 403: that is no word about the permissions."""
    about = answer.request_id
    if answer.status == 401:
        return NotAllowed("Wix does not accept the key of this site.", code=code, request_id=about)
    if answer.document is None:
        return Unreachable(BLOCKED, code=code, request_id=about)
    text = "The key has no permission for this, or is for another site."
    if answer.by_app:
        text = "The app has no permission for this, or is for another site."
    return NotAllowed(text, code=code, request_id=about)


def _not_ready(code: str, request_id: str) -> SiteError:
    """428 speaks of the whole site unless a code speaks of a booking."""
    general = ("428", "FAILED_PRECONDITION", "PRECONDITION_FAILED")
    if code in general or "INSTALL" in code:
        return NoBookingsApp("Wix Bookings is not on this site.", code=code, request_id=request_id)
    return refusal(RowRefused, code, request_id)


def _wait_s(answer: Answer) -> float:
    """Retry-After in seconds or as a date, which counts on the server's own clock."""
    asked = answer.headers.get("retry-after", "").strip()
    if asked.isascii() and asked.isdigit():
        return _capped(float(asked[:9]))
    if until := http_date(asked):
        now = answer.server_time or answer.at
        return _capped((until - now.astimezone(UTC)).total_seconds())
    return WAIT_S


def _capped(wait_s: float) -> float:
    return min(WAIT_MOST_S, max(1.0, wait_s))
