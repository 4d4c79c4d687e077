"""Every command: its members and types, its exit codes, one line where something is refused."""

import json
import os
import stat
import subprocess
import sys
import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import apsw
import pytest

from app import __version__
from app.demo import Fault
from app.main import main
from app.storage.store import FILE_NAME
from app.system.lock import sync_lock
from tests.app.conftest import CHECKOUT, COMMAND
from tests.desks import MIDDAY

NUMBERS = ("saved", "sent", "in_doubt", "conflict", "parked", "verified", "requests")
OFFLINE = """
import json, subprocess, sys, time
began = time.monotonic()
ran = subprocess.run(sys.argv[1:], capture_output=True, text=True)
print(json.dumps([ran.returncode, ran.stdout, ran.stderr, time.monotonic() - began]))
"""


@pytest.fixture(scope="module", autouse=True)
def offline(tmp_path_factory):
    """A sync without a network, begun with the first test: it is to give up after ten seconds."""
    settings = {
        "TURNOUT_API_URL": "http://127.0.0.1:1",  # nobody listens there
        "TURNOUT_API_KEY": "IST.made-up",
        "TURNOUT_SITE_ID": "site",
        "TURNOUT_DATA_DIR": str(tmp_path_factory.mktemp("offline")),
    }
    process = subprocess.Popen(
        [sys.executable, "-c", OFFLINE, *COMMAND, "sync", "--json"],
        env={**os.environ, **settings}, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    yield process
    process.kill()
    process.communicate()


@pytest.fixture
def private_mask():
    """The program narrows the mask of its process, which is this one's here."""
    was = os.umask(0o022)
    yield
    os.umask(was)


def types(found):
    return {name: type(value) for name, value in found.items()}


def test_version(turnout):
    assert turnout.ok("--version").out == f"turnout {__version__}\n"


def test_the_members_of_sessions(loaded, site, yoga):
    site.add_session("Called off")
    [found] = loaded.ok("sessions", "--json").json
    expected = {
        "event_id": str, "title": str, "type": str, "start": str, "end": str, "location": str,
        "staff": list, "capacity": int, "booked": int, "attended": int, "status": str,
    }  # fmt: skip
    assert expected.items() <= types(found).items()
    assert (found["event_id"], found["title"], found["booked"]) == (yoga, "Yoga Flow", 4)
    assert (found["capacity"], found["status"]) == (12, "now")
    start = datetime.fromisoformat(found["start"])
    assert start.utcoffset() == start.astimezone(ZoneInfo(MIDDAY)).utcoffset()
    assert datetime.fromisoformat(found["end"]) - start == timedelta(hours=1)


def test_a_cancelled_session_is_left_out_and_refused(loaded, site, yoga, dana):
    site.cancel_session(yoga)
    loaded.sync()
    assert loaded.ok("sessions", "--json").json == []
    assert "No sessions known" in loaded.ok("sessions").out
    refused = loaded("check-in", yoga, dana, "--add", "1")
    assert (refused.code, refused.out) == (3, "")
    assert "Yoga Flow was cancelled" in refused.err


def test_the_members_of_a_roster(loaded, yoga, dana):
    [found] = loaded.ok("roster", yoga, "--json").json
    expected = {
        "booking_id": str, "event_id": str, "name": str, "party": int, "attended": int,
        "status": str, "booking_status": str, "sync": str, "extra": int, "walk_in": bool,
    }  # fmt: skip
    assert expected.items() <= types(found).items()
    assert (found["booking_id"], found["event_id"], found["name"]) == (dana, yoga, "Dana Levi")
    assert (found["party"], found["attended"], found["status"]) == (4, 0, "booked")
    assert (found["booking_status"], found["sync"]) == ("CONFIRMED", "none")


def test_who_is_on_a_roster(loaded, site, yoga):
    for status in ("PENDING", "CANCELED", "DECLINED", "WAITING_LIST", "CREATED"):
        site.add_booking(yoga, 1, status, status=status)
    counted = site.add_booking(yoga, 2, "Counted", status="CANCELED")
    site.set_attendance(counted, yoga, "ATTENDED", 2)
    loaded.sync()
    found = {row["booking_status"]: row["name"] for row in loaded.ok("roster", yoga, "--json").json}
    assert set(found) == {"CONFIRMED", "PENDING", "CANCELED"}
    assert found["CANCELED"].startswith("Counted")
    [card] = loaded.ok("sessions", "--json").json
    assert (card["booked"], card["attended"]) == (5, 2)


def test_the_members_of_check_in_undo_queue_and_sync(loaded, yoga, dana):
    done = loaded.ok("check-in", yoga, dana, "--add", "2", "--json").json
    assert (done["ok"], done["reason"]) == (True, "")
    [waiting] = loaded.ok("queue", "--json").json["ops"]
    expected = {
        "id": str, "event_id": str, "booking_id": str, "kind": str, "count": int, "state": str,
        "reason": str, "at": str, "tries": int,
    }  # fmt: skip
    assert types(waiting) == expected
    assert (waiting["id"], waiting["kind"], waiting["count"]) == (done["op_id"], "arrive", 2)
    assert (waiting["state"], waiting["tries"]) == ("saved", 0)
    assert datetime.fromisoformat(waiting["at"]).utcoffset() is not None
    assert loaded.ok("undo", done["op_id"], "--json").json["ok"] is True
    status = loaded.sync()
    assert dict.fromkeys(NUMBERS, int).items() <= types(status).items()
    assert (status["online"], type(status["message"])) == (True, str)
    assert (status["verified"], status["requests"] > 0) == (2, True)


def test_a_refusal_is_in_the_answer_and_on_stderr(loaded, yoga, dana):
    refused = loaded("check-in", yoga, dana, "--add", "5", "--json")
    assert refused.code == 3
    assert refused.json == {"ok": False, "op_id": None, "reason": refused.err.strip()}
    refused = loaded("undo", "nothing", "--json")
    assert (refused.code, refused.json["ok"]) == (3, False)


def test_the_same_without_json_for_a_person(loaded, yoga, dana):
    loaded.ok("check-in", yoga, dana, "--add", "1")
    assert "Yoga Flow  1 of 4 in  now" in loaded.ok("sessions").out
    assert loaded.ok("roster", yoga).out == f"Dana Levi  1 of 4  checked_in  saved  {dana}\n"
    assert "waiting to send" in loaded.ok("queue").out
    sent = loaded.ok("sync", "--until", "sent", TURNOUT_QUIET_S="60")
    assert sent.out == "1 sent and not checked yet.\n"
    assert loaded.ok("sync").out == "Up to date.\n"
    assert loaded.ok("queue").out == "Nothing waits: everything is in Wix.\n"


def test_names_of_every_script_come_out_whatever_the_pipe_is_set_to(loaded, site, yoga):
    names = ["נועה כהן", "さくら 田中", "Łukasz Żółkiewski", "<b>Bob</b> & Co"]
    for name in names:
        site.add_booking(yoga, 1, *name.split(" ", 1))
    loaded.sync()
    for flag, encoding in (([], "ascii"), (["--json"], "latin-1"), ([], "cp1252")):
        found = loaded.ok("roster", yoga, *flag, PYTHONIOENCODING=encoding).out
        assert [name for name in names if name not in found] == []


def test_what_a_rule_refuses_is_3_and_counts_nothing(loaded, yoga, dana):
    for given, words in (
        (["--add", "5"], "Booked for 4"),
        (["--add", "-1"], "from 1 to 1000"),
        (["--add", "0"], "from 1 to 1000"),
        (["--add", "1001"], "from 1 to 1000"),
        (["--add", "9" * 40], "none of"),
        (["--leave", "1"], "Nobody is checked in"),
        (["--extra", "-3"], "from 1 to 1000"),
        (["--clear"], "Nothing to clear"),
    ):
        refused = loaded("check-in", yoga, dana, *given)
        assert (refused.code, refused.out) == (3, ""), given
        assert words in refused.err
    assert loaded.row(yoga, dana)["attended"] == 0
    assert loaded.ok("queue", "--json").json["ops"] == []


def test_what_was_never_loaded_is_3_and_says_what_to_do(loaded, yoga):
    words = "not loaded on this computer; run turnout sync"
    for given in (
        ("check-in", yoga, "nobody", "--add", "1"),
        ("check-in", "nothing", "nobody", "--no-show"),
        ("check-in", b"\xff\xfe", "nobody", "--add", "1"),
        ("roster", "nothing"),
        ("roster", b"\xff"),
        ("roster", "x" * 10_000),
    ):
        refused = loaded(*given)
        assert (refused.code, words in refused.err) == (3, True), given


@pytest.mark.parametrize(
    "given",
    [
        ["queue", "retry", "x"],
        ["queue", "keep", "x"],
        ["queue", "discard", "x", "--yes"],
        ["queue", "discard", "x"],
        ["queue", "resolve", "x", "y", "--count", "1"],
        ["queue", "resolve", "x", "y", "--count", "9" * 40],
        ["undo", "x"],
    ],
)
def test_a_decision_about_nothing_is_3(loaded, given):
    assert loaded(*given).code == 3


@pytest.mark.parametrize(
    "given",
    [
        ["nonsense"],
        ["--nonsense"],
        ["sessions", "--date", "yesterday"],
        ["sessions", "--date", "9999-12-31"],
        ["sessions", "--date", "0001-01-01"],
        ["sync", "--date", "2026-02-30"],
        ["sync", "--timeout", "0"],
        ["sync", "--timeout", "nan"],
        ["sync", "--until", "done"],
        ["check-in", "e", "b"],
        ["check-in", "--add", "1"],
        ["check-in", "e", "--add", "1"],
        ["check-in", "e", "b", "--add", "one"],
        ["check-in", "e", "b", "--add", "1" * 5000],
        ["check-in", "e", "b", "--add", "1", "--leave", "1"],
        ["check-in", "e", "b", "--from", "-"],
        ["check-in", "--from", "file"],
        ["queue", "resolve", "e", "b", "--count", "-1"],
        ["queue", "retry"],
        ["undo"],
        ["roster"],
        ["demo-site", "--port", "70000"],
    ],
)
def test_wrong_usage_is_2_and_one_line(given, private_mask, capsys):
    """In this process: so many others would only import the same modules again."""
    try:
        code = main(given)
    except SystemExit as ended:
        code = ended.code
    said = capsys.readouterr()
    assert (code, said.out, said.err.count("\n")) == (2, "", 1)


def test_wrong_usage_of_the_program_itself_is_2(turnout):
    ran = turnout("sessions", "--date", "yesterday")
    assert ran.code == 2
    assert "'yesterday' is not a day like 2026-11-23" in ran.err


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TURNOUT_QUIET_S", "soon"),
        ("TURNOUT_QUIET_S", "-1"),
        ("TURNOUT_QUIET_S", "inf"),
        ("TURNOUT_QUIET_S", "nan"),
        ("TURNOUT_DEVICES", "three"),
        ("TURNOUT_DEVICES", "4/3"),
        ("TURNOUT_DEVICES", "0/3"),
        ("TURNOUT_DEVICES", "x/3"),
        ("TURNOUT_API_URL", "ftp://x"),
        ("TURNOUT_API_URL", "nonsense"),
    ],
)
def test_a_setting_that_means_nothing_is_2_and_named(turnout, name, value):
    ran = turnout("sessions", **{name: value})
    assert ran.code == 2
    assert name in ran.err


