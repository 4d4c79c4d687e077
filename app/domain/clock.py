"""Two clocks: the wall's, which may jump, and the monotonic one, which measures ages."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """This computer's wall clock, aware, UTC."""

    def monotonic(self) -> float:
        """Seconds that never run backwards; they mean nothing to another process."""
