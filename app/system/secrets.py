"""The API keys of sites: from the environment or the system's secret store, never from a file."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")

SECRET: Final = ("TURNOUT_API_KEY", "TURNOUT_APP_SECRET")
SERVICE: Final = "turnout"
DEADLINE_S: Final = 20.0
READABLE: Final = ("keyrings.alt", "keyring.backends.null")
"""Backends that keep a key in a plain file, or say that they keep it and do not."""
_SEEN: Final[set[str]] = set()
"""Every secret that was read or kept since the start, so that no log can tell it."""


class Trouble(Enum):
    """Why there is no key to be had or kept; each says what to do."""

    LOCKED = "This computer's secret store is locked. Unlock it, then try again."
    SLOW = (
        "This computer's secret store does not answer: it may be waiting for its password. "
        "Unlock it, then try again."
    )
    MISSING = (
        "There is no API key for this site on this computer. To enter it, start turnout --set-up."
    )
    APPLESS = (
        "There is no secret of this site's app on this computer. "
        "To enter it, start turnout --set-up."
    )
    REFUSED = (
        "This computer's secret store cannot be used: it refused. "
        "Unlock it, or start turnout with TURNOUT_API_KEY set."
    )
    NO_BACKEND = (
        "This computer has no secret store. Install GNOME Keyring or KWallet, "
        "or start turnout with TURNOUT_API_KEY set."
    )


class NoKey(Exception):
    """There is no key to be had; its text says what to do, and nothing of any key."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


def given_key() -> str:
    """The key of the environment, empty where there is none."""
    return os.environ.get("TURNOUT_API_KEY", "").strip()


def without_secrets(words: str) -> str:
    """Whatever another's error says: a library may name the header that it stumbled over."""
    given = {os.environ.get(name, "").strip() for name in SECRET}
    for secret in (_SEEN | given) - {""}:
        words = words.replace(secret, "(secret)")
    return words


def for_children() -> dict[str, str]:
    """The environment for a process that has nothing to ask of the site: others may read it."""
    return {name: value for name, value in os.environ.items() if name not in SECRET}


def api_key(site_id: str, deadline_s: float = DEADLINE_S) -> str:
    """The site's key. Blocks up to the deadline: never call it on the window's thread."""
    return given_key() or stored_key(site_id, deadline_s)


def stored_key(site_id: str, deadline_s: float = DEADLINE_S) -> str:
    """The key in the secret store. Blocks like all that follow; raises `NoKey`."""

    def read() -> str | None:
        return _backend().get_password(SERVICE, site_id)

    if found := _within(deadline_s, read):
        _SEEN.add(found)
        return found
    raise NoKey(Trouble.MISSING)


def app_secret(site_id: str, deadline_s: float = DEADLINE_S) -> str:
    """The secret of the app that asks in place of a key; it is kept where the key would be."""
    try:
        return stored_key(site_id, deadline_s)
    except NoKey as no:
        if no.trouble is Trouble.MISSING:
            raise NoKey(Trouble.APPLESS) from no
        raise


def keep_key(site_id: str, key: str, deadline_s: float = DEADLINE_S) -> None:
    """Put it into the secret store, and believe it only once it was read back."""

    def write() -> bool:
        backend = _backend()
        backend.set_password(SERVICE, site_id, key)
        return bool(backend.get_password(SERVICE, site_id) == key)

    _SEEN.add(key)
    if not _within(deadline_s, write):
        raise NoKey(Trouble.REFUSED)


def forget_key(site_id: str, deadline_s: float = DEADLINE_S) -> None:
    """Take it out of the secret store; one that is not there is gone already."""

    def delete() -> None:
        backend = _backend()
        if backend.get_password(SERVICE, site_id) is not None:
            backend.delete_password(SERVICE, site_id)

    _within(deadline_s, delete)


def _within(deadline_s: float, act: Callable[[], T]) -> T:
    """On a throw-away thread: a locked GNOME keyring waits until a person answers its dialog."""
    done: list[T] = []
    failed: list[Trouble] = []

    def attempt() -> None:
        from keyring import errors

        try:
            done.append(act())
        except errors.KeyringLocked:
            failed.append(Trouble.LOCKED)
        except errors.NoKeyringError:
            failed.append(Trouble.NO_BACKEND)
        except Exception:  # noqa: BLE001 - a backend is a plug-in of the system and raises anything
            failed.append(Trouble.REFUSED)

    asking = threading.Thread(target=attempt, name="secret store", daemon=True)
    asking.start()
    asking.join(deadline_s)
    if failed:
        raise NoKey(failed[0])
    if not done:
        raise NoKey(Trouble.SLOW)
    return done[0]


def _backend() -> KeyringBackend:
    """The system's own. A key in a plain file would be no secret."""
    import keyring
    import keyring.errors

    found = keyring.get_keyring()
    for each in (found, *getattr(found, "backends", ())):
        if type(each).__module__.startswith(READABLE):
            raise keyring.errors.NoKeyringError
    return found
