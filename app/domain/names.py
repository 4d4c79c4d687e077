"""How a client is called on the screen and sorted in a list."""

from __future__ import annotations

import unicodedata

from app.domain.folding import fold

NO_NAME = "No name"


def display_name(first: str | None, last: str | None) -> str:
    """First and last name as typed in Wix, without control characters; never empty."""
    joined = " ".join(part.strip() for part in (first, last) if part and part.strip())
    kept = "".join(c for c in joined if not unicodedata.category(c).startswith("Cc"))
    return kept.strip() or NO_NAME


def sort_key(name: str) -> str:
    """Accents, case and marks do not decide the order of a list; a screen knows its language's."""
    return fold(name) or name


def phone_tail(phone: str | None, digits: int = 7) -> str:
    """The last digits of a phone number, in ASCII: enough to find and to tell people apart."""
    if not phone:
        return ""
    plain = [str(unicodedata.decimal(c)) for c in phone if c.isdecimal()]
    return "".join(plain)[-digits:]
