"""A real Secret Service for one process, without a desktop: gnome-keyring on a bus of its own."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

INSTALL = "apt-get update && apt-get install -y --no-install-recommends dbus gnome-keyring"
DAEMON = "gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1"
FIRST = {
    # An empty keyring that is open.
    "open": f"printf %s a-word-for-tests | {DAEMON}",
    # The first question starts it; it has no keyring, and nobody can be asked for a password.
    "shut": ":",
    "none": "export DBUS_SESSION_BUS_ADDRESS=unix:path=/nowhere",
}


def start(command: list[str], home: Path, service: str = "open", **env: str) -> subprocess.Popen:
    """The command on a bus of its own; all that the service keeps lies in `home`."""
    for tool in ("dbus-run-session", "gnome-keyring-daemon"):
        assert shutil.which(tool), f"{tool} is missing; run as root: {INSTALL}"
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    given = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    for name in ("PYTHON_KEYRING_BACKEND", "DISPLAY", "WAYLAND_DISPLAY"):
        given.pop(name, None)
    # A new one each time: the service would ask the one before, which is about to end.
    run = tempfile.mkdtemp(prefix="run-", dir=home)
    return subprocess.Popen(
        ["dbus-run-session", "--", "sh", "-c", f'{FIRST[service]}; exec "$@"', "sh", *command],
        env={**given, "HOME": str(home), "XDG_RUNTIME_DIR": run, **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parent.parent,
    )
