"""Where things lie on this computer."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

LONGEST_NAME = 100
_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-")


def data_folder() -> Path:
    """`TURNOUT_DATA_DIR`, else the user's own folder for program data."""
    chosen = os.environ.get("TURNOUT_DATA_DIR")
    if chosen:
        # A home that nobody has, as in "~nobody/x", is a name like any other.
        with suppress(RuntimeError):
            chosen = str(Path(chosen).expanduser())
        return Path(chosen).absolute()
    import platformdirs  # only where nobody chose: it is not needed on the way to the first paint

    return platformdirs.user_data_path("turnout", appauthor=False)


def site_folder(data: Path, site_id: str) -> Path:
    """The folder of one site; an id that is no plain file name is hashed, never followed."""
    plain = _PLAIN.issuperset(site_id) and site_id[:1].isalnum() and ".." not in site_id
    plain = plain and len(site_id) <= LONGEST_NAME
    if plain:
        return data / "sites" / site_id
    import hashlib  # only for odd ids: it is not needed on the way to the first paint

    hashed = hashlib.sha256(site_id.encode(errors="surrogateescape"))
    return data / "sites" / hashed.hexdigest()[:32]


def resources_folder() -> Path:
    """Icons and other data: beside the package in a checkout, inside it once installed."""
    package = Path(__file__).parent.parent
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parent / "resources"
