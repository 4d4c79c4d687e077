"""Walk-ins: created, confirmed, changed, cancelled, and the places they take."""

import pytest

CREATE = "/_api/bookings-service/v2/bookings"


@pytest.fixture
def event(site):
    return site.add_session("Morning Flow", capacity=4)


def wanted(event, party=1, **more):
    return {
        "bookedEntity": {"slot": {"eventId": event}},
        "contactDetails": {"firstName": "Wren", "email": "wren@example.com"},
        "totalParticipants": party,
        **more,
    }


@pytest.fixture
def create(client, event):
    def run(party=1, settings=None, **more):
        body = {"booking": wanted(event, party, **more), "flowControlSettings": settings or {}}
        return client.post(CREATE, body)

    return run


@pytest.fixture
def change(client):
    def run(booking, verb, **body):
        return client.post(f"/bookings/v2/bookings/{booking['id']}/{verb}", body)

    return run


def places(client):
    return client.events().body["events"][0]["remainingCapacity"]


def test_walk_in(client, site, event, create, change):
    made = create(2).body["booking"]
    assert (made["status"], made["paymentStatus"], made["revision"]) == (
        "CREATED",
        "UNDEFINED",
        "1",
    )
    assert places(client) == 4
    confirmed = change(made, "confirm", revision="1", paymentStatus="NOT_PAID").body["booking"]
    assert (confirmed["status"], confirmed["revision"]) == ("CONFIRMED", "2")
    assert places(client) == 2
    assert client.mark(made["id"], event, number=2).status == 200
    more = change(made, "update_number_of_participants", revision="2", totalParticipants=3)
    assert more.body["booking"]["totalParticipants"] == 3
    assert places(client) == 1
    gone = change(made, "cancel", revision="3").body["booking"]
    assert gone["status"] == "CANCELED"
    assert places(client) == 4


def test_not_idempotent(create):
    assert create().body["booking"]["id"] != create().body["booking"]["id"]


def test_confirmed_at_once(client, create):
    assert create(1, status="CONFIRMED").body["booking"]["status"] == "CONFIRMED"
    assert places(client) == 3


def test_a_full_session(site, event, create):
    site.add_booking(event, 4)
    answer = create()
    assert (answer.status, answer.code) == (409, "SESSION_CAPACITY_EXCEEDED")
    assert create(settings={"skipAvailabilityValidation": True}).status == 200


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"totalParticipants": 0}, "booking.totalParticipants"),
        ({"totalParticipants": None}, "booking.totalParticipants"),
        ({"contactDetails": {"email": "a@example.com"}}, "booking.contactDetails.firstName"),
        ({"contactDetails": {"firstName": "A"}}, "booking.contactDetails.email"),
        ({"contactDetails": {"contactId": "x"}}, "booking.contactDetails.contactId"),
        ({"bookedEntity": {}}, "booking.bookedEntity"),
    ],
)
def test_malformed_is_refused(create, more, field):
    answer = create(**more)
    assert (answer.status, answer.field) == (400, field)


def test_quirk_without_an_email(site, create):
    site.quirks.email_required = False
    assert create(contactDetails={"firstName": "A"}).status == 200


def test_a_known_email_is_the_same_contact(create):
    first, second = create().body["booking"], create().body["booking"]
    assert first["contactDetails"]["contactId"] == second["contactDetails"]["contactId"]


def test_unknown_and_cancelled_sessions(client, site, event):
    assert client.post(CREATE, {"booking": wanted("x" * 40)}).code == "SESSION_NOT_FOUND"
    site.cancel_session(event)
    assert client.post(CREATE, {"booking": wanted(event)}).code == "SLOT_NOT_AVAILABLE"


def test_a_stale_revision_changes_nothing(client, create, change):
    made = create().body["booking"]
    answer = change(made, "confirm", revision="7")
    assert (answer.status, answer.code) == (409, "REVISION_MISMATCH")
    assert change(made, "confirm").field == "revision"
    assert places(client) == 4


def test_statuses_that_do_not_allow_it(create, change):
    made = create().body["booking"]
    change(made, "cancel", revision="1")
    answer = change(made, "confirm", revision="2")
    assert (answer.status, answer.code) == (428, "INVALID_BOOKING_STATUS")
    assert change({"id": "0" * 8}, "cancel", revision="1").code == "BOOKING_NOT_FOUND"


def test_confirm_that_checks(site, event, create, change):
    made = create(2).body["booking"]
    site.add_booking(event, 3)
    checked = {"checkAvailabilityValidation": True}
    answer = change(made, "confirm", revision="1", flowControlSettings=checked)
    assert answer.code == "NO_OPEN_SPOTS"
    assert change(made, "confirm", revision="1").status == 200


@pytest.mark.parametrize(
    ("taken", "told"),
    [
        (0, ("NOT_PAID", "CONFIRMED")),
        (4, ("NOT_PAID", "DECLINED")),
        (4, ("PAID", "CONFIRMED")),
    ],
)
def test_confirm_or_decline(client, site, event, create, taken, told):
    payment, status = told
    made = create().body["booking"]
    if taken:
        site.add_booking(event, taken)
    path = f"/bookings/v2/confirmation/{made['id']}:confirmOrDecline"
    answer = client.post(path, {"paymentStatus": payment})
    assert answer.body["booking"]["status"] == status


def test_a_course_is_booked_by_its_schedule(client, site):
    event = site.event(site.add_session("Pottery", kind="COURSE"))
    schedule = {"scheduleId": event["scheduleId"], "serviceId": event["externalScheduleId"]}
    booking = wanted("", bookedEntity={"schedule": schedule})
    made = client.post(CREATE, {"booking": booking}).body["booking"]
    assert made["bookedEntity"]["tags"] == ["COURSE"]
    unknown = wanted("", bookedEntity={"schedule": {"scheduleId": "x"}})
    assert client.post(CREATE, {"booking": unknown}).code == "SCHEDULE_NOT_FOUND"


def test_an_appointment_gets_its_event_when_confirmed(client, site, change):
    like = site.event(site.add_session("Treatment", kind="APPOINTMENT", capacity=1))
    slot = {
        "serviceId": like["externalScheduleId"],
        "scheduleId": like["scheduleId"],
        "startDate": "2026-11-23T17:00:00.000-05:00",
        "endDate": "2026-11-23T17:45:00.000-05:00",
        "timezone": "America/New_York",
        "resource": {"id": like["resources"][0]["id"]},
        "location": {"locationType": "OWNER_BUSINESS"},
    }
    booking = wanted("", bookedEntity={"slot": slot})
    made = client.post(CREATE, {"booking": booking}).body["booking"]
    assert "eventId" not in made["bookedEntity"]["slot"]
    confirmed = change(made, "confirm", revision="1").body["booking"]
    event = confirmed["bookedEntity"]["slot"]["eventId"]
    assert len(event) == 64
    assert client.get(f"/calendar/v3/events/{event}").body["event"]["remainingCapacity"] == 0
    change(made, "cancel", revision="2")
    assert client.get(f"/calendar/v3/events/{event}").body["event"]["status"] == "CANCELLED"
