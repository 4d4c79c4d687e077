"""Days and times of day, as the business writes them."""

from __future__ import annotations

import re
from datetime import date, datetime, tzinfo
from typing import Final

from PySide6.QtCore import QDate, QLocale, QTime

_YEAR: Final = re.compile(r"[\s,،]*('[^']*'\s*)?y+.*$")

_WEEKDAY: Final = re.compile(r"[\s,،]*ddd[\s,،.]*")


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


def at(moment: datetime, zone: tzinfo | None) -> str:
    """The time of day as the business writes it."""
    local, locale = moment.astimezone(zone), QLocale()
    form = locale.timeFormat(QLocale.FormatType.ShortFormat)
    return locale.toString(QTime(local.hour, local.minute), form)
