"""What a report says, added up row by row: people, and nothing that was called off."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.domain.model import BookingId, BookingStatus, EventId, RowId, Session, SessionKind
from app.domain.report import (
    NOTHING,
    Coverage,
    Grouping,
    Kind,
    Line,
    Span,
    Sums,
    added,
    runs,
    sums_of,
)
from app.domain.roster import SeatRow
from app.domain.tally import Tally
from app.domain.values import NO_SHOW, NONE, Value

DAY = date(2026, 11, 20)
WEEK = Span(DAY, DAY + timedelta(days=6))
START = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)


def seat(name="Dana Levi", party=1, shown=NONE, **more):
    return SeatRow(RowId(BookingId(name), EventId("e")), name, party, shown, **more)


def session(title="Yoga Flow", start=START, service_id=None):
    end = start + timedelta(hours=1)
    kind = SessionKind.CLASS
    return Session(EventId("e"), kind, title, start, end, "UTC", service_id=service_id)


def tallied(*held):
    tally = Tally(WEEK)
    for one, rows in held:
        tally.add(one, one.start, rows)
    return tally


@pytest.mark.parametrize(
    ("row", "sums"),
    [
        (seat(party=4), Sums(bookings=1, booked=4)),
        (
            seat(party=4, shown=Value(3)),
            Sums(bookings=1, booked=4, attended=3, last_visit=DAY),
        ),
        (seat(party=4, shown=NO_SHOW), Sums(bookings=1, booked=4, no_show=4)),
        (seat(shown=Value(2)), Sums(bookings=1, booked=1, attended=2, last_visit=DAY)),
        (
            seat(party=2, shown=Value(2), walk_in=True, not_in_wix=True),
            Sums(booked=2, attended=2, walk_ins=2, last_visit=DAY),
        ),
        (
            seat(party=2, shown=Value(2), walk_in=True),
            Sums(booked=2, attended=2, walk_ins=2, last_visit=DAY),
        ),
        (
            seat(party=2, shown=Value(2), walk_in=True, wix_id=BookingId("made")),
            Sums(bookings=1, booked=2, attended=2, last_visit=DAY),
        ),
        (seat(shown=Value(1), booking_status=BookingStatus.CANCELED), None),
        (
            seat(shown=Value(1), booking_status=BookingStatus.CANCELED, not_in_wix=True),
            Sums(attended=1, walk_ins=1, last_visit=DAY),
        ),
        (seat(booking_status=BookingStatus.DECLINED, shown=NO_SHOW, not_in_wix=True), Sums()),
    ],
)
def test_a_row_counts_its_people(row, sums):
    assert sums_of(row, DAY) == sums


def test_a_rate_needs_five_bookings_and_is_of_people():
    """S-22: below five there is none; of a half the greater."""
    four = Sums(bookings=4, booked=8, attended=8)
    assert four.percent(Kind.ATTENDANCE) is None
    five = Sums(bookings=5, booked=8, attended=5, no_show=1)
    assert (five.percent(Kind.ATTENDANCE), five.percent(Kind.NO_SHOWS)) == (63, 13)
    assert Sums(bookings=9).percent(Kind.ATTENDANCE) is None


def test_many_are_added_as_one_by_one():
    some = [Sums(1, 2, 3, 4, 5, 6, DAY), Sums(last_visit=None), Sums(1, 1, 1, 1, 1, 1, None)]
    assert added(some) == some[0].plus(some[1]).plus(some[2]) == Sums(2, 3, 4, 5, 6, 7, DAY)
    assert added([]) == NOTHING


def test_each_client_is_one_line_by_name_with_the_last_visit():
    later = START + timedelta(days=3)
    tally = tallied(
        (session(), [seat(party=2, shown=Value(2), phone_tail="5553127"), seat("zoe")]),
        (session(start=later), [seat(party=1, shown=NO_SHOW, phone_tail="5553127")]),
        (session(start=later), [seat("Élodie", shown=Value(1)), seat(phone_tail="5550042")]),
    )
    found = tally.report(Kind.ATTENDANCE, Grouping.CLIENT)
    assert [(line.name, line.phone_tail, line.sums.booked) for line in found.lines] == [
        ("Dana Levi", "5550042", 1), ("Dana Levi", "5553127", 3), ("Élodie", "", 1), ("zoe", "", 1),
    ]  # fmt: skip
    assert [line.sums.last_visit for line in found.lines] == [None, DAY, later.date(), None]
    assert found.total == Sums(0, 5, 6, 3, 1, 0, later.date())
    assert (found.sessions, found.span) == (3, WEEK)


@pytest.mark.parametrize(
    ("name", "phones", "lines"),
    [
        ("Dana Levi", ["", "5553127", "5553127"], [("5553127", 3)]),
        ("Dana Levi", ["", "5553127", "5550042"], [("", 1), ("5550042", 1), ("5553127", 1)]),
        ("Dana Levi", ["", ""], [("", 2)]),
        ("Dana Levi", ["1", "2"], [("1", 1), ("2", 1)]),
        ("Walk-in", ["", "5553127"], [("", 1), ("5553127", 1)]),
    ],
)
def test_who_gave_no_phone_is_the_only_one_of_that_name(name, phones, lines):
    tally = tallied((session(), [seat(name, phone_tail=phone) for phone in phones]))
    found = tally.report(Kind.ATTENDANCE, Grouping.CLIENT).lines
    assert [(line.phone_tail, line.sums.bookings) for line in found] == lines


def test_no_shows_come_most_first_and_the_others_are_one_line():
    tally = tallied(
        (session(), [seat("A", 1, NO_SHOW), seat("B", 3, NO_SHOW), seat("C"), seat("D", 2)])
    )
    found = tally.report(Kind.NO_SHOWS, Grouping.CLIENT)
    assert [(line.name, line.others, line.sums.booked) for line in found.lines] == [
        ("B", 0, 3), ("A", 0, 1), ("", 2, 3),
    ]  # fmt: skip
    assert found.total == tally.report(Kind.ATTENDANCE, Grouping.CLIENT).total
    everybody = tallied((session(), [seat("A", 1, NO_SHOW)])).report(Kind.NO_SHOWS, Grouping.CLIENT)
    assert [line.others for line in everybody.lines] == [0]


def test_services_go_by_their_id_and_are_called_as_they_were_called_last():
    tally = tallied(
        (session("Yoga", service_id="y"), [seat()]),
        (session("Yoga Flow", service_id="y"), [seat(shown=NO_SHOW)]),
        (session("Clay"), []),
        (session("Clay"), [seat()]),
    )
    lines = tally.report(Kind.ATTENDANCE, Grouping.SERVICE).lines
    assert [(line.name, line.sums.sessions, line.sums.booked) for line in lines] == [
        ("Clay", 2, 1), ("Yoga Flow", 2, 2),
    ]  # fmt: skip
    first = tally.report(Kind.NO_SHOWS, Grouping.SERVICE).lines[0]
    assert (first.name, first.sums.no_show) == ("Yoga Flow", 1)


def test_hours_go_by_the_weekday_and_the_hour_of_the_start():
    monday = datetime(2026, 11, 23, 9, 15, tzinfo=UTC)
    tally = tallied(
        (session(), [seat()]),
        (session(start=monday), [seat()]),
        (session(start=monday.replace(minute=45)), [seat()]),
    )
    lines = tally.report(Kind.ATTENDANCE, Grouping.HOUR).lines
    assert lines == (
        Line(Sums(sessions=2, bookings=2, booked=2), weekday=0, hour=9),
        Line(Sums(sessions=1, bookings=1, booked=1), weekday=4, hour=18),
    )
    from_thursday = tally.report(Kind.ATTENDANCE, Grouping.HOUR, week_begins=3).lines
    assert [line.weekday for line in from_thursday] == [4, 0]


def test_days_that_are_missing_are_told_as_they_follow_one_another():
    days = list(WEEK.days)
    assert (len(days), days[0], days[-1]) == (7, WEEK.first, WEEK.last)
    assert runs([days[4], days[0], days[1]]) == [Span(days[0], days[1]), Span(days[4], days[4])]
    assert Coverage(7, (days[0],)).here == 6
