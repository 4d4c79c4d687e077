"""`doctor`: each wrong turn, the line it prints, and that check-in goes on meanwhile."""

import json
import logging
import os
import shutil
import socket
import sqlite3
import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import keyring
import keyring.errors
import pytest

from app.demo import DemoSite, Fault
from app.demo.routes import _TABLE
from app.domain.fitting import Fitting, Network
from app.main import main
from app.storage.store import FILE_NAME
from app.system.profiles import Known, Profile, Profiles
from tests.app.ways import WIX_HOST, Authority, Proxy, say_no_tls, serving
from tests.system.test_secrets import Store as SecretStore

PASSWORD = "hunter2-of-the-proxy"
AGAIN = "Put right what is named above, then run turnout doctor again."
GO_ON = "Check-in goes on from what this computer knows."
PERMISSIONS = frozenset(name for *_, route in _TABLE for name in route.permissions)
BOOKINGS = {"BOOKINGS.BOOKING_READ", "BOOKINGS.BOOKING_READ_ANY", "BOOKINGS.MANAGE_BOOKINGS"}


@dataclass
class Checked:
    code: int
    out: str
    err: str

    @property
    def wrong(self):
        """The lines about what is wrong, without their mark."""
        return [line[6:] for line in self.out.splitlines() if line.startswith("WRONG")]

    @property
    def unknown(self):
        return [line[6:] for line in self.out.splitlines() if line.startswith("?")]

    def line(self, check):
        [found] = [line for line in self.out.splitlines() if line[6:].startswith(f"{check}:")]
        return found[6:].removeprefix(f"{check}: ")


@dataclass
class Reception:
    """A computer with a site, on which things go wrong; `turnout` runs in this process."""

    site: DemoSite
    folder: Path
    env: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture
    ending: ExitStack
    secrets: list[str] = field(default_factory=list)

    @property
    def data(self):
        return self.folder / "data"

    def run(self, *arguments):
        code = main(arguments)
        said = self.capsys.readouterr()
        return Checked(code, said.out, said.err)

    def doctor(self):
        """One line on standard error where something is wrong, and nobody's name or key."""
        found = self.run("doctor")
        assert len(found.err.splitlines()) == (0 if found.code == 0 else 1)
        written = [each.read_text() for each in self.data.rglob("*.log")]
        for secret in (*self.secrets, self.site.api_key, PASSWORD, "Dana", "Levi", "dana"):
            assert secret not in "".join([found.out, found.err, *written])
        return found

    def key(self, permissions):
        made = self.site.add_key(permissions)
        self.secrets.append(made)
        self.env.setenv("TURNOUT_API_KEY", made)

    def keyring(self, answer: Callable[[], str | None]):
        self.env.delenv("TURNOUT_API_KEY")
        self.ending.callback(keyring.set_keyring, keyring.get_keyring())
        keyring.set_keyring(SecretStore(answer))

    def proxy(self, proxy: Proxy):
        """Between this computer and Wix's own address; this proxy has a password."""
        port = self.ending.enter_context(serving(proxy.converse))
        self.env.delenv("TURNOUT_API_URL")
        self.env.setenv("HTTPS_PROXY", f"http://desk:{PASSWORD}@127.0.0.1:{port}")
        return f"127.0.0.1:{port}"

    def site_port(self):
        return int(self.site.url.rpartition(":")[2])


@pytest.fixture
def reception(morning, site, tmp_path, monkeypatch, capsys):
    """The day is on this computer, and all is well."""
    shutil.copytree(morning.folder / "data", tmp_path / "data")
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)
    for name, value in {
        "TURNOUT_API_URL": site.url,
        "TURNOUT_API_KEY": site.api_key,
        "TURNOUT_SITE_ID": site.site_id,
        "TURNOUT_DATA_DIR": str(tmp_path / "data"),
    }.items():
        monkeypatch.setenv(name, value)
    mask = os.umask(0o077)
    log = logging.getLogger("turnout")
    was = log.handlers, log.propagate, log.level
    with ExitStack() as ending:
        yield Reception(site, tmp_path, monkeypatch, capsys, ending)
    for handler in log.handlers:
        handler.close()
    log.handlers, log.propagate, log.level = was
    os.umask(mask)


