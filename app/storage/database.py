"""One thread's connection to the store: open, migrate, one transaction at a time.

apsw carries its own current SQLite; Debian's 3.40.1 has the WAL-reset corruption bug, which needs
just what this program does, two connections writing.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import apsw

from app.domain.errors import NewerStore, StoreError, Unwritable

VERSION = 4
"""The newest migration; kept in `PRAGMA user_version`."""

BUSY_MS = 5000
ASK_AGAIN_S = 0.01
Row = tuple[Any, ...]
Values = Sequence[object] | Mapping[str, object]


class Database:
    """A connection with WAL and `synchronous=FULL`: what is committed survives a power cut.

    With `may_read`, where the file is there but cannot be written, it begins with what the file
    holds. Each transaction then tries the file anew, and from the first that can, all is as usual.
    """

    def __init__(self, path: Path, *, vfs: str | None = None, may_read: bool = False) -> None:
        self.path = path
        self._vfs = vfs
        self._shut = ""
        self._opened = 1
        try:
            self._connection = self._open()
        except Unwritable as shut:
            if not may_read:
                raise
            self._connection = _last_held(path, shut)
            self._shut = str(shut)

    def _open(self) -> apsw.Connection:
        with _translated():
            _make_private(self.path)
            connection = apsw.Connection(str(self.path), vfs=self._vfs)
            try:
                _prepare(connection)
            except BaseException:
                connection.close()
                raise
        return connection

    def _open_again(self) -> None:
        connection = self._open()
        self._connection.close()
        self._connection, self._shut = connection, ""
        self._opened += 1

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """`BEGIN IMMEDIATE` .. COMMIT, rolled back whole on any error. Does not nest."""
        if self._shut:
            self._open_again()
        with _translated(), _whole(self._connection):
            yield

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """All rows of a query."""
        with _translated():
            return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, values: Sequence[object] = ()) -> Row | None:
        """The first row, or None."""
        with _translated():
            return self._connection.execute(sql, values).fetchone()

    def run(self, sql: str, values: Sequence[object] = ()) -> int:
        """One writing statement; returns the rowid of the last insert."""
        with _translated():
            self._connection.execute(sql, values)
            return self._connection.last_insert_rowid()

    @property
    def shut(self) -> str:
        """Why it can only be read; empty where it can be written, for all that is known."""
        return self._shut

    @property
    def opened(self) -> int:
        """Changes when another connection took the place of the one before."""
        return self._opened

    @property
    def data_version(self) -> int:
        """Changes when another connection, of this or any process, has committed."""
        with _translated():
            return int(self._connection.pragma("data_version"))

    @property
    def written(self) -> int:
        """Rows that this connection has written since it was opened."""
        return int(self._connection.total_changes())

    def tidy(self) -> None:
        """Empty the log beside the file, so that what was forgotten is gone there too."""
        # Most of it beside whoever writes: the second one lets nobody write while it lasts.
        # Where somebody is reading, the next one will do it.
        with _translated(), suppress(apsw.BusyError):
            self._connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_PASSIVE)
            self._connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)

    def close(self) -> None:
        self._connection.close()


def _prepare(connection: apsw.Connection) -> None:
    run = connection.execute
    run(f"PRAGMA busy_timeout = {BUSY_MS}")
    _refuse_newer(connection)
    _use_wal(connection)
    run("PRAGMA synchronous = FULL")
    run("PRAGMA foreign_keys = ON")
    run("PRAGMA secure_delete = ON")  # an e-mail that is no longer needed leaves the file too
    if sys.platform == "darwin":
        run("PRAGMA fullfsync = ON")
    _migrate(connection)


def _refuse_newer(connection: apsw.Connection) -> None:
    if connection.pragma("user_version") > VERSION:
        raise NewerStore(
            "This computer's data was written by a newer version of turnout. "
            "Install that version again to go on; nothing was changed."
        )


def _use_wal(connection: apsw.Connection) -> None:
    """Only the first connection of all changes anything, and SQLite lets nobody wait for it."""
    until = time.monotonic() + BUSY_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except apsw.BusyError:
            if time.monotonic() >= until:
                raise
            time.sleep(ASK_AGAIN_S)
        else:
            return


def _migrate(connection: apsw.Connection) -> None:
    if connection.pragma("user_version") == VERSION:
        return
    with _whole(connection):
        for number in range(connection.pragma("user_version") + 1, VERSION + 1):
            script = Path(__file__).parent / "migrations" / f"{number:04}.sql"
            connection.execute(script.read_text("utf-8"))
            connection.execute(f"PRAGMA user_version = {number}")


@contextmanager
def _whole(connection: apsw.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _last_held(path: Path, shut: Unwritable) -> apsw.Connection:
    """What the file holds, to be read only. Raises `shut` where it holds no day of this version."""
    # Only where the disk is in trouble: it is not needed on the way to the first paint.
    from app.storage.last_held import read_into_memory  # noqa: PLC0415

    try:
        with _translated():
            connection = read_into_memory(path)
            try:
                _refuse_newer(connection)
                known = connection.pragma("user_version") == VERSION
            except BaseException:
                connection.close()
                raise
    except Unwritable:
        raise shut from None
    if not known:
        connection.close()
        raise shut
    return connection


def _make_private(path: Path) -> None:
    """Names lie in here: nobody else may read them, from the first byte on.

    A file that is there is not opened: to close it again would end the locks of this process's
    other connections.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    if not path.is_file() or not os.access(path, os.R_OK | os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    # Somebody else's folder that we may write stays as they made it.
    with suppress(PermissionError):
        path.parent.chmod(0o700)
        path.chmod(0o600)


@contextmanager
def _translated() -> Iterator[None]:
    """Errors of apsw and of the system become ours here, and only here."""
    try:
        yield
    except (apsw.FullError, apsw.IOError) as full:
        raise Unwritable(
            "This computer's disk is full or failing: check-ins cannot be saved. Free some space."
        ) from full
    except (apsw.ReadOnlyError, apsw.CantOpenError, apsw.PermissionsError, OSError) as shut:
        raise Unwritable(
            "This computer's data folder cannot be written: check-ins cannot be saved. "
            "Check the folder's permissions and the disk."
        ) from shut
    except (apsw.BusyError, apsw.LockedError, apsw.ProtocolError) as busy:
        raise StoreError("Another program is holding this computer's data. Try again.") from busy
    except (apsw.NotADBError, apsw.CorruptError) as broken:
        raise StoreError(
            "This computer's data file is damaged. Keep a copy of it and ask for help."
        ) from broken
    except apsw.SQLError as strange:
        if not str(strange).startswith("no such"):
            raise
        # A table or a column is missing: an unreleased version made this file.
        raise StoreError(
            "This computer's data was made by another version of turnout and cannot be read. "
            "Keep a copy of it and ask for help."
        ) from strange
