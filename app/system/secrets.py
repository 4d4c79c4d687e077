"""The API key, from the environment or from the system's secret store; never from a file."""

from __future__ import annotations

import os
import threading

SERVICE = "turnout"
DEADLINE_S = 20.0


class NoKey(Exception):
    """There is no key to be had; its text says what to do."""


def api_key(site_id: str, deadline_s: float = DEADLINE_S) -> str:
    """The site's key. Blocks up to the deadline: never call it on the window's thread.

    A locked GNOME keyring waits for a person to answer its dialog, so the asking is left to a
    throw-away thread.
    """
    given = os.environ.get("TURNOUT_API_KEY", "").strip()
    if given:
        return given
    found: list[str | None] = []
    failed: list[str] = []
    asking = threading.Thread(target=_ask, args=(site_id, found, failed), daemon=True)
    asking.start()
    asking.join(deadline_s)
    if failed:
        raise NoKey(failed[0])
    if not found:
        raise NoKey("This computer's secret store is locked. Unlock it to reach Wix.")
    if not found[0]:
        raise NoKey("There is no API key for this site on this computer yet.")
    return found[0]


def _ask(site_id: str, found: list[str | None], failed: list[str]) -> None:
    import keyring
    import keyring.errors

    try:
        found.append(keyring.get_password(SERVICE, site_id))
    except keyring.errors.KeyringLocked:
        failed.append("This computer's secret store is locked. Unlock it to reach Wix.")
    except Exception:  # noqa: BLE001 - a backend is a plug-in of the system and raises anything
        failed.append("This computer's secret store cannot be used, so the API key is missing.")
