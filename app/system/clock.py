"""This computer's clocks."""

from __future__ import annotations

import time
from datetime import UTC, datetime


class SystemClock:
    """The wall clock and the monotonic one, as `app.domain.clock.Clock` asks for them."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()
