"""The window as it is started, in processes of its own: killed, offline, without a store."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import apsw
import pytest

from app.checkin.handover_file import read
from app.checkin.leaving import Permit
from app.cli.window import Behind
from app.demo.faults import Fault
from app.demo.practice import OUTAGES
from app.domain.errors import Refusal, StoreError
from app.domain.model import Seq
from app.gui.actions import Outage
from app.gui.theme import LIGHT
from app.main import Program
from app.system.lock import sync_lock
from app.system.place import Place
from tests.app.conftest import CHECKOUT, TOO_LONG_S


def press(turnout, booking, *steps, **changed):
    """Start the window, take the steps, and give its exit code and what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.app.pressing", booking, *steps],
        env=turnout.env(QT_QPA_PLATFORM="offscreen", **changed),
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
        timeout=TOO_LONG_S,
    )
    assert "Traceback" not in done.stdout + done.stderr
    return done.returncode, done.stdout.splitlines(), done.stderr


def test_killed_between_two_taps_both_are_there_and_reach_the_site_once(loaded, site, yoga, dana):
    code, said, _ = press(loaded, dana, "plus", "kill", TURNOUT_API_URL="http://127.0.0.1:9")
    assert (code, said) == (-9, ["1 of 4 in"])
    code, said, _ = press(loaded, dana, "plus", "kill", TURNOUT_API_URL="http://127.0.0.1:9")
    assert (code, said) == (-9, ["2 of 4 in"])
    code, said, _ = press(loaded, dana, "online", "close")
    assert code == 0
    loaded.sync()
    assert site.attendance(dana, yoga) == ("ATTENDED", 2)
    assert {write.number for write in site.writes() if write.booking_id == dana} == {2}


def test_without_a_network_it_opens_with_the_last_known_day_and_says_so(loaded, site, yoga, dana):
    site.faults.add(Fault("unplug"))
    code, said, _ = press(loaded, dana, "plus", "offline", "look")
    assert code == 0
    assert said[0] == "1 of 4 in"
    assert "Offline · 1 saved on this computer" in said[1]
    assert "Showing the day as last known" in said[1]


def test_a_day_never_seen_and_no_network_is_said(turnout):
    code, said, _ = press(
        turnout, "nobody", "offline", "look", TURNOUT_API_URL="http://127.0.0.1:9"
    )
    assert code == 0
    assert "has not seen today’s sessions yet" in said[0]


def test_a_newer_store_is_one_sentence_in_a_window(loaded, dana):
    store = next(loaded.data.glob("sites/*/turnout.sqlite3"))
    connection = apsw.Connection(str(store))
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    code, said, told = press(loaded, dana)
    assert code == 6
    assert "newer version" in said[0]
    assert "newer version" in told


CANNOT_SAVE = "This computer can’t save | Nothing can be saved, so + and − are off."


def test_on_a_full_disk_the_desk_opens_keeps_nothing_and_goes_on_once_there_is_room(
    loaded, site, yoga, dana
):
    code, said, _ = press(loaded, dana, "plus", "kill", TURNOUT_API_URL="http://127.0.0.1:9")
    assert (code, said) == (-9, ["1 of 4 in"])
    steps = ("look", "plus", "minus", "free", "update", "saves", "online", "plus", "look")
    code, said, told = press(loaded, dana, *steps, PRESSING_FULL="1")
    assert (code, told) == (0, "")
    assert said[0].startswith(CANNOT_SAVE)
    assert "disk is full" in said[0]
    assert said[1:4] == ["1 of 4 in", "1 of 4 in", "2 of 4 in"]
    assert "save" not in said[4].replace("Saved", "")
    loaded.sync()
    assert site.attendance(dana, yoga) == ("ATTENDED", 2)


def test_in_a_read_only_folder_the_desk_opens_and_keeps_nothing(loaded, site, yoga, dana):
    press(loaded, dana, "plus", "kill", TURNOUT_API_URL="http://127.0.0.1:9")
    files = [each for each in loaded.folder.iterdir() if each.is_file()]
    for each in files:
        each.chmod(0o400)
    loaded.folder.chmod(0o500)
    code, said, told = press(loaded, dana, "look", "plus", PRESSING_OBEYS="1")
    loaded.folder.chmod(0o700)
    for each in files:
        each.chmod(0o600)
    assert (code, told) == (0, "")
    assert said[0].startswith(CANNOT_SAVE)
    assert "permissions" in said[0]
    assert said[1] == "1 of 4 in"
    assert loaded.row(yoga, dana)["attended"] == 1


def test_on_a_full_disk_that_never_saw_a_day_there_is_one_sentence(turnout):
    code, said, told = press(turnout, "nobody", PRESSING_FULL="1")
    assert code == 6
    [words] = said
    assert words.startswith("Check-in cannot start This computer's disk is full or failing")
    assert "disk is full" in told


def test_without_a_screen_it_says_what_to_do(turnout):
    done = subprocess.run(
        [sys.executable, "-m", "app"],
        env=turnout.env(QT_QPA_PLATFORM="", DISPLAY="", WAYLAND_DISPLAY=""),
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
        timeout=TOO_LONG_S,
    )
    assert done.returncode == 4
    assert "--screen vnc" in done.stderr


