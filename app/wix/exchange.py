"""One question and its answer, as far as they are the same for every method of Wix."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


@dataclass(frozen=True, slots=True)
class Call:
    """What is asked. `operation` is its name in the log, which sees nothing else of it."""

    operation: str
    method: str
    path: str
    body: Mapping[str, object] | None = None
    params: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `document` is None where the body is anything but a JSON object.

    `by_app`: it was not a key that asked.
    """

    status: int
    at: datetime
    document: dict[str, object] | None = field(repr=False, default=None)
    headers: Mapping[str, str] = field(repr=False, default_factory=dict)
    by_app: bool = False

    @property
    def request_id(self) -> str:
        return tidy(self.headers.get("x-wix-request-id", ""))

    @property
    def server_time(self) -> datetime | None:
        return http_date(self.headers.get("date", ""))


def json_object(body: bytes) -> dict[str, object] | None:
    """The JSON object in the body, or None.

    A broken character is replaced: one garbled name must not hide the whole list.
    """
    try:
        found = json.loads(body.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):  # also numbers and nestings beyond what Python takes
        return None
    return found if isinstance(found, dict) else None


def http_date(text: str) -> datetime | None:
    """The moment of a `Date` or `Retry-After` header, aware; None where it is none."""
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):  # the parser is not tidy about it
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def tidy(text: object, most: int = 120) -> str:
    """A foreign id or code, safe to log and to show: printable ASCII, no spaces, not endless."""
    return "".join(c for c in str(text)[:most] if "!" <= c <= "~")
