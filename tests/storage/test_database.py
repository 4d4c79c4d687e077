"""The file: made private, migrated, refused when newer or damaged, whole after every failure."""

import os
import stat
import subprocess
import sys
import threading
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import apsw
import pytest

from app.domain.errors import NewerStore, StoreError
from app.domain.model import Booking, BookingStatus, RowId
from app.storage import database
from app.storage.database import VERSION
from app.storage.store import Store
from tests.storage.disk import Disk

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


@pytest.mark.skipif(os.name != "posix", reason="Windows has other permissions")
def test_the_file_and_its_folder_are_the_users_alone(path):
    path.parent.mkdir(parents=True, mode=0o755)
    path.touch(0o644)
    store = Store(path)
    keep(store, "zone", "UTC")
    files = list(path.parent.iterdir())
    assert len(files) == 3  # the WAL and its index hold names too
    assert {file.stat().st_mode & PERMISSIONS for file in files} == {0o600}
    assert path.parent.stat().st_mode & PERMISSIONS == 0o700
    store.close()


def test_what_is_committed_survives_a_power_cut_by_these_settings(path):
    store = Store(path)
    assert pragma(store, "journal_mode") == "wal"
    assert pragma(store, "synchronous") == 2  # FULL
    assert pragma(store, "foreign_keys") == 1
    assert pragma(store, "busy_timeout") == database.BUSY_MS
    store.close()


def test_on_a_mac_the_disks_own_cache_is_flushed_too(path, monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    store = Store(path)
    assert pragma(store, "fullfsync") == 1
    store.close()


def test_a_newer_store_is_refused_and_left_as_it_is(path):
    Store(path).close()
    connection = apsw.Connection(str(path))
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NewerStore, match="newer version"):
        Store(path)
    assert path.read_bytes() == before


def test_a_transaction_that_fails_leaves_nothing_behind(path):
    store = Store(path)

    def fail():
        with store.transaction():
            store.days.keep_fact("a", "1")
            store.days.keep_fact("b", str(1 / 0))

    with pytest.raises(ZeroDivisionError):
        fail()
    assert store.days.fact("a") is None
    keep(store, "a")  # and the next one works
    assert store.days.fact("a") == "kept"
    store.close()


def test_a_transaction_does_not_nest_and_the_outer_one_is_taken_back(path):
    store = Store(path)

    def nest():
        with store.transaction():
            store.days.keep_fact("a", "1")
            keep(store, "b")

    with pytest.raises(apsw.SQLError):
        nest()
    assert store.days.fact("a") is None
    store.close()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (apsw.FullError, "disk is full or failing"),
        (apsw.IOError, "disk is full or failing"),
        (apsw.ReadOnlyError, "cannot be written"),
        (apsw.CantOpenError, "cannot be written"),
        (apsw.PermissionsError, "cannot be written"),
    ],
)
def test_a_disk_that_takes_no_more_is_said_in_a_sentence_and_loses_nothing(path, error, words):
    disk = Disk()
    store = Store(path, vfs=disk.name)
    keep(store, "before")
    disk.error = error
    with pytest.raises(StoreError, match=words):
        keep(store, "during")
    assert store.days.fact("before") == "kept"
    assert store.days.fact("during") is None
    disk.error = None
    keep(store, "after")
    store.close()
    again = Store(path)
    assert [again.days.fact(key) for key in ("before", "during", "after")] == ["kept", None, "kept"]
    again.close()


def test_a_disk_that_fills_up_at_any_write_keeps_a_transaction_whole(path):
    """Each failing point once; a transaction is there whole or not at all."""
    disk = Disk()
    store = Store(path, vfs=disk.name)
    failed = 0
    for writes in range(40):
        disk.error, disk.writes_left = apsw.FullError, writes
        try:
            with store.transaction():
                for name in range(30):
                    store.days.keep_fact(f"{writes} {name}", "x" * 500)
            done = 30
        except StoreError:
            failed += 1
            done = 0
        disk.error = None
        found = store._database.row("SELECT count(*) FROM meta WHERE key LIKE ?", (f"{writes} %",))
        assert found == (done,)
    store.close()
    assert 5 < failed < 40
    again = Store(path)
    assert again._database.rows("PRAGMA integrity_check") == [("ok",)]
    again.close()


