"""When clients booked: one answer of the reader about some of them, however much it leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from pydantic import ValidationError

from app.domain.first_visits import Booked, Bookings
from app.domain.model import ContactId
from app.wix.channel import Channel
from app.wix.lists import next_cursor
from app.wix.payload import PAGE, bookings, contacts_query
from app.wix.translate import not_from_wix
from app.wix.wire import Contact, Soft, Text, Wire, utc_or_none

NO_VISIT: Final = ("CREATED", "CANCELED", "DECLINED", "WAITING_LIST")
"""Left out by the question already; a site that does not heed it is read all the same."""


class Dated(Wire):
    """As little of a booking as is asked: any of it may be unreadable, and is then not known."""

    contact_details: Soft[Contact] = None
    status: Soft[Text] = None
    start_date: Soft[datetime] = None

    def to_domain(self) -> Booked:
        found = self.contact_details and self.contact_details.contact_id
        return Booked(ContactId(found) if found else None, utc_or_none(self.start_date))


class DatedBooking(Wire):
    booking: Dated


class ContactReader:
    """The part of the client that asks for clients rather than for sessions."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    def bookings_of(
        self, contacts: Sequence[ContactId], before: datetime | None = None
    ) -> Bookings:
        document, request_id = self._channel.ask(bookings(contacts_query(contacts, before)))
        found = document.get("extendedBookings")
        if not isinstance(found, list):
            raise not_from_wix(request_id)
        whole = len(found) < PAGE and not next_cursor(document)
        return Bookings(tuple(_counting(found)), whole)


def _counting(found: Sequence[object]) -> Iterator[Booked]:
    for each in found:
        try:
            read = DatedBooking.model_validate(each).booking
        except ValidationError:
            yield Booked(None, None)
            continue
        if read.status not in NO_VISIT:
            yield read.to_domain()
