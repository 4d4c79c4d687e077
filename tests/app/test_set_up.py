"""The first run as it is started: a real secret store, a site on loopback, a planted key."""

import json
import sys

import pytest

from app.demo import Fault
from app.system.pins import opens
from app.system.profiles import FILE_NAME, Draft, Profiles
from app.system.secrets import Trouble
from tests.secret_service import run as in_session

TEST = ("setup.connect.site=SITE", "setup.connect.key=KEY", "setup.connect.test")
NEXT = "setup.next"
PIN = "setup.screen.pin=719204"
KILLED = 128 + 9  # as the shell of the session says it


class Computer:
    """One user's home on one computer."""

    def __init__(self, site, home):
        self.site, self.home, self.data = site, home, home / "data"

    def run(self, *steps, key=None, service="open", **env):
        """What was printed. The key goes in by standard input: nothing of ours may show it."""
        key = key or self.site.api_key
        address = f"https://manage.wix.com/dashboard/{self.site.site_id}/home"
        given = [step.replace("SITE", address) for step in steps]
        env = {
            "TURNOUT_API_URL": self.site.url,
            "TURNOUT_DATA_DIR": str(self.data),
            "TURNOUT_LOG": "DEBUG",
            "QT_QPA_PLATFORM": "offscreen",
            **env,
        }
        command = [sys.executable, "-m", "tests.app.paging", *given]
        self.code, out, err = in_session(command, self.home, service, key + "\n", **env)
        assert "Traceback" not in out + err
        assert key not in out + err
        return out.split("\n")[:-1]

    def holding(self, words):
        """Every file of this user's that holds them, whatever wrote it."""
        files = [each for each in self.home.rglob("*") if each.is_file()]
        return [each.name for each in files if words.encode() in each.read_bytes()]


@pytest.fixture
def computer(site, tmp_path):
    computer = Computer(site, tmp_path / "home")
    yield computer
    assert computer.holding(site.api_key) == []


def test_the_pages_have_the_text_and_the_theme_that_this_computer_was_set_to(computer):
    computer.data.mkdir(parents=True)
    kept = {"version": 1, "text_size": 150, "theme": "dark"}
    (computer.data / "settings.json").write_text(json.dumps(kept))
    assert computer.run("look", "close") == ["24 px, dark"]


def test_from_nothing_to_a_check_in_and_the_key_lies_nowhere(computer, site, dana):
    plus, count = f"staff.row.{dana}.plus", f"staff.row.{dana}.count?"
    said = computer.run(
        *TEST, "setup.connect.good?", "search", NEXT, "setup.proof.today?", NEXT, NEXT, PIN, NEXT,
        "online", plus, count, "search",
    )  # fmt: skip
    assert said[0] == "Everything works."
    assert said[2:4] == ["Today: 1 session, 1 booking", "1 of 4 in"]
    assert said[1] == said[4] == "key seen in 0, itself True"
    [profile] = Profiles(computer.data).read().sites
    assert (profile.site_id, profile.name) == (site.site_id, "Harbor Yoga & Clay")
    assert computer.holding("719204") == []
    assert opens("719204", profile.fitting.pin)
    # The same search finds what is there.
    assert FILE_NAME in computer.holding(site.site_id)
    assert "turnout.log" in [each.name for each in computer.home.rglob("*")]
    assert (computer.data / FILE_NAME).stat().st_mode & 0o777 == 0o600
    # The next morning nobody unlocks the keyring: it is said, and check-in goes on.
    banner, counted = computer.run("paused", "staff.banner?", plus, count, service="shut")
    assert banner.startswith(f"{Trouble.LOCKED.value} Check-in goes on")
    assert counted == "2 of 4 in"
    assert computer.run("online", count) == ["2 of 4 in"]


