"""A store of this version's number that is not of this version."""

import apsw
import pytest

from app.checkin.desk import Desk
from app.domain.errors import StoreError
from app.storage.store import Store
from tests.desks import SetClock


@pytest.mark.parametrize("table", ["walk_ins", "ops", "meta"])
def test_a_store_with_a_table_missing_is_one_sentence_and_is_left_as_it_is(tmp_path, table):
    path = tmp_path / "turnout.sqlite3"
    Store(path).close()
    connection = apsw.Connection(str(path))
    connection.execute("PRAGMA legacy_alter_table = ON")
    connection.execute(f"ALTER TABLE {table} RENAME TO renamed")
    connection.close()
    with pytest.raises(StoreError, match="another version"):
        _look(path)


def _look(path):
    store = Store(path)
    try:
        desk = Desk(store, SetClock(), lambda: None)
        desk.sessions(desk.today())
    finally:
        store.close()


def test_every_commit_waits_for_the_disk(tmp_path):
    """I1: WAL and FULL, asked of the connection itself; 2 is FULL."""
    store = Store(tmp_path / "turnout.sqlite3")
    asked = store._database.row("PRAGMA synchronous"), store._database.row("PRAGMA journal_mode")
    store.close()
    assert asked == ((2,), ("wal",))
