"""Whether the day can begin: what is loaded of it, how old that is, and how long it lasts alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

from app.domain.day import Phase, phase
from app.domain.roster import SessionCard

CLOCK_OFF_S: Final = 300.0
"""As the banner of the desk."""


class Readiness(NamedTuple):
    """Of one day's sessions, cancelled ones left out.

    `sessions` and `booked` count the whole day, `missing` those still to come or on whose roster is
    not here. `until`: so long the desk works without a network; None where it does not at all.
    `clock_off_s` is None where no clock was compared yet. `begun`: a session has begun today.
    """

    sessions: int
    booked: int
    missing: int
    until: datetime | None
    pulled: datetime
    now: datetime
    clock_off_s: float | None = None
    begun: bool = False

    @property
    def fresh(self) -> bool:
        """The calendar was read today, by the site's day."""
        return self.pulled.astimezone(self.now.tzinfo).date() >= self.now.date()

    @property
    def clock_ok(self) -> bool:
        return self.clock_off_s is not None and abs(self.clock_off_s) <= CLOCK_OFF_S

    @property
    def loaded(self) -> bool:
        """Everybody who is expected today is known here."""
        return self.fresh and not self.missing

    @property
    def good(self) -> bool:
        return self.loaded and self.clock_ok

    @property
    def minutes_ago(self) -> int:
        return max(0, int((self.now - self.pulled).total_seconds() // 60))


def readiness_of(
    cards: Sequence[SessionCard],
    now: datetime,
    pulled: datetime | None,
    clock_off_s: float | None,
) -> Readiness | None:
    """None where there is nothing to be ready for: no day, no session, or all of them over."""
    held = [card for card in cards if not card.session.cancelled]
    # By the time that it is now: cards may be as old as the last look at the day.
    left = [card for card in held if phase(card.session, now) is not Phase.ENDED]
    if pulled is None or not left:
        return None
    return Readiness(
        sessions=len(held),
        booked=sum(card.booked for card in held),
        missing=sum(not card.loaded for card in left),
        until=safe_until(left),
        pulled=pulled,
        now=now,
        clock_off_s=clock_off_s,
        begun=any(card.session.start <= now for card in held),
    )


def safe_until(left: Sequence[SessionCard]) -> datetime | None:
    """The end of the last session before the first without a roster, or that one's start if it
    comes earlier: from then on somebody may stand at the desk whom nobody here knows.
    """
    unknown = min((card.session.start for card in left if not card.loaded), default=None)
    known = [
        card.session.end
        for card in left
        if card.loaded and (unknown is None or card.session.start < unknown)
    ]
    if not known:
        return None
    return max(known) if unknown is None else min(unknown, max(known))
