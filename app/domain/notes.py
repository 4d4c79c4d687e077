"""What a note may be: one short line of words, shown as they were typed."""

import unicodedata
from typing import Final

from app.domain.errors import Refusal

MOST: Final = 200
_TURNS: Final = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


def note_of(typed: str) -> str:
    """One line, without what would turn the words around it; empty where nothing is left."""
    kept = "".join(" " if c.isspace() else c for c in typed if c not in _TURNS)
    kept = "".join(c for c in kept if unicodedata.category(c) not in ("Cc", "Cs"))
    words = " ".join(kept.split())
    if len(words) > MOST:
        raise Refusal(f"A note has at most {MOST} characters.")
    return words