@pytest.mark.parametrize("site_id", [None, "", "  "])
def test_without_a_site_every_command_says_how_to_connect(turnout, site_id):
    ran = turnout("sessions", TURNOUT_SITE_ID=site_id)
    assert ran.code == 5
    assert "turnout --demo" in ran.err


def test_a_wrong_key_is_5_and_check_in_goes_on(loaded, yoga, dana):
    loaded.ok("check-in", yoga, dana, "--add", "1")
    ran = loaded("sync", "--timeout", "5", "--json", TURNOUT_API_KEY="IST.wrong")
    assert (ran.code, ran.json["online"], ran.json["saved"]) == (5, False, 1)
    loaded.ok("check-in", yoga, dana, "--add", "1", TURNOUT_API_KEY="IST.wrong")
    assert loaded.row(yoga, dana)["attended"] == 2


def test_no_key_or_one_that_cannot_be_sent_is_5_and_the_queue_is_told(loaded, yoga, dana):
    loaded.ok("check-in", yoga, dana, "--add", "1")
    for key in ("", "  ", "ключ", "two\nlines"):
        ran = loaded("sync", "--timeout", "5", "--json", TURNOUT_API_KEY=key)
        assert (ran.code, ran.json["saved"], ran.json["requests"]) == (5, 1, 0)


