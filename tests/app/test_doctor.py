"""`doctor`: what it looks at, beside the wrong turns of the table in `wrong_turns.py`."""

import json
import shutil
import sqlite3

import pytest

from app.demo import Fault
from app.domain.fitting import Fitting, Network
from app.main import main
from app.storage.store import FILE_NAME
from app.system.profiles import Known, Profile, Profiles
from tests.app.ways import WIX_HOST, Authority, Proxy
from tests.app.wrong_turns import (
    AGAIN,
    BOOKINGS,
    as_app,
    fault,
    no_network,
    reception,
    without,
    wrong_key,
)

__all__ = ["reception"]

NEEDED = {
    "Read site, business, and email details (the site's name and time zone)":
        {"SITE_SETTINGS.VIEW"},
    "Read Bookings - Including Participants (who is checked in)": {"BOOKINGS.ATTENDANCE_READ"},
    "Manage Bookings (send check-ins)": {"BOOKINGS.ATTENDANCE_SET"},
    "Manage Bookings (book walk-ins)": {"BOOKINGS.MANAGE_BOOKINGS"},
}  # fmt: skip


@pytest.mark.parametrize(("permission", "ids"), NEEDED.items(), ids=NEEDED)
def test_a_key_without_one_permission_is_told_its_name_in_the_dashboard(reception, permission, ids):
    without(reception, *ids)
    found = reception.doctor()
    name = permission.partition(" (")[0]
    [line] = found.wrong
    assert line == (
        f"permission: {permission}: The key does not have it (403). "
        f"In the Wix dashboard, API Keys, give this key the permission “{name}”."
    )
    assert found.code == 5
    assert found.out.count("Given.") == 5


def test_a_key_that_may_not_read_bookings(reception):
    """Who may manage them may read them, and who may read them may read the calendar."""
    without(reception, *BOOKINGS)
    wrong = [line.partition(": The key")[0] for line in reception.doctor().wrong]
    assert wrong == [
        "permission: Read Bookings - Including Participants (who is booked)",
        "permission: Manage Bookings (book walk-ins)",
    ]
    without(reception, *BOOKINGS, "CALENDAR.READ", "CALENDAR.READ_PI")
    wrong = [line.partition(": The key")[0] for line in reception.doctor().wrong]
    assert wrong[0] == "permission: Read Calendar (today's sessions)"


def test_all_is_well(reception):
    found = reception.doctor()
    assert (found.code, found.wrong, found.unknown) == (0, [], [])
    assert found.line("day").startswith("4 booked in 1 session today, as of ")
    assert found.line("network") == f"127.0.0.1:{reception.site_port()} answers."
    assert found.line("secret store") == "Not needed: the key is in TURNOUT_API_KEY."
    assert found.line("last sync").startswith("The last complete one was at ")
    reception.keyring(lambda: reception.site.api_key)
    assert reception.doctor().line("secret store") == "The key of this site is in it."


def test_an_app_whose_token_expired_gets_another_and_all_is_well(reception):
    as_app(reception)
    fault(reception, "unauthenticated", match="bookings.*", times=1)
    found = reception.doctor()
    assert (found.code, found.wrong, found.out.count("Given.")) == (0, [], 6)
    assert found.line("secret store") == "Not needed: an app asks in place of a key."
    tokens = [each for each in reception.site.requests() if each.operation == "oauth.token"]
    assert len(tokens) == 2


def test_nothing_is_changed_on_the_site(reception, yoga, dana):
    reception.doctor()
    assert reception.site.writes() == []
    assert reception.site.attendance(dana, yoga) is None
    assert reception.site.booking(dana)["revision"] == "1"
    assert [each.status for each in reception.site.requests()] == ([200] * 4 + [400, 404] + [200])


def test_a_proxy_and_an_authority_of_the_office_are_used(reception):
    tls = Authority(reception.folder).context()
    there = reception.proxy(Proxy(tls=tls, site_port=reception.site_port()))
    file = reception.folder / "authority.pem"
    reception.env.setenv("SSL_CERT_FILE", str(file))
    found = reception.doctor()
    assert found.wrong == []
    assert found.line("network") == (
        f"{WIX_HOST} answers, by the proxy {there}, with the authorities of {file}."
    )


def test_a_proxy_and_an_authority_that_were_typed_are_used(reception):
    tls = Authority(reception.folder).context()
    there = reception.proxy(Proxy(tls=tls, site_port=reception.site_port()))
    reception.env.delenv("HTTPS_PROXY")
    file = reception.folder / "authority.pem"
    fitting = Fitting(network=Network(f"http://{there}", str(file)))
    data = reception.folder / "data"
    Profiles(data).keep(Known().with_site(Profile(reception.site.site_id, "", fitting)))
    found = reception.doctor()
    assert found.wrong == []
    assert found.line("network") == (
        f"{WIX_HOST} answers, by the proxy {there}, with the authorities of {file}."
    )


def test_what_was_not_asked_is_not_called_wrong(reception):
    no_network(reception)
    assert reception.doctor().unknown == [
        f"clock: Not compared: Wix was not reached. {AGAIN}",
        f"credentials: Not asked. {AGAIN}",
        f"permissions: Not asked. {AGAIN}",
    ]


def test_the_way_breaks_in_the_middle(reception):
    fault(reception, "error_500", match="attendance.*")
    found = reception.doctor()
    assert found.wrong == [
        "network: Wix has a problem of its own. Wait, and look at status.wix.com."
    ]
    assert found.unknown == [f"permissions: The others were not asked. {AGAIN}"]
    assert found.out.count("Given.") == 3


