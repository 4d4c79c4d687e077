"""A real Secret Service for one process, without a desktop: gnome-keyring on a bus of its own."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

INSTALL = "apt-get update && apt-get install -y --no-install-recommends dbus gnome-keyring"
TOO_LONG_S = 60
DAEMON = "gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1"
FIRST = {
    # An empty keyring that is open.
    "open": f"printf %s a-word-for-tests | {DAEMON}",
    # The first question starts it; it has no keyring, and nobody can be asked for a password.
    "shut": ":",
    "none": "export DBUS_SESSION_BUS_ADDRESS=unix:path=/nowhere",
}


def run(
    command: list[str], home: Path, service: str = "open", given: str = "", **env: str
) -> tuple[int, str, str]:
    """The command on a bus of its own: its exit code and output. `home` keeps all of the service.

    `given` goes in by standard input, which nobody else can read.
    """
    for tool in ("dbus-run-session", "gnome-keyring-daemon"):
        assert shutil.which(tool), f"{tool} is missing; run as root: {INSTALL}"
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    mine = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    for name in ("PYTHON_KEYRING_BACKEND", "DISPLAY", "WAYLAND_DISPLAY"):
        mine.pop(name, None)
    # A new one each time: the service would ask the one before, which is about to end.
    fresh = tempfile.mkdtemp(prefix="run-", dir=home)
    process = subprocess.Popen(
        ["dbus-run-session", "--", "sh", "-c", f'{FIRST[service]}; exec "$@"', "sh", *command],
        env={**mine, "HOME": str(home), "XDG_RUNTIME_DIR": fresh, **env},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parent.parent,
        start_new_session=True,
    )
    try:
        out, err = process.communicate(given, timeout=TOO_LONG_S)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise
    return process.returncode, out, err
