"""What was asked of the site, kept for tests to look at."""

import threading
import time
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SeenRequest:
    """One request; status 0 means that no answer was given."""

    method: str
    operation: str
    status: int
    at: float
    path: str


@dataclass(frozen=True, slots=True)
class SeenWrite:
    """One attendance write that was attempted; a deletion has the status DELETED."""

    booking_id: str | None
    event_id: str | None
    status: str | None
    number: int | None
    applied: bool
    party: int | None
    at: float = field(default_factory=time.monotonic)

    @property
    def forbidden(self) -> bool:
        """Whether no client of ours may ever send this."""
        if self.status == "DELETED":
            return False
        if not self.event_id:
            return True
        if self.status == "ATTENDED":
            return self.number is None or self.number < 1
        return self.status == "NOT_ATTENDED" and self.number is not None

    @property
    def over_party(self) -> bool:
        """Whether more were marked than the booking has people."""
        return self.party is not None and (self.number or 0) > self.party


class Records:
    """Both lists, thread safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests: list[SeenRequest] = []
        self._writes: list[SeenWrite] = []

    def note_request(self, seen: SeenRequest) -> None:
        """Remember a request."""
        with self._lock:
            self._requests.append(seen)

    def note_write(self, seen: SeenWrite) -> None:
        """Remember an attendance write."""
        with self._lock:
            self._writes.append(seen)

    def requests(self) -> list[SeenRequest]:
        """All so far, oldest first."""
        with self._lock:
            return list(self._requests)

    def writes(self) -> list[SeenWrite]:
        """All so far, oldest first."""
        with self._lock:
            return list(self._writes)
