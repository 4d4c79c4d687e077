"""Each way of misbehaving, seen from the client."""

import http.client
import json
import threading
import time

import pytest

from app.demo import DemoSite, Fault
from app.demo.faults import KINDS, Faults, fault_of

GONE = (http.client.RemoteDisconnected, ConnectionError)
PLACES = "/locations/v1/locations"


@pytest.fixture
def event(site):
    return site.add_session()


@pytest.fixture
def booking(site, event):
    return site.add_booking(event, 2)


def test_drop(client, site, booking, event):
    site.faults.add(Fault("drop", "attendance.set", times=1))
    with pytest.raises(GONE):
        client.mark(booking, event)
    assert site.attendance(booking, event) is None
    assert [write.applied for write in site.writes()] == [False]
    assert [seen.status for seen in site.requests()] == [0]
    assert client.mark(booking, event).status == 200


def test_lose_answer(client, site, booking, event):
    site.faults.add(Fault("lose_answer", times=1))
    with pytest.raises(GONE):
        client.mark(booking, event)
    assert site.attendance(booking, event) == ("ATTENDED", 1)


def test_apply_late(client, site, booking, event):
    site.faults.add(Fault("apply_late", times=1, delay_s=float("inf")))
    with pytest.raises(GONE):
        client.mark(booking, event, number=2)
    assert site.attendance(booking, event) is None
    client.mark(booking, event, number=1)
    site.faults.release()
    assert site.faults.wait_for_late_writes()
    assert site.attendance(booking, event) == ("ATTENDED", 2)


def test_stopping_applies_what_is_late(tmp_path, client_of):
    with DemoSite(tmp_path / "late", seed="empty") as site:
        event = site.add_session()
        booking = site.add_booking(event)
        site.faults.add(Fault("apply_late", delay_s=600))
        with pytest.raises(GONE):
            client_of(site).mark(booking, event)
    again = DemoSite(tmp_path / "late", seed="empty")
    assert again.attendance(booking, event) == ("ATTENDED", 1)
    again.stop()


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("throttle", (429, "RESOURCE_EXHAUSTED")),
        ("error_500", (500, None)),
        ("error_503", (503, None)),
        ("error_504", (504, None)),
        ("empty_403", (403, None)),
        ("denied", (403, "PERMISSION_DENIED")),
        ("unauthenticated", (401, "UNAUTHENTICATED")),
        ("not_found", (404, None)),
        ("method_not_allowed", (405, None)),
        ("not_implemented", (501, None)),
        ("precondition", (428, "FAILED_PRECONDITION")),
    ],
)
def test_statuses(client, site, booking, event, kind, told):
    status, code = told
    site.faults.add(Fault(kind, times=1))
    answer = client.mark(booking, event)
    assert answer.status == status
    assert answer.headers["x-wix-request-id"]
    assert answer.headers["retry-after"] is None
    if code:
        assert answer.code == code
    if kind in ("empty_403", "error_503", "error_504"):
        assert answer.raw == b""
    assert site.attendance(booking, event) is None
    assert client.mark(booking, event).status == 200


def test_retry_after(client, site):
    site.faults.add(Fault("throttle", retry_after_s=7))
    assert client.get(PLACES).headers["retry-after"] == "7"


def test_html(client, site, booking, event):
    site.faults.add(Fault("html"))
    answer = client.mark(booking, event)
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert site.attendance(booking, event) is None


def test_cut_json(client, site, booking, event):
    site.faults.add(Fault("cut_json"))
    answer = client.mark(booking, event)
    with pytest.raises(json.JSONDecodeError):
        json.loads(answer.raw)
    assert site.attendance(booking, event) == ("ATTENDED", 1)


def test_slow(client, site, booking, event):
    site.faults.add(Fault("slow", delay_s=float("inf"), times=1))
    answers = []
    thread = threading.Thread(target=lambda: answers.append(client.mark(booking, event)))
    thread.start()
    assert site.faults.wait_for("slow")
    assert answers == []
    assert site.attendance(booking, event) == ("ATTENDED", 1)  # applied before the wait
    site.faults.release()
    thread.join()
    assert answers[0].status == 200
    assert site.attendance(booking, event) == ("ATTENDED", 1)


