"""Who is new is told only where the site's answer leaves no doubt."""

from datetime import UTC, datetime, timedelta

from app.domain.first_visits import Booked, Bookings

TODAY = datetime(2026, 11, 23, tzinfo=UTC)


def of(*found, whole=True):
    """Bookings by contact and days from today."""
    return Bookings(
        tuple(
            Booked(contact, None if days is None else TODAY + timedelta(days=days))
            for contact, days in found
        ),
        whole,
    )


def days(earliest):
    return {contact: (start - TODAY).days for contact, start in earliest.items()}


def test_the_earliest_of_each_is_taken_in_whatever_order_they_come():
    found = of(("dana", 3), ("omar", 0), ("dana", -7), ("dana", 0))
    assert days(found.earliest()) == {"dana": -7, "omar": 0}
    assert found.before(TODAY) == {"dana"}


def test_an_answer_that_goes_on_tells_something_only_where_it_begins_with_the_oldest():
    assert days(of(("dana", 0), ("omar", 1), whole=False).earliest()) == {"dana": 0, "omar": 1}
    muddled = of(("dana", 0), ("omar", -1), whole=False)
    assert muddled.earliest() == {}
    assert muddled.before(TODAY) == {"omar"}, "who was seen before was seen before"


def test_nobody_is_new_whose_booking_does_not_say_when_it_begins():
    found = of(("dana", 0), ("dana", None), ("omar", 0))
    assert days(found.earliest()) == {"omar": 0}
    assert found.before(TODAY) == set()


def test_a_booking_that_does_not_say_whose_it_is_may_be_anybodys():
    found = of(("dana", 0), (None, -9), ("omar", -1))
    assert found.earliest() == {}
    assert found.before(TODAY) == {"omar"}
