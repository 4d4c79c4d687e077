"""When clients booked: asked as documented, and read however much of an answer cannot be."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from app.domain.errors import Unreachable
from app.domain.first_visits import Booked
from app.domain.model import ContactId
from tests.wix.scripted import NOON
from tests.wix.test_reads import booked, page
from tests.wix.test_wire import BOOKING

DANA, OMAR = ContactId("contact-dana"), ContactId("contact-omar")


def of(contact: str, start: str | None = "2026-11-23T12:00:00Z", **members) -> dict:
    return booked(1, contactDetails={"contactId": contact}, startDate=start, **members)


def test_the_oldest_first_or_the_newest_before_a_time_in_utc(site, client):
    site.says(page("extendedBookings"))
    client.bookings_of([DANA, OMAR])
    client.bookings_of([DANA], before=datetime(2026, 11, 23, tzinfo=timezone(timedelta(hours=-5))))
    first, second = (asked.body["query"] for asked in site.asked)
    assert site.asked[0].path == "/_api/bookings-reader/v2/extended-bookings/query"
    whose = {
        "contactDetails.contactId": {"$in": [DANA, OMAR]},
        "status": {"$in": ["CONFIRMED", "PENDING"]},
    }
    assert first == {
        "filter": whose,
        "sort": [{"fieldName": "startDate", "order": "ASC"}],
        "cursorPaging": {"limit": 100},
    }
    assert second == {
        "filter": whose
        | {
            "contactDetails.contactId": {"$in": [DANA]},
            "startDate": {"$lt": "2026-11-23T05:00:00.000Z"},
        },
        "sort": [{"fieldName": "startDate", "order": "DESC"}],
        "cursorPaging": {"limit": 100},
    }


def test_it_is_one_answer_and_says_whether_there_is_more(site, client):
    site.says(page("extendedBookings", of(DANA), of(OMAR, "2026-11-16T12:00:00Z")))
    found = client.bookings_of([DANA, OMAR])
    assert found.whole
    assert found.found == (Booked(DANA, NOON), Booked(OMAR, NOON - timedelta(days=7)))
    site.says(page("extendedBookings", of(DANA), cursor="c1"))
    assert not client.bookings_of([DANA]).whole
    assert len(site.asked) == 2
    site.says(page("extendedBookings", *[of(DANA)] * 100))
    assert not client.bookings_of([DANA]).whole, "a full answer may go on without saying so"


@pytest.mark.parametrize("status", ["CREATED", "CANCELED", "DECLINED", "WAITING_LIST"])
def test_what_is_no_visit_is_passed_over_though_the_site_names_it(site, client, status):
    site.says(page("extendedBookings", of(DANA, status=status), of(OMAR)))
    assert client.bookings_of([DANA, OMAR]).found == (Booked(OMAR, NOON),)


@pytest.mark.parametrize(
    ("entity", "read"),
    [
        (of(DANA, None), Booked(DANA, None)),
        (of(DANA, "soon"), Booked(DANA, None)),
        (of(DANA, "0001-01-01T00:00:00Z"), Booked(DANA, None)),
        (of(DANA, status="NEW_WORD"), Booked(DANA, NOON)),
        (of(DANA, status=None), Booked(DANA, NOON)),
        (booked(1, contactDetails=None, startDate="2026-11-23T12:00:00Z"), Booked(None, NOON)),
        ({"booking": None}, Booked(None, None)),
        (None, Booked(None, None)),
    ],
)
def test_what_cannot_be_read_is_there_all_the_same(site, client, entity, read):
    site.says(page("extendedBookings", entity))
    assert client.bookings_of([DANA]).found == (read,)


def test_an_answer_that_is_no_list_is_not_from_wix(site, client):
    site.says({"extendedBookings": None})
    with pytest.raises(Unreachable):
        client.bookings_of([DANA])


@pytest.mark.parametrize(
    ("details", "contact_id"),
    [(None, None), ({}, None), ({"contactId": ""}, None), ({"contactId": DANA}, DANA)],
)
def test_a_booking_names_its_client_or_nobody(site, client, details, contact_id):
    sent = {**BOOKING, "contactDetails": details}
    site.says(page("extendedBookings", {"booking": sent}))
    [found] = client.bookings_changed(datetime(2026, 11, 23, tzinfo=UTC))
    assert found.contact_id == contact_id
