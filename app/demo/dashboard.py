"""What staff do in the Wix dashboard, past the HTTP interface: tests change data here."""

from collections.abc import Iterable

from app.demo import attendance_entry
from app.demo.bookings import file_booking
from app.demo.credentials import add_key
from app.demo.errors import Json
from app.demo.making import Making, there
from app.demo.seed import sow_big_day


class Dashboard(Making):
    """The site by hand; every method may be called while it serves."""

    def big_day(self, sessions: int = 40, bookings: int = 500) -> None:
        """Many sessions today with many bookings between them."""
        sow_big_day(self._parts.state, self._parts.clock, sessions, bookings)

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
            event = there(state.get("event", event_id))
            after = event | {"status": "CANCELLED", "revision": str(int(event["revision"]) + 1)}
            state.put("event", event_id, after, event["scheduleId"])
            for booking in state.by_ref("booking", event_id) if bookings_too else ():
                self.cancel_booking(booking["id"])

    def booking(self, booking_id: str) -> Json:
        """A booking as it is stored."""
        return there(self._parts.state.get("booking", booking_id))

    def event(self, event_id: str) -> Json:
        """An event as it is stored."""
        return there(self._parts.state.get("event", event_id))

    def add_key(self, permissions: Iterable[str] | None = None) -> str:
        """A further API key; None holds every permission."""
        return add_key(self._parts.state, permissions)

    def _change_booking(self, booking_id: str, changed: Json) -> None:
        state = self._parts.state
        with state.writing():
            booking = there(state.get("booking", booking_id))
            later = {"revision": str(int(booking["revision"]) + 1)}
            later["updatedDate"] = self._parts.clock.stamp()
            file_booking(state, booking | changed | later)
