"""What a staff PIN is made of."""

from __future__ import annotations

from typing import Final

PIN_DIGITS: Final = 6


def is_pin(text: str) -> bool:
    """Six digits: no sign that a number pad lacks."""
    return len(text) == PIN_DIGITS and text.isascii() and text.isdecimal()