def test_left_halfway_it_goes_on_where_it_was(computer, site):
    [said] = computer.run(*TEST, "setup.connect.bad?", TURNOUT_API_URL="http://127.0.0.1:1")
    assert said.startswith("There is no connection to 127.0.0.1:1. Check the cable or the Wi-Fi")
    site.add_session("Physio", kind="APPOINTMENT")
    untick = ("setup.listed.services.0?", "setup.listed.services.0")
    computer.run("setup.connect.test", "setup.connect.good?", NEXT, *untick, NEXT, NEXT, "kill")
    assert computer.code == KILLED
    draft = Profiles(computer.data).read().draft
    assert draft[:3] == Draft(site.site_id, tested=True, page="use")[:3]
    assert len(draft.fitting.listing.no_services) == 1
    said = computer.run("setup.use.reception?", "setup.back", "setup.proof.today?", *[NEXT] * 3)
    assert said[1:] == ["Today: 1 session, 1 booking"]
    known = Profiles(computer.data).read()
    assert (known.current, known.draft) == (site.site_id, Draft())
    assert known.fitting(site.site_id).listing == draft.fitting.listing


def test_an_apps_secret_is_in_the_secret_store_alone(computer, site, dana):
    own, plus = site.credentials, f"staff.row.{dana}.plus"
    said = computer.run(
        "setup.connect.other", f"setup.connect.app={own.app_id}",
        f"setup.connect.instance={own.instance_id}", "setup.connect.secret=KEY",
        "setup.connect.test", "setup.connect.good?", *[NEXT] * 4, "online", plus, "search",
        key=own.app_secret,
    )  # fmt: skip
    assert said == ["Everything works.", "key seen in 0, itself True"]
    assert computer.holding(own.app_secret) == []
    assert FILE_NAME in computer.holding(own.app_id)
    # The next morning it is found there again, or missed.
    count = f"staff.row.{dana}.count?"
    assert computer.run("online", count, key=own.app_secret) == ["1 of 4 in"]
    [banner] = computer.run("paused", "staff.banner?", key=own.app_secret, service="shut")
    assert banner.startswith(Trouble.LOCKED.value)


def test_each_wrong_turn_is_a_sentence_and_in_the_end_it_works(computer, site):
    lacking = site.add_key({"BOOKINGS.BOOKING_READ", "SITE_SETTINGS.VIEW", "CALENDAR.READ"})
    site.faults.add(Fault("html", times=1), Fault("precondition", times=5))
    said = computer.run(
        *TEST, "setup.connect.bad?",
        "setup.connect.test", "setup.connect.bad?",
        "setup.connect.key=IST.planted-and-wrong", "setup.connect.test", "setup.connect.bad?",
        "setup.connect.site=0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d", "setup.connect.key=KEY",
        "setup.connect.test", "setup.connect.bad?",
        "setup.connect.site=SITE", f"setup.connect.key={lacking}",
        "setup.connect.test", "setup.connect.bad?", "setup.connect.need.checking_in?",
        "setup.connect.key.hint?",
        "setup.connect.key=KEY", "setup.connect.test", "setup.connect.good?",
    )  # fmt: skip
    words = (
        "The answer was not from Wix.", "Wix Bookings is not on this site.",
        "Wix does not know this key.", "This key may do nothing on this site. Check the site ID.",
        "The key lacks a permission.", "Checking people in · Tick in Wix: Manage Bookings",
        "This computer has the key of this site.", "Everything works.",
    )  # fmt: skip
    for line, begins in zip(said, words, strict=True):
        assert line.startswith(begins)
    assert computer.holding("IST.planted-and-wrong") == []
    assert computer.holding(lacking) == []


@pytest.mark.parametrize(
    ("service", "trouble"), [("shut", Trouble.REFUSED), ("none", Trouble.NO_BACKEND)]
)
def test_a_key_that_cannot_be_kept_is_said_and_does_not_go_on(computer, service, trouble):
    said = computer.run(*TEST, "setup.connect.bad?", service=service)
    assert said == [f"The connection works, but the key could not be kept. {trouble.value}"]
    assert Profiles(computer.data).read().current == ""
