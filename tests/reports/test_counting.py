"""Finished sessions of the days that were asked for, and which of these are not here."""

from datetime import date, timedelta

import pytest

from app.checkin.walk_ins import WalkIns
from app.domain.errors import Refusal
from app.domain.listing import Listing
from app.domain.model import BookingStatus, EventId
from app.domain.report import Grouping, Kind, Span
from app.domain.values import NO_SHOW, Value
from app.reports.counting import ROWS_A_STEP, Reports
from tests.desks import NOON, SetClock, booking, make_desk

TODAY = NOON.date()
A_DAY = timedelta(days=1)


def add(made, event_id, *bookings, days_ago=1, hour=12, **more):
    start = timedelta(days=-days_ago, hours=hour - 12)
    made.add_session(event_id, starts_in=start, **more)
    return made.add_bookings(event_id, *bookings)


def lines(tally, grouping=Grouping.CLIENT):
    found = tally.report(Kind.ATTENDANCE, grouping).lines
    return {line.name: (line.sums.booked, line.sums.attended, line.sums.no_show) for line in found}


def test_what_was_counted_here_wins_over_what_the_site_said(made, reports):
    dana, noa, sam = add(
        made, "yoga", booking("d", party=4), booking("n", "Noa"), booking("s", "Sam")
    )
    made.read(dana, Value(4))
    made.read(noa, NO_SHOW)
    made.desk.leave(dana)
    made.desk.arrive(sam)
    tally = reports.count(reports.last_days(7))
    assert lines(tally) == {"Dana Levi": (4, 3, 0), "Noa": (1, 0, 1), "Sam": (1, 1, 0)}


def test_the_totals_are_those_of_the_rosters(made, reports):
    add(made, "yoga", booking("d", party=4), booking("n", "Noa"))
    [row] = add(made, "spin", booking("d2", party=2), days_ago=2)
    made.desk.arrive(row)
    made.desk.add_extra(row)
    cards = [*made.desk.sessions(TODAY - A_DAY), *made.desk.sessions(TODAY - 2 * A_DAY)]
    for grouping in Grouping:
        total = reports.count(reports.last_days(7)).report(Kind.NO_SHOWS, grouping).total
        assert total.booked == sum(card.booked for card in cards) == 7
        assert total.attended == sum(card.attended for card in cards) == 2


def test_only_what_took_place_and_is_over_counts(made, reports):
    add(made, "over", booking("a", "Over"), days_ago=0, hour=10)
    add(made, "on", booking("b", "In progress"), days_ago=0, hour=12, lasts=timedelta(seconds=1))
    add(made, "off", booking("c", "Called off"), cancelled=True)
    add(made, "old", booking("d", "Too long ago"), days_ago=7)
    add(made, "night", booking("e", "Began the day before"), days_ago=7, hour=23.5)
    canceled = booking("f", "Cancelled", status=BookingStatus.CANCELED)
    [_, row] = add(made, "yoga", booking("g", "Yoga"), canceled)
    assert lines(reports.count(reports.last_days(7))) == {"Over": (1, 0, 0), "Yoga": (1, 0, 0)}
    made.read(row, Value(1))  # left out although somebody was counted: it was called off
    made.clock.advance(1)
    assert list(lines(reports.count(reports.last_days(7)))) == ["In progress", "Over", "Yoga"]


def test_walk_ins_that_are_not_in_wix_count_and_are_marked(made, reports):
    add(made, "yoga", booking("a", "Dana"), days_ago=0, hour=11.5)
    walk_ins = WalkIns(made.store, made.clock, lambda: None)
    walk_ins.add(EventId("yoga"), "Wren", count=2)
    made.clock.advance(3600)
    found = reports.count(reports.last_days(1)).report(Kind.ATTENDANCE, Grouping.CLIENT)
    assert [(line.name, line.sums.attended, line.sums.walk_ins) for line in found.lines] == [
        ("Dana", 0, 0), ("Wren", 2, 2),
    ]  # fmt: skip
    assert found.total.walk_ins == 2


