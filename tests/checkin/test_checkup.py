"""What a check-up says of the disk and of a long list: the rest is in tests/app/test_doctor.py."""

from datetime import timedelta

import pytest

from app.checkin.checkup import (
    LEFT_OUT,
    LIST_THEM,
    LIST_THEM_HERE,
    NEAREST,
    StoreCheckup,
    of_space,
    of_store,
)
from app.checkin.checkup_report import Running, report
from app.checkin.checkup_site import of_site
from app.checkin.desk import Desk
from app.domain.checkup import Asked, Double, Finding, Hitch, Permission, SiteReport, Trouble, Way
from app.domain.listing import Listing
from app.domain.model import BookingId, EventId, RowId
from tests.desks import NOON


@pytest.mark.parametrize(
    ("way", "said"),
    [
        (Way("The demo site"), "The demo site answers."),
        (Way("w", "p:8080"), "w answers, by the proxy p:8080."),
        (Way("w", ca_file="/ca.pem"), "w answers, with the authorities of /ca.pem."),
        (
            Way("w", "p:8080", "/ca.pem"),
            "w answers, by the proxy p:8080, with the authorities of /ca.pem.",
        ),
    ],
)
def test_how_the_site_was_reached_is_said(way, said):
    found = {each.check: each for each in of_site(SiteReport((Asked(Permission("", "")),)), way)}
    assert (found["network"].ok, found["network"].detail) == (True, said)


def test_a_disk_that_fills_up_is_told_before_it_is_full():
    assert of_space(200_000_000).ok
    found = of_space(199_999_999)
    assert (found.trouble, found.detail) == (Trouble.STORE, "0.2 GB are free.")
    assert found.advice == "Free some space before it is full."


def test_a_sentence_without_advice_gets_some():
    found = of_store("Another program is holding this computer's data. Try again.")
    assert found.advice == "Try again."
    assert of_store("It is shut.").advice == "Close it, then run turnout doctor again."


def test_the_nearest_sessions_are_asked_about(made):
    for hours in range(-3, NEAREST):
        made.add_session(f"at {hours}", starts_in=timedelta(hours=hours / 10))
    events = StoreCheckup(made.store, made.desk).near().events
    assert len(events) == NEAREST
    assert "at 19" not in events


def test_a_day_that_this_desk_leaves_out_is_not_called_empty(made):
    made.add_session()
    with made.store.transaction():
        made.store.days.keep_fact("last_pull", NOON.isoformat())
    listing = Listing(frozenset({"Studio 2"}))
    desk = Desk(made.store, made.clock, lambda: None, listing=listing)
    day = next(StoreCheckup(made.store, desk).findings(()))
    assert day == Finding("day", LEFT_OUT, LIST_THEM, None, LIST_THEM_HERE)


def test_a_long_list_is_cut_and_an_unknown_session_has_no_time(made):
    event = made.add_session()
    rows = [RowId(BookingId(f"b{n}"), EventId(event if n else "gone")) for n in range(8)]
    *_, found = StoreCheckup(made.store, made.desk).findings([Double(row, 2) for row in rows])
    assert "Checked in more than once in Wix, 8 bookings: booking b0; 23 Nov 11:50" in found.detail
    assert found.detail.count("booking b") == 5


def test_a_question_that_wix_does_not_take_is_told_by_its_number():
    asked = Asked(Permission("Read Locations", "the locations"), Hitch.REFUSED, "1700.42")
    report = SiteReport((Asked(Permission("Read Calendar", "today")), asked), 0.0)
    *_, found = of_site(report, Way("www.wixapis.com"))
    assert "its number is 1700.42." in found.detail
    assert not found.ok


@pytest.mark.parametrize(
    "hitch",
    [Hitch.NO_NAME, Hitch.CERTIFICATE, Hitch.PROXY_SIGN_IN, Hitch.SETTINGS, Hitch.NOT_WIX],
)
def test_what_can_be_typed_into_the_set_up_is_advised_there(hitch):
    """Nobody at a reception sets a variable of the environment."""
    report = SiteReport((Asked(Permission("", ""), hitch),))
    assert "Network settings (turnout --set-up)" in next(of_site(report, Way("w"))).advice


def test_an_app_that_is_refused_is_told_in_its_own_words():
    words = "Wix does not accept the app ID, the secret or the instance ID."
    asked = Asked(Permission("Read Calendar", "today"), Hitch.KEY, "", words)
    found = {each.check: each for each in of_site(SiteReport((asked,)), Way("www.wixapis.com"))}
    assert found["credentials"].detail == words
    assert "instance ID, and that it is installed on the site." in found["credentials"].advice


def test_what_an_app_lacks_is_told_of_the_app():
    """Nobody looks for a key where there is none."""
    app, right = Way("www.wixapis.com", by_app=True), Permission("Manage Bookings", "check in")
    lacking = Asked(right, Hitch.NO_PERMISSION)
    some = SiteReport((Asked(Permission("Read Calendar", "today")), lacking), 0.0)
    *_, accepted, _, found = of_site(some, app)
    assert accepted.detail == "Wix accepts the app on this site."
    assert found.detail == "The app does not have it (403)."
    assert found.advice.startswith("Add “Manage Bookings” to the app's permissions")
    *_, foreign = of_site(SiteReport((lacking,), 0.0), app)
    assert foreign.detail == "The app may do nothing on this site (403)."
    unasked = list(of_site(SiteReport((Asked(right, Hitch.KEY),)), app._replace(has_key=False)))
    for each in (accepted, found, foreign, *unasked):
        assert " key" not in each.detail + each.advice


def test_a_report_without_an_answer_has_no_numbers_and_no_home_folder(monkeypatch):
    monkeypatch.setenv("HOME", "/home/dana")
    found = [of_store("It is shut: /home/dana/x."), Finding("clock", "?", "", Trouble.UNKNOWN)]
    told = report(Running("Python", "Linux"), NOON, found, None)
    assert told.splitlines()[4:] == [
        "WRONG storage: It is shut: ~/x. Close it, then run turnout doctor again.",
        "?     clock: ?",
    ]
    monkeypatch.setenv("HOME", "/")
    assert "/home/dana/x" in report(Running("Python", "Linux"), NOON, found, None)
