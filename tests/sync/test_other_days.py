"""Days besides today are loaded when somebody asks for them, and cost today nothing."""

from datetime import timedelta

import pytest

from app.checkin.other_days import OtherDays
from app.demo.faults import Fault
from app.domain.errors import NotSent
from app.domain.model import Link
from app.domain.report import Grouping, Kind
from app.reports.counting import Reports
from tests.rigs import Rig, site_now


@pytest.fixture
def rig(site, tmp_path):
    made = Rig(site, tmp_path / "device")
    made.settle(60)
    yield made
    made.close()


@pytest.fixture
def days(rig):
    return OtherDays(rig.store, rig.clock, lambda: None)


def add_class(site, title, starts_in):
    event = site.add_session(title, start=site_now(site) + starts_in, capacity=20)
    return event, site.add_booking(event, 2, f"Client of {title}")


def titles(rig, day):
    return [card.session.title for card in rig.desk.sessions(day)]


def test_a_day_that_is_asked_for_is_loaded_with_its_people(site, rig, days):
    tomorrow = rig.desk.today() + timedelta(days=1)
    event, booking = add_class(site, "Ahead", timedelta(days=1))
    rig.wait(5)
    assert not days.known(tomorrow)
    assert "Ahead" not in titles(rig, tomorrow)
    days.ask([tomorrow])
    rig.pass_once()
    assert days.known(tomorrow)
    assert "Ahead" in titles(rig, tomorrow)
    assert [row.row.booking_id for row in rig.desk.roster(event).rows] == [booking]


def test_today_is_not_loaded_anew_because_of_another_day(site, rig, days):
    before = rig.count("bookings.query")
    today = titles(rig, rig.desk.today())
    days.ask([rig.desk.today() + timedelta(days=3)])
    rig.pass_once()
    rig.wait(31)
    assert titles(rig, rig.desk.today()) == today
    assert rig.engine._refreshing._known.day == rig.desk.today()
    assert rig.count("bookings.query") - before <= 3


def test_what_was_loaded_just_now_is_not_asked_for_again(rig, days):
    tomorrow = rig.desk.today() + timedelta(days=1)
    days.ask([tomorrow])
    rig.pass_once()
    before = len(rig.site.requests())
    days.ask([tomorrow])
    rig.pass_once()
    assert len(rig.site.requests()) == before
    rig.wait(400)
    days.ask([tomorrow])
    assert rig.engine.status().next_in_s < 1
    rig.pass_once()
    assert rig.engine.status().next_in_s > 1


def test_a_week_is_loaded_within_the_budget_and_goes_on_where_it_was(site, rig, days):
    with site._parts.state.writing():
        for day in range(1, 8):
            for n in range(50):
                site.add_session(f"{day}.{n}", start=site_now(site) + timedelta(days=day))
    week = [rig.desk.today() + timedelta(days=n) for n in range(1, 8)]
    rig.clock.advance(61)
    days.ask(week)
    before, asked_at = len(site.requests()), rig.clock.monotonic()
    cut = 0
    while not all(map(days.known, week)):
        status = rig.engine.run_once()
        left = rig.engine._refreshing._others._left
        cut += left is not None and 0 < len(left[1]) < 50
        rig.clock.advance(max(0.5, status.next_in_s))
    minutes = (rig.clock.monotonic() - asked_at) / 60
    assert len(site.requests()) - before <= 60 * (minutes + 1)
    assert minutes < 4
    assert cut, "no day was cut short by the budget, and nothing was shown"


def test_offline_it_is_loaded_once_the_site_is_back_unless_nobody_waits_any_more(site, rig, days):
    tomorrow = rig.desk.today() + timedelta(days=1)
    site.faults.add(Fault("unplug"))
    days.ask([tomorrow])
    assert rig.wait(31).link is Link.OFFLINE
    site.faults.clear()
    rig.settle(30)
    assert days.known(tomorrow)
    later = tomorrow + timedelta(days=1)
    days.ask([later])
    rig.clock.advance(601)
    rig.pass_once()
    assert not days.known(later)


def test_a_report_knows_a_day_from_its_loading_on(site, rig, days):
    """Today since it was refreshed, another day once it was asked for, one without sessions too."""
    reports = Reports(rig.store, rig.desk.now)
    span = reports.last_days(3)
    before, yesterday, today = span.days
    add_class(site, "Gone by", timedelta(days=-1))
    assert reports.count(span).missing == [before, yesterday]
    days.ask([before, yesterday])
    assert days.waiting() == [before, yesterday]
    rig.pass_once()
    assert days.waiting() == []
    found = reports.count(span)
    assert found.missing == []
    assert found.report(Kind.ATTENDANCE, Grouping.SERVICE).total.booked >= 2
    assert reports.seen(span).keys() == {before, yesterday, today}


def test_a_day_that_was_left_halfway_and_forgotten_since_is_loaded_from_its_beginning(
    site, rig, days
):
    tomorrow = rig.desk.today() + timedelta(days=1)
    with site._parts.state.writing():
        for n in range(15):
            add_class(site, f"Class {n:02}", timedelta(days=1, seconds=n))
    days.ask([tomorrow])
    others = rig.engine._refreshing._others
    rosters, portions = others._rosters, []

    def cut_short(sessions):
        if portions:
            raise NotSent("The network went.")
        portions.append(len(sessions))
        rosters(sessions)

    others._rosters = cut_short
    rig.pass_once()
    others._rosters = rosters
    assert portions == [10]
    assert len(others._left[1]) == 5
    past = rig.store.past()
    with rig.store.transaction():
        for event_id in past.over(rig.clock.now() + timedelta(days=3))[:5]:
            past.forget(event_id)
    rig.settle(60)
    assert days.known(tomorrow)
    cards = rig.desk.sessions(tomorrow)
    assert [card.booked for card in cards] == [2] * 15
