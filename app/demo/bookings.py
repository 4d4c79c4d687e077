"""The Booking object: how many people it is for, what it points at, whether it takes places."""

from app.demo.errors import Json
from app.demo.state import State

# A booking in checkout, on the waiting list, declined or cancelled takes no place.
_TAKES_PLACES = ("CONFIRMED", "PENDING")


def party_of(booking: Json) -> int:
    """How many people; with variants the sum of the choices."""
    choices = (booking.get("participantsChoices") or {}).get("serviceChoices") or []
    if choices:
        return sum(int(choice.get("numberOfParticipants") or 1) for choice in choices)
    return int(booking.get("totalParticipants") or booking.get("numberOfParticipants") or 1)


def ref_of(booking: Json) -> str:
    """What the booking is filed under: its event, or its course's schedule."""
    entity = booking["bookedEntity"]
    if entity.get("schedule"):
        return str(entity["schedule"]["scheduleId"])
    return str((entity.get("slot") or {}).get("eventId") or "")


def takes_places(booking: Json) -> bool:
    """Whether its people count against the capacity."""
    return booking["status"] in _TAKES_PLACES


def file_booking(state: State, booking: Json) -> None:
    """Put it where rosters find it."""
    state.put("booking", booking["id"], booking, ref_of(booking))


def by_session(bookings: list[Json]) -> dict[str, list[Json]]:
    """The bookings that take places, by event or schedule."""
    found: dict[str, list[Json]] = {}
    for booking in bookings:
        if takes_places(booking):
            found.setdefault(ref_of(booking), []).append(booking)
    return found


def remaining(event: Json, bookings: list[Json]) -> int:
    """Free places of an event, given the bookings that take places in it."""
    return max(0, int(event["totalCapacity"]) - sum(map(party_of, bookings)))