@pytest.mark.parametrize("kind", ["html", "cut_json", "empty_403"])
def test_an_answer_that_is_not_wixs_is_4_and_loses_nothing(loaded, site, yoga, dana, kind):
    loaded.ok("check-in", yoga, dana, "--add", "1")
    site.faults.add(Fault(kind))
    ran = loaded("sync", "--timeout", "0.3", "--json")
    assert (ran.code, ran.json["online"]) == (4, False)
    assert ran.json["saved"] + ran.json["in_doubt"] == 1
    site.faults.clear()
    loaded.sync()
    assert site.attendance(dana, yoga) == ("ATTENDED", 1)


def test_a_site_that_never_answers_is_4_within_the_timeout(loaded, site, yoga, dana):
    loaded.ok("check-in", yoga, dana, "--add", "2")
    site.faults.add(Fault("slow", match="attendance.*set*", delay_s=float("inf")))
    began = time.monotonic()
    ran = loaded("sync", "--timeout", "0.5", "--json")
    assert time.monotonic() - began < 5
    assert (ran.code, ran.json["in_doubt"]) == (4, 1)
    site.faults.clear()
    site.faults.release()
    loaded.sync()
    assert site.attendance(dana, yoga) == ("ATTENDED", 2)
    assert len(site.writes()) == 1


