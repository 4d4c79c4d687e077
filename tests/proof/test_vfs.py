"""The disk is full or fails at every write of a run: a sentence, nothing lost, and it goes on."""

import os
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import apsw
import pytest

from app.checkin.attention import Attention
from app.checkin.desk import Desk
from app.demo import DemoSite
from app.domain.errors import Refusal, StoreError
from app.domain.model import RowId
from app.storage.store import FILE_NAME, Store
from app.sync.engine import Engine, Settings
from app.system.paths import site_folder
from tests.desks import MIDDAY, SetClock
from tests.proof.kill_rig import (
    ForkServer,
    Journal,
    is_drained,
    job,
    on_site,
    read_journal,
    seat_rows,
    weigh,
)
from tests.proof.vfs_failing import FailingDisk
from tests.rigs import Rig, seat
from tests.some import some

OPS = 40
OPS_A_PASS = 4
ERRORS = (apsw.FullError, apsw.IOError)
# SQLite goes on cleaning up after a failure, where a further one has nobody to be told.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
JOURNAL = "SELECT op_id, booking_id, event_id, kind, count, undoes FROM ops ORDER BY seq"


@dataclass
class FailingRig(Rig):
    """A device whose desk and sync both write to a failing disk; each has its own connection."""

    disk: FailingDisk = field(default_factory=FailingDisk)

    def open(self) -> None:
        self.store, self._syncs = (
            Store(self.folder / FILE_NAME, vfs=self.disk.name) for _ in range(2)
        )
        for store in (self.store, self._syncs):
            # SQLite hides a failing checkpoint, which loses nothing and is done again; apsw raises
            # what a VFS in Python raised all the same. `test_a_full_disk...` has a real one.
            store._database.rows("PRAGMA wal_autocheckpoint = 0")
        self.desk = Desk(self.store, self.clock, lambda: None)
        self.attention = Attention(self.store, self.clock)
        settings = Settings(random=lambda: 0.5)
        self.engine = Engine(self._syncs, self._client, self.clock, settings, self.told.append)

    def close(self) -> None:
        super().close()
        self._syncs.close()

    def journal(self) -> Journal:
        found = self.store._database.rows(JOURNAL)
        return Journal([(op[0], (op[1], op[2]), op[3], op[4], op[5]) for op in found])


class Trial:
    """Taps and passes, each tried again until nothing failed in it."""

    def __init__(self, rig: FailingRig, rows: list[RowId], seed: int) -> None:
        self.rig, self.rows = rig, rows
        self.draw = random.Random(seed)
        self.acknowledged: list[str] = []
        self.refused = 0

    def tap(self) -> bool:
        """Whether the disk took it; on a refusal of the desk another row is tapped."""
        while True:
            row = self.draw.choice(self.rows)
            act = self.draw.choice(
                (self.rig.desk.arrive, self.rig.desk.arrive, self.rig.desk.leave)
            )
            try:
                recorded = act(row)
            except Refusal:
                continue
            except StoreError as shut:
                self._is_said(shut)
                return False
            self.acknowledged.append(recorded.op_id)
            return True

    def sync(self) -> bool:
        self.rig.clock.advance(10)
        try:
            self.rig.pass_once()
        except StoreError as shut:
            self._is_said(shut)
            return False
        return True

    def _is_said(self, shut: StoreError) -> None:
        self.refused += 1
        assert str(shut).startswith("This computer's disk is full or failing:")
        assert str(shut).endswith(".")

    def is_as_said(self) -> None:
        """What was acknowledged is there, in order, and nothing else."""
        assert [op[0] for op in self.rig.journal().ops] == self.acknowledged

    def at_every_write(self, error: type[Exception], step) -> int:
        """Fail at the first write, then at the second ..., until the step had no more of them."""
        for after in range(500):
            self.rig.disk.fail(error, after=after, once=True)
            done = step()
            hit = self.rig.disk.heal()
            self.is_as_said()
            if not hit:
                assert done
                return after
            assert not done, "an error went by in silence"
        raise AssertionError("it never came to an end")

    def ends_well(self) -> None:
        """With a good disk the same store goes on, and all of it reaches the site."""
        self.rig.disk.heal()
        status = self.rig.settle(400)
        self.is_as_said()
        expected = self.rig.journal().values()
        there = {row: on_site(self.rig.site, row) for row in self.rows}
        assert weigh(expected, there) == (0, 0), (expected, there)
        tally = status.tally
        assert (tally.unsent, tally.needs_attention, tally.sent) == (0, 0, 0)
        assert self.rig.store._database.rows("PRAGMA integrity_check") == [("ok",)]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[DemoSite]:
    with DemoSite(tmp_path / "site", seed="empty", time_zone=MIDDAY) as made:
        yield made
        assert made.forbidden_writes() == []


@pytest.fixture
def rig(site: DemoSite, tmp_path: Path) -> Iterator[FailingRig]:
    made = FailingRig(site, tmp_path / "device", clock=SetClock(datetime.now(UTC)))
    yield made
    made.close()


