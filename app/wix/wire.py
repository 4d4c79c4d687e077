"""What Wix sends, as pydantic models that forgive much; each ends in a value of the domain."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime, tzinfo
from typing import Annotated, Any, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)
from pydantic.alias_generators import to_camel

from app.domain.day import zone_of
from app.domain.model import (
    AttendanceId,
    Booking,
    BookingId,
    BookingStatus,
    ContactId,
    EventId,
    RowId,
    ScheduleId,
    Session,
    SessionKind,
)
from app.domain.names import display_name, phone_tail
from app.domain.site import AttendanceRead, SiteFacts
from app.domain.values import NO_SHOW, NONE, Value

T = TypeVar("T")


class NotUnderstoodError(ValueError):
    """This one entity cannot be used; its neighbours can."""


def _mended(found: Any) -> Any:
    """JSON may hold half a character (a lone surrogate), which no database takes."""
    return found.encode("utf-8", "replace").decode() if isinstance(found, str) else found


def _or_none(found: Any, read: ValidatorFunctionWrapHandler) -> Any:
    try:
        return read(found)
    except ValidationError:
        return None


Text = Annotated[str, BeforeValidator(_mended)]
Id = Annotated[str, BeforeValidator(_mended), Field(min_length=1)]
Number = Annotated[int, Field(ge=-(2**31), lt=2**31)]
Soft = Annotated[T | None, WrapValidator(_or_none)]
"""A member that may be missing, null or unreadable: all three are None."""


class Wire(BaseModel):
    """Camel case outside, our spelling inside, unknown members ignored, contents kept from logs."""

    model_config = ConfigDict(
        alias_generator=to_camel, populate_by_name=True, frozen=True, hide_input_in_errors=True
    )


class Named(Wire):
    name: Soft[Text] = None


class Moment(Wire):
    utc_date: Soft[datetime] = None
    local_date: Soft[datetime] = None
    time_zone: Soft[Id] = None

    def utc(self, zone_name: str) -> datetime:
        """The instant, from the local reading where the instant itself is missing."""
        if found := self.utc_date:
            return _utc(found, UTC)
        zone = zone_of(self.time_zone or zone_name)
        if not self.local_date or zone.key != (self.time_zone or zone_name):
            raise NotUnderstoodError("no time")
        return _utc(self.local_date, zone)


class Event(Wire):
    id: Id
    type: SessionKind
    start: Moment
    end: Moment
    status: Soft[Text] = None
    schedule_id: Soft[Id] = None
    external_schedule_id: Soft[Id] = None
    schedule_name: Soft[Text] = None
    title: Soft[Text] = None
    time_zone: Soft[Id] = None
    location: Soft[Named] = None
    resources: Soft[list[Named]] = None
    total_capacity: Soft[Annotated[int, Field(ge=0, lt=2**31)]] = None

    def to_domain(self) -> Session:
        zone = self.time_zone or self.start.time_zone or "UTC"
        start, end = self.start.utc(zone), self.end.utc(zone)
        return Session(
            event_id=EventId(self.id),
            kind=self.type,
            title=_line(self.title) or _line(self.schedule_name),
            start=start,
            end=max(start, end),
            zone=zone,
            location=_line(self.location.name if self.location else None),
            staff=tuple(name for each in self.resources or [] if (name := _line(each.name))),
            capacity=self.total_capacity,
            cancelled=self.status in ("CANCELLED", "CANCELED"),
            schedule_id=ScheduleId(self.schedule_id) if self.schedule_id else None,
            service_id=self.external_schedule_id,
        )


class Slot(Wire):
    event_id: Soft[Id] = None
    session_id: Soft[Id] = None


class Schedule(Wire):
    schedule_id: Soft[Id] = None


class BookedEntity(Wire):
    slot: Soft[Slot] = None
    schedule: Soft[Schedule] = None

    @property
    def event_id(self) -> EventId | None:
        found = self.slot and (self.slot.event_id or self.slot.session_id)
        return EventId(found) if found else None

    @property
    def schedule_id(self) -> ScheduleId | None:
        found = self.schedule and self.schedule.schedule_id
        return ScheduleId(found) if found else None


class Contact(Wire):
    contact_id: Soft[Id] = None
    first_name: Soft[Text] = None
    last_name: Soft[Text] = None
    phone: Soft[Text] = None


class Choice(Wire):
    number_of_participants: Number


class Choices(Wire):
    service_choices: list[Choice]


class BookingSent(Wire):
    id: Id
    status: BookingStatus
    booked_entity: BookedEntity
    contact_details: Soft[Contact] = None
    participants_choices: Soft[Choices] = None
    total_participants: Soft[Number] = None
    number_of_participants: Soft[Number] = None
    created_date: Soft[datetime] = None

    @property
    def party(self) -> int:
        """With variants the sum counts; the older spellings are kept as fall-backs."""
        chosen = self.participants_choices.service_choices if self.participants_choices else []
        choices = sum(each.number_of_participants for each in chosen)
        known = (choices, self.total_participants, self.number_of_participants)
        return next((each for each in known if each and each > 0), 1)

    def to_domain(self) -> Booking:
        contact = self.contact_details or Contact()
        event_id = self.booked_entity.event_id
        schedule_id = None if event_id else self.booked_entity.schedule_id
        if not event_id and not schedule_id:
            raise NotUnderstoodError("booked nowhere")
        return Booking(
            booking_id=BookingId(self.id),
            name=display_name(contact.first_name, contact.last_name),
            party=self.party,
            status=self.status,
            phone_tail=phone_tail(contact.phone),
            created=utc_or_none(self.created_date),
            event_id=event_id,
            schedule_id=schedule_id,
            contact_id=ContactId(contact.contact_id) if contact.contact_id else None,
        )


class ExtendedBooking(Wire):
    booking: BookingSent


class Attendance(Wire):
    id: Id
    booking_id: Id
    event_id: Soft[Id] = None
    session_id: Soft[Id] = None
    status: str
    number_of_attendees: Number | None = None
    """Not soft: how many are in is not to be guessed from an unreadable number."""

    def to_domain(self) -> AttendanceRead:
        event_id = self.event_id or self.session_id
        if not event_id:
            raise NotUnderstoodError("attended nowhere")
        row = RowId(BookingId(self.booking_id), EventId(event_id))
        return AttendanceRead(AttendanceId(self.id), row, self._value())

    def _value(self) -> Value:
        """Wix checks status and number against nothing, so each status has its one reading."""
        match self.status:
            case "ATTENDED":
                return Value(max(1, self.number_of_attendees or 1))
            case "NOT_ATTENDED":
                return NO_SHOW
            case "NOT_SET":
                return NONE
        raise NotUnderstoodError("unknown status")


class Locale(Wire):
    language_code: Soft[Text] = None
    country: Soft[Text] = None


class Properties(Wire):
    time_zone: Soft[Text] = None
    business_name: Soft[Text] = None
    site_display_name: Soft[Text] = None
    language: Soft[Text] = None
    locale: Soft[Locale] = None

    def to_domain(self) -> SiteFacts:
        locale = self.locale or Locale()
        parts = (locale.language_code or self.language, locale.country)
        return SiteFacts(
            name=_line(self.business_name) or _line(self.site_display_name),
            zone=self.time_zone or "",
            locale="-".join(part for part in parts if part),
        )


def session_of(found: object) -> Session:
    return Event.model_validate(found).to_domain()


def booking_of(found: object) -> Booking:
    return ExtendedBooking.model_validate(found).booking.to_domain()


def attendance_of(found: object) -> AttendanceRead:
    return Attendance.model_validate(found).to_domain()


def _line(text: str | None) -> str:
    """One line of text as typed in Wix."""
    words = " ".join((text or "").split())
    return "".join(c for c in words if unicodedata.category(c) != "Cc")


def _utc(moment: datetime, zone: tzinfo) -> datetime:
    """Aware and in UTC; far-away years, which break every sum of times, are not understood."""
    if not 2000 <= moment.year < 2200:
        raise NotUnderstoodError("no time of ours")
    aware = moment if moment.tzinfo else moment.replace(tzinfo=zone)
    return aware.astimezone(UTC)


def utc_or_none(moment: datetime | None) -> datetime | None:
    try:
        return _utc(moment, UTC) if moment else None
    except NotUnderstoodError:
        return None