def test_an_empty_day(reception, yoga):
    reception.site.cancel_session(yoga)
    assert reception.run("sync", "--until", "sent").code == 0
    found = reception.doctor()
    assert found.code == 0
    assert "If there should be some, look at the calendar of Wix Bookings" in found.line("day")


def test_a_computer_that_was_never_connected(reception):
    shutil.rmtree(reception.data)
    found = reception.doctor()
    assert found.code == 0
    assert found.line("day").endswith("Open turnout, or run: turnout sync")
    assert found.line("last sync") == "There was none yet."
    no_network(reception)
    assert reception.doctor().wrong[-1] == (
        "day: No day was loaded on this computer yet. "
        "Connect this computer once: then it works without Wix too."
    )


def test_a_roster_that_is_not_there_yet(reception):
    reception.site.faults.add(Fault("drop", "bookings.query"))
    reception.site.add_session("Late Yoga")
    reception.env.setattr("app.cli.syncing.OFFLINE_FOR_S", 0.0)
    assert reception.run("sync", "--until", "sent").code == 4
    reception.site.faults.clear()
    assert "Without a roster so far: 1 session." in reception.doctor().line("day")


def test_a_folder_that_cannot_be_written(reception):
    shutil.rmtree(reception.data)
    reception.data.write_text("a file where the folder should be")
    found = reception.doctor()
    assert found.code == 6
    [line] = found.wrong
    assert line == (
        "storage: This computer's data folder cannot be written: check-ins cannot be saved. "
        "Check the folder's permissions and the disk."
    )
    assert found.out.count("Given.") == 6, "the site is looked at all the same"


def test_a_store_of_a_newer_version(reception):
    file = reception.data / "sites" / reception.site.site_id / FILE_NAME
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    found = reception.doctor()
    assert (found.code, len(found.wrong)) == (6, 1)
    assert found.wrong[0].endswith("Install that version again to go on; nothing was changed.")


def test_a_store_that_another_version_made(reception):
    file = reception.data / "sites" / reception.site.site_id / FILE_NAME
    with sqlite3.connect(file) as connection:
        connection.execute("DROP TABLE sessions")
    connection.close()
    found = reception.doctor()
    assert found.code == 6
    assert found.wrong == [
        (
            "storage: This computer's data was made by another version of turnout and cannot be "
            "read. Keep a copy of it and ask for help."
        )
    ]


def test_a_check_in_that_waits_for_a_decision(reception, yoga, dana):
    reception.run("check-in", yoga, dana, "--add", "1")
    reception.site.faults.add(Fault("not_found", "attendance.*set", times=9))
    reception.run("sync", "--until", "sent")
    reception.site.faults.clear()
    [line] = reception.doctor().wrong
    assert line == (
        "attention: Waiting for a decision: 1 check-in. "
        "Decide in the window, on the mark at the top right, or by: turnout queue"
    )


def test_who_is_checked_in_twice_is_named_without_a_name(reception, yoga, dana):
    reception.site.set_attendance(dana, yoga, "ATTENDED", 2)
    other = {"id": "11111111-0000-0000-0000-000000000000", "bookingId": dana, "eventId": yoga,
             "status": "ATTENDED", "numberOfAttendees": 1}  # fmt: skip
    reception.site._parts.state.seed("attendance", [(other["id"], "", other)])
    [line] = reception.doctor().wrong
    assert line.startswith("duplicates: Checked in more than once in Wix, 1 booking: ")
    assert f"booking {dana}. Look at them in Wix Bookings" in line
    # Read by the sync as well, it is still one, and known without the network.
    assert reception.run("sync", "--until", "sent").code == 0
    no_network(reception)
    assert line in reception.doctor().wrong


def test_json(reception):
    wrong_key(reception)
    code = main(["doctor", "--json"])
    found = json.loads(reception.capsys.readouterr().out)
    assert code == 5
    assert all(set(each) == {"check", "ok", "detail", "advice"} for each in found)
    assert all(type(each["ok"]) is bool for each in found)
    [credentials] = [each for each in found if each["check"] == "credentials"]
    assert credentials["ok"] is False
    assert "401" in credentials["detail"]
    assert "manage.wix.com" in credentials["advice"]


@pytest.mark.parametrize(
    ("name", "value", "code", "words"),
    [
        ("TURNOUT_SITE_ID", "", 5, "site: turnout is not connected to a Wix site yet. Start turn"),
        ("TURNOUT_API_URL", "gopher", 2, "settings: TURNOUT_API_URL is to be an address"),
    ],
)
def test_a_setting_that_means_nothing(reception, name, value, code, words):
    reception.env.setenv(name, value)
    found = reception.doctor()
    assert found.code == code
    assert found.wrong[0].startswith(words)


def test_the_demo_site(reception):
    found = reception.run("--demo", "doctor")
    assert (found.code, found.err) == (0, "")
    assert found.line("secret store") == "The demo site brings its own key."
    assert found.line("network") == "The demo site answers."


def test_an_address_that_is_not_safe_is_told_with_a_key_and_without(reception):
    reception.env.setenv("TURNOUT_API_URL", "http://wix.example")
    line = (
        "credentials: The address of Wix must begin with https://. "
        "Copy the key and the site ID again, and check TURNOUT_API_URL."
    )
    assert reception.doctor().wrong == [line]
    reception.keyring(lambda: None)
    assert line in reception.doctor().wrong


def test_the_command_in_a_process_of_its_own(loaded, dana):
    found = loaded("doctor")
    assert (found.code, found.err) == (0, "")
    assert "storage: Check-ins can be saved on this computer." in found.out
    for each in loaded.data.rglob("*.log"):
        assert "Dana" not in each.read_text()
