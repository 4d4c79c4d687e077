"""What is past: until when a computer may have forgotten the days that it kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

YOUNGEST: Final = timedelta(days=7)


def limit_of(now: datetime, days: int, newest: datetime) -> datetime:
    """What was over by then may be forgotten, in UTC. `now`: in the site's zone.

    So many days are kept beside the one that is on, and a week before the `newest` that is known
    whatever a clock says.
    """
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return min((midnight - timedelta(days=days)).astimezone(UTC), newest - YOUNGEST)
