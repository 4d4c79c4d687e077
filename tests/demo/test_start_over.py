"""The demo site begins anew: another day, and the same site for whoever knows its key."""

from app.demo import DemoSite
from app.demo.credentials import start_over


def test_what_was_done_is_forgotten_and_the_keys_stay(tmp_path):
    with DemoSite(tmp_path, time_zone="UTC", seed="empty") as site:
        kept = site.credentials
        event = site.add_session("Yoga Flow")
        booking = site.add_booking(event, 2)
        site.set_attendance(booking, event, 1)
    start_over(tmp_path)
    with DemoSite(tmp_path, time_zone="UTC", seed="empty") as site:
        assert site.credentials == kept
        assert site.attendance(booking, event) is None
    start_over(tmp_path / "new")
