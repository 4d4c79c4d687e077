"""How the site is reached: online, offline with a probe, paused until a person acts, throttled.

Online is said only after a whole pass went through, so that it does not flap.
"""

from __future__ import annotations

from collections.abc import Callable

from app.domain.model import Link
from app.domain.pacing import PROBE_EVERY_S, retry_in_s

PAUSE_S = 60.0
LONGEST_WAIT_S = 60.0


class LinkState:
    """Decides when the site may be asked again. Times are monotonic seconds."""

    def __init__(self, random: Callable[[], float]) -> None:
        self._random = random
        self.link = Link.STARTING
        self.message = ""
        self.hitch = ""
        self.must_probe = False
        self._own_wait = 0.0
        self._probing = False
        self._not_before = 0.0
        self._tries = 0

    def may_ask(self, now: float) -> bool:
        return now >= self._not_before

    def wait_s(self, now: float) -> float:
        """How long to wait at most before the next pass."""
        return max(0.0, self._not_before - now) or LONGEST_WAIT_S

    @property
    def waits_for_budget(self) -> bool:
        """It is our own brake, and nothing of the site's, that asks for patience."""
        return 0 < self._own_wait == self._not_before

    def ask_again(self) -> None:
        """A person asked: do not wait for the next probe. A server's own wait still holds."""
        if self.link is not Link.THROTTLED:
            self._not_before = 0.0

    def probe(self, ask: Callable[[], None]) -> None:
        """The cheap question that decides on being online again, outside the back-off."""
        self._probing = self.must_probe
        ask()
        self._probing = False

    def worked(self) -> None:
        self.link, self.message, self.hitch = Link.ONLINE, "", ""
        self.must_probe, self._tries, self._not_before = False, 0, 0.0

    def lost(self, now: float, words: str, hitch: str, *, contact: bool) -> None:
        """Probed every few seconds; what fails though the probe passed backs off with jitter."""
        self.link, self.message, self.must_probe = Link.OFFLINE, words, True
        self.hitch = hitch
        if contact and not self._probing:
            self._not_before = now + max(1.0, retry_in_s(self._tries, self._random))
            self._tries += 1
        else:
            self._not_before = now + PROBE_EVERY_S

    def throttled(self, now: float, wait_s: float, words: str) -> None:
        self.link, self.message = Link.THROTTLED, words
        self._not_before = now + wait_s

    def paused(self, now: float, link: Link, words: str) -> None:
        self.link, self.message = link, words
        self._not_before = now + PAUSE_S

    def wait(self, now: float, wait_s: float) -> None:
        """Our own budget is spent: the link is as it was."""
        self._not_before = self._own_wait = now + wait_s
