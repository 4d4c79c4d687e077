"""What a person who waits for `sync` is told meanwhile: what for and how long, once for each."""

from __future__ import annotations

import math
import sys
from typing import Final

from app.domain.model import Link, SyncStatus

OFFLINE_FOR_S: Final = 10.0
"""How long a site that is not reached is tried for."""
WORTH_A_WORD_S: Final = 2.0


class Waiting:
    """Beside what the command prints: a script that reads that is not disturbed."""

    def __init__(self, quiet_s: float, *, silent: bool) -> None:
        self._quiet_s = quiet_s
        self._silent = silent
        self._told: set[str] = set()

    def tell(self, status: SyncStatus, left_s: float) -> None:
        """`left_s`: until the time is out."""
        what, words = self._phase(status, left_s)
        if words and not self._silent and what not in self._told:
            self._told.add(what)
            print(f"Waiting {words}", file=sys.stderr, flush=True)

    def _phase(self, status: SyncStatus, left_s: float) -> tuple[str, str]:
        tally, most = status.tally, f"at most {math.ceil(left_s)} s"
        if status.link is Link.OFFLINE:
            tried = math.ceil(min(OFFLINE_FOR_S, left_s))
            return "offline", f"for a connection to Wix, at most {tried} s."
        if status.link is Link.THROTTLED:
            return "throttled", f"because Wix asks for a pause, {most}."
        if tally.unsent:
            return "unsent", f"until Wix has taken what is left, {most}."
        if tally.sent and self._quiet_s >= WORTH_A_WORD_S:
            quiet = math.ceil(min(self._quiet_s, left_s))
            return "quiet", (
                f"to read back from Wix what was sent, about {quiet} s; "
                "with --until sent turnout does not wait for that."
            )
        return "", ""
