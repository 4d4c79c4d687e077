"""The site as an object: its folder, its threads, its hands."""

import stat
import sys
import threading

import pytest

from app.demo import DemoSite
from app.demo.clock import computer_zone


@pytest.mark.skipif(sys.platform == "win32", reason="modes mean nothing there")
def test_nobody_else_can_read_the_keys(tmp_path):
    site = DemoSite(tmp_path / "new" / "folder", seed="empty")
    [file] = (tmp_path / "new" / "folder").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    site.stop()


def test_two_sites_over_one_folder_agree(tmp_path, client_of):
    with DemoSite(tmp_path, seed="empty") as one, DemoSite(tmp_path, seed="empty") as two:
        assert (one.api_key, one.site_id) == (two.api_key, two.site_id)
        event = one.add_session()
        booking = one.add_booking(event)
        client_of(one).mark(booking, event, number=3)
        assert two.attendance(booking, event) == ("ATTENDED", 3)
        client_of(two).mark(booking, event, number=2)
        assert one.attendance(booking, event) == ("ATTENDED", 2)


def test_many_clients_at_once(site, client_of):
    event = site.add_session()
    bookings = [site.add_booking(event) for _ in range(8)]

    def mark(booking):
        for number in (1, 2, 3):
            assert client_of(site).mark(booking, event, number=number).status == 200

    threads = [threading.Thread(target=mark, args=(one,)) for one in bookings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {site.attendance(one, event) for one in bookings} == {("ATTENDED", 3)}
    assert len(site.requests()) == len(site.writes()) == 24


def test_a_write_that_fails_leaves_nothing(site):
    event = site.add_session()

    def half():
        with site._state.writing():
            site.add_booking(event)
            raise RuntimeError("half way")

    with pytest.raises(RuntimeError):
        half()
    assert site._state.all("booking") == []


def test_stopping_ends_connections_and_threads(tmp_path, client_of):
    before = set(threading.enumerate())
    site = DemoSite(tmp_path, seed="empty")
    site.start()
    client = client_of(site)
    kept = client.connection()
    client.get("/locations/v1/locations", kept=kept)
    site.stop()
    assert set(threading.enumerate()) == before
    with pytest.raises(ConnectionError):
        client.get("/locations/v1/locations", kept=kept)
    kept.close()
    with pytest.raises(RuntimeError):
        _ = site.url


def test_hands(site):
    event = site.add_session("A", capacity=5)
    booking = site.add_booking(event, variants=(2, 3), extra={"doubleBooked": True})
    assert site.booking(booking)["doubleBooked"] is True
    site.shrink_party(booking, 1)
    assert site.booking(booking)["totalParticipants"] == 1
    assert site.booking(booking)["revision"] == "2"
    site.cancel_booking(booking)
    assert site.booking(booking)["status"] == "CANCELED"
    other = site.add_booking(event)
    site.cancel_session(event, bookings_too=True)
    assert site.event(event)["status"] == "CANCELLED"
    assert site.booking(other)["status"] == "CANCELED"
    with pytest.raises(KeyError):
        site.event("nothing")


def test_the_computers_zone(monkeypatch):
    monkeypatch.setenv("TZ", ":Asia/Jerusalem")
    assert computer_zone().key == "Asia/Jerusalem"
    monkeypatch.setenv("TZ", "no/such-zone")
    assert computer_zone().key != "no/such-zone"
