"""What the studio offers, who works there and where: the part of the data that has no date."""

from app.demo.errors import Json
from app.demo.identity import APP_ID, guid
from app.demo.state import State

# key, name, address (number, street, city, postal code)
_LOCATIONS = (
    ("loft", "Harbor Loft", ("12", "Pier Rd", "Brooklyn", "11201")),
    ("kiln", "The Kiln House", ("7", "Mill Lane", "Brooklyn", "11215")),
)
_STAFF = (
    ("maya", "Maya Ortiz", "maya@example.com"),
    ("theo", "Theo Brandt", "theo@example.com"),
    ("noa", "Noa Ben-Ami", ""),
    ("ines", "Inês Carvalho", "ines@example.com"),
)
# key, type, name, capacity, location, staff, needs approval
SERVICES = (
    ("flow", "CLASS", "Morning Flow", 18, "loft", "maya", False),
    ("slow", "CLASS", "Slow Yoga", 12, "loft", "noa", False),
    ("power", "CLASS", "Power Vinyasa", 14, "loft", "maya", False),
    ("yin", "CLASS", "Yin & Breath", 10, "loft", "ines", False),
    ("physio", "APPOINTMENT", "Physiotherapy", 1, "loft", "theo", True),
)
COURSE_CAPACITY = 10


def location_id(key: str) -> str:
    """The id of a location of this table."""
    return guid("location", key)


def staff_id(key: str) -> str:
    """The id of a staff member of this table."""
    return guid("staff", key)


def service_id(key: str) -> str:
    """The id of a service of this table, or of a course made by the same means."""
    return guid("service", key)


def seed_catalog(state: State) -> None:
    """Put the tables into the state."""
    state.seed("location", [(one["id"], "", one) for one in map(_location, _LOCATIONS)])
    state.seed("staff", [(one["id"], "", one) for one in (_staff(*row) for row in _STAFF)])
    services = [service_body(row) for row in SERVICES]
    state.seed("service", [(one["id"], "", one) for one in services])
    state.seed("meta", [("properties", "", _PROPERTIES)])


# What all services have in common.
_SAME: Json = {
    "description": "",
    "tagLine": "",
    "hidden": False,
    "category": {"id": guid("category"), "name": "All"},
    "bookingPolicy": {"participantsPolicy": {"maxParticipantsPerBooking": 9}},
    "createdDate": "2026-08-01T00:00:00.000Z",
    "updatedDate": "2026-08-02T00:00:00.000Z",
    "revision": "4",
}
_PROPERTIES: Json = {
    "locale": {"languageCode": "en", "country": "US"},
    "language": "en",
    "siteDisplayName": "Harbor Yoga & Clay",
    "businessName": "Harbor Yoga & Clay",
    "email": "hello@example.com",
    "phone": "+1 212-555-0100",
    "logo": None,
}


def _location(row: tuple[str, str, tuple[str, str, str, str]]) -> Json:
    key, name, (number, street, city, postal) = row
    return {
        "id": location_id(key),
        "name": name,
        "default": key == "loft",
        "status": "ACTIVE",
        "locationType": "UNKNOWN",
        "timeZone": "America/New_York",
        "phone": "+1 212-555-0100",
        "email": "hello@example.com",
        "address": {
            "country": "US",
            "subdivision": "NY",
            "city": city,
            "postalCode": postal,
            "streetAddress": {"number": number, "name": street, "apt": ""},
        },
        "revision": "1",
        "archived": False,
        "locationTypes": [],
    }


def _staff(key: str, name: str, email: str) -> Json:
    resource = guid("resource", key)
    return {
        "id": staff_id(key),
        "name": name,
        "email": email,
        "resourceId": resource,
        "resource": {
            "id": resource,
            "eventsSchedule": {"id": guid("staff schedule", key)},
            "usesDefaultWorkingHours": True,
            "revision": "1",
        },
        "revision": "2",
        "createdDate": "2026-07-01T00:00:00.000Z",
        "updatedDate": "2026-07-02T00:00:00.000Z",
        "serviceProvider": True,
    }


def service_body(row: tuple[str, str, str, int, str, str, bool]) -> Json:
    """A service from a row of the table."""
    key, type_, name, capacity, place, staff, approval = row
    where = next(_location(one) for one in _LOCATIONS if one[0] == place)
    schedule: Json = {"id": guid("schedule", key)}
    if type_ == "APPOINTMENT":
        schedule["availabilityConstraints"] = {"sessionDurations": [45], "timeBetweenSessions": 0}
    return {
        "id": service_id(key),
        "appId": APP_ID,
        "createdByAppId": APP_ID,
        "type": type_,
        "name": name,
        **_SAME,
        "defaultCapacity": capacity,
        "onlineBooking": {
            "enabled": True,
            "requireManualApproval": approval,
            "allowMultipleRequests": False,
        },
        "locations": [_service_location(key, where)],
        "schedule": schedule,
        "staffMemberIds": [guid("resource", staff)],
    }


def _service_location(key: str, where: Json) -> Json:
    address, street = where["address"], where["address"]["streetAddress"]
    return {
        "id": guid("service location", key),
        "type": "BUSINESS",
        "business": {"id": where["id"], "name": where["name"], "default": where["default"]},
        "calculatedAddress": {
            "country": address["country"],
            "subdivision": "US-NY",
            "city": address["city"],
            "postalCode": address["postalCode"],
            "addressLine": f"{street['number']} {street['name']}",
        },
    }


def course_service(key: str, title: str = "Wheel Throwing, 8 weeks") -> Json:
    """A course: in Wix each run of it is a service of its own."""
    row = (f"course {key}", "COURSE", title, COURSE_CAPACITY, "kiln", "ines", False)
    return service_body(row)
