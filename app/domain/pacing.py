"""When to try again, and how much may be asked for: full jitter, and a budget of requests.

Source of the figures: Wix allows about 200 requests a minute and site; a device keeps to its
share of 180, and a device that is alone may use all of it while it drains its queue.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

CAP_S = 60.0
FIRST_S = 1.0
PROBE_EVERY_S = 5.0
DRAIN_PER_MINUTE = 180
SHARE_PER_MINUTE = 60
STEADY_PER_MINUTE = 20
"""What a device asks for while nothing happens."""
WINDOW_S = 60.0


def retry_in_s(tries: int, random: Callable[[], float]) -> float:
    """Full jitter: anywhere in 0 .. min(60 s, 1 s * 2^tries). `random` gives 0 <= x < 1."""
    return random() * min(CAP_S, FIRST_S * float(1 << min(tries, 16)))


def share_per_minute(devices: int, *, draining: bool) -> int:
    """Requests a minute that one of so many devices may send."""
    if devices <= 1 and draining:
        return DRAIN_PER_MINUTE
    return min(SHARE_PER_MINUTE, DRAIN_PER_MINUTE // max(1, devices))


@dataclass(slots=True)
class Budget:
    """A sliding minute of requests. Times are monotonic seconds."""

    per_minute: int = SHARE_PER_MINUTE
    _sent_at: deque[float] = field(default_factory=deque)

    @property
    def room(self) -> int:
        """So many are waited for where a whole day is loaded: with less, no portion is complete."""
        return max(1, self.per_minute // 2)

    def free_in_s(self, now: float, requests: int = 1) -> float:
        """0 where so many requests may go now, else the seconds until they may."""
        return self._freed_in_s(now, requests, self.per_minute)

    def spare_in_s(self, now: float, per_minute: int) -> float:
        """The same for one request that may not make it more than so many a minute, all told."""
        return self._freed_in_s(now, 1, min(per_minute, self.per_minute))

    def _freed_in_s(self, now: float, requests: int, per_minute: int) -> float:
        while self._sent_at and self._sent_at[0] <= now - WINDOW_S:
            self._sent_at.popleft()
        over = len(self._sent_at) + requests - per_minute
        return 0.0 if over <= 0 else self._sent_at[over - 1] + WINDOW_S - now

    def spend(self, now: float) -> None:
        self._sent_at.append(now)
