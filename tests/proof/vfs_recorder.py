"""SQLite's own file layer, that writes down everything that reaches the disk, in order."""

import itertools
from typing import Any, NamedTuple

import apsw

_numbers = itertools.count()


class Event(NamedTuple):
    """One thing done to a file. A file that is deleted and made anew is another file."""

    kind: str  # create, write, truncate, sync, delete, delete and sync
    file: int
    name: str
    offset: int = 0
    data: bytes = b""


class Recorder(apsw.VFS):
    """Give its `name` to a store as its `vfs`."""

    def __init__(self) -> None:
        self.name = f"recorder {next(_numbers)}"
        self.log: list[Event] = []
        self._files: dict[str, int] = {}
        self._made = itertools.count()
        super().__init__(self.name, "")

    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:  # noqa: N802 - SQLite's own names
        path = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        if path not in self._files:
            self._files[path] = next(self._made)
            self.note("create", path)
        return _File(self, name, path, flags)

    def xDelete(self, path: str, sync: bool) -> None:  # noqa: N802
        super().xDelete(path, sync)
        self.note("delete and sync" if sync else "delete", path)
        self._files.pop(path, None)

    def note(self, kind: str, path: str, offset: int = 0, data: bytes = b"") -> None:
        name = path.rpartition("/")[2]
        self.log.append(Event(kind, self._files[path], name, offset, data))


class _File(apsw.VFSFile):
    def __init__(self, recorder: Recorder, name: Any, path: str, flags: list[int]) -> None:
        self._recorder = recorder
        self._path = path
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        super().xWrite(data, offset)
        self._recorder.note("write", self._path, offset, bytes(data))

    def xTruncate(self, size: int) -> None:  # noqa: N802
        super().xTruncate(size)
        self._recorder.note("truncate", self._path, size)

    def xSync(self, flags: int) -> None:  # noqa: N802
        super().xSync(flags)
        self._recorder.note("sync", self._path)
