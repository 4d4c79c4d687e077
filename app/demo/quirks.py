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
