"""One process at a time does a thing to a folder: the system's lock, with the pid beside it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import IO


class FolderLock:
    """Held until released or until the process ends, however it ends."""

    def __init__(self, folder: Path, thing: str) -> None:
        self._path = folder / f"{thing}.lock"
        self._file: IO[str] | None = None

    def acquire(self) -> bool:
        """True where this process holds the lock now. Raises `OSError` where it cannot be made."""
        if self._file is not None:
            return True
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = self._path.open("a+", encoding="ascii")
        try:
            held = _locked(file)
        except OSError:
            file.close()
            raise
        if not held:
            file.close()
            return False
        self._file = file
        with suppress(OSError):
            self._path.with_suffix(".pid").write_text(str(os.getpid()), "ascii")
        return True

    def release(self) -> None:
        if self._file is not None:
            # While it is still held: a moment later the pid would be the next holder's.
            with suppress(OSError):
                self._path.with_suffix(".pid").unlink()
            self._file.close()
            self._file = None


if os.name == "nt":  # pragma: no cover - Windows has no flock
    import msvcrt

    def _locked(file: IO[str]) -> bool:
        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            return False
        return True

else:
    import fcntl

    def _locked(file: IO[str]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def sync_lock(folder: Path) -> FolderLock:
    """The right to send what waits in this folder (I15)."""
    return FolderLock(folder, "sync")


def window_lock(folder: Path) -> FolderLock:
    """The right to show this folder's desk."""
    return FolderLock(folder, "window")
