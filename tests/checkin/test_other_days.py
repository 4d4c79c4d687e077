"""Days besides today are asked for once, through the store, and the sync is woken for it."""

from datetime import timedelta

import pytest

from app.checkin.other_days import OtherDays
from tests.desks import make_desk

WITHIN = timedelta(minutes=10)


@pytest.fixture
def made(tmp_path):
    made = make_desk(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def days(made):
    return OtherDays(made.store, made.clock, lambda: made.woken.append(made.clock.now()))


def wanted(made):
    return made.store.other_days.wanted(made.clock.now(), WITHIN)


def loaded(made, day):
    with made.store.transaction():
        made.store.other_days.keep_loaded(day, made.clock.now())


def test_what_is_asked_for_is_wanted_until_it_was_loaded_or_nobody_waits_any_more(made, days):
    first, second = (made.desk.today() + timedelta(days=n) for n in (1, 2))
    days.ask([first, second])
    assert wanted(made) == [first, second]
    made.clock.advance(5)
    loaded(made, first)
    assert (days.known(first), days.known(second)) == (True, False)
    assert wanted(made) == [second]
    made.clock.advance(700)
    assert wanted(made) == []


def test_nobody_is_woken_for_what_is_fresh_or_was_asked_for_just_now(made, days):
    day = made.desk.today() + timedelta(days=1)
    days.ask([day])
    made.clock.advance(30)
    days.ask([day])
    assert len(made.woken) == 1
    made.clock.advance(31)
    days.ask([day])
    assert len(made.woken) == 2
    loaded(made, day)
    made.clock.advance(299)
    days.ask([day])
    assert len(made.woken) == 2
    made.clock.advance(2)
    days.ask([day])
    assert len(made.woken) == 3


def test_days_of_long_ago_are_forgotten(made, days):
    for n in range(40):
        days.ask([made.desk.today() + timedelta(days=n)])
        made.clock.advance(10)
    assert len(made.store.days.fact("days_asked").split()) == 24
