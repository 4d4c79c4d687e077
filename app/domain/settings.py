"""How the program is set on one computer: every setting with its default, and what it may be."""

# Annotations are evaluated here: left as strings, every field would be compiled once more, and the
# settings are read on the way to the first paint.
from collections.abc import Callable, Mapping
from datetime import time
from enum import StrEnum
from typing import Any, Final, NamedTuple, Protocol


class Theme(StrEnum):
    """`SCHEDULE`: dark between two times of day."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    SCHEDULE = "schedule"


class Order(StrEnum):
    """Of a roster: by name; who came last first; who booked first first."""

    NAME = "name"
    ARRIVAL = "arrival"
    BOOKED = "booked"


class Cue(StrEnum):
    """What a sound says; told apart by its contour, and never the only sign of it."""

    SUCCESS = "success"
    ATTENTION = "attention"
    ERROR = "error"


class ScanTo(StrEnum):
    """Which window a scanner belongs to, where both are open on one computer."""

    RECEPTION = "reception"
    KIOSK = "kiosk"


LANGUAGES: Final = ("", "en", "he", "ar", "de", "es", "fr")
"""Empty: the system's."""

RANGES: Final[Mapping[str, range]] = {
    "text_size": range(100, 201),
    "volume": range(101),
    "close_out_minutes": range(5, 121),
    "activity_days": range(7, 366),
    "scan_least": range(3, 33),
}
LONGEST_PREFIX: Final = 8
LONGEST_REGION: Final = 20


class Settings(NamedTuple):
    """`text_size` and `volume` in percent. `region`: the business locale, such as en-GB, empty for
    the site's own. `sounds` off is silence; else each cue is heard where it is on: after a scan
    with `sound_scans`, after what was done by hand with `sound_hand`.
    """

    theme: Theme = Theme.SYSTEM
    dark_from: time = time(19)
    dark_until: time = time(7)
    text_size: int = 100
    reduce_motion: bool = False
    sounds: bool = True
    sound_success: bool = True
    sound_attention: bool = True
    sound_error: bool = True
    sound_scans: bool = True
    sound_hand: bool = False
    volume: int = 60
    quiet_hours: bool = False
    quiet_from: time = time(21)
    quiet_until: time = time(7)
    language: str = ""
    region: str = ""
    close_out_minutes: int = 15
    block_over_capacity: bool = False
    activity_days: int = 90
    scan_prefix: str = ""
    scan_least: int = 4
    scan_to: ScanTo = ScanTo.RECEPTION
    roster_order: Order = Order.NAME

    def with_value(self, name: str, found: object) -> "Settings":
        """That setting as `found` says it, in Python's form or in a file's.

        Raises `ValueError` for what it may not be, and `KeyError` for a name that is none.
        """
        rule = _RULES[name]
        try:
            value: Any = rule(found)
        except ValueError as odd:
            raise ValueError(f"{name} may not be {found!r}") from odd
        return self._replace(**{name: value})

    def dark_at(self, now: time) -> bool:
        """By the schedule."""
        return _within(self.dark_from, self.dark_until, now)

    def plays(self, cue: Cue, *, scanned: bool, now: time) -> bool:
        """Whether that cue is to be heard at that time of day."""
        if not self.sounds or not self.volume:
            return False
        if self.quiet_hours and _within(self.quiet_from, self.quiet_until, now):
            return False
        where = self.sound_scans if scanned else self.sound_hand
        return where and bool(getattr(self, f"sound_{cue.value}"))


class Read(NamedTuple):
    """What a settings file said. `problem`: one sentence where it could not be understood."""

    settings: Settings = Settings()
    problem: str = ""


class SettingsKeeper(Protocol):
    """Where the settings of this computer lie."""

    def read(self) -> Read: ...

    def keep(self, before: Settings, now: Settings) -> None:
        """Keep what differs. Raises `StoreError` where nothing can be kept."""


def in_file(value: object) -> object:
    """A setting as a file says it."""
    return value.strftime("%H:%M") if isinstance(value, time) else value


def _within(start: time, end: time, now: time) -> bool:
    """From `start` up to `end`, over midnight where it ends before it begins."""
    if start <= end:
        return start <= now < end
    return now >= start or now < end


def _whole(name: str) -> Callable[[object], int]:
    def rule(found: object) -> int:
        if isinstance(found, bool) or not isinstance(found, int) or found not in RANGES[name]:
            raise ValueError
        return found

    return rule


def _yes_or_no(found: object) -> bool:
    if not isinstance(found, bool):
        raise ValueError  # noqa: TRY004 - whatever it is, it is no value of this setting
    return found


def _time(found: object) -> time:
    if isinstance(found, time):
        return found.replace(second=0, microsecond=0)
    if not isinstance(found, str):
        raise ValueError  # noqa: TRY004 - whatever it is, it is no value of this setting
    hours, _, minutes = found.partition(":")
    return time(int(hours), int(minutes))


def _language(found: object) -> str:
    if found not in LANGUAGES:
        raise ValueError
    return str(found)


def _short(longest: int, allowed: Callable[[str], bool]) -> Callable[[object], str]:
    def rule(found: object) -> str:
        if not isinstance(found, str) or len(found) > longest or not allowed(found):
            raise ValueError
        return found

    return rule


def _is_region(found: str) -> bool:
    return found.replace("-", "").replace("_", "").isalnum() or not found


_RULES: Final[Mapping[str, Callable[[object], object]]] = {
    "theme": lambda found: Theme(str(found)),
    "scan_to": lambda found: ScanTo(str(found)),
    "roster_order": lambda found: Order(str(found)),
    "language": _language,
    "region": _short(LONGEST_REGION, _is_region),
    "scan_prefix": _short(LONGEST_PREFIX, lambda found: found.isascii() and found.isprintable()),
    **{name: _whole(name) for name in RANGES},
    **{name: _time for name, kind in Settings.__annotations__.items() if kind is time},
    **{name: _yes_or_no for name, kind in Settings.__annotations__.items() if kind is bool},
}
