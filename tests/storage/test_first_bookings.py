"""Who is to be asked about, who is marked, and that a client goes with the last booking."""

from datetime import timedelta

import pytest

from app.domain.day import day_bounds, zone_of
from app.domain.model import BookingStatus
from tests.desks import NOON, booking, make_desk

DAY = day_bounds(NOON.date(), zone_of("UTC"))


@pytest.fixture
def made(tmp_path):
    desk = make_desk(tmp_path)
    yield desk
    desk.store.close()


def unknown(made):
    return made.store.first_bookings.unknown(DAY, NOON)


def new(made, event="yoga"):
    return {r.row.booking_id for r in made.desk.roster(event).rows if r.first_visit}


def test_the_clients_of_the_day_are_asked_about_once_and_those_of_what_is_over_last(made):
    made.add_session("over", starts_in=timedelta(hours=-3))
    made.add_session("yoga")
    made.add_session("later", starts_in=timedelta(hours=2))
    made.add_session("off", starts_in=timedelta(hours=1), cancelled=True)
    made.add_bookings("over", booking("1", contact="early"))
    made.add_bookings(
        "yoga",
        booking("2", contact="dana"),
        booking("3", contact="dana"),
        booking("4"),
        booking("5", contact="gone", status=BookingStatus.CANCELED),
    )
    made.add_bookings("later", booking("6", contact="omar"), booking("7", contact="dana"))
    made.add_bookings("off", booking("8", contact="nobody"))
    assert unknown(made) == ["dana", "omar", "early"]
    made.is_new("dana")
    with made.store.transaction():
        made.store.first_bookings.keep(["omar"], None)
    assert unknown(made) == ["early"]
    assert (new(made), new(made, "later")) == ({"2", "3"}, {"7"})


@pytest.mark.parametrize(
    ("status", "asked"),
    [
        (BookingStatus.CONFIRMED, []),
        (BookingStatus.PENDING, []),
        (BookingStatus.CANCELED, ["dana"]),
    ],
)
def test_who_has_a_seat_of_an_earlier_day_need_not_be_asked_about(made, status, asked):
    made.add_session("before", starts_in=timedelta(days=-1))
    made.add_session("yoga")
    made.add_bookings("before", booking("0", contact="dana", status=status))
    made.add_bookings("yoga", booking("1", contact="dana"))
    assert unknown(made) == asked


def test_a_mark_is_from_one_midnight_to_the_next_and_on_no_booking_that_was_called_off(made):
    first, last = -12 * 60, 12 * 60 - 1
    for minutes in (first - 1, first, last, last + 1):
        event = f"at {minutes}"
        made.add_session(event, starts_in=timedelta(minutes=minutes))
        made.add_bookings(event, booking(event, contact="dana"))
    made.is_new("dana")
    marks = [bool(new(made, f"at {each}")) for each in (first - 1, first, last, last + 1)]
    assert marks == [False, True, True, False]
    made.add_bookings(f"at {first}", booking("0", contact="dana", status=BookingStatus.CANCELED))
    assert new(made, f"at {first}") == set()


def test_a_client_is_forgotten_with_the_last_booking_and_not_before(made):
    made.add_session("yoga")
    made.add_bookings(
        "yoga", booking("1", contact="dana"), booking("2", contact="dana"), booking("3")
    )
    made.is_new("dana", "omar")
    past = made.store.past()
    held = "SELECT contact_id FROM contacts"
    with made.store.transaction():
        past.forget("yoga")
        past.forget_bookings(["1", "3"])
    assert made.store._database.rows(held) == [("dana",), ("omar",)]
    with made.store.transaction():
        past.forget_bookings(["2"])
    assert made.store._database.rows(held) == [("omar",)]
    with made.store.transaction():
        made.store.forgetting().everything()
    assert made.store._database.rows(held) == []
