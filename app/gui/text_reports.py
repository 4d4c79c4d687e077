"""Every sentence of the reports."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import QLocale, QTime

from app.domain.report import Coverage, Grouping, Kind, Line, Report, Span, Sums, runs
from app.gui import dates
from app.gui.typed_days import in_figures
from app.gui.words import count, iso, joined, left_to_right, number, plain, say
from app.reports.table import NO_RATE, PHONE_SHOWN, Words

RUNS_SHOWN: Final = 6


def reports() -> str:
    return say("Reports")


def kind(of: Kind) -> str:
    return say("No-shows") if of is Kind.NO_SHOWS else say("Attendance")


def choose_kind() -> str:
    return say("Which report")


def by(grouping: Grouping) -> str:
    return {
        Grouping.CLIENT: say("By client"),
        Grouping.SERVICE: say("By service"),
        Grouping.HOUR: say("By weekday and hour"),
    }[grouping]


def choose_by() -> str:
    return say("What each line stands for")


def days(days: int | None) -> str:
    """None: those that were typed."""
    if days is None:
        return say("Other days")
    return say("Today") if days == 1 else count("1 day", "%n days", days)


def choose_days() -> str:
    return say("How far back")


def first_day() -> str:
    return say("First day")


def last_day() -> str:
    return say("Last day")


def write_days(today: date) -> str:
    """By a day that everybody knows."""
    return say("Write both days like {day}.", day=in_figures(today))


def save() -> str:
    return say("Save as CSV")


def print_() -> str:
    return say("Print…")


def counting() -> str:
    return say("Counting…")


def nothing() -> str:
    return say("No finished sessions in this period.")


def made_of(report: Report) -> str:
    """The days, how many sessions of them, and who came to these without a booking in Wix."""
    sessions = count("1 finished session", "%n finished sessions", report.sessions)
    people = report.total.walk_ins
    return joined(iso(run(report.span)), sessions, walk_ins(people) if people else "")


def run(span: Span) -> str:
    """Not isolated within: of nothing but isolated days nobody could tell the direction."""
    first = dates.on_day(span.first)
    return first if span.length == 1 else f"{first} – {dates.on_day(span.last)}"


def coverage(of: Coverage) -> str:
    """Empty where every day is here."""
    if not of.missing:
        return ""
    if of.days == 1:
        return say("This day is not on this computer, or not whole.")
    here = say("{here} of {days} days are on this computer.", here=of.here, days=of.days)
    missing = runs(of.missing)
    listed = [run(each) for each in missing[-RUNS_SHOWN:]]
    older = sum(each.length for each in missing[:-RUNS_SHOWN])
    if older:
        listed.insert(0, count("1 day before", "%n days before", older))
    there = say("Not here, or not whole: {days}.", days=", ".join(listed))
    return f"{here} {there}"


def load() -> str:
    return say("Load the missing days")


def loading(left: int) -> str:
    return count("Getting 1 day…", "Getting the missing days, %n to go…", left)


def column(name: str) -> str:
    return {
        "client": say("Client"),
        "service": say("Service"),
        "hour": say("Weekday and hour"),
        "phone": say("Phone ends in"),
        "sessions": say("Sessions"),
        "bookings": say("Bookings"),
        "booked": say("Booked"),
        "attended": say("Attended"),
        "no_show": say("No-show"),
        "rate": say("Rate"),
        "last_visit": say("Last visit"),
        "walk_ins": say("Walk-ins not in Wix"),
    }[name]


def total() -> str:
    return say("Total")


def total_of(of: Coverage) -> str:
    """Where days are missing, their number stands beside the sums."""
    if not of.missing:
        return total()
    return say("Total of {here} of {days} days", here=of.here, days=of.days)


def label(line: Line, grouping: Grouping) -> str:
    """What a line stands for."""
    if line.others:
        return count("1 client without a no-show", "%n clients without a no-show", line.others)
    if grouping is Grouping.HOUR:
        return f"{iso(QLocale().standaloneDayName(line.weekday + 1))} {iso(_hour(line.hour))}"
    return line.name


def _hour(hour: int) -> str:
    locale = QLocale()
    return locale.toString(QTime(hour, 0), locale.timeFormat(QLocale.FormatType.ShortFormat))


def walk_ins(people: int) -> str:
    return count("1 walk-in · not in Wix", "%n walk-ins · not in Wix", people)


def phone_ends(tail: str) -> str:
    return left_to_right(f"…{tail[-PHONE_SHOWN:]}")


def figure(name: str, sums: Sums, of: Kind) -> str:
    """What stands in a column of numbers."""
    if name == "rate":
        percent = sums.percent(of)
        return NO_RATE if percent is None else number(percent) + QLocale().percent()
    if name == "last_visit":
        return NO_RATE if sums.last_visit is None else in_figures(sums.last_visit)
    return number(int(getattr(sums, name)))


def table_words(report: Report) -> Words:
    """For a file and for paper."""
    grouping = report.grouping
    names = ("phone", "sessions", "bookings", "booked", "attended", "no_show", "last_visit")
    columns = {name: column(name) for name in (grouping.value, *names, "walk_ins")}
    columns["rate"] = say("Rate %")
    return Words(
        lambda line: plain(label(line, grouping)),
        columns,
        total(),
        plain(coverage(report.coverage)),
    )


def sent_to_printer() -> str:
    return say("Sent to the printer.")


def not_printed() -> str:
    return say("The printer did not take it.")