@pytest.mark.parametrize("url", ["http://[::1", "http://127.0.0.1:9"])
def test_an_address_that_leads_nowhere_is_4_within_the_timeout(turnout, url):
    began = time.monotonic()
    assert turnout("sync", "--timeout", "0.3", TURNOUT_API_URL=url).code == 4
    assert time.monotonic() - began < 5


def test_the_key_is_never_sent_readable_beyond_this_computer(turnout):
    assert turnout("sync", "--timeout", "1", TURNOUT_API_URL="http://example.com").code == 5


def test_a_store_that_cannot_be_written_is_6(turnout, tmp_path):
    (tmp_path / "taken").touch()
    for given in (["sessions"], ["sync"], ["queue"], ["check-in", "e", "b", "--add", "1"]):
        assert turnout(*given, TURNOUT_DATA_DIR=str(tmp_path / "taken")).code == 6
    ran = turnout("--demo", "sessions", TURNOUT_DATA_DIR=str(tmp_path / "taken"))
    assert ran.code == 6


def test_lines_to_a_store_that_cannot_be_written_are_6(turnout, tmp_path):
    (tmp_path / "taken").touch()
    folder = str(tmp_path / "taken")
    assert turnout("check-in", "--from", "-", lines="e b +1\n", TURNOUT_DATA_DIR=folder).code == 6


def test_a_newer_store_is_6_and_left_as_it_is(loaded, yoga, dana):
    file = loaded.folder / FILE_NAME
    connection = apsw.Connection(str(file))
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = file.read_bytes()
    for given in (["sessions"], ["check-in", yoga, dana, "--add", "1"], ["sync"]):
        ran = loaded(*given)
        assert (ran.code, "newer version" in ran.err) == (6, True)
    assert file.read_bytes() == before


def test_a_damaged_store_is_6(loaded):
    (loaded.folder / FILE_NAME).write_bytes(b"no database" * 1000)
    ran = loaded("sessions")
    assert (ran.code, "damaged" in ran.err) == (6, True)


def test_while_another_process_syncs_it_is_75_and_check_in_goes_on(loaded, yoga, dana):
    lock = sync_lock(loaded.folder)
    assert lock.acquire()
    ran = loaded("sync", "--timeout", "5")
    assert (ran.code, "Another process is sending" in ran.err) == (75, True)
    loaded.ok("check-in", yoga, dana, "--add", "1")
    lock.release()
    assert loaded.sync()["verified"] == 1


def test_another_day_is_fetched_and_shown_on_its_own_date(turnout, site):
    tomorrow = datetime.now().astimezone() + timedelta(days=1)
    event = site.add_session("Tomorrow", start=tomorrow)
    day = str(datetime.fromisoformat(site.event(event)["start"]["localDate"]).date())
    turnout.ok("sync", "--date", day)
    assert [s["event_id"] for s in turnout.ok("sessions", "--date", day, "--json").json] == [event]
    assert turnout.ok("sessions", "--json").json == []


def test_an_unknown_log_level_and_a_strange_site_id_are_no_obstacle(turnout):
    turnout.ok("sessions", TURNOUT_LOG="nonsense")
    turnout.ok("sessions", TURNOUT_SITE_ID="../../outside")
    turnout.ok("sessions", TURNOUT_SITE_ID="x" * 300)
    turnout.ok("sessions", TURNOUT_SITE_ID="\udcff")
    assert len(list((turnout.data / "sites").iterdir())) == 4
    assert {path.name for path in turnout.data.parent.iterdir()} == {"site", "data"}


