"""Switches for what is not known about Wix, each set to its most conservative reading."""

from dataclasses import dataclass


@dataclass(slots=True)
class Quirks:
    """Set a member on a running site to see the other reading."""

    embed_not_set: bool = False
    """The reader shows NOT_SET for a booking never marked, instead of no attendance at all."""
    has_next: bool = True
    """pagingMetadata carries hasNext."""
    echo_session_id: bool = True
    """Attendance answers carry the deprecated sessionId beside eventId."""
    status_updated_date: bool = False
    """Attendance answers carry updatedDate and statusUpdatedDate."""
    store_not_set: bool = True
    """NOT_SET is stored; otherwise it is refused with a validation error."""
    keep_number: bool = False
    """An update without numberOfAttendees keeps the old number; otherwise it becomes 1."""
    bulk_item_always: bool = False
    """Bulk answers carry the item even without returnFullEntity."""
    email_required: bool = True
    """A new booking without a contactId needs an e-mail address."""
    override_availability: bool = True
    """skipAvailabilityValidation is honoured; otherwise a full session refuses walk-ins too."""
    knows_event_id: bool = True
    """Attendance is set by eventId; otherwise only the older sessionId names a session."""
    derive_session: bool = False
    """A booking of one session needs no session named; otherwise SESSION_ID_NOT_PROVIDED."""
    unknown_status: int = 404
    """The status of an answer about a booking, a session or an attendance that is unknown."""
    refused_status: int = 409
    """The status of a booking that is refused for its capacity."""
    wrong_state_status: int = 428
    """The status of INVALID_BOOKING_STATUS."""
    bare_401: bool = False
    """A 401 has an empty body."""
    embed_oldest: bool = False
    """Of a course booking's many the reader embeds the oldest attendance, not the newest."""
    slot_session_id: bool = True
    """Bookings carry the deprecated slot.sessionId."""
    filters_dates: bool = True
    """The reader finds bookings by their dates; otherwise it finds none."""
    sorts_dates: bool = True
    """The reader sorts bookings by when they begin; otherwise it does not heed that."""
    finds_contacts: bool = True
    """The reader finds bookings by their contact; otherwise it finds none."""
    filters_events: bool = True
    """Query Attendance honours eventId with $in; otherwise it gives everything."""
    resource_type: str = "staff"
    """The undocumented literal of an event's resources."""
