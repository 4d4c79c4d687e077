"""What a store's file holds, read into memory: for a disk that can be read but not be written.

SQLite opens no WAL database without writing beside it, and as `immutable` it leaves out the log,
in which the newest check-ins lie. So both files are copied, and SQLite reads the copies.
"""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Final

import apsw

TRIES: Final = 20
_NAME: Final = "store"
_LOG: Final = "-wal"
_numbers = count()


def read_into_memory(path: Path) -> apsw.Connection:
    """A connection that can only read. Raises `OSError` where there is nothing, or no end of news.

    Not while this process has another connection to the file: closing it ends that one's locks.
    """
    copies = _Copies(_both(path))
    connection = _Reading(_NAME, flags=apsw.SQLITE_OPEN_READONLY, vfs=copies.name)
    connection.copies = copies
    connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
    # The only reader of a copy needs no index that is shared with others, as a WAL has it else.
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    return connection


def _both(path: Path) -> dict[str, bytes]:
    """The file and its log as they were at one moment: none of them changed while it was read."""
    files = {_NAME: path, _NAME + _LOG: path.with_name(path.name + _LOG)}
    for _ in range(TRIES):
        before = _marks(files)
        found = {name: file.read_bytes() for name, file in files.items() if before[name]}
        if _marks(files) == before:
            return found
    raise OSError("another program keeps writing it")


def _marks(files: dict[str, Path]) -> dict[str, tuple[int, int] | None]:
    return {name: _mark(file) for name, file in files.items()}


def _mark(file: Path) -> tuple[int, int] | None:
    """None where there is no file: the log is away after a clean end."""
    try:
        found = file.stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_size


class _Reading(apsw.Connection):
    """Holds what it reads from."""

    copies: _Copies


class _Copies(apsw.VFS):
    """SQLite's file layer over copies in memory."""

    def __init__(self, files: dict[str, bytes]) -> None:
        if _NAME not in files:
            raise FileNotFoundError
        self.name = f"last held {next(_numbers)}"
        self._files = files
        super().__init__(self.name, "")

    def xFullPathname(self, name: str) -> str:  # noqa: N802 - SQLite's own names
        return name

    def xAccess(self, pathname: str, _flags: int) -> bool:  # noqa: N802
        return pathname in self._files

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:  # noqa: N802
        called = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        return _Copy(self._files.get(called, b""), flags)


class _Copy(apsw.VFSFile):
    """One file. Nobody else reads it, so there is nothing to lock."""

    def __init__(self, content: bytes, flags: list[int]) -> None:
        self._content = content
        flags[1] = flags[0]

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802
        return self._content[offset : offset + amount]

    def xFileSize(self) -> int:  # noqa: N802
        return len(self._content)

    def xLock(self, _level: int) -> None:  # noqa: N802
        return

    def xUnlock(self, _level: int) -> None:  # noqa: N802
        return

    def xFileControl(self, _op: int, _pointer: int) -> bool:  # noqa: N802
        return False

    def xSectorSize(self) -> int:  # noqa: N802
        return 4096

    def xDeviceCharacteristics(self) -> int:  # noqa: N802
        return 0

    def xClose(self) -> None:  # noqa: N802
        return
