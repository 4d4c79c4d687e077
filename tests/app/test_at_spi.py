"""The program as a screen reader finds it, over the real AT-SPI of a real X server."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.app.conftest import CHECKOUT, COMMAND, TOO_LONG_S
from tests.app.x_server import need, x_server

pytestmark = pytest.mark.alone

READER = Path(__file__).with_name("at_spi_reader.py")
SYSTEM_PYTHON = "/usr/bin/python3"
INSTALL = "apt-get install --no-install-recommends at-spi2-core python3-gi gir1.2-atspi-2.0"


@pytest.fixture
def reader():
    """The parts of the system that a screen reader is made of."""
    need({"dbus-run-session": "dbus"})
    asks = "import gi; gi.require_version('Atspi', '2.0')"
    done = subprocess.run([SYSTEM_PYTHON, "-c", asks], capture_output=True, check=False)
    services = Path("/usr/share/dbus-1/services/org.a11y.Bus.service")
    if done.returncode or not services.exists():
        pytest.fail(f"AT-SPI is missing; as root: {INSTALL}")
    return ["dbus-run-session", "--", SYSTEM_PYTHON, str(READER)]


def test_a09_a_screen_reader_finds_the_row_and_presses_its_plus(loaded, reader, dana, tmp_path):
    """A-09: the tree is there, + is found by its accessible-id, and "Press" counts and is told."""
    run = tmp_path / "run"
    run.mkdir(mode=0o700)
    with x_server("1366x768x24") as screen:
        env = loaded.env(
            **screen,
            QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1",
            XDG_RUNTIME_DIR=str(run),
            PYTHONPATH=None,
        )
        done = subprocess.run(
            [*reader, dana, *COMMAND],
            env=env,
            cwd=CHECKOUT,
            capture_output=True,
            text=True,
            check=False,
            timeout=3 * TOO_LONG_S,
        )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout.splitlines()[-1])  # the services say things of their own
    assert seen["window"] == ["frame", "Turnout"]
    assert seen["sessions"][0][0] == "radio button"
    assert seen["sessions"][0][1].endswith("Yoga Flow, now, 0 of 4 in")
    assert seen["plus"][1] == "One more for Dana Levi"
    assert seen["counts"] == ["0 of 4 in", "1 of 4 in", "2 of 4 in"]
    assert seen["announced"] == ["Dana Levi: 1 of 4 in", "Dana Levi: 2 of 4 in"]
    assert seen["row"].startswith("Dana Levi · booked for 4")
