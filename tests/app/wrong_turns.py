"""Everything that goes wrong on the way to a site, what `doctor` says to it, and what the window.

`test_wrong_turns.py` takes each of these turns, with the day on this computer.
"""

import logging
import os
import shutil
import socket
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
from app.main import main
from tests.app.ways import WIX_HOST, Authority, Proxy, say_no_tls, serving
from tests.system.test_secrets import Store as SecretStore

PASSWORD = "hunter2-of-the-proxy"
AGAIN = "Put right what is named above, then run turnout doctor again."
GO_ON = "Check-in goes on from what this computer knows."
PAUSED = (
    "Check-in goes on; nothing is sent until that is put right. "
    "The diagnostics, F12, say what to do."
)
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
        for secret in (*self.secrets, self.site.api_key, PASSWORD, "Dana", "Levi", "dana"):
            assert secret not in "".join([found.out, found.err, self.written()])
        return found

    def written(self):
        """All of the log."""
        return "".join(each.read_text() for each in self.data.rglob("*.log"))

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
        "Ask whoever runs this network to let turnout reach THERE."), (
        "There is no way to Wix. Check the cable or the Wi-Fi.")),
    "DNS": (no_such_name, 4, (
        "network: No name server of this network knows THERE. Check the cable or the Wi-Fi of "
        "this computer. Then check the spelling of what stands in Network settings "
        "(turnout --set-up), TURNOUT_API_URL and HTTPS_PROXY."), (
        "This network does not know Wix by name. Check the cable or the Wi-Fi.")),
    "a DNS that never answers": (hanging_names, 4, (
        "network: This computer is offline: no name server answers for THERE. "
        "Check the cable or the Wi-Fi of this computer."), (
        "")),
    "no TLS": (no_tls, 4, (
        "network: What answers in place of THERE does not speak TLS. Open a browser and sign in "
        "to this network if it asks. Ask whoever runs this network to let turnout reach THERE."), (
        "A page of this network answers in place of Wix. Open a browser and sign in to the "
        "network.")),
    "a strange certificate": (strange_certificate, 4, (
        "network: The certificate of THERE is not to be trusted: something on the way looks into "
        "it. If this network does that on purpose, save its CA as a file and name it in "
        "Network settings (turnout --set-up) or SSL_CERT_FILE; else use another network."), (
        "Something on the way looks into the connection. Use another network, or ask whoever "
        "runs this one for its certificate.")),
    "a certificate of another time": (late_certificate, 4, (
        "network: The certificate of THERE is not valid at the time of this computer. Set this "
        "computer's date and time, best by itself from the internet."), (
        "The certificate of Wix is not valid at this computer’s time. Set date and time.")),
    "a proxy that refuses": (refusing_proxy, 4, (
        "network: The proxy THERE refuses the way to www.wixapis.com. "
        "Ask whoever runs this network to let turnout reach www.wixapis.com."), (
        "The proxy refuses the way to Wix. Ask whoever runs this network to allow it.")),
    "a proxy with a password": (partial(refusing_proxy, status=407), 4, (
        "network: The proxy THERE asks for a name and a password (407). "
        "Put them into HTTPS_PROXY: http://NAME:PASSWORD@HOST:PORT. "
        "A proxy that asks for none can be typed into Network settings (turnout --set-up)."), (
        "The proxy asks for a name and a password. Put them into HTTPS_PROXY, or "
        "type another proxy into Network settings: turnout --set-up.")),
    "a proxy that is away": (absent_proxy, 4, (
        "network: There is no connection to THERE. Check the cable or the Wi-Fi of this computer. "
        "Ask whoever runs this network to let turnout reach www.wixapis.com."), (
        "There is no way to Wix. Check the cable or the Wi-Fi.")),
    "a proxy that is none": (partial(set_up, HTTPS_PROXY="nonsense://here"), 4, (
        "network: The proxy or certificate settings of this computer cannot be used. "
        "Check Network settings (turnout --set-up), and HTTPS_PROXY, SSL_CERT_FILE and "
        "TURNOUT_API_URL where they are set."), (
        "The proxy or certificate settings of this computer are wrong. The diagnostics, F12, "
        "say what to do.")),
    "no such CA file": (partial(set_up, SSL_CERT_FILE="/no/such/file.pem"), 4, (
        "network: The proxy or certificate settings of this computer cannot be used. "
        "Check Network settings (turnout --set-up), and HTTPS_PROXY, SSL_CERT_FILE and "
        "TURNOUT_API_URL where they are set."), (
        "The proxy or certificate settings of this computer are wrong. The diagnostics, F12, "
        "say what to do.")),
    "a captive portal": (partial(fault, kind="html"), 4, (
        "network: A page of this network answers in place of THERE. "
        "Open a browser, sign in to the network, then try again."), (
        "A page of this network answers in place of Wix. Open a browser and sign in to the "
        "network.")),
    "blocked on the way": (partial(fault, kind="empty_403"), 4, (
        "network: The request was blocked on the way to THERE (403 without a word). "
        "Ask whoever runs this network to let turnout reach THERE."), (
        "The way to Wix is blocked. Ask whoever runs this network to allow it.")),
    "cut off": (partial(fault, kind="drop"), 4, (
        "network: The connection to THERE broke off. Try again. "
        "Ask whoever runs this network to let turnout reach THERE."), (
        "The connection to Wix broke off; it is tried again.")),
    "a 429 storm": (partial(fault, kind="throttle"), 4, (
        "network: Wix asks to wait: there are too many requests for this site (429). Wait a "
        "minute. If it comes back, close other programs that use this site's key."), (
        "Wix asks to wait: there are too many requests for this site. It goes on by itself "
        "within a minute or so; check-ins are saved on this computer meanwhile.")),
    "Wix is down": (partial(fault, kind="error_503"), 4, (
        "network: Wix has a problem of its own. Wait, and look at status.wix.com."), (
        "Wix has a problem of its own. Look at status.wix.com.")),
    "a wrong key": (wrong_key, 5, (
        "credentials: Wix does not accept the key of this site (401). Make a key in the Wix "
        "account of the site's owner, at manage.wix.com/account/api-keys, and copy it whole."), (
        "Wix does not accept the key of this site. PAUSED")),
    "a key in two pieces": (torn_key, 5, (
        "credentials: The API key has a space, a line break or an unknown character in it. "
        "Copy the key and the site ID again, and check TURNOUT_API_URL."), (
        "The API key has a space, a line break or an unknown character in it. PAUSED")),
    "a wrong app secret": (partial(as_app, secret="of-another-app"), 5, (
        "credentials: Wix does not accept the app ID, the secret or the instance ID. Check the "
        "app's ID, secret and instance ID, and that it is installed on the site."), (
        "Wix does not accept the app ID, the secret or the instance ID. PAUSED")),
    "an app that was taken off the site": (app_taken_off, 5, (
        "credentials: Wix does not accept the app on this site. Is it still installed there? "
        "Check the app's ID, secret and instance ID, and that it is installed on the site."), (
        "Wix does not accept the app on this site. Is it still installed there? PAUSED")),
    "a wrong site ID": (wrong_site, 5, (
        "credentials: The key may do nothing on this site (403): it is for another one, or the "
        "site ID is. Copy the site ID from the dashboard's address, after /dashboard/, and make "
        "the key in the account of the site's owner."), (
        "The key has no permission for this, or is for another site. PAUSED")),
    "no Wix Bookings": (partial(fault, kind="precondition", match="bookings.*"), 5, (
        "Wix Bookings: Wix Bookings is not on this site (428). Add it from the site's App Market. "
        "If it is there, the site ID is another site's: it is in the dashboard's address, after "
        "/dashboard/."), (
        "Wix Bookings is not on this site. Add it from the site’s App Market. Check-in goes "
        "on; nothing is sent.")),
    "a clock an hour slow": (partial(clock_off, hours=1), 4, (
        "clock: This computer's clock is 60 minutes slow. Set its date and time, best by itself "
        "from the internet. Check-in goes on meanwhile."), (
        "This computer’s clock looks wrong: 60 minutes slow. Check date and time.")),
    "a clock an hour fast": (partial(clock_off, hours=-1), 4, (
        "clock: This computer's clock is 60 minutes fast. Set its date and time, best by itself "
        "from the internet. Check-in goes on meanwhile."), (
        "This computer’s clock looks wrong: 60 minutes fast. Check date and time.")),
    "a locked keyring": (locked_keyring, 5, (
        "secret store: This computer's secret store is locked. Unlock it, then try again. "
        f"{GO_ON}"), (
        "This computer's secret store is locked. Unlock it, then try again. PAUSED")),
    "a keyring that refuses": (refusing_keyring, 5, (
        "secret store: This computer's secret store cannot be used: it refused. "
        f"Unlock it, or start turnout with TURNOUT_API_KEY set. {GO_ON}"), (
        "This computer's secret store cannot be used: it refused. Unlock it, or start turnout"
        " with TURNOUT_API_KEY set. PAUSED")),
    "no keyring": (no_keyring, 5, (
        "secret store: This computer has no secret store. Install GNOME Keyring or KWallet, "
        f"or start turnout with TURNOUT_API_KEY set. {GO_ON}"), (
        "This computer has no secret store. Install GNOME Keyring or KWallet, or start "
        "turnout with TURNOUT_API_KEY set. PAUSED")),
    "an empty keyring": (empty_keyring, 5, (
        "secret store: There is no API key for this site on this computer. "
        f"To enter it, start turnout --set-up. {GO_ON}"), (
        "There is no API key for this site on this computer. To enter it, start turnout "
        "--set-up. PAUSED")),
    "no screen": (no_screen, 4, (
        "screen: There is no screen here: the window cannot be opened, the commands work. "
        "Start turnout from a desktop session."), (
        "")),
}  # fmt: skip
"""What goes wrong; the exit code and the one line of `doctor`; the banner of the window.

Empty where no window opens, or none can know yet: there the diagnostics know.
"""
