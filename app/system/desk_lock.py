"""The lock of the staff window: whether it is shut, and what opens it, also after a restart."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from app.domain.errors import StoreError, Unwritable
from app.system.profiles import Profiles
from app.system.replacing import replace

LOCKED: Final = "locked"
TRIES: Final = "lock.json"
MOST_WRONG: Final = 5
WAIT_S: Final = 60


class DeskLock:
    """The PIN is the site's own, as the set-up keeps it; of a site that is in no list, here."""

    def __init__(
        self, folder: Path, profiles: Profiles, site_id: str, now: Callable[[], float] = time.time
    ) -> None:
        self._folder = folder
        self._profiles = profiles
        self._site_id = site_id
        self._now = now

    @property
    def has_pin(self) -> bool:
        return bool(self._sealed())

    def shut(self) -> None:
        """It stays shut until somebody opens it. Raises `StoreError`."""
        try:
            (self._folder / LOCKED).touch()
        except OSError as full:
            raise Unwritable(_shut(self._folder)) from full

    def opens(self, pin: str) -> bool:
        """Whether it is the PIN; then the window is no longer shut."""
        if right := self.is_right(pin):
            with suppress(OSError):  # it is asked for once more at the next start
                (self._folder / LOCKED).unlink(missing_ok=True)
        return right

    def is_right(self, pin: str) -> bool:
        """Five wrong ones, and none is looked at for a minute. Raises `StoreError`."""
        from app.system.pins import opens

        if self.wait_s():
            return False
        found = self._read()
        if right := opens(pin, self._sealed()):
            self._write({**found, "wrong": 0, "until": 0})
            return right
        wrong = _whole(found.get("wrong")) + 1
        until = self._now() + WAIT_S if wrong >= MOST_WRONG else 0
        self._write({**found, "wrong": wrong % MOST_WRONG, "until": until})
        return right

    def wait_s(self) -> int:
        """For so long no PIN is looked at; whatever the clock was set to, never for longer."""
        left = _whole(self._read().get("until")) - self._now()
        return min(WAIT_S, max(0, round(left)))

    @property
    def tries(self) -> int:
        """So many wrong ones more are looked at before it waits."""
        return MOST_WRONG - min(MOST_WRONG - 1, _whole(self._read().get("wrong")))

    @property
    def kept_in(self) -> str:
        """The file that holds the PIN of a site that is in no list; empty where the set-up does."""
        with suppress(StoreError):
            if self._profiles.read().knows(self._site_id):
                return ""
        return str(self._folder / TRIES)

    def change(self, pin: str) -> None:
        """Another PIN, or none. Raises `StoreError`."""
        from app.system.pins import seal

        sealed, known = seal(pin) if pin else "", self._profiles.read()
        site = next((each for each in known.sites if each.site_id == self._site_id), None)
        if site is None:
            self._write({**self._read(), "pin": sealed})
        else:
            fitting = site.fitting._replace(pin=sealed)
            sites = tuple(
                each._replace(fitting=fitting) if each is site else each for each in known.sites
            )
            self._profiles.keep(known._replace(sites=sites))

    def _sealed(self) -> str:
        with suppress(StoreError):
            known = self._profiles.read()
            if known.knows(self._site_id):
                return known.fitting(self._site_id).pin
        kept = self._read().get("pin", "")
        return kept if isinstance(kept, str) else ""

    def _read(self) -> dict[str, object]:
        import json

        try:
            found = json.loads((self._folder / TRIES).read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    def _write(self, told: dict[str, object]) -> None:
        import json

        try:
            replace(self._folder / TRIES, json.dumps(told).encode())
        except OSError as full:
            raise Unwritable(_shut(self._folder)) from full


def _whole(found: object) -> int:
    return int(found) if isinstance(found, int | float) else 0


def _shut(folder: Path) -> str:
    return f"This computer's data folder cannot be written: {folder}"
