"""What a check-up asks of this computer: a screen, room on the disk, the way out to the network."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

LIBRARIES: Final = ("PySide6-Essentials", "apsw", "httpx", "pydantic", "keyring")


def has_screen() -> bool:
    """Whether a window could be opened."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def free_bytes(folder: Path) -> int:
    """The room that is left where the folder lies, or will lie."""
    # os.path, since Path.exists raises where a folder on the way may not be looked into.
    there = (each for each in (folder, *folder.parents) if os.path.exists(each))  # noqa: PTH110
    return shutil.disk_usage(next(there)).free


def proxy_of(address: str, typed: str = "") -> str:
    """The proxy that leads there, by what was `typed`, the environment or the system, as host:port.

    Its name and password are left out: what is found here is shown.
    """
    import urllib.request

    if typed and not _is_local(address):
        return host_of(typed)
    if _is_local(address) or urllib.request.proxy_bypass(host_of(address)):
        return ""
    known = urllib.request.getproxies()
    proxy = known.get(address.partition(":")[0]) or known.get("all") or ""
    # After the last @, whatever else is wrong with it.
    return proxy.rpartition("//")[2].rpartition("@")[2].partition("/")[0]


def host_of(address: str) -> str:
    """The part between the slashes: a host, with its port where one is named."""
    return address.partition("//")[2].partition("/")[0].rpartition("@")[2]


def _is_local(address: str) -> bool:
    """This machine asks itself without a proxy, and without looking at certificates."""
    import ipaddress

    try:
        host = urlsplit(address).hostname or ""
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def certificate_file(address: str, typed: str = "") -> str:
    """A file or folder of authorities that takes the place of the usual ones on the way there."""
    if _is_local(address):
        return ""
    return typed or os.environ.get("SSL_CERT_FILE") or os.environ.get("SSL_CERT_DIR") or ""


def names_answer(there: str, deadline_s: float) -> bool:
    """Whether a name server says anything at all about that host, in time; a no is an answer.

    On a throw-away thread: nothing can call the question back.
    """

    def ask() -> None:
        import socket

        with suppress(OSError, ValueError):  # a name that cannot even be spelled needs no server
            socket.getaddrinfo(urlsplit(f"//{there}").hostname, None)

    asking = threading.Thread(target=ask, name="name server", daemon=True)
    asking.start()
    asking.join(deadline_s)
    return not asking.is_alive()


def versions() -> tuple[str, str]:
    """What runs here: the interpreter with the libraries, and the system."""
    import platform
    from importlib import metadata

    found = [f"Python {platform.python_version()}"]
    for name in LIBRARIES:
        with suppress(metadata.PackageNotFoundError):
            found.append(f"{name} {metadata.version(name)}")
    return ", ".join(found), platform.platform()