def closed_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def failing(error):
    def answer():
        raise error

    return answer


# What goes wrong: each returns what its line says in place of THERE.


def no_network(reception):
    there = f"127.0.0.1:{closed_port()}"
    reception.env.setenv("TURNOUT_API_URL", f"http://{there}")
    return there


def no_such_name(reception):
    # An interface that no computer has: the resolver refuses it without asking anybody.
    reception.env.setenv("TURNOUT_API_URL", "http://[::1%25nosuch]:9")
    return "[::1%25nosuch]:9"


def hanging_names(reception):
    """A name server that swallows every question, for as long as the test goes on."""
    there, asks, free = no_network(reception), socket.getaddrinfo, threading.Event()

    def hang(*given, **more):
        assert free.wait(60)
        return asks(*given, **more)

    reception.ending.callback(free.set)
    reception.env.setattr("socket.getaddrinfo", hang)
    reception.env.setattr("app.cli.checking.NAMES_WITHIN_S", 0.05)
    return there


def no_tls(reception):
    port = reception.ending.enter_context(serving(say_no_tls))
    reception.env.setenv("TURNOUT_API_URL", f"https://127.0.0.1:{port}")
    return f"127.0.0.1:{port}"


def strange_certificate(reception, days=1):
    tls = Authority(reception.folder).context(days=days)
    reception.proxy(Proxy(tls=tls, site_port=reception.site_port()))
    return WIX_HOST


def late_certificate(reception):
    there = strange_certificate(reception, days=-1)
    reception.env.setenv("SSL_CERT_FILE", str(reception.folder / "authority.pem"))
    return there


def refusing_proxy(reception, status=403):
    return reception.proxy(Proxy(status))


def absent_proxy(reception):
    there = f"127.0.0.1:{closed_port()}"
    reception.env.delenv("TURNOUT_API_URL")
    reception.env.setenv("HTTPS_PROXY", f"http://desk:{PASSWORD}@{there}")
    return there


def set_up(reception, **env):
    reception.env.delenv("TURNOUT_API_URL")
    for name, value in env.items():
        reception.env.setenv(name, value)


def fault(reception, kind, **more):
    reception.site.faults.add(Fault(kind, **more))
    return f"127.0.0.1:{reception.site_port()}"


def wrong_key(reception):
    reception.secrets.append("IST.of-another-account")
    reception.env.setenv("TURNOUT_API_KEY", "IST.of-another-account")


def torn_key(reception):
    reception.secrets.append("torn-in")
    reception.env.setenv("TURNOUT_API_KEY", "IST.torn-in two")


def wrong_site(reception):
    """Wix knows the key, and not with this site."""
    site_id = "00000000-1111-2222-3333-444444444444"
    shutil.copytree(
        reception.data / "sites" / reception.site.site_id, reception.data / "sites" / site_id
    )
    reception.env.setenv("TURNOUT_SITE_ID", site_id)


def without(reception, *permissions):
    reception.key(PERMISSIONS - set(permissions))


def as_app(reception, secret=None):
    """The install asks as an app, on the site that it asked for by key until now."""
    own = reception.site.credentials
    reception.secrets.append(secret or own.app_secret)
    reception.env.delenv("TURNOUT_API_KEY")
    reception.env.setenv("TURNOUT_APP_ID", own.app_id)
    reception.env.setenv("TURNOUT_APP_SECRET", secret or own.app_secret)
    reception.env.setenv("TURNOUT_INSTANCE_ID", own.instance_id)


def app_taken_off(reception):
    """A token that is refused though it is new."""
    as_app(reception)
    fault(reception, "unauthenticated", match="[!o]*")


