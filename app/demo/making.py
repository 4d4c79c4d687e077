"""New sessions and bookings made by hand, past the HTTP interface."""

from datetime import datetime, timedelta
from typing import TypedDict, Unpack

from app.demo.bodies import (
    NewBooking,
    Session,
    booking_body,
    contact,
    event_body,
    schedule_entity,
    slot_entity,
)
from app.demo.bookings import file_booking
from app.demo.call import Parts
from app.demo.errors import Json
from app.demo.identity import guid, instance_event_id, single_event_id
from app.demo.seed_catalog import course_service, location_id, service_id, staff_id


class Details(TypedDict, total=False):
    """What else may be said about a new booking; `extra` goes into the booking as it is.

    `contact`: whoever has the same is one client of the site; a new one where it is left out.
    """

    phone: str
    email: str
    contact: str
    status: str
    variants: tuple[int, ...]
    extra: Json


class Making:
    """New sessions and bookings, put in by hand; may be called while the site serves."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def add_session(
        self,
        title: str = "",
        *,
        kind: str = "CLASS",
        start: datetime | None = None,
        minutes: int = 60,
        capacity: int = 12,
        course: str = "pottery",
    ) -> str:
        """A new session, from now on if no start is given; its event id."""
        state, clock = self._parts.state, self._parts.clock
        start = start or clock.now()
        with state.writing():
            service = self._service(kind, course)
            make = single_event_id if kind == "APPOINTMENT" else instance_event_id
            session = Session(
                id=make(service["schedule"]["id"], "by hand", len(state.all("event"))),
                service=service,
                staff=there(state.get("staff", staff_id("maya"))),
                location=there(state.get("location", location_id("loft"))),
                start=start,
                end=start + timedelta(minutes=minutes),
                zone=clock.zone,
                made=clock.now(),
                capacity=capacity,
                title=title,
            )
            state.put("event", session.id, event_body(session), service["schedule"]["id"])
        return session.id

    def _service(self, kind: str, course: str) -> Json:
        state = self._parts.state
        if kind != "COURSE":
            key = "flow" if kind == "CLASS" else "physio"
            return there(state.get("service", service_id(key)))
        service = course_service(course)
        state.seed("service", [(service["id"], "", service)])
        return service

    def add_booking(
        self,
        event_id: str,
        party: int = 1,
        first_name: str = "Ana",
        last_name: str = "Lindqvist",
        **details: Unpack[Details],
    ) -> str:
        """A new booking of a session (of its whole course, if it is one of a course); its id."""
        state = self._parts.state
        person = {"firstName": first_name, "lastName": last_name}
        person |= {"email": details.get("email", ""), "phone": details.get("phone", "")}
        with state.writing():
            events = self._events(event_id)
            id_ = guid("by hand", event_id, len(state.all("booking")))
            booking = NewBooking(
                id=id_,
                entity=self._entity(events),
                contact=contact(person, details.get("contact", id_)),
                people=_people(party, details.get("variants", ())),
                status=details.get("status", "CONFIRMED"),
                made=self._parts.clock.now(),
                dates=(events[0]["start"]["utcDate"], events[-1]["end"]["utcDate"]),
                extra=details.get("extra", {}),
            )
            file_booking(state, booking_body(booking))
        return id_

    def _events(self, event_id: str) -> list[Json]:
        """The sessions that a booking made for this one is for."""
        state = self._parts.state
        event = there(state.get("event", event_id))
        if event["type"] != "COURSE":
            return [event]
        events = state.by_ref("event", event["scheduleId"])
        return sorted(events, key=lambda one: str(one["start"]["utcDate"]))

    def _entity(self, events: list[Json]) -> Json:
        state, event = self._parts.state, events[0]
        if event["type"] != "COURSE":
            return slot_entity(event, there(state.get("staff", staff_id("maya"))))
        return schedule_entity(there(state.get("service", event["externalScheduleId"])), events)


def _people(party: int, variants: tuple[int, ...]) -> Json:
    if not variants:
        return {"totalParticipants": party}
    choices = [{"numberOfParticipants": number, "choices": []} for number in variants]
    return {"participantsChoices": {"serviceChoices": choices}}


def there(found: Json | None) -> Json:
    """What must be there."""
    if found is None:
        raise KeyError("no such booking, session or catalogue entry at the demo site")
    return found
