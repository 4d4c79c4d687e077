"""A store on a disk that takes nothing: what it holds is shown, and nothing is kept or claimed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import apsw
import pytest

from app.checkin.desk import Desk
from app.domain.errors import NewerStore, StoreError, Unwritable
from app.domain.model import RowId
from app.storage import last_held
from app.storage.database import VERSION
from app.storage.store import FILE_NAME, Store
from tests.desks import SetClock, booking, make_desk
from tests.disks import full_disk

DANA = RowId("dana", "yoga")


def day(folder, *, crashed):
    """A computer that counted one of four, and closed or crashed behind it."""
    made = make_desk(folder / "work")
    made.add_session("yoga")
    made.add_bookings("yoga", booking("dana", party=4))
    made.desk.arrive(DANA)
    if crashed:  # as a crash leaves it: the last commits lie in the log alone
        (folder / "left").mkdir()
        for name in (FILE_NAME, FILE_NAME + "-wal"):
            shutil.copy(folder / "work" / name, folder / "left" / name)
    made.store.close()
    return folder / ("left" if crashed else "work") / FILE_NAME


@pytest.mark.parametrize("crashed", [True, False])
def test_a_full_disk_shows_what_was_kept_keeps_nothing_and_goes_on_when_there_is_room(
    tmp_path, crashed
):
    path = day(tmp_path, crashed=crashed)
    with full_disk():
        with pytest.raises(Unwritable, match="disk is full"):
            Store(path)
        store = Store(path, may_read=True)
        desk = Desk(store, SetClock(), lambda: None)
        before = store.version
        assert store.view.of_row(DANA).shown.shown.count == 1
        assert "disk is full" in desk.writable()
        with pytest.raises(Unwritable):
            desk.arrive(DANA)
        assert (desk.status().tally.saved, store.version) == (1, before)
    assert desk.arrive(DANA).row.shown.count == 2
    assert store.version != before
    store.close()
    again = Store(path)
    assert again.view.of_row(DANA).shown.shown.count == 2
    again.close()


OPENS = """
import sys
from pathlib import Path
from app.checkin.desk import Desk
from app.domain.model import RowId
from app.storage.store import Store
from tests.desks import SetClock
from tests.disks import obey_permissions
obey_permissions()
path = Path(sys.argv[1])
store = Store(path, may_read=True)
desk = Desk(store, SetClock(), lambda: None)
print(store.view.of_row(RowId("dana", "yoga")).shown.shown.count)
print(desk.writable())
path.parent.chmod(0o700)
for each in path.parent.iterdir():
    each.chmod(0o600)
print(desk.arrive(RowId("dana", "yoga")).row.shown.count)
store.close()
"""


@pytest.mark.skipif(os.name != "posix", reason="Windows has other permissions")
@pytest.mark.parametrize("crashed", [True, False])
def test_a_read_only_file_in_a_read_only_folder_is_shown_with_its_log(tmp_path, crashed):
    path = day(tmp_path, crashed=crashed)
    for each in path.parent.iterdir():
        each.chmod(0o400)
    path.parent.chmod(0o500)
    done = subprocess.run(
        [sys.executable, "-c", OPENS, str(path)],
        cwd=Path(__file__).parent.parent.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    path.parent.chmod(0o700)
    before, why, after = done.stdout.splitlines()
    assert (before, after) == ("1", "2")
    assert why.startswith("This computer's data folder cannot be written: check-ins cannot be")


def test_where_no_day_was_ever_kept_there_is_nothing_to_show(tmp_path):
    with full_disk(), pytest.raises(Unwritable, match="disk is full"):
        Store(tmp_path / FILE_NAME, may_read=True)
    (tmp_path / "taken").write_text("a file where the folder should be")
    with pytest.raises(Unwritable, match="cannot be written"):
        Store(tmp_path / "taken" / FILE_NAME, may_read=True)


def test_a_store_that_is_not_there_is_not_read(tmp_path):
    with pytest.raises(FileNotFoundError):
        last_held.read_into_memory(tmp_path / FILE_NAME)


def test_a_newer_or_a_damaged_store_is_not_shown_on_a_full_disk_either(tmp_path):
    path = day(tmp_path, crashed=False)
    connection = apsw.Connection(str(path))
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    with full_disk(), pytest.raises(NewerStore):
        Store(path, may_read=True)
    path.write_bytes(path.read_bytes()[:100] + os.urandom(9000))
    with full_disk(), pytest.raises(StoreError, match="damaged"):
        Store(path, may_read=True)


def test_what_is_written_while_it_is_read_is_read_again_and_not_for_ever(tmp_path, monkeypatch):
    path = day(tmp_path, crashed=True)
    log = path.with_name(FILE_NAME + "-wal")
    whole, reads = log.read_bytes(), []
    read_bytes = Path.read_bytes

    def read(file):
        found = read_bytes(file)
        if file == path:
            reads.append(file)
            if len(reads) == 1:  # another program moves the log into the file meanwhile
                log.write_bytes(b"")
                log.write_bytes(whole)
                os.utime(log, ns=(1, 1))
        return found

    monkeypatch.setattr(Path, "read_bytes", read)
    connection = last_held.read_into_memory(path)
    assert connection.execute("SELECT count(*) FROM ops").get == 1
    assert len(reads) == 2
    connection.close()
    monkeypatch.setattr(last_held, "_marks", lambda files: {name: object() for name in files})
    with pytest.raises(OSError, match="keeps writing"):
        last_held.read_into_memory(path)


@pytest.mark.skipif(sys.platform != "linux", reason="nowhere else are the locks listed")
def test_opening_a_second_time_leaves_the_locks_of_the_first_alone(tmp_path):
    """To close any other descriptor of the file would end them, as POSIX has it."""
    path = tmp_path / FILE_NAME
    one = Store(path)
    one.device_id()
    found = path.stat()
    # The kernel's own form of a file: its device, in hexadecimal, and its number there.
    file = f" {os.major(found.st_dev):02x}:{os.minor(found.st_dev):02x}:{found.st_ino} "
    before = Path("/proc/locks").read_text("ascii").count(file)
    two = Store(path)
    assert (before, Path("/proc/locks").read_text("ascii").count(file)) == (1, 1)
    two.close()
    one.close()
