"""For how long a thread waited for a core: the machine's doing, which no program can help."""

import time
from pathlib import Path

_SCHEDSTAT = Path("/proc/thread-self/schedstat")


def now_ms() -> float:
    """A clock that stands still while this thread waits for a core; only Linux tells."""
    queued = int(_SCHEDSTAT.read_text().split()[1]) if _SCHEDSTAT.exists() else 0
    return time.perf_counter() * 1e3 - queued / 1e6