def test_services_that_this_desk_leaves_out_are_left_out_unless_somebody_was_counted(made):
    [row] = add(made, "clay", booking("a", "Sam"), location="Kiln")
    add(made, "yoga", booking("b", "Noa"))
    reports = Reports(made.store, made.desk.now, Listing(frozenset({"Kiln"})))
    assert list(lines(reports.count(reports.last_days(7)))) == ["Noa"]
    made.desk.arrive(row)
    assert list(lines(reports.count(reports.last_days(7)))) == ["Noa", "Sam"]


def test_days_are_the_sites_own(tmp_path):
    """At 23:00 in UTC it is tomorrow already in Jerusalem."""
    made = make_desk(tmp_path, zone="Asia/Jerusalem", clock=SetClock(NOON.replace(hour=23)))
    half = timedelta(minutes=30)
    made.add_session("late", starts_in=-3 * half, lasts=half)
    made.add_session("early", starts_in=-timedelta(minutes=45), lasts=half)
    reports = Reports(made.store, made.desk.now)
    assert reports.today() == TODAY + A_DAY
    for day, hour in ((TODAY, (0, 23)), (TODAY + A_DAY, (1, 0))):
        found = reports.count(Span(day, day)).report(Kind.ATTENDANCE, Grouping.HOUR)
        assert [(line.weekday, line.hour) for line in found.lines] == [hour]
    made.store.close()


def test_a_day_is_here_once_its_sessions_and_each_roster_were_told_late_enough(made, reports, ask):
    span = reports.last_days(3)
    assert reports.count(span).missing == list(span.days)
    ask(3)
    assert reports.count(span).missing == []
    made.clock.wall -= A_DAY + timedelta(minutes=16)  # as if it was read then, before the end
    made.add_session("yoga", starts_in=timedelta(0), lasts=timedelta(minutes=30))
    made.add_session("spin", starts_in=timedelta(minutes=-44), lasts=timedelta(minutes=59))
    made.clock.wall = NOON
    assert reports.count(span).missing == [TODAY - A_DAY]
    add(made, "yoga", hour=11)
    assert reports.count(span).missing == []


def test_a_calendar_that_was_told_before_its_day_is_not_enough(made, reports):
    with made.store.transaction():
        early = NOON - timedelta(hours=12, seconds=1)
        made.store.other_days.keep_calendar(TODAY, early)
    assert reports.count(reports.last_days(1)).missing == [TODAY]
    assert reports.seen(reports.last_days(1)) == {TODAY: early}


def test_what_is_counted_is_the_same_in_steps(made, reports, ask):
    ask(7)
    for days_ago in range(1, 4):
        for n in range(4):
            people = [booking(f"{days_ago}-{n}-{who}", f"Guest {who}") for who in range(16)]
            add(made, f"{days_ago}-{n}", *people, days_ago=days_ago)
    found = []

    def to_the_end():
        found.append((yield from reports.counting(reports.last_days(7))))

    taken = len(list(to_the_end()))
    whole = reports.count(reports.last_days(7))
    assert lines(found[0]) == lines(whole)
    assert whole.sessions == 12
    assert taken == 7 + 3 * 2 + 1  # each day, so many people of it, and to put them in order
    assert 2 * 16 < ROWS_A_STEP <= 3 * 16


def test_ranges_end_today_and_make_sense(reports):
    assert reports.last_days(7) == Span(TODAY - 6 * A_DAY, TODAY)
    assert reports.last_days(1, date(2026, 11, 1)) == Span(date(2026, 11, 1), date(2026, 11, 1))
    assert reports.span(TODAY - A_DAY, TODAY + A_DAY) == Span(TODAY - A_DAY, TODAY)
    with pytest.raises(Refusal, match="behind the last"):
        reports.span(TODAY, TODAY - A_DAY)
    with pytest.raises(Refusal, match="finished yet"):
        reports.span(TODAY + A_DAY, TODAY + A_DAY)
    with pytest.raises(Refusal, match="366 days"):
        reports.span(TODAY - 366 * A_DAY, TODAY)
