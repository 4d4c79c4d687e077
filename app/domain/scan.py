"""What a scanned text means: a booking's id, an address with one in it, or a booking's short code.

The text itself is nobody's business: it is compared, and neither shown nor logged.
"""

from __future__ import annotations

import hashlib
import re
from enum import StrEnum
from functools import reduce
from typing import Final, NamedTuple

from app.domain.burst import Burst
from app.domain.model import BookingId

ALPHABET: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""32 signs that nobody takes for one another: no I, O, 0 and 1."""
SHORT: Final = 6
_SHORT_BITS: Final = (1 << 5 * SHORT) - 1
AGAIN_MS: Final = 3_000.0

_ID: Final = re.compile(
    r"(?<![0-9a-f-])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-f-])", re.IGNORECASE
)
_ADDRESS: Final = re.compile(r"https?://", re.IGNORECASE)


class Code(NamedTuple):
    """What to look for: one of these ids (an address may hold several), or a short code."""

    ids: tuple[str, ...] = ()
    short: str = ""

    def names(self, booking_id: BookingId) -> bool:
        """Whether it means this booking."""
        if self.short:
            return short_code(booking_id) == self.short
        return booking_id.lower() in self.ids


def short_code(booking_id: BookingId) -> str:
    """Six signs that stand for a booking: the same on every computer, and kept nowhere."""
    number = short_number(booking_id)
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(SHORT)))


def short_number(booking_id: BookingId) -> int:
    """The same as a number, for who looks through ten thousand."""
    digest = hashlib.sha256(booking_id.lower().encode()).digest()
    return int.from_bytes(digest[:4], "big") & _SHORT_BITS


def short_number_in(text: str) -> int | None:
    """What a short code says, however it is written; None where it is none."""
    signs = text.upper().replace("-", "")
    if len(signs) != SHORT or not all(sign in ALPHABET for sign in signs):
        return None
    return reduce(lambda number, sign: number << 5 | ALPHABET.index(sign), signs, 0)


def code_in(text: str) -> Code | None:
    """Read a text whatever CapsLock made of it; None where it is no code of a booking."""
    text = text.strip()
    if _ADDRESS.match(text):
        found = tuple(each.lower() for each in _ID.findall(text))
        return Code(found) if found else None
    if _ID.fullmatch(text):
        return Code((text.lower(),))
    short = text.upper().replace("-", "")
    if len(short) == SHORT and all(sign in ALPHABET for sign in short):
        return Code(short=short)
    return None


class Verdict(StrEnum):
    """What became of a scan. `AGAIN`: the same as a moment ago, and not counted."""

    CODE = "code"
    NO_CODE = "no_code"
    NO_PREFIX = "no_prefix"
    TOO_LONG = "too_long"
    AGAIN = "again"


class Scan(NamedTuple):
    """A burst, judged. `code` is there where the verdict is `CODE` or `AGAIN`."""

    burst: Burst
    verdict: Verdict
    code: Code | None = None


class Judge:
    """Knows what was scanned last, so that a code held before the scanner counts once.

    `prefix`: what the scanner was told to send before each code; nothing, where it was not.
    """

    def __init__(self, prefix: str = "") -> None:
        self.prefix = prefix
        self._last = ""
        self._last_ms = -AGAIN_MS

    def judge(self, burst: Burst, at_ms: float) -> Scan:
        if burst.too_long:
            return Scan(burst, Verdict.TOO_LONG)
        text = burst.text
        if not text.startswith(self.prefix):
            return Scan(burst, Verdict.NO_PREFIX)
        code = code_in(text.removeprefix(self.prefix))
        if text == self._last and at_ms - self._last_ms <= AGAIN_MS:
            return Scan(burst, Verdict.AGAIN, code)
        self._last, self._last_ms = text, at_ms
        return Scan(burst, Verdict.CODE if code else Verdict.NO_CODE, code)
