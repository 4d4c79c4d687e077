"""What the bookings writer is asked, as literal as it travels."""

from __future__ import annotations

from typing import Final, NamedTuple
from urllib.parse import quote

from app.domain.model import BookingId, ScheduleId, Session
from app.domain.walk_ins import BookingWish, split_name
from app.wix.exchange import Call
from app.wix.payload import CLASS_FILTER, COURSE_FILTER, Query, first_page

WRITER: Final = "/_api/bookings-service/v2/bookings"
EMAIL_FILTER: Final = "contactDetails.email"
SILENTLY: Final[Query] = {
    "participantNotification": {"notifyParticipants": False},
    "sendSmsReminder": False,
}
"""Wix would remind by SMS unless it is told not to."""


class Place(NamedTuple):
    """A class by its session; a course, which has one booking for all of them, by its schedule."""

    session: Session
    schedule_id: ScheduleId | None = None


def create(wish: BookingWish, place: Place) -> Call:
    first, last = split_name(wish.name)
    contact = {"firstName": first, "lastName": last, "email": wish.email, "phone": wish.phone}
    body: Query = {
        "booking": {
            "bookedEntity": _entity(place),
            "contactDetails": {key: value for key, value in contact.items() if value},
            "totalParticipants": wish.party,
            "selectedPaymentOption": "OFFLINE",
        },
        **SILENTLY,
        "flowControlSettings": {
            "skipAvailabilityValidation": True,
            "skipBusinessConfirmation": True,
        },
    }
    return Call("booking create", "POST", WRITER, body)


def confirm(booking_id: BookingId, revision: str) -> Call:
    body: Query = {
        "revision": revision,
        "paymentStatus": "NOT_PAID",
        **SILENTLY,
        "flowControlSettings": {"checkAvailabilityValidation": False},
    }
    return Call("booking confirm", "POST", f"{WRITER}/{quote(booking_id, safe='')}/confirm", body)


def of_email(place: Place, email: str) -> Query:
    """The reader's query for one address; unlike attendance it honours two conditions."""
    where, which = (
        (COURSE_FILTER, place.schedule_id)
        if place.schedule_id is not None
        else (CLASS_FILTER, place.session.event_id)
    )
    spellings = list(dict.fromkeys([email, email.lower()]))
    return first_page({where: {"$in": [which]}, EMAIL_FILTER: {"$in": spellings}}, "createdDate")


def _entity(place: Place) -> Query:
    service = {"serviceId": place.session.service_id} if place.session.service_id else {}
    if place.schedule_id is None:
        return {"slot": {**service, "eventId": place.session.event_id}}
    schedule = {
        "scheduleId": place.schedule_id,
        **service,
        "timezone": place.session.zone,
        "location": {"locationType": "OWNER_BUSINESS"},
    }
    return {"schedule": schedule}
