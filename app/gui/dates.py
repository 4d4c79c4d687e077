"""Days and times of day, as the business writes them."""

from __future__ import annotations

import re
from datetime import date, datetime, tzinfo
from typing import Final

from PySide6.QtCore import QDate, QLocale, QTime

from app.gui.words import iso, left_to_right

_YEAR: Final = re.compile(r"[\s,،]*('[^']*'\s*)?y+.*$")

_WEEKDAY: Final = re.compile(r"[\s,،]*ddd[\s,،.]*")

_DIGIT: Final = re.compile(r"\d")


def on_day(day: date, *, month_short: bool = False, weekday: bool = True) -> str:
    """The weekday in short, the day and the month, in the order of the business."""
    locale = QLocale()
    # The long form is the one that is asked for without naming it: the name would read in Qt's
    # enums, and the first frame holds the date.
    form = _YEAR.sub("", locale.dateFormat())
    form = form.replace("dddd, d", "ddd d").replace("dddd، d", "ddd d").replace("dddd", "ddd")
    if month_short:
        form = form.replace("MMMM", "MMM")
    if not weekday:
        form = _WEEKDAY.sub("", form)
    return locale.toString(QDate(day.year, day.month, day.day), form)


def widest_times() -> list[str]:
    """Those that `at` says are no wider: with two digits, before noon and after, and all of it the
    digit that is the widest, whichever that is.
    """
    zero = ord(QLocale().zeroDigit())
    digits = [chr(zero + digit) for digit in range(10)]
    return [_DIGIT.sub(digit, _time(hour)) for hour in (10, 22) for digit in digits]


def at(moment: datetime, zone: tzinfo | None) -> str:
    """The time of day as the business writes it."""
    local = moment.astimezone(zone)
    return _time(local.hour, local.minute)


def between(start: str, end: str) -> str:
    """Two times. Digits alone run from left to right in every script; with words of one beside
    them they run as it does.
    """
    span = f"{start}–{end}"
    in_words = any("\u0590" <= sign <= "\u08ff" and sign.isalpha() for sign in span)
    return iso(span) if in_words else left_to_right(span)


def _time(hour: int, minute: int = 0) -> str:
    locale = QLocale()
    form = locale.timeFormat(QLocale.FormatType.ShortFormat)
    return locale.toString(QTime(hour, minute), form)
