"""Guards for every test: a private home, no secrets, no network, no thread left behind."""

import os

# Before anything is imported: Qt and keyring read these once. Subprocesses inherit them.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
os.environ.pop("DBUS_SESSION_BUS_ADDRESS", None)

import gc
import ipaddress
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.figures import Figures

settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("long", max_examples=2_000, deadline=None)
settings.load_profile("long" if os.environ.get("TURNOUT_LONG") else "ci")

HERE = Path(__file__).parent
COUNTED = {"domain", "storage", "sync", "wix", "checkin", "reports", "app", "system"}
"""The tests of the packages that carry the promises, as [tool.coverage.run] names them."""
THREADS_END_WITHIN_S = 3.0


class NetworkGuard:
    """Refuses addresses beyond this machine while it is on, and remembers what it refused.

    An audit hook cannot be taken away again, hence the switch. The memory is for code under test
    that swallows the refusal: the test fails all the same.
    """

    def __init__(self) -> None:
        self.on = False
        self.refused: list[str] = []

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        if not self.on:
            return
        if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
            address = args[1]
            # A path is a socket of this machine; None is one that is connected already.
            host = address[0] if isinstance(address, tuple) else None
        elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
            host = args[0]
        else:
            return
        if host is not None and not is_this_machine(host):
            self.refused.append(f"{event} {host}")
            raise PermissionError(f"tests reach this machine only, not {host}")


def is_this_machine(host: str | bytes) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    if name in ("", "localhost"):
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


network_guard = NetworkGuard()
sys.addaudithook(network_guard)


@pytest.fixture(autouse=True)
def no_stray_threads() -> Iterator[None]:
    """A thread that a test started ends with it: nothing may write into the next test."""
    before = set(threading.enumerate())
    yield
    started = [thread for thread in threading.enumerate() if thread not in before]
    for thread in started:
        thread.join(THREADS_END_WITHIN_S)
    left = [thread.name for thread in started if thread.is_alive()]
    assert not left, f"threads still running after the test: {left}"


@pytest.fixture(autouse=True)
def no_network() -> Iterator[None]:
    network_guard.refused.clear()
    network_guard.on = True
    yield
    network_guard.on = False
    assert not network_guard.refused, f"the network was asked for: {network_guard.refused}"


@pytest.fixture(autouse=True)
def private_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the person who runs the tests is read or written, and no test sees another's."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name, folder in (
        ("XDG_CONFIG_HOME", ".config"),
        ("XDG_DATA_HOME", ".local/share"),
        ("XDG_STATE_HOME", ".local/state"),
        ("XDG_CACHE_HOME", ".cache"),
    ):
        monkeypatch.setenv(name, str(home / folder))
    for name in [name for name in os.environ if name.startswith("TURNOUT_")]:
        if name != "TURNOUT_LONG":
            monkeypatch.delenv(name)


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> Iterator[Figures]:
    """What a proof found: printed whatever is captured, and handed to the long run."""
    found = Figures()
    yield found
    request.node.user_properties.append(("figures", found.as_json()))
    if found.found:
        request.node.user_properties.append(("said", str(found)))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The branches of a package are counted in its own tests, which take every one of them.

    All others take the same ones a thousand times, and counting would double their time.
    """
    for item in items:
        if not COUNTED & set(item.path.relative_to(HERE).parts):
            item.add_marker(pytest.mark.no_cover)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Garbage of a window is looked for on this thread alone, as in the program (`Sweep`).

    Elsewhere a widget that is thrown away takes the process with it: a server's thread of a later
    test may be the one that looks.
    """
    if not gc.isenabled():
        gc.collect()
    gc.enable()
    if {"qapp", "qtbot"} & set(item.fixturenames):
        if not gc.get_freeze_count():
            gc.freeze()  # of what was imported and collected nothing is garbage
        gc.disable()


class Saying:
    """Says the figures where the dots are: in the process that the others report to."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        reporter = self._config.pluginmanager.get_plugin("terminalreporter")
        if report.when == "teardown" and reporter is not None:
            for name, said in report.user_properties:
                if name == "said":
                    reporter.ensure_newline()
                    reporter.write_line(str(said))


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Saying(config), "turnout-saying")
