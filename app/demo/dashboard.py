"""What staff do in the Wix dashboard, past the HTTP interface: tests make and change data here."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from app.demo import attendance_entry
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
from app.demo.credentials import add_key
from app.demo.errors import Json
from app.demo.identity import guid, instance_event_id, single_event_id
from app.demo.seed_catalog import course_service, service_id, staff_id, location_id


class Dashboard:
    """The site by hand; every method may be called while it serves."""

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
        begins = start or clock.now()
        with state.writing():
            service = self._service(kind, course)
            number = len(state.all("event"))
            make = single_event_id if kind == "APPOINTMENT" else instance_event_id
            session = Session(
                id=make(service["schedule"]["id"], "by hand", number),
                service=service,
                staff=_there(state.get("staff", staff_id("maya"))),
                location=_there(state.get("location", location_id("loft"))),
                start=begins,
                end=begins + timedelta(minutes=minutes),
                zone=clock.zone,
                made=clock.now(),
                capacity=capacity,
                title=title,
            )
            event = event_body(session)
            state.put("event", event["id"], event, event["scheduleId"])
        return str(event["id"])

    def _service(self, kind: str, course: str) -> Json:
        state = self._parts.state
        if kind != "COURSE":
            key = "flow" if kind == "CLASS" else "physio"
            return _there(state.get("service", service_id(key)))
        service = course_service(course)
        state.seed("service", [(service["id"], "", service)])
        return service

    def add_booking(
        self,
        event_id: str,
        party: int = 1,
        first_name: str = "Ana",
        last_name: str = "Lindqvist",
        *,
        phone: str = "",
        email: str = "",
        status: str = "CONFIRMED",
        variants: tuple[int, ...] = (),
        **extra: Any,
    ) -> str:
        """A new booking of a session (of its whole course, if it is one of a course); its id."""
        state = self._parts.state
        with state.writing():
            event = _there(state.get("event", event_id))
            id_ = guid("by hand", event_id, len(state.all("booking")))
            person = {"firstName": first_name, "lastName": last_name}
            person |= {"email": email, "phone": phone}
            people: Json = {"totalParticipants": party}
            if variants:
                choices = [{"numberOfParticipants": number, "choices": []} for number in variants]
                people = {"participantsChoices": {"serviceChoices": choices}}
            booking = NewBooking(
                id=id_,
                entity=self._entity(event),
                contact=contact(person, id_),
                people=people,
                status=status,
                made=self._parts.clock.now(),
                dates=(event["start"]["utcDate"], event["end"]["utcDate"]),
                extra=extra,
            )
            file_booking(state, booking_body(booking))
        return id_

    def _entity(self, event: Json) -> Json:
        state = self._parts.state
        if event["type"] != "COURSE":
            return slot_entity(event, _there(state.get("staff", staff_id("maya"))))
        service = _there(state.get("service", event["externalScheduleId"]))
        events = state.by_ref("event", event["scheduleId"])
        return schedule_entity(service, sorted(events, key=lambda one: one["start"]["utcDate"]))

    def attendance(self, booking_id: str, event_id: str) -> tuple[str, int] | None:
        """(status, number) as stored, or None for never marked."""
        found = attendance_entry.find(self._parts.state, booking_id, event_id)
        return (found["status"], found["numberOfAttendees"]) if found else None

    def set_attendance(
        self, booking_id: str, event_id: str, status: str = "ATTENDED", number: int = 1
    ) -> None:
        """A staff edit."""
        stamp = self._parts.clock.stamp()
        attendance_entry.write(self._parts.state, booking_id, event_id, (status, number), stamp)

    def clear_attendance(self, booking_id: str, event_id: str) -> None:
        """A staff edit that takes the mark away."""
        state = self._parts.state
        with state.writing():
            found = attendance_entry.find(state, booking_id, event_id)
            if found:
                state.delete("attendance", found["id"])

    def cancel_booking(self, booking_id: str) -> None:
        """The booking becomes CANCELED."""
        self._change_booking(booking_id, {"status": "CANCELED"})

    def shrink_party(self, booking_id: str, party: int) -> None:
        """The booking is for fewer (or more) people from now on."""
        changed: Json = {"totalParticipants": party, "participantsChoices": None}
        self._change_booking(booking_id, changed)

    def cancel_session(self, event_id: str, *, bookings_too: bool = False) -> None:
        """The event becomes CANCELLED; its bookings as well if so wished."""
        state = self._parts.state
        with state.writing():
            event = _there(state.get("event", event_id))
            after = event | {"status": "CANCELLED", "revision": str(int(event["revision"]) + 1)}
            state.put("event", event_id, after, event["scheduleId"])
            for booking in state.by_ref("booking", event_id) if bookings_too else ():
                self.cancel_booking(booking["id"])

    def booking(self, booking_id: str) -> Json:
        """A booking as it is stored."""
        return _there(self._parts.state.get("booking", booking_id))

    def event(self, event_id: str) -> Json:
        """An event as it is stored."""
        return _there(self._parts.state.get("event", event_id))

    def add_key(self, permissions: Iterable[str] | None = None) -> str:
        """A further API key; None holds every permission."""
        return add_key(self._parts.state, permissions)

    def _change_booking(self, booking_id: str, changed: Json) -> None:
        state = self._parts.state
        with state.writing():
            booking = _there(state.get("booking", booking_id))
            later = {"revision": str(int(booking["revision"]) + 1)}
            later["updatedDate"] = self._parts.clock.stamp()
            file_booking(state, booking | changed | later)


def _there(found: Json | None) -> Json:
    if found is None:
        raise KeyError("no such booking, session or catalogue entry at the demo site")
    return found
