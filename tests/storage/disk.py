"""A disk that fails when told to: SQLite's own file layer with a switch in it."""

import itertools

import apsw

_numbers = itertools.count()


class Disk(apsw.VFS):
    """Give its `name` to a store as its `vfs`; set `error` to what every write shall raise."""

    def __init__(self):
        self.name = f"disk {next(_numbers)}"
        self.error = None
        self.writes_left = None
        super().__init__(self.name, "")

    def xOpen(self, name, flags):  # noqa: N802 - SQLite's own names
        return _File(self, name, flags)

    def write(self):
        """Raise where a write fails now; count down to it where so asked."""
        if self.error is None:
            return
        if self.writes_left:
            self.writes_left -= 1
            return
        raise self.error("made up")


class _File(apsw.VFSFile):
    def __init__(self, disk, name, flags):
        self._disk = disk
        super().__init__("", name, flags)

    def xWrite(self, data, offset):  # noqa: N802
        self._disk.write()
        return super().xWrite(data, offset)

    def xSync(self, flags):  # noqa: N802
        self._disk.write()
        return super().xSync(flags)
