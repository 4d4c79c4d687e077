"""Several processes on one data folder (I15), and two devices on one site: real processes all."""

import os
import queue
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from app.demo import DemoSite, Fault
from app.domain.errors import StoreError
from app.domain.model import Link, SyncStatus
from app.sync.worker import Worker
from tests.desks import MIDDAY
from tests.proof.kill_rig import (
    CHECKOUT,
    DEADLINE_S,
    KILLED,
    SIGKILL,
    Child,
    ForkServer,
    Row,
    is_drained,
    job,
    on_site,
    read_journal,
    seat_rows,
    weigh,
)
from tests.rigs import Rig, seat

PROCESSES = 4
pytestmark = [
    pytest.mark.alone,
    pytest.mark.skipif(os.name != "posix", reason="children are forks"),
]
SEEN_WITHIN_S = 1.0
SENT_WITHIN_S = 0.5
"""What the two requests may take on a busy machine, after the op was seen."""


@pytest.fixture(scope="module")
def server():
    made = ForkServer()
    yield made
    made.close()


@pytest.fixture
def site(tmp_path):
    with DemoSite(tmp_path / "site", seed="empty", time_zone=MIDDAY) as made:
        yield made
        assert made.forbidden_writes() == []


@pytest.fixture
def load(server, site):
    """Let the day be loaded into a folder, and the one who did it be gone."""

    def load(data: Path) -> None:
        child = server.start(job(site, data, []))
        child.hear("status", lambda status: status[0] == "online")
        leave(child)

    return load


def leave(child: Child) -> None:
    child.tell("stop")
    assert child.end() == 0


def kill(child: Child) -> None:
    child.kill()
    assert child.end() == KILLED


def links(child: Child) -> set[str]:
    return {about[0] for what, about in child.said if what == "status"}


def ticks(child: Child) -> list[str]:
    return [about[0] for what, about in child.said if what == "ok"]


def is_exact(site: DemoSite, data: Path, rows: list[Row], shown: list[str]) -> int:
    """All that was shown is in the journal, and the site holds just what the journal says."""
    journal = read_journal(data, site.site_id)
    assert sorted(op[0] for op in journal.ops) == sorted(shown)
    there = {row: on_site(site, row) for row in rows}
    assert weigh(journal.values(), there) == (0, 0), (journal.values(), there)
    return len(journal.ops)


def test_one_of_several_syncs_and_when_it_is_killed_another_takes_over(
    server, site, load, tmp_path, figures
):
    data, rows = tmp_path / "data", seat_rows(site, 9, 9, sessions=PROCESSES)
    load(data)
    children = [
        server.start(job(site, data, rows[2 * n : 2 * n + 2], seed=n, taps=10**6, pace_s=0.3))
        for n in range(PROCESSES)
    ]
    took, shown = [], []
    while children:
        began = time.monotonic()
        holder = first_online(children)
        took.append(time.monotonic() - began)
        others = [child for child in children if child is not holder]
        for each in others:
            each.hear("ok")
            assert links(each) == {"elsewhere"}
        holder.hear("ok")
        kill(holder)
        shown += ticks(holder)
        children = others
    last = server.start(job(site, data, rows))
    last.hear("status", is_drained, within_s=90.0)
    leave(last)
    journal = read_journal(data, site.site_id)
    assert set(shown) <= {op[0] for op in journal.ops}
    count = is_exact(site, data, rows, [op[0] for op in journal.ops])
    figures.tell("processes killed while they synced", PROCESSES)
    figures.tell("ops", count)
    figures.none("ops lost or counted twice", 0)
    figures.most("seconds until the next took over", max(took[1:]), DEADLINE_S / 2)


def first_online(children: list[Child]) -> Child:
    """Whichever says first that it is not waiting for another; each is heard on its own thread."""
    found: list[Child] = []
    heard = threading.Event()

    def hear(child: Child) -> None:
        for what, about in child.listen(time.monotonic() + DEADLINE_S):
            if what == "status" and about[0] == "online":
                found.append(child)
                heard.set()
            if heard.is_set():
                return

    threads = [threading.Thread(target=hear, args=(child,)) for child in children]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 1, "one at a time"
    return found[0]


def test_what_another_process_records_is_seen_within_a_second(
    server, site, load, tmp_path, figures
):
    data, rows = tmp_path / "data", seat_rows(site, 20, 20, sessions=1)
    load(data)
    window = server.start(job(site, data, []))
    window.hear("status", lambda status: status[0] == "online")
    waits = []
    recorder = server.start(job(site, data, rows, sync=False, pace_s=0))
    for _ in range(6):
        before = len(site.writes())
        recorder.tell("1")
        recorder.hear("ok")
        began = time.monotonic()
        window.hear("status", lambda status: status[3] > 0 and status[1] == 0)
        waits.append(site.writes()[before].at - began)
        window.hear("status", is_drained, within_s=90.0)
    leave(recorder)
    leave(window)
    assert is_exact(site, data, rows, ticks(recorder)) == len(waits)
    figures.tell("ops recorded by another process", len(waits))
    figures.most("seconds until at the site", max(waits), SEEN_WITHIN_S + SENT_WITHIN_S)


