"""Which settings there are, in which groups, and between which values each goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import time
from functools import partial
from typing import Final, NamedTuple

from PySide6.QtWidgets import QWidget

from app.domain.settings import RANGES, Cue, Settings, Theme
from app.gui import text_settings as say
from app.gui.language import NAMES
from app.gui.settings.rows import ChoiceRow, Row, StepRow, SwitchRow, TextRow, Told
from app.gui.theme import Look
from app.gui.words import Sentence, Words, iso, spoken

SIZES: Final = (100, 110, 125, 150, 175, 200)
KEPT_DAYS: Final = (7, 14, 30, 60, 90, 180, 365)
HALF_HOURS: Final = tuple(time(hour, half) for hour in range(24) for half in (0, 30))
REGIONS: Final = (
    ("en-GB", "English (United Kingdom)"),
    ("en-US", "English (United States)"),
    ("he-IL", "עברית (ישראל)"),
    ("ar-EG", "العربية (مصر)"),
    ("ar-AE", "العربية (الإمارات)"),
    ("de-DE", "Deutsch (Deutschland)"),
    ("es-ES", "Español (España)"),
    ("fr-FR", "Français (France)"),
)

Shown = Callable[[Settings], bool]


class Group(NamedTuple):
    """A heading, and each row with when it is of any use."""

    title: Sentence
    rows: Sequence[tuple[Row, Shown]]


def groups(look: Look, parent: QWidget) -> Iterator[Group]:
    """Those that change something; in the order in which they stand."""
    yield Group(say.display, _display(look, parent))
    yield Group(say.sounds, _sounds(look, parent))
    yield Group(say.language, _language(look, parent))
    yield Group(say.scanner, _scanner(look, parent))
    yield Group(say.check_in, _check_in(look, parent))
    yield Group(say.data, _data(look, parent))


def _display(look: Look, parent: QWidget) -> list[tuple[Row, Shown]]:
    theme = Told("theme", say.theme, say.theme_of)
    themes = [(each.value, partial(say.theme_of, each.value)) for each in Theme]
    motion = Told("reduce_motion", say.reduce_motion, _on_or_off, say.why_reduce_motion)
    size = Told("text_size", say.text_size, say.percent)
    return [
        (StepRow(look, size, SIZES, parent), _always),
        (ChoiceRow(look, theme, themes, parent), _always),
        (_time(look, "dark_from", say.dark_from, parent), _by_schedule),
        (_time(look, "dark_until", say.dark_until, parent), _by_schedule),
        (SwitchRow(look, motion, parent), _always),
    ]


def _sounds(look: Look, parent: QWidget) -> list[tuple[Row, Shown]]:
    def switch(name: str, label: Sentence, why: Words = "") -> SwitchRow:
        return SwitchRow(look, Told(name, label, _on_or_off, why), parent)

    volume = Told("volume", say.volume, say.percent)
    return [
        (switch("sounds", say.sounds_on, say.why_sounds), _always),
        (StepRow(look, volume, range(0, 101, 10), parent), _loud),
        (switch("sound_scans", say.after_scans), _loud),
        (switch("sound_hand", say.by_hand), _loud),
        *((switch(f"sound_{cue.value}", partial(say.cue, cue.value)), _loud) for cue in Cue),
        (switch("quiet_hours", say.quiet_hours), _loud),
        (_time(look, "quiet_from", say.quiet_from, parent), _quiet),
        (_time(look, "quiet_until", say.quiet_until, parent), _quiet),
    ]


def _language(look: Look, parent: QWidget) -> list[tuple[Row, Shown]]:
    languages: list[tuple[str, Words]] = [("", say.as_the_system), *NAMES.items()]
    regions: list[tuple[str, Words]] = [("", say.as_the_site), *REGIONS]
    language = Told("language", say.language, _one_of(languages))
    region = Told("region", say.region, _one_of(regions))
    return [
        (ChoiceRow(look, language, languages, parent), _always),
        (ChoiceRow(look, region, regions, parent), _always),
    ]


def _scanner(look: Look, parent: QWidget) -> list[tuple[Row, Shown]]:
    prefix = Told("scan_prefix", say.prefix, _or_none)
    least = Told("scan_least", say.least, say.signs)
    return [
        (TextRow(look, prefix, parent), _always),
        (StepRow(look, least, RANGES["scan_least"], parent), _always),
    ]


def _check_in(look: Look, parent: QWidget) -> list[tuple[Row, Shown]]:
    minutes = Told("close_out_minutes", say.close_out, say.minutes, say.why_close_out)
    full = Told("block_over_capacity", say.block_full, _on_or_off, say.why_block_full)
    return [
        (StepRow(look, minutes, range(5, 121, 5), parent), _always),
        (SwitchRow(look, full, parent), _always),
    ]


def _data(look: Look, parent: QWidget) -> list[tuple[Row, Shown]]:
    days = Told("activity_days", say.kept_for, say.days, say.why_kept_for)
    return [(StepRow(look, days, KEPT_DAYS, parent), _always)]


def _time(look: Look, name: str, label: Sentence, parent: QWidget) -> StepRow:
    return StepRow(look, Told(name, label, say.clock), HALF_HOURS, parent, around=True)


def _on_or_off(value: bool) -> str:
    return say.on() if value else say.off()


def _or_none(value: str) -> str:
    return iso(value) if value else say.none()


def _one_of(values: Sequence[tuple[str, Words]]) -> Callable[[str], str]:
    known = dict(values)
    return lambda value: spoken(known[value])


def _always(_: Settings) -> bool:
    return True


def _by_schedule(settings: Settings) -> bool:
    return settings.theme is Theme.SCHEDULE


def _loud(settings: Settings) -> bool:
    return settings.sounds


def _quiet(settings: Settings) -> bool:
    return settings.sounds and settings.quiet_hours