@pytest.mark.parametrize("error", some(ERRORS, one_in=2))
def test_one_failure_at_each_write_of_taps_and_passes(site, rig, error, figures):
    rows = [row for n in range(2) for row in seat(site, 30, 30, 30, title=f"Class {n}")]
    rig.pass_once(pull=True)
    trial, writes = Trial(rig, rows, seed=3), 0
    while len(trial.acknowledged) < OPS:
        writes += trial.at_every_write(error, trial.tap)
        if len(trial.acknowledged) % OPS_A_PASS == 0:
            writes += trial.at_every_write(error, trial.sync)
    trial.ends_well()
    figures.seeds.append(3)
    figures.least("ops", len(trial.acknowledged), OPS)
    figures.tell("writes that failed", writes)
    figures.least("times said in a sentence", trial.refused, 101)
    figures.none("acknowledged ops lost or twice", 0)


@pytest.mark.parametrize("error", some(ERRORS, one_in=2, first=1))
def test_a_disk_that_fails_from_some_write_on_until_it_is_good_again(site, rig, error, figures):
    """What went out before the disk failed is found again by reading, never sent blindly."""
    rows = [row for n in range(2) for row in seat(site, 30, 30, 30, title=f"Class {n}")]
    rig.pass_once(pull=True)
    trial, outages = Trial(rig, rows, seed=4), 0
    for after in range(OPS):
        assert trial.tap()
        rig.disk.fail(error, after=after, once=False)
        trial.sync()
        # A pass may end with writes to spare; then the first taps pass, too.
        while trial.tap():
            pass
        outages += 1
        assert not trial.tap()
        shown = [rig.row(row).shown for row in rows]
        assert not trial.tap()
        trial.sync()
        assert [rig.row(row).shown for row in rows] == shown
        rig.disk.heal()
        trial.is_as_said()
    trial.ends_well()
    figures.seeds.append(4)
    figures.tell("outages", outages)
    figures.tell("ops", len(trial.acknowledged))
    figures.tell("times said in a sentence", trial.refused)
    figures.none("acknowledged ops lost or twice", 0)


@pytest.mark.parametrize("error", ERRORS)
def test_what_was_refused_may_come_back_after_a_crash_but_never_beside_its_repetition(
    site, rig, error, tmp_path, figures
):
    """A log whose last sync failed is whole all the same, until something is written over it."""
    rows = [*seat(site, 30, 30, 30)]
    rig.pass_once(pull=True)
    trial, after, came_back = Trial(rig, rows, seed=6), 0, 0
    while len(trial.acknowledged) < OPS:
        rig.disk.fail(error, after=after, once=True)
        refused = not trial.tap()
        if not rig.disk.heal():
            after = 0
            continue
        assert refused
        kept = after_a_crash(rig.folder, tmp_path / "crashed")
        assert kept[: len(trial.acknowledged)] == trial.acknowledged
        assert len(kept) <= len(trial.acknowledged) + 1
        came_back += len(kept) - len(trial.acknowledged)
        assert trial.tap()
        assert after_a_crash(rig.folder, tmp_path / "crashed") == trial.acknowledged
        after += 1
    trial.ends_well()
    figures.seeds.append(6)
    figures.tell("ops", len(trial.acknowledged))
    figures.tell("refused ops that were there after a crash", came_back)
    figures.none("ops beside their repetition", 0)


def after_a_crash(folder: Path, copy: Path) -> list[str]:
    """The ops that a new start finds in the files as they lie there now."""
    copy.mkdir()
    for file in folder.iterdir():
        if not file.name.endswith("-shm"):  # begun anew by the first who opens
            shutil.copy(file, copy)
    store = Store(copy / FILE_NAME)
    found = [each[0] for each in store._database.rows(JOURNAL)]
    store.close()
    shutil.rmtree(copy)
    return found


@pytest.mark.skipif(os.name != "posix", reason="a limit of the system stands in for a full disk")
def test_a_full_disk_of_the_system_with_checkpoints_and_the_worker(site, tmp_path, figures):
    """No file may grow: first the checkpoints fail, which nobody has to know, then the taps."""
    data, path = tmp_path / "data", site_folder(tmp_path / "data", site.site_id) / FILE_NAME
    rows = seat_rows(site, 90, 90, 90, sessions=2)
    server = ForkServer()
    try:
        first = server.start(job(site, data, rows))
        first.hear("status", lambda status: status[0] == "online")
        first.tell("stop")
        assert first.end() == 0
        store = Store(path)
        with store.transaction():
            store.days.keep_fact("so that the file is as long as many a log", "x" * 400_000)
        store.close()
        limit = path.stat().st_size
        child = server.start(job(site, data, rows, taps=10_000, largest_file=limit))
        told = [child.hear("refused") for _ in range(3)]
        assert {word.partition(":")[0] for word in told} == {
            "This computer's disk is full or failing"
        }
        child.tell("sync")
        child.hear("status", lambda status: status[0] == "unwritable")
        child.tell("good")
        child.hear("ok")
        child.tell("0")
        child.hear("status", is_drained)
        child.tell("stop")
        assert child.end() == 0
    finally:
        server.close()
    journal = read_journal(data, site.site_id)
    acknowledged = [about[0] for what, about in child.said if what == "ok"]
    assert [op[0] for op in journal.ops] == acknowledged
    there = {row: on_site(site, row) for row in rows}
    assert weigh(journal.values(), there) == (0, 0)
    refused = sum(what == "refused" for what, _ in child.said)
    figures.tell("ops acknowledged", len(acknowledged))
    figures.tell("ops refused in a sentence", refused)
    figures.none("acknowledged ops lost or twice", 0)