@pytest.fixture
def turnout(site, tmp_path):
    """The real command line, on the folder `data`; none of them is left behind."""
    started = []
    settings = {
        "TURNOUT_DATA_DIR": str(tmp_path / "data"), "TURNOUT_API_URL": site.url,
        "TURNOUT_SITE_ID": site.site_id, "TURNOUT_API_KEY": site.api_key,
    }  # fmt: skip

    def start(*arguments: str) -> subprocess.Popen:
        process = subprocess.Popen(
            [sys.executable, "-m", "app", *arguments], cwd=CHECKOUT, env=os.environ | settings,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("how", ["ends", "is killed"])
def test_the_window_takes_over_when_a_command_that_syncs(
    server, site, load, turnout, tmp_path, *, how, figures
):
    data, rows = tmp_path / "data", seat_rows(site, 20, 20, sessions=2)
    load(data)
    site.faults.add(Fault("slow", "attendance.bulk_set", times=1, delay_s=DEADLINE_S))
    first = server.start(job(site, data, rows, sync=False, taps=3, seed=1))
    for _ in range(3):
        first.hear("ok")
    leave(first)
    command = turnout("sync", "--until", "sent", "--json")
    assert site.faults.wait_for("slow", timeout_s=DEADLINE_S)
    window = server.start(job(site, data, rows, taps=5, seed=2))
    for _ in range(5):
        window.hear("ok")
    window.hear("status", lambda status: status[0] == "elsewhere")
    assert links(window) == {"elsewhere"}
    assert "Another process is sending" in window.said[-1][1][-1]
    if how == "is killed":
        command.send_signal(SIGKILL)
    site.faults.release()
    said, complaints = command.communicate(timeout=DEADLINE_S)
    began = time.monotonic()
    assert (command.returncode, complaints) == (0 if how == "ends" else KILLED, ""), said
    window.hear("status", lambda status: status[0] == "online")
    took_s = time.monotonic() - began
    window.hear("status", is_drained, within_s=90.0)
    leave(window)
    assert is_exact(site, data, rows, ticks(first) + ticks(window)) == 8
    figures.tell("seconds until the window sends", took_s, total=False)


def test_commands_record_beside_a_window_that_syncs_and_a_second_sync_is_refused(
    server, site, load, turnout, tmp_path
):
    data, rows = tmp_path / "data", seat_rows(site, 20, 20, sessions=1)
    load(data)
    window = server.start(job(site, data, []))
    window.hear("status", lambda status: status[0] == "online")
    said, complaints = turnout("sync").communicate(timeout=DEADLINE_S)
    assert (said, complaints.count("\n")) == ("", 1)
    assert complaints.startswith("Another process is sending")
    lines = [f"{event} {booking} +1\n" for booking, event in rows] * 5
    command = turnout("check-in", "--from", "-")
    said, complaints = command.communicate("".join(lines), timeout=DEADLINE_S)
    assert (command.returncode, complaints) == (0, "")
    shown = [line.removeprefix("ok ") for line in said.splitlines()]
    window.hear("status", lambda status: is_drained(status) and status[4] == len(lines))
    leave(window)
    assert is_exact(site, data, rows, shown) == len(lines)


def test_two_devices_on_rows_of_their_own_are_exact(server, site, load, tmp_path, figures):
    """They share a site and nothing else; several devices on the same rows is another matter."""
    folders, rows = [tmp_path / "one", tmp_path / "two"], seat_rows(site, 9, 9, 9, 9, sessions=3)
    own = [rows[::2], rows[1::2]]
    for folder in folders:
        load(folder)
    devices = [
        server.start(job(site, folder, some, taps=40, pace_s=0.01, seed=n))
        for n, (folder, some) in enumerate(zip(folders, own, strict=True))
    ]
    for device in devices:
        for _ in range(40):
            device.hear("ok")
        # A rush may use up a minute's requests: what is left to verify waits for the next minute.
        device.hear("status", is_drained, within_s=90.0)
        leave(device)
    counts = [
        is_exact(site, folder, some, ticks(device))
        for folder, some, device in zip(folders, own, devices, strict=True)
    ]
    figures.tell("ops of two devices", sum(counts))
    figures.none("ops lost or counted twice", 0)


def test_asking_for_a_sync_that_cannot_even_begin_tries_it_once_more_and_then_waits():
    """A person who presses Sync while there is no key, or no disk, must not set it spinning."""
    told: queue.Queue[SyncStatus] = queue.Queue()

    def broken(_tell):
        raise StoreError("This disk is full.")

    worker = Worker(broken, lambda: True, told.put, stuck_wait_s=DEADLINE_S)
    worker.start()
    assert told.get(timeout=DEADLINE_S).link is Link.UNWRITABLE
    worker.sync_now()
    asked_again = 0
    try:
        while asked_again < 50:
            told.get(timeout=0.5)
            asked_again += 1
    except queue.Empty:
        pass
    worker.stop()
    assert 1 <= asked_again <= 2


def test_people_who_never_stop_tapping_do_not_keep_the_day_from_being_read(site, tmp_path):
    """On a slow line the next tap is always there before the last one is sent."""
    (row,) = seat(site, 1000)
    rig = Rig(site, tmp_path / "device")
    rig.pass_once(pull=True)
    sent = rig.engine._site.set_attendance

    def send_and_be_tapped(rows):
        outcomes = sent(rows)
        rig.desk.arrive(row)
        return outcomes

    rig.engine._site.set_attendance = send_and_be_tapped
    rig.desk.arrive(row)
    pulls = rig.count("events.query")
    status = rig.wait(31)
    assert rig.count("attendance.bulk_set") < 10
    assert rig.count("events.query") > pulls
    assert status.link is Link.ONLINE
    rig.close()