def test_everything_it_writes_is_its_users_alone(loaded, yoga, dana):
    loaded.ok("check-in", yoga, dana, "--add", "1")
    loaded.sync()
    assert (loaded.folder / "logs" / "turnout.log").exists()
    for path in [loaded.data, *loaded.data.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_nobody_is_named_in_the_log(loaded, site, yoga):
    site.add_booking(yoga, 1, "Zoë", "Østergård", phone="+45 20 55 01 02", email="zoe@example.com")
    loaded.sync()
    log = (loaded.folder / "logs" / "turnout.log").read_text("utf-8")
    assert "attendance" in log
    for word in ("Zo", "sterg", "Dana", "Levi", "0550102", "55 01 02", "example.com", "IST."):
        assert word not in log


def test_the_demo_needs_no_settings_and_starts_its_site_by_itself(turnout):
    nothing = dict.fromkeys(
        ("TURNOUT_API_URL", "TURNOUT_API_KEY", "TURNOUT_SITE_ID", "TURNOUT_QUIET_S")
    )
    assert turnout.ok("--demo", "sync", "--until", "sent", "--json", **nothing).json["online"]
    cards = turnout.ok("--demo", "sessions", "--json", **nothing).json
    event = next(card["event_id"] for card in cards if card["status"] == "now")
    rows = turnout.ok("--demo", "roster", event, "--json", **nothing).json
    party = next(row for row in rows if row["party"] == 4)
    turnout.ok("--demo", "check-in", event, party["booking_id"], "--add", "1", **nothing)
    status = turnout.ok("--demo", "sync", "--until", "sent", "--json", **nothing).json
    assert (status["saved"], status["sent"]) == (0, 1)


def test_the_demo_site_alone_says_where_it_is_in_one_line(turnout):
    process = turnout.start("demo-site", "--port", "0")
    ready = json.loads(process.stdout.readline())
    assert set(ready) == {"url", "api_key", "site_id"}
    process.terminate()
    process.communicate()
    assert process.returncode == 0


def test_without_a_network_it_is_4_after_ten_seconds(offline):
    code, out, err, took_s = json.loads(offline.stdout.read())
    assert (code, err) == (4, "There is no connection to Wix.\n")
    assert json.loads(out)["online"] is False
    assert 9 < took_s < 20  # with the start of a process on a machine that is busy


def test_a_large_day_says_how_far_it_has_come(turnout, site):
    with site._parts.state.writing():
        for number in range(24):
            site.add_session(f"Class {number}")
    said = turnout.ok("sync", "--until", "sent").out.splitlines()
    assert said[0] == "0 of 25 sessions loaded, 2 requests."
    assert said[1].startswith("20 of 25 sessions loaded, ")
    assert said[-1] == "Up to date."
    told = turnout.sync()
    assert (told["sessions_loaded"], told["sessions_to_load"]) == (0, 0)


def test_whoever_waits_is_told_once_what_for_and_how_long(loaded, yoga, dana):
    loaded.ok("check-in", yoga, dana, "--add", "1")
    said = loaded.ok("sync", TURNOUT_QUIET_S="3").err.splitlines()
    assert said == [
        (
            "Waiting to read back from Wix what was sent, about 3 s; "
            "with --until sent turnout does not wait for that."
        )
    ]
    loaded.ok("check-in", yoga, dana, "--add", "1")
    assert loaded.ok("sync", "--quiet", TURNOUT_QUIET_S="3").err == ""
    nobody = loaded("sync", "--timeout", "1", TURNOUT_API_URL="http://127.0.0.1:1")
    assert nobody.code == 4
    assert nobody.err.splitlines()[0] == "Waiting for a connection to Wix, at most 1 s."
    assert "--until" in loaded.ok("sync", "--help").out


def test_a_computer_that_blocks_over_capacity_refuses_beyond_it(loaded, yoga):
    """S1: as its settings say, at once; the window and the commands alike."""
    [session] = [each for each in loaded.ok("sessions", "--json").json if each["event_id"] == yoga]
    room = session["capacity"] - session["attended"]
    (loaded.data / "settings.json").write_text(json.dumps({"block_over_capacity": True}))
    refused = loaded("walk-in", yoga, "--name", "Wren", "--count", str(room + 1))
    assert refused.code == 3
    assert f"{session['title']} has room for {room} more" in refused.err
    loaded.ok("walk-in", yoga, "--name", "Wren", "--count", str(room))
    refused = loaded("walk-in", yoga, "--name", "Ruth")
    assert (refused.code, refused.err.count("\n")) == (3, 1)
    assert f"is full ({session['capacity']} of {session['capacity']})." in refused.err
    (loaded.data / "settings.json").write_text("{}")
    loaded.ok("walk-in", yoga, "--name", "Ruth")
