"""What the site remembers: JSON documents in one SQLite file, with their past for stale reads."""

import json
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.demo.errors import Json

_FILE = "site.sqlite3"
_KEEP_PAST_S = 86_400.0
_SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
    kind TEXT NOT NULL, id TEXT NOT NULL, ref TEXT NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS past (
    seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, changed REAL NOT NULL,
    ref TEXT, body TEXT
);
CREATE INDEX IF NOT EXISTS past_by_kind ON past (kind, changed);
"""

Documents = dict[str, tuple[str, Json]]


class State:
    """Documents by kind and id; `ref` says what a document belongs to.

    Bodies that come out are shared: whoever wants to change one copies it first.
    """

    def __init__(self, folder: Path) -> None:
        self.wall: Callable[[], float] = time.time
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / _FILE
        # The credentials lie in here: nobody else may read them, from the first byte on.
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        self._lock = threading.RLock()
        self._cache: dict[str, Documents] = {}
        self._version = -1
        self._writing = False
        self._db = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
        try:
            self._prepare()
        except sqlite3.Error:
            self._db.close()
            raise

    def _prepare(self) -> None:
        self._db.execute("PRAGMA journal_mode = DELETE")
        self._db.execute("PRAGMA synchronous = NORMAL")
        with self.writing():
            for statement in _SCHEMA.split(";"):
                self._db.execute(statement)
            self._db.execute("DELETE FROM past WHERE changed < ?", (self.wall() - _KEEP_PAST_S,))

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._db.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction; reads inside it see what it wrote. Joins one that is open already."""
        with self._lock:
            if self._writing:
                yield
                return
            self._writing = True
            try:
                self._db.execute("BEGIN IMMEDIATE")
                yield
                self._db.execute("COMMIT")
            except BaseException:
                self._cache.clear()
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise
            finally:
                self._writing = False

    def put(self, kind: str, id_: str, body: Json, ref: str = "") -> None:
        """Insert or replace, remembering what was there."""
        with self.writing():
            self._remember(kind, id_)
            text = json.dumps(body, ensure_ascii=False)
            self._db.execute(
                "INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?)", (kind, id_, ref, text)
            )
            self._renew(kind, id_, (ref, json.loads(text)))

    def seed(self, kind: str, rows: Iterable[tuple[str, str, Json]]) -> None:
        """Insert (id, ref, body) where nothing is yet; no past is kept of that."""
        with self.writing():
            self._db.executemany(
                "INSERT OR IGNORE INTO documents VALUES (?, ?, ?, ?)",
                ((kind, i, ref, json.dumps(body, ensure_ascii=False)) for i, ref, body in rows),
            )
            self._cache.pop(kind, None)

    def delete(self, kind: str, id_: str) -> None:
        """Remove, remembering what was there."""
        with self.writing():
            self._remember(kind, id_)
            self._db.execute("DELETE FROM documents WHERE kind = ? AND id = ?", (kind, id_))
            self._cache.pop(kind, None)

    def forget(self) -> None:
        """Every document, and the past."""
        with self.writing():
            self._db.execute("DELETE FROM documents")
            self._db.execute("DELETE FROM past")
            self._cache.clear()

    def items(self, kind: str) -> list[tuple[str, str, Json]]:
        """Every document of a kind as `seed` takes it."""
        return [(i, ref, body) for i, (ref, body) in self._documents(kind, None).items()]

    def get(self, kind: str, id_: str, as_of: float | None = None) -> Json | None:
        """One document, or None."""
        found = self._documents(kind, as_of).get(id_)
        return found[1] if found else None

    def all(self, kind: str, as_of: float | None = None) -> list[Json]:
        """Every document of a kind, by id; as they were at a wall-clock time if one is given."""
        return [body for _, body in self._documents(kind, as_of).values()]

    def by_ref(self, kind: str, ref: str, as_of: float | None = None) -> list[Json]:
        """Those that belong to something."""
        return [body for own, body in self._documents(kind, as_of).values() if own == ref]

    def _renew(self, kind: str, id_: str, document: tuple[str, Json]) -> None:
        """Reading all of a kind again for each one that is put would be most of a big day."""
        known = self._cache.get(kind)
        if known is not None:
            # Another one: whoever walks through the known one is not disturbed.
            renewed = {**known, id_: document}
            self._cache[kind] = renewed if id_ in known else dict(sorted(renewed.items()))

    def _remember(self, kind: str, id_: str) -> None:
        self._db.execute(
            "INSERT INTO past (kind, id, changed, ref, body) SELECT ?1, ?2, ?3, d.ref, d.body"
            " FROM (SELECT 1) LEFT JOIN documents d ON d.kind = ?1 AND d.id = ?2",
            (kind, id_, self.wall()),
        )

    def _documents(self, kind: str, as_of: float | None) -> Documents:
        with self._lock:
            # Changes when another connection, say of a second process, has written.
            (version,) = self._db.execute("PRAGMA data_version").fetchone()
            if version != self._version:
                self._cache.clear()
                self._version = version
            if kind not in self._cache:
                rows = self._db.execute(
                    "SELECT id, ref, body FROM documents WHERE kind = ? ORDER BY id", (kind,)
                )
                self._cache[kind] = {i: (ref, json.loads(body)) for i, ref, body in rows}
            present = self._cache[kind]
            return present if as_of is None else self._as_of(kind, present, as_of)

    def _as_of(self, kind: str, present: Documents, as_of: float) -> Documents:
        rows = self._db.execute(
            "SELECT id, ref, body FROM past WHERE kind = ? AND changed > ? ORDER BY seq DESC",
            (kind, as_of),
        )
        then = dict(present)
        # Newest first, so that the oldest change after that time has the last word.
        for id_, ref, body in rows:
            if body is None:
                then.pop(id_, None)
            else:
                then[id_] = (ref, json.loads(body))
        return dict(sorted(then.items()))
