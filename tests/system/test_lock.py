"""One process at a time: real processes, and one that is killed while it holds the lock."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from app.system import lock as module
from app.system.lock import sync_lock, window_lock

HOLD = """
import sys
from pathlib import Path
from app.system.lock import sync_lock
lock = sync_lock(Path(sys.argv[1]))
print(lock.acquire(), flush=True)
sys.stdin.readline()
lock.release()
print("released", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def holder(tmp_path):
    """Another process that asked for the lock of the folder."""
    started = []

    def start():
        process = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(tmp_path / "site")],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
            cwd=Path(__file__).parent.parent.parent,
        )  # fmt: skip
        started.append(process)
        return process, process.stdout.readline().strip()

    yield start
    for process in started:
        process.kill()
        process.communicate()


def test_the_second_process_does_not_get_it_until_the_first_lets_go(holder, tmp_path):
    first, got = holder()
    assert got == "True"
    lock = sync_lock(tmp_path / "site")
    assert lock.acquire() is False
    assert (tmp_path / "site" / "sync.pid").read_text("ascii") == str(first.pid)
    first.stdin.write("\n")
    assert first.stdout.readline() == "released\n"
    assert not (tmp_path / "site" / "sync.pid").exists()
    assert lock.acquire() is True
    assert (tmp_path / "site" / "sync.pid").read_text("ascii") == str(os.getpid())
    _, got = holder()
    assert got == "False"
    lock.release()


def test_a_process_that_is_killed_leaves_no_lock_behind(holder, tmp_path):
    first, _ = holder()
    lock = sync_lock(tmp_path / "site")
    assert lock.acquire() is False
    first.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
    first.wait()
    assert lock.acquire() is True
    lock.release()


def test_asking_twice_and_letting_go_twice_are_harmless(tmp_path):
    lock = sync_lock(tmp_path)
    lock.release()
    assert lock.acquire()
    assert lock.acquire()
    lock.release()
    lock.release()
    again = sync_lock(tmp_path)
    assert again.acquire()
    again.release()


def test_the_window_and_the_sync_have_locks_of_their_own(tmp_path):
    one, two = sync_lock(tmp_path), window_lock(tmp_path)
    assert one.acquire()
    assert two.acquire()
    one.release()
    two.release()


def test_sites_have_locks_of_their_own(tmp_path):
    one, two = sync_lock(tmp_path / "a"), sync_lock(tmp_path / "b")
    assert one.acquire()
    assert two.acquire()
    one.release()
    two.release()


@pytest.mark.skipif(os.name != "posix", reason="Windows has other permissions")
def test_the_folder_it_makes_is_the_users_alone(tmp_path):
    lock = sync_lock(tmp_path / "site")
    assert lock.acquire()
    assert stat.S_IMODE((tmp_path / "site").stat().st_mode) == 0o700
    lock.release()


def test_a_folder_that_cannot_be_made_is_an_error_of_the_system(tmp_path):
    (tmp_path / "taken").touch()
    with pytest.raises(OSError, match="taken"):
        sync_lock(tmp_path / "taken" / "site").acquire()


def test_a_file_system_without_locks_is_an_error_and_leaves_no_file_open(tmp_path, monkeypatch):
    def no_locks(_file):
        raise OSError("no locks available")

    monkeypatch.setattr(module, "_locked", no_locks)
    with pytest.raises(OSError, match="no locks"):
        sync_lock(tmp_path).acquire()


def test_a_pid_that_cannot_be_written_keeps_nobody_from_the_lock(tmp_path):
    (tmp_path / "sync.pid").mkdir()
    lock = sync_lock(tmp_path)
    assert lock.acquire()
    lock.release()
