"""A disk that fails at one operation, or from one operation on, until it is good again."""

import itertools
from typing import Any

import apsw

_numbers = itertools.count()


class FailingDisk(apsw.VFS):
    """Give its `name` to a store as its `vfs`. Writes, syncs, truncations and deletions count."""

    def __init__(self) -> None:
        self.name = f"failing disk {next(_numbers)}"
        self.hits = 0
        self._error: type[Exception] | None = None
        self._left = 0
        self._once = True
        super().__init__(self.name, "")

    def fail(self, error: type[Exception], *, after: int, once: bool) -> None:
        """Let `after` operations pass; then one fails, or all."""
        self._error, self._left, self._once, self.hits = error, after, once, 0

    def heal(self) -> int:
        """Good again; returns how many operations have failed."""
        self._error = None
        return self.hits

    def count(self) -> None:
        """Raise where this operation is to fail."""
        if self._error is None:
            return
        if self._left > 0:
            self._left -= 1
            return
        error = self._error
        self.hits += 1
        if self._once:
            self._error = None
        raise error("made up")

    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:  # noqa: N802 - SQLite's own names
        return _File(self, name, flags)

    def xDelete(self, path: str, sync: bool) -> None:  # noqa: N802
        self.count()
        super().xDelete(path, sync)


class _File(apsw.VFSFile):
    def __init__(self, disk: FailingDisk, name: Any, flags: list[int]) -> None:
        self._disk = disk
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        self._disk.count()
        super().xWrite(data, offset)

    def xTruncate(self, size: int) -> None:  # noqa: N802
        self._disk.count()
        super().xTruncate(size)

    def xSync(self, flags: int) -> None:  # noqa: N802
        self._disk.count()
        super().xSync(flags)
