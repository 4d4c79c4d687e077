"""Turns rows of the studio's tables into documents, and puts them in all at once."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from app.demo.bodies import (
    NewBooking,
    Session,
    booking_body,
    contact,
    event_body,
    slot_entity,
)
from app.demo.bookings import ref_of
from app.demo.clock import stamp
from app.demo.errors import Json
from app.demo.identity import guid, instance_event_id, single_event_id
from app.demo.seed_people import person
from app.demo.seed_rosters import Row
from app.demo.state import State


@dataclass(frozen=True, slots=True)
class Plan:
    """One session to be: the key makes its ids, the service says the rest."""

    key: str
    service: str
    start: datetime
    minutes: int
    rows: tuple[Row, ...] = ()
    title: str = ""
    status: str = "CONFIRMED"
    capacity: int | None = None


@dataclass(slots=True)
class Garden:
    """Gathers documents; `plant` writes them, leaving alone what is there."""

    state: State
    zone: ZoneInfo
    now: datetime
    services: dict[str, Json]
    staff: dict[str, Json]
    locations: dict[str, Json]
    rows: dict[str, list[tuple[str, str, Json]]] = field(default_factory=dict)

    def add(self, kind: str, body: Json, ref: str = "") -> None:
        """One document for later."""
        self.rows.setdefault(kind, []).append((body["id"], ref, body))

    def plant(self) -> None:
        """Write what was gathered."""
        for kind, rows in self.rows.items():
            self.state.seed(kind, rows)
        self.rows.clear()

    def add_session(self, plan: Plan) -> Json:
        """A session with its bookings and their attendance."""
        event = self.add_event(plan)
        for row in plan.rows:
            entity = slot_entity(event, self.staff_of(plan.service))
            booking = self.add_booking((plan.key, row.person), row, entity, event)
            self.add_attendance(row, booking, event)
        return event

    def add_event(self, plan: Plan) -> Json:
        """The event of a session."""
        event = self.event_of(plan)
        self.add("event", event, event["scheduleId"])
        return event

    def event_of(self, plan: Plan) -> Json:
        """The same, not gathered."""
        service = self.services[plan.service]
        single = service["type"] == "APPOINTMENT"
        make = single_event_id if single else instance_event_id
        business = service["locations"][0]["business"]["id"]
        session = Session(
            id=make(service["schedule"]["id"], plan.key),
            service=service,
            staff=self.staff_of(plan.service),
            location=self.locations[business],
            start=plan.start,
            end=plan.start + timedelta(minutes=plan.minutes),
            zone=self.zone,
            made=self.now - timedelta(days=60),
            capacity=plan.capacity,
            title=plan.title,
            status=plan.status,
        )
        return event_body(session)

    def staff_of(self, service: str) -> Json:
        """Who holds the sessions of a service."""
        return self.staff[self.services[service]["staffMemberIds"][0]]

    def add_booking(self, key: tuple[str, int], row: Row, entity: Json, dates: Json) -> Json:
        """One booking of an event or a course; `dates` has its start and its end."""
        people: Json = {"totalParticipants": row.party}
        if row.variants:
            choices = [
                {"numberOfParticipants": number, "choices": [{"custom": f"Group {index}"}]}
                for index, number in enumerate(row.variants, 1)
            ]
            people = {"participantsChoices": {"serviceChoices": choices}}
        made = self.now - timedelta(days=2 + row.person % 9, minutes=7 * row.person)
        booking = booking_body(
            NewBooking(
                id=guid("booking", *key),
                entity=entity,
                contact=_details(row.person, *(key if row.new else ())),
                people=people,
                status=row.status,
                made=made,
                dates=(dates["start"]["utcDate"], dates["end"]["utcDate"]),
                payment="NOT_PAID" if row.person % 3 else "PAID",
                option="OFFLINE" if row.person % 3 else "MEMBERSHIP",
                revision=1 if row.status == "CREATED" else 2,
                extra=row.extra,
            )
        )
        self.add("booking", booking, ref_of(booking))
        return booking

    def add_attendance(self, row: Row, booking: Json, event: Json) -> None:
        """What the row says about who came, if anything."""
        if row.came is None:
            return
        entry = {
            "id": guid("attendance", booking["id"], event["id"]),
            "bookingId": booking["id"],
            "eventId": event["id"],
            "status": "ATTENDED" if row.came else "NOT_ATTENDED",
            "numberOfAttendees": row.came or 1,
            "updatedDate": stamp(self.now),
        }
        self.add("attendance", entry, f"{booking['id']}|{event['id']}")


def _details(index: int, *new: object) -> Json:
    details = contact(person(index), *(new or (index,)))
    # Now and then a member is there and says nothing, as the samples of Wix have it.
    if "phone" not in details and index % 2:
        details["phone"] = None
    if "email" not in details and index % 2 == 0:
        details["email"] = None
    return details
