"""What time it is at the demo site, and how Wix writes times."""

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

Now = Callable[[], datetime]


def system_now() -> datetime:
    """The computer's clock."""
    return datetime.now(UTC)


def zone_named(name: str) -> ZoneInfo | None:
    """The zone of that IANA name, or None if there is none."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return None


def computer_zone() -> ZoneInfo:
    """The computer's IANA zone if it can be found, else UTC."""
    for name in (_zone_of_environment(), _zone_of_file(), _zone_of_link()):
        zone = zone_named(name) if name else None
        if zone is not None:
            return zone
    return ZoneInfo("UTC")


def _zone_of_environment() -> str:
    return os.environ.get("TZ", "").removeprefix(":")


def _zone_of_file() -> str:
    try:
        return Path("/etc/timezone").read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""


def _zone_of_link() -> str:
    target = os.path.realpath("/etc/localtime")
    return target.partition("zoneinfo/")[2]


class Clock:
    """The site's clock: the given one, moved by whole days when a date is asked for."""

    def __init__(self, now: Now, zone: ZoneInfo, day: date | None = None) -> None:
        self._now = now
        self.zone = zone
        today = now().astimezone(zone).date()
        self._shift = (day - today) if day else (today - today)

    def now(self) -> datetime:
        """The present, in UTC."""
        if not self._shift:
            return self._now().astimezone(UTC)
        # Moved on the wall clock, so that the time of day stays even across a change of offset.
        wall = self._now().astimezone(self.zone).replace(tzinfo=None) + self._shift
        return wall.replace(tzinfo=self.zone).astimezone(UTC)

    def today(self) -> date:
        """The site-local day."""
        return self.now().astimezone(self.zone).date()

    def stamp(self) -> str:
        """The present as Wix writes createdDate and updatedDate."""
        return stamp(self.now())


def utc_text(moment: datetime) -> str:
    """2026-11-23T14:00:00Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def stamp(moment: datetime) -> str:
    """2026-11-23T14:00:00.000Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def local_text(moment: datetime, zone: ZoneInfo) -> str:
    """2026-11-23T09:00:00, without an offset."""
    return moment.astimezone(zone).strftime("%Y-%m-%dT%H:%M:%S")


def offset_text(moment: datetime, zone: ZoneInfo) -> str:
    """2026-11-23T09:00:00.000-05:00."""
    return moment.astimezone(zone).isoformat(timespec="milliseconds")


def parse(text: str) -> datetime:
    """An ISO text with an offset or Z; one without is taken as UTC."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
