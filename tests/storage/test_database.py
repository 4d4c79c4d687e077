"""The file: made private, migrated, refused when newer or damaged, whole after every failure."""

import os
import stat
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import apsw
import pytest

from app.domain.errors import StoreError
from app.storage import database
from app.storage.database import VERSION
from app.storage.store import Store

PERMISSIONS = stat.S_IRWXU | stat.S_IRWXG | stat.S_IRWXO


@pytest.fixture
def path(tmp_path):
    return tmp_path / "sites" / "one" / "turnout.sqlite3"


def keep(store, key, value="kept"):
    with store.transaction():
        store.days.keep_fact(key, value)


def pragma(store, name):
    return store._database.row(f"PRAGMA {name}")[0]


def test_a_store_is_made_from_nothing_and_opened_again(path):
    store = Store(path)
    assert pragma(store, "user_version") == VERSION
    device = store.device_id()
    keep(store, "zone", "Asia/Jerusalem")
    store.close()
    again = Store(path)
    assert again.days.fact("zone") == "Asia/Jerusalem"
    assert again.device_id() == device
    again.close()


OPENS_AS_NOBODY = """
import os, sys
from pathlib import Path
from app.domain.errors import StoreError
from app.storage.store import Store
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    Store(Path(sys.argv[1]))
except StoreError as shut:
    print(shut)
"""


def test_a_read_only_folder_is_said_in_a_sentence(tmp_path):
    # In a process of its own, since root may write everywhere: there it gives its rights away.
    tmp_path.chmod(0o500)
    done = subprocess.run(
        [sys.executable, "-c", OPENS_AS_NOBODY, str(tmp_path / "one" / "turnout.sqlite3")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "cannot be written" in done.stdout, done.stderr


def test_a_file_that_is_no_database_is_kept_and_said_to_be_damaged(path):
    path.parent.mkdir(parents=True)
    path.write_bytes(b"something else entirely" * 500)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="damaged"):
        Store(path)
    assert path.read_bytes() == before


def test_a_torn_file_is_said_to_be_damaged(path):
    store = Store(path)
    for number in range(300):
        keep(store, f"key {number}", "x" * 200)
    store.close()
    content = path.read_bytes()
    middle = len(content) // 2
    path.write_bytes(content[:4096] + os.urandom(middle) + content[middle + 4096 :])

    def read():
        with closing(Store(path)) as store:
            return store._database.rows("SELECT * FROM meta")

    with pytest.raises(StoreError, match="damaged"):
        read()


def test_a_store_held_by_another_program_is_waited_for_and_then_refused(path, monkeypatch):
    monkeypatch.setattr(database, "BUSY_MS", 50)
    one, two = Store(path), Store(path)
    with one.transaction(), pytest.raises(StoreError, match="Another program"):
        keep(two, "zone")
    keep(two, "zone")
    one.close()
    two.close()


def test_the_switch_to_wal_waits_for_another_program_and_gives_up_in_a_sentence(path, monkeypatch):
    """SQLite does not wait by itself there: opened at once, some of eight processes failed."""
    path.parent.mkdir(parents=True)
    other = apsw.Connection(str(path))
    other.execute("CREATE TABLE mine (x); BEGIN IMMEDIATE; INSERT INTO mine VALUES (1)")
    monkeypatch.setattr(database, "BUSY_MS", 50)
    with pytest.raises(StoreError, match="Another program"):
        Store(path)
    monkeypatch.setattr(database, "BUSY_MS", 5000)
    release = threading.Timer(0.1, lambda: other.execute("COMMIT"))
    release.start()
    store = Store(path)
    assert pragma(store, "journal_mode") == "wal"
    store.close()
    other.close()


def test_eight_processes_open_a_new_store_at_once(path):
    code = (
        "import sys; from pathlib import Path; from app.storage.store import Store\n"
        "print('ready', flush=True); sys.stdin.readline()\n"
        "store = Store(Path(sys.argv[1])); print(store.device_id()); store.close()"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(path)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            cwd=Path(__file__).parent.parent.parent,
        )
        for _ in range(8)
    ]  # fmt: skip
    for each in started:
        assert each.stdout.readline() == "ready\n"
    for each in started:
        each.stdin.write("\n")
        each.stdin.flush()
    devices = {each.communicate(timeout=20)[0] for each in started}
    assert [each.returncode for each in started] == [0] * 8
    assert len(devices) == 1


def test_another_connections_commit_shows_in_data_version(path):
    one, two = Store(path), Store(path)
    seen, version = one.data_version, one.version
    keep(one, "own")
    assert one.data_version == seen
    assert one.version != version
    keep(two, "theirs")
    assert one.data_version != seen
    assert one.days.fact("theirs") == "kept"
    one.close()
    two.close()


def test_two_threads_that_ask_first_get_one_device_name(path):
    one, two = Store(path), Store(path)
    assert one.device_id() == two.device_id()
    one.close()
    two.close()
