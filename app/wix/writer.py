"""Bookings for walk-ins: made, confirmed, and looked for where an answer was lost."""

from __future__ import annotations

from typing import Annotated, Any, Final

from pydantic import BeforeValidator

from app.domain.errors import RowRefused, SiteError
from app.domain.model import BookingId, Session, SessionKind
from app.domain.names import display_name
from app.domain.walk_ins import BookingMade, BookingWish
from app.wix import booking_payload
from app.wix.channel import Channel
from app.wix.contacts import ContactReader
from app.wix.exchange import Answer, Call
from app.wix.lists import every, understood
from app.wix.payload import bookings
from app.wix.translate import not_from_wix, reason, verdict
from app.wix.wire import BookedEntity, BookingSent, Contact, Soft, Text, Wire

FIRST_REVISION: Final = "1"
NO_PLACE: Final = "It is not known which course this session belongs to."
NOT_PERMITTED: Final = "The key has no permission to make bookings."


def _as_text(found: Any) -> Any:
    return str(found) if isinstance(found, int) else found


class Booking(BookingSent):
    """A booking as the writer and the reader give it; where it was booked is known already."""

    booked_entity: BookedEntity = BookedEntity()
    revision: Soft[Annotated[Text, BeforeValidator(_as_text)]] = None

    def made(self) -> BookingMade:
        contact = self.contact_details or Contact()
        return BookingMade(
            BookingId(self.id),
            self.status,
            self.revision or FIRST_REVISION,
            display_name(contact.first_name, contact.last_name),
            self.party,
        )


class Answered(Wire):
    booking: Booking


class BookingWriter(ContactReader):
    """The part of the client that is `app.domain.walk_ins.BookingDesk`."""

    @property
    def channel(self) -> Channel:
        """For questions that are not the sync's."""
        return self._channel

    def create_booking(self, wish: BookingWish) -> BookingMade:
        """Without notifications, and past the capacity: the person stands at the desk."""
        return self._made(booking_payload.create(wish, _place(wish.session)))

    def confirm_booking(self, booking_id: BookingId, revision: str) -> BookingMade:
        """A confirmation of another booking than the one that was asked for is none."""
        made = self._made(booking_payload.confirm(booking_id, revision))
        if made.booking_id != booking_id:
            raise not_from_wix()
        return made

    def find_bookings(self, session: Session, email: str) -> list[BookingMade]:
        """Wix may keep the address as it was typed, or in small letters."""
        query = booking_payload.of_email(_place(session), email)
        found = every(self._channel, bookings, query, "extendedBookings")
        return understood(found, _made_of, lambda made: made.booking_id)

    def _made(self, call: Call) -> BookingMade:
        answer = self._channel.answer(call)
        if failed := _refused(answer):
            raise failed
        try:
            return _made_of(answer.document)
        except ValueError as odd:
            raise not_from_wix(answer.request_id) from odd


def _made_of(found: object) -> BookingMade:
    return Answered.model_validate(found).booking.made()


def _place(session: Session) -> booking_payload.Place:
    """What is booked: the session of a class, the whole of a course."""
    if session.kind is not SessionKind.COURSE:
        return booking_payload.Place(session)
    if session.schedule_id is None:
        raise RowRefused(NO_PLACE, code="NO_SCHEDULE")
    return booking_payload.Place(session, session.schedule_id)


def _refused(answer: Answer) -> SiteError | None:
    """A key without this permission may do the rest; a 404 that is not JSON is not Wix's word."""
    if answer.status == 403 and answer.document is not None:
        code = reason(answer.document) or "403"
        return RowRefused(NOT_PERMITTED, code=code, request_id=answer.request_id)
    if answer.status == 404 and answer.document is None:
        return not_from_wix(answer.request_id)
    return verdict(answer)
