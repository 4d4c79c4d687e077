"""Who is known already of a name that is typed for a walk-in."""

from datetime import timedelta

import pytest

from app.checkin.acquaintances import Known, Person, known_by
from app.checkin.search import Search
from app.checkin.walk_ins import WalkIns
from app.domain.model import BookingId, BookingStatus, EventId, RowId
from tests.desks import booking


@pytest.fixture
def known(made):
    made.add_session("yoga")
    made.add_bookings(
        "yoga",
        booking("dana", "Dana Levi", 2, phone_tail="5553127"),
        booking("other", "Dana Levi", phone_tail="5550042"),
        booking("gone", "Gil Gone", status=BookingStatus.CANCELED),
    )
    made.add_session("spin", starts_in=timedelta(days=1))
    made.add_bookings(
        "spin", *(booking(f"s{n}", f"Levi {n}", phone_tail=f"555000{n}") for n in range(8)),
        booking("again", "Dana  Levi", phone_tail="5553127"),
    )  # fmt: skip

    def look(typed, here="yoga"):
        found = Search(made.store, made.desk.now).find(typed, EventId(here), 12)
        return known_by(typed, found)

    return look


def test_each_person_is_named_once_those_of_the_session_first_and_five_at_most(known):
    people = known("lev").people
    assert len(people) == 5
    assert set(people[:2]) == {Person("Dana Levi", "3127"), Person("Dana Levi", "0042")}
    assert known("dana").people == (Person("Dana Levi", "3127"), Person("Dana Levi", "0042"))


def test_a_phone_s_last_digits_find_them_too(known):
    assert Person("Dana Levi", "3127") in known("3127").people


@pytest.mark.parametrize("typed", ["", "d", "Dahna Levi", "Nobody"])
def test_nobody_is_named_by_one_letter_and_nobody_who_is_only_close(known, typed):
    assert known(typed) == Known()


def test_whoever_is_close_alone_is_not_named(made, known):
    found = Search(made.store, made.desk.now).find("dahna", EventId("yoga"))
    assert found.close
    assert known_by("dahna", found) == Known()


def test_a_booking_of_this_session_by_the_very_name_is_told_the_missing_one_first(made, known):
    booked = known("dana LEVI").booked
    assert booked.row.event_id == "yoga"
    assert booked.missing
    made.desk.arrive(booked.row, booked.missing)
    other = known("Dana Levi").booked
    assert other.row != booked.row
    made.desk.arrive(other.row)
    assert known("Dana Levi").booked.missing == 0
    assert known("Dana Levi", here="spin").booked.row.booking_id == "again"


def test_neither_a_cancelled_booking_nor_a_walk_in_is_booked_here(made, known):
    WalkIns(made.store, made.clock, lambda: None).add(EventId("yoga"), "Wren Xylo")
    WalkIns(made.store, made.clock, lambda: None).add(EventId("yoga"))
    made.desk.arrive(RowId(BookingId("dana"), EventId("yoga")))
    assert known("Wren Xylo") == Known()
    assert known("Wren").people == (Person("Wren Xylo"),)
    assert known("Walk-in").people == ()
    assert known("Gil Gone").booked is None