def test_a_store_of_the_version_before_keeps_all_it_holds_and_takes_notes(path):
    path.parent.mkdir(parents=True)
    old = apsw.Connection(str(path))
    old.execute((Path(database.__file__).parent / "migrations" / "0001.sql").read_text("utf-8"))
    old.execute("INSERT INTO meta VALUES ('zone', 'UTC')")
    old.execute(
        "INSERT INTO ops (op_id, event_id, booking_id, kind, count, gesture_id, device_id, actor,"
        " at_ms, before, party) VALUES ('o', 'yoga', 'dana', 'arrive', 1, 'g', 'd', '', 0, 0, 1)"
    )
    old.execute("PRAGMA user_version = 1")
    old.close()
    store = Store(path)
    assert pragma(store, "user_version") == VERSION
    assert store.days.fact("zone") == "UTC"
    [op] = store.journal.of_row(RowId("dana", "yoga"))
    assert op.op_id == "o"
    with store.transaction():
        store.notes.put(op.row, "kept")
    assert store._database.rows("SELECT words FROM notes") == [("kept",)]
    store.close()


def test_a_store_of_the_version_before_keeps_its_bookings_and_learns_whose_they_are(path):
    path.parent.mkdir(parents=True)
    old = apsw.Connection(str(path))
    for number in (1, 2, 3):
        script = Path(database.__file__).parent / "migrations" / f"{number:04}.sql"
        old.execute(script.read_text("utf-8"))
    old.execute(
        "INSERT INTO sessions VALUES ('yoga','CLASS','','100','200','UTC','','',9,0,'','',0,1)"
    )
    old.execute("INSERT INTO bookings VALUES ('dana','Dana Levi',1,'CONFIRMED','5553127',NULL)")
    old.execute("INSERT INTO seats VALUES ('yoga','dana',1)")
    old.execute("PRAGMA user_version = 3")
    old.close()
    store = Store(path)
    assert pragma(store, "user_version") == VERSION
    [seat] = store.view.of_events(["yoga"])
    assert (seat.shown.name, seat.shown.first_visit) == ("Dana Levi", False)
    dana = Booking("dana", "Dana Levi", 1, BookingStatus.CONFIRMED, contact_id="c-dana")
    day = datetime.fromtimestamp(0, UTC), datetime.fromtimestamp(86400, UTC)
    with store.transaction():
        store.days.replace_rosters(["yoga"], [(RowId("dana", "yoga"), dana)], day[0])
    assert store.first_bookings.unknown(day, day[0]) == ["c-dana"]
    with store.transaction():
        store.first_bookings.keep(["c-dana"], day)
    [seat] = store.view.of_events(["yoga"])
    assert seat.shown.first_visit
    assert store.first_bookings.unknown(day, day[0]) == []
    store.close()


# SQLite goes on cleaning up after the failure, where a further one has nobody to be told.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_migration_that_fails_leaves_the_file_as_before_it(path):
    disk = Disk()
    path.parent.mkdir(parents=True)
    for writes in range(1, 100):
        disk.error, disk.writes_left = apsw.FullError, writes
        try:
            store = Store(path, vfs=disk.name)
        except StoreError:
            continue
        break
    else:
        pytest.fail("it never fitted")
    assert writes > 10
    disk.error = None
    keep(store, "zone", "UTC")
    assert pragma(store, "user_version") == VERSION
    store.close()


@pytest.mark.parametrize("where", ["folder", "file"])
def test_a_place_that_cannot_be_used_is_said_in_a_sentence(tmp_path, where):
    taken = tmp_path / "taken"
    if where == "folder":
        taken.write_text("a file where the folder should be")
        wanted = taken / "turnout.sqlite3"
    else:
        wanted = taken / "turnout.sqlite3"
        wanted.mkdir(parents=True)
    with pytest.raises(StoreError, match="cannot be written"):
        Store(wanted)


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