def test_slow_takes_its_time(client, site):
    site.faults.add(Fault("slow", delay_s=0.05))
    begun = time.monotonic()
    client.get(PLACES)
    assert time.monotonic() - begun >= 0.05


def test_stale(client, site, booking, event):
    site.faults.add(Fault("stale", "attendance.query", delay_s=3600))
    client.mark(booking, event)
    assert client.attendances().body["attendances"] == []
    site.faults.clear()
    assert len(client.attendances().body["attendances"]) == 1


def test_stale_shows_what_was_deleted_and_changed_since(client, site, booking, event):
    site.set_attendance(booking, event, "ATTENDED", 2)
    then = time.time()
    site.set_attendance(booking, event, "NOT_ATTENDED", 1)
    [past] = site._state.all("attendance", then)
    assert (past["status"], past["numberOfAttendees"]) == ("ATTENDED", 2)
    site.clear_attendance(booking, event)
    assert site._state.all("attendance", then) == [past]
    assert site._state.all("attendance") == []


def test_members(client, site, booking, event):
    site.faults.add(Fault("missing_members", members=("sessionId", "phone"), times=1))
    assert "sessionId" not in client.mark(booking, event).body["attendance"]
    site.faults.add(Fault("unknown_members"))
    attendance = client.mark(booking, event).body["attendance"]
    assert {"xUnheardOf", "xNothing", "sessionId"} <= set(attendance)


def bulk(client, *rows):
    details = [
        {"attendance": {"bookingId": booking, "eventId": event, "status": "ATTENDED"}}
        for booking, event in rows
    ]
    return client.post("/bookings/v2/bulk/attendance/set", {"attendanceDetails": details}).body


def test_undetailed(client, site, booking, event):
    other = site.add_booking(event)
    site.faults.add(Fault("undetailed", booking_id=booking))
    body = bulk(client, (booking, event), (other, event))
    totals = {"totalSuccesses": 1, "totalFailures": 0, "undetailedFailures": 1}
    assert body["bulkActionMetadata"] == totals
    assert [result["itemMetadata"]["originalIndex"] for result in body["results"]] == [1]
    assert site.attendance(booking, event) is None


def test_item_error(client, site, booking, event):
    site.faults.add(Fault("item_error", code="BUSY"))
    [result] = bulk(client, (booking, event))["results"]
    assert result["itemMetadata"]["error"]["code"] == "BUSY"
    assert site.attendance(booking, event) is None


def test_unplug(client, site):
    kept = client.connection()
    assert client.get(PLACES, kept=kept).status == 200
    site.faults.add(Fault("unplug"))
    with pytest.raises(GONE):
        client.get(PLACES)
    with pytest.raises(GONE):
        client.get(PLACES, kept=kept)
    kept.close()
    site.faults.clear()
    assert client.get(PLACES).status == 200
    assert len(site.requests()) == 2


def test_rules_pick_their_requests(client, site):
    site.faults.add(
        Fault("error_500", "/locations/*", after=1, times=1),
        Fault("error_503", "attendance.*"),
    )
    assert [client.get(PLACES).status for _ in range(3)] == [200, 500, 200]
    assert client.attendances().status == 503
    assert site.faults.hits("error_500") == 1


def test_probability_is_the_same_for_the_same_seed():
    def draw(seed):
        faults = Faults(seed)
        faults.add(Fault("error_500", probability=0.5))
        return [bool(faults.take("x", "/x")) for _ in range(50)]

    assert draw(1) == draw(1)
    assert draw(1) != draw(2)
    assert 10 < sum(draw(1)) < 40


def test_rules_from_a_file(tmp_path):
    rules = [{"kind": "missing_members", "members": ["a"]}, {"kind": "error_500", "times": 1}]
    file = tmp_path / "faults.json"
    for content in (rules, {"seed": 3, "faults": rules}):
        file.write_text(json.dumps(content))
        faults = Faults()
        faults.load(file)
        hit = faults.take("x", "/x")
        assert hit == [Fault("missing_members", members=("a",)), Fault("error_500", times=1)]


@pytest.mark.parametrize("content", [{"kind": "rubbish"}, {"kind": "drop", "rubbish": 1}])
def test_unknown_rules(content):
    with pytest.raises(ValueError, match="rubbish"):
        fault_of(content)


def test_every_kind_can_be_named():
    assert {fault_of({"kind": kind}).kind for kind in KINDS} == KINDS
