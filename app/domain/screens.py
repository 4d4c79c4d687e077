"""How large a screen is, as somebody types it or as the system tells it."""

from __future__ import annotations

import math
import re
from typing import Final

LEAST_IN: Final = 4.0
MOST_IN: Final = 120.0
LEAST_PPI: Final = 50.0
MOST_PPI: Final = 250.0
CM: Final = 2.54
_TYPED: Final = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)\s*(cm|in|inch|inches|zoll|[\"”″]|'')?")
"""A diagonal, in inches where nothing else is said."""


def inches_in(text: str) -> float | None:
    """The diagonal that was typed; None where no screen is that large, or it is no number."""
    found = _TYPED.fullmatch("".join(text.split()).lower())
    if found is None:
        return None
    inches = float(found[1].replace(",", ".")) / (CM if found[2] == "cm" else 1)
    return round(inches, 1) if LEAST_IN <= inches <= MOST_IN else None


def inches_told(width_px: float, height_px: float, width_mm: float, height_mm: float) -> float:
    """What the system says of a screen; 0 where that can hardly be: many make it up."""
    inches = math.hypot(width_mm, height_mm) / (10 * CM)
    if inches < LEAST_IN:
        return 0.0
    ppi = math.hypot(width_px, height_px) / inches
    return round(inches, 1) if LEAST_PPI <= ppi <= MOST_PPI else 0.0