def clock_off(reception, hours):
    there = reception.site._parts.state
    moved = timedelta(hours=hours)
    there.wall = lambda: datetime.now(UTC).timestamp() + moved.total_seconds()


def locked_keyring(reception):
    reception.keyring(failing(keyring.errors.KeyringLocked("locked")))


def refusing_keyring(reception):
    reception.keyring(failing(keyring.errors.KeyringError("denied")))


def no_keyring(reception):
    reception.env.delenv("TURNOUT_API_KEY")  # the tests' own backend is none at all


def empty_keyring(reception):
    reception.keyring(lambda: None)


def no_screen(reception):
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        reception.env.delenv(name, raising=False)
    reception.env.setattr("sys.platform", "linux")


WRONG_TURNS = {
    "no network": (no_network, 4, (
        "network: There is no connection to THERE. Check the cable or the Wi-Fi of this computer. "
        "Ask whoever runs this network to let turnout reach THERE.")),
    "DNS": (no_such_name, 4, (
        "network: No name server of this network knows THERE. Check the cable or the Wi-Fi of "
        "this computer. Then check the spelling of TURNOUT_API_URL and HTTPS_PROXY.")),
    "a DNS that never answers": (hanging_names, 4, (
        "network: This computer is offline: no name server answers for THERE. "
        "Check the cable or the Wi-Fi of this computer.")),
    "no TLS": (no_tls, 4, (
        "network: What answers in place of THERE does not speak TLS. Open a browser and sign in "
        "to this network if it asks. Ask whoever runs this network to let turnout reach THERE.")),
    "a strange certificate": (strange_certificate, 4, (
        "network: The certificate of THERE is not to be trusted: something on the way looks into "
        "it. If this network does that on purpose, save its CA as a file and name it in "
        "SSL_CERT_FILE; else use another network.")),
    "a certificate of another time": (late_certificate, 4, (
        "network: The certificate of THERE is not valid at the time of this computer. Set this "
        "computer's date and time, best by itself from the internet.")),
    "a proxy that refuses": (refusing_proxy, 4, (
        "network: The proxy THERE refuses the way to www.wixapis.com. "
        "Ask whoever runs this network to let turnout reach www.wixapis.com.")),
    "a proxy with a password": (partial(refusing_proxy, status=407), 4, (
        "network: The proxy THERE asks for a name and a password (407). "
        "Put them into HTTPS_PROXY: http://NAME:PASSWORD@HOST:PORT.")),
    "a proxy that is away": (absent_proxy, 4, (
        "network: There is no connection to THERE. Check the cable or the Wi-Fi of this computer. "
        "Ask whoever runs this network to let turnout reach www.wixapis.com.")),
    "a proxy that is none": (partial(set_up, HTTPS_PROXY="nonsense://here"), 4, (
        "network: The proxy or certificate settings of this computer cannot be used. "
        "Check HTTPS_PROXY, SSL_CERT_FILE and TURNOUT_API_URL.")),
    "no such CA file": (partial(set_up, SSL_CERT_FILE="/no/such/file.pem"), 4, (
        "network: The proxy or certificate settings of this computer cannot be used. "
        "Check HTTPS_PROXY, SSL_CERT_FILE and TURNOUT_API_URL.")),
    "a captive portal": (partial(fault, kind="html"), 4, (
        "network: A page of this network answers in place of THERE. "
        "Open a browser, sign in to the network, then try again.")),
    "blocked on the way": (partial(fault, kind="empty_403"), 4, (
        "network: The request was blocked on the way to THERE (403 without a word). "
        "Ask whoever runs this network to let turnout reach THERE.")),
    "cut off": (partial(fault, kind="drop"), 4, (
        "network: The connection to THERE broke off. Try again. "
        "Ask whoever runs this network to let turnout reach THERE.")),
    "a 429 storm": (partial(fault, kind="throttle"), 4, (
        "network: Wix asks to wait: there are too many requests for this site (429). Wait a "
        "minute. If it comes back, close other programs that use this site's key.")),
    "Wix is down": (partial(fault, kind="error_503"), 4, (
        "network: Wix has a problem of its own. Wait, and look at status.wix.com.")),
    "a wrong key": (wrong_key, 5, (
        "credentials: Wix does not accept the key of this site (401). Make a key in the Wix "
        "account of the site's owner, at manage.wix.com/account/api-keys, and copy it whole.")),
    "a key in two pieces": (torn_key, 5, (
        "credentials: The API key has a space, a line break or an unknown character in it. "
        "Copy the key and the site ID again, and check TURNOUT_API_URL.")),
    "a wrong app secret": (partial(as_app, secret="of-another-app"), 5, (
        "credentials: Wix does not accept the app ID, the secret or the instance ID. Check the "
        "app's ID, secret and instance ID, and that it is installed on the site.")),
    "an app that was taken off the site": (app_taken_off, 5, (
        "credentials: Wix does not accept the app on this site. Is it still installed there? "
        "Check the app's ID, secret and instance ID, and that it is installed on the site.")),
    "a wrong site ID": (wrong_site, 5, (
        "credentials: The key may do nothing on this site (403): it is for another one, or the "
        "site ID is. Copy the site ID from the dashboard's address, after /dashboard/, and make "
        "the key in the account of the site's owner.")),
    "no Wix Bookings": (partial(fault, kind="precondition", match="bookings.*"), 5, (
        "Wix Bookings: Wix Bookings is not on this site (428). Add it from the site's App Market. "
        "If it is there, the site ID is another site's: it is in the dashboard's address, after "
        "/dashboard/.")),
    "a clock an hour slow": (partial(clock_off, hours=1), 4, (
        "clock: This computer's clock is 60 minutes slow. Set its date and time, best by itself "
        "from the internet. Check-in goes on meanwhile.")),
    "a clock an hour fast": (partial(clock_off, hours=-1), 4, (
        "clock: This computer's clock is 60 minutes fast. Set its date and time, best by itself "
        "from the internet. Check-in goes on meanwhile.")),
    "a locked keyring": (locked_keyring, 5, (
        "secret store: This computer's secret store is locked. Unlock it, then try again. "
        f"{GO_ON}")),
    "a keyring that refuses": (refusing_keyring, 5, (
        "secret store: This computer's secret store cannot be used: it refused. "
        f"Unlock it, or start turnout with TURNOUT_API_KEY set. {GO_ON}")),
    "no keyring": (no_keyring, 5, (
        "secret store: This computer has no secret store. Install GNOME Keyring or KWallet, "
        f"or start turnout with TURNOUT_API_KEY set. {GO_ON}")),
    "an empty keyring": (empty_keyring, 5, (
        "secret store: There is no API key for this site on this computer. "
        f"To enter it, start turnout --set-up. {GO_ON}")),
    "no screen": (no_screen, 4, (
        "screen: There is no screen here: the window cannot be opened, the commands work. "
        "Start turnout from a desktop session.")),
}  # fmt: skip
"""What goes wrong, the exit code, and the one line that says so."""


@pytest.mark.parametrize(("goes_wrong", "code", "line"), WRONG_TURNS.values(), ids=WRONG_TURNS)
def test_each_wrong_turn_says_what_to_do_and_check_in_goes_on(
    reception, yoga, dana, goes_wrong, code, line
):
    there = goes_wrong(reception) or ""
    found = reception.doctor()
    site = os.environ["TURNOUT_SITE_ID"]
    assert found.wrong == [line.replace("THERE", there).replace("SITE", site)]
    assert found.code == code
    assert found.line("day").endswith(GO_ON)
    assert reception.run("check-in", yoga, dana, "--add", "1").out.startswith("ok ")
    assert "Only on this computer so far: 1 check-in." in reception.doctor().line("queue")


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