def test_a_second_start_leaves_the_first_in_charge(loaded, site, dana):
    first = subprocess.Popen(
        [sys.executable, "-m", "tests.app.pressing", dana, "plus", "online", "wait"],
        env=loaded.env(QT_QPA_PLATFORM="offscreen"),
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert first.stdout.readline().strip() == "1 of 4 in"
        second = subprocess.run(
            [sys.executable, "-m", "app"],
            env=loaded.env(QT_QPA_PLATFORM="offscreen"),
            cwd=CHECKOUT,
            capture_output=True,
            text=True,
            check=False,
            timeout=TOO_LONG_S,
        )
        assert (second.returncode, second.stderr) == (0, "")
        assert first.poll() is None
    finally:
        first.terminate()
        first.communicate(timeout=TOO_LONG_S)


def test_an_outage_can_be_practised_on_the_demo_site(turnout):
    code, said, told = press(
        turnout,
        "--demo",
        "online",
        "staff.practice.open",
        "staff.practice.unplugged",
        "offline",
        "look",
        "staff.practice.normal",
        "online",
        "look",
    )
    assert (code, told) == (0, "")
    assert said[0].startswith("Offline")
    assert not said[1].startswith("Offline")


def test_i17_closed_with_a_check_in_unsent_it_is_there_at_the_next_start(loaded, site, yoga, dana):
    code, said, _ = press(loaded, dana, "plus", "close", TURNOUT_API_URL="http://127.0.0.1:9")
    assert (code, said) == (0, ["1 of 4 in"])
    code, said, _ = press(
        loaded, dana, "offline", "look", "plus", TURNOUT_API_URL="http://127.0.0.1:9"
    )
    assert (code, said[1]) == (0, "2 of 4 in")
    assert said[0].startswith("Offline · 1 saved on this computer")
    loaded.sync()
    assert site.attendance(dana, yoga) == ("ATTENDED", 2)


def test_nothing_is_forgotten_while_another_process_sends(loaded, yoga, dana):
    place = Place("site", loaded.data, "http://127.0.0.1:9")
    theirs, behind = sync_lock(place.folder), Behind(Program(place))
    assert theirs.acquire()
    behind._lock = sync_lock(place.folder)
    with pytest.raises(StoreError, match="nothing was forgotten"):
        behind.start_over(Permit(Seq(0)))
    theirs.release()


def test_the_demo_site_is_started_over_and_what_was_unsent_is_in_the_file(turnout, tmp_path):
    file = tmp_path / "taken along.jsonl"
    code, said, told = press(
        turnout,
        "--demo",
        "online",
        "staff.practice.open",
        "staff.practice.unplugged",
        "offline",
        "first",
        "staff.practice.over",
        f"staff.leave.file={file}",
        "staff.leave.export",
        "online",
        "look",
    )
    assert (code, told) == (0, "")
    assert said[0].endswith("in")
    assert "waiting" not in said[1]
    assert "saved" not in said[1]
    queue = turnout.ok("--demo", "queue", "--json").json["ops"]
    assert queue == []
    [line] = read(file).lines
    assert line.state == "handed_over"
    assert turnout.ok("--demo", "import", str(file)).out.startswith("1 check-ins to send")


def test_no_other_site_can_be_told_to_misbehave():
    assert {each.value for each in Outage} == set(OUTAGES)
    with pytest.raises(Refusal, match="not running"):
        Program(Place("site", Path("nowhere"), "http://127.0.0.1:9")).practise("unplugged")


def test_a_refusal_that_is_practised_waits_for_a_person(loaded, site, yoga, dana):
    site.faults.add(*OUTAGES["refusing"])
    loaded.ok("check-in", yoga, dana, "--add", "2")
    loaded("sync", "--until", "sent", "--timeout", "20")
    [op] = loaded.ok("queue", "--json").json["ops"]
    assert op["state"] == "parked"
    assert op["reason"].startswith("Wix does not know this booking")


def test_a_first_visit_comes_from_the_site_to_the_row_and_is_there_at_the_next_start(
    loaded, site, yoga, dana
):
    """Dana was here last week, Omar never; the site is asked while nothing else is to be done."""
    whose = site.booking(dana)["contactDetails"]
    last_week = site.add_session("Yoga Flow", start=datetime.now(UTC) - timedelta(days=7))
    site.add_booking(last_week, 1, "Dana", "Levi", extra={"contactDetails": whose})
    omar = site.add_booking(yoga, 2, "Omar", "Haddad")
    row = f"{LIGHT.primary.name()} Omar Haddad · first visit · booked for 2 · Booked"
    code, said, _ = press(loaded, dana, "online", "stars", "close")
    assert (code, said) == (0, [row])
    site.faults.add(Fault("unplug"))
    code, said, _ = press(loaded, dana, "stars", "plus", "close")
    assert (code, said) == (0, [row, "1 of 4 in"])
    rows = loaded.ok("roster", yoga, "--json").json
    assert {row["booking_id"]: row["first_visit"] for row in rows} == {dana: False, omar: True}
    [line] = [line for line in loaded.ok("roster", yoga).out.splitlines() if "First visit" in line]
    assert line.startswith("Omar Haddad  0 of 2")
