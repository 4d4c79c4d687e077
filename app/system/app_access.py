"""An app's own credentials for a managed install, from the environment; never from a file."""

from __future__ import annotations

import os
from typing import NamedTuple

from app.system.place import WrongSetting

NAMES = ("TURNOUT_APP_ID", "TURNOUT_APP_SECRET", "TURNOUT_INSTANCE_ID")
KEY = "TURNOUT_API_KEY"


class AppAccess(NamedTuple):
    """What an app asks for a token with. Its text keeps the secret to itself."""

    app_id: str
    secret: str
    instance_id: str

    def __repr__(self) -> str:
        return f"AppAccess({self.app_id!r}, instance_id={self.instance_id!r})"


def app_access() -> AppAccess | None:
    """None where the site is reached by a key. Raises `WrongSetting` for a half of either."""
    given = {name: os.environ.get(name, "").strip() for name in NAMES}
    missing = [name for name, value in given.items() if not value]
    if len(missing) == len(NAMES):
        return None
    if missing:
        raise WrongSetting(f"{' and '.join(missing)} missing: an app needs {', '.join(NAMES)}.")
    if os.environ.get(KEY, "").strip():
        raise WrongSetting(f"Set {KEY} or the three of an app ({NAMES[0]} ...), not both.")
    return AppAccess(*given.values())
