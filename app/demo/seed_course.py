"""The pottery course: eight weekly evenings under one schedule, whose bookings name no evening."""

from datetime import date, datetime, timedelta

from app.demo.bodies import move, schedule_entity
from app.demo.clock import parse
from app.demo.errors import Json
from app.demo.identity import guid
from app.demo.planting import Garden, Plan
from app.demo.seed_catalog import course_service
from app.demo.seed_rosters import COURSE, NO_SHOW, Row

_WEEKS = 8
_WEEKS_PAST = 3
_MINUTES = 120


def add_course(garden: Garden, day: date, start: datetime) -> None:
    """Let a course have an evening on that day at that time: one under way, or a new one."""
    for event in garden.state.all("event"):
        if event["type"] == "COURSE" and event["start"]["localDate"][:10] == str(day):
            if parse(event["start"]["utcDate"]) != start:
                # It was planned for another hour: this week it is held at another time.
                moved = move(event, start, garden.zone)
                garden.state.put("event", event["id"], moved, event["scheduleId"])
            return
    _new_course(garden, day - timedelta(weeks=_WEEKS_PAST), start)


def _new_course(garden: Garden, first: date, start: datetime) -> None:
    key = f"course {first}"
    service = course_service(str(first))
    garden.services[key] = service
    events = []
    for week in range(_WEEKS):
        # By the wall clock, so that a change of offset in between moves nothing.
        local = start.astimezone(garden.zone).replace(tzinfo=None)
        held = datetime.combine(first + timedelta(weeks=week), local.time(), garden.zone)
        events.append(garden.add_event(Plan(f"{key} {week}", key, held, _MINUTES)))
    begin, end = events[0]["start"], events[-1]["end"]
    service["schedule"] |= {"firstSessionStart": begin["utcDate"], "lastSessionEnd": end["utcDate"]}
    garden.add("service", service)
    entity = schedule_entity(service, events)
    for row in COURSE:
        booking = garden.add_booking((key, row.person), row, entity, {"start": begin, "end": end})
        booking |= {
            "createdBy": {
                "memberId": guid("member", row.person),
                "contactId": booking["contactDetails"]["contactId"],
            },
            "formSubmissionId": guid("form", key, row.person),
        }
        _add_past(garden, row, booking, events)


def _add_past(garden: Garden, row: Row, booking: Json, events: list[Json]) -> None:
    over = [event for event in events if parse(event["end"]["utcDate"]) < garden.now]
    for week, event in enumerate(over):
        missed = (row.person + week) % 5 == 0
        came = NO_SHOW if missed else row.party
        garden.add_attendance(Row(row.person, row.party, came), booking, event)
