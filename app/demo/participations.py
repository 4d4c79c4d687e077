"""Participations V3: who takes part in a session or in a course, for keys that manage calendars."""

from app.demo.bookings import party_of, ref_of, takes_places
from app.demo.call import Call
from app.demo.errors import Json
from app.demo.identity import APP_ID, guid
from app.demo.paging import BOTH, PageRules, cut_page, read_query
from app.demo.query_language import (
    EQ_IN,
    Schema,
    check_filter,
    matches,
    read_sort,
    sort_documents,
)

_PAGES = PageRules("participations", largest=100)
_SCHEMA = Schema(
    filters={
        "id": frozenset({"$in"}),
        **dict.fromkeys(("eventId", "scheduleId", "externalId"), EQ_IN),
    },
    sorts={"createdDate": BOTH},
)
_NEWEST_FIRST = [{"fieldName": "createdDate", "order": "DESC"}]


def query(call: Call) -> Json:
    """Query Participations."""
    asked = read_query(call.body.get("query") or {}, _PAGES)
    check_filter(asked.filter, _SCHEMA)
    sort = read_sort(asked.sort or _NEWEST_FIRST, _SCHEMA)
    known = [_of_booking(booking) for booking in call.all("booking") if takes_places(booking)]
    kept = [one for one in known if matches(one, asked.filter)]
    page = cut_page(sort_documents(kept, sort), asked, _PAGES, call.parts.quirks.has_next)
    metadata = {key: value for key, value in page.metadata.items() if key != "count"}
    return {"participations": page.items, "pagingMetadata": metadata}


def _of_booking(booking: Json) -> Json:
    contact = booking.get("contactDetails") or {}
    names = (contact.get("firstName"), contact.get("lastName"))
    person = {key: contact.get(key) for key in ("phone", "email", "contactId")}
    where = "scheduleId" if booking["bookedEntity"].get("schedule") else "eventId"
    confirmed = booking["status"] == "CONFIRMED"
    return {
        "id": guid("participation", booking["id"]),
        "externalId": booking["id"],
        "participant": {
            "name": " ".join(name for name in names if name),
            **{key: value for key, value in person.items() if value},
        },
        where: ref_of(booking),
        "partySize": party_of(booking),
        "status": "CONFIRMED" if confirmed else "PENDING_CONFIRMATION",
        "appId": APP_ID,
        "revision": booking["revision"],
        "createdDate": booking["createdDate"],
        "updatedDate": booking["updatedDate"],
    }
