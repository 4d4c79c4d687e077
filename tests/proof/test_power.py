"""The power goes at any moment of a run, and the real store is opened on what the disk then holds.

The run is a desk and the sync, each with a connection of its own as in the program, with
checkpoints, with the file closed and opened again, and with a real site behind it.
"""

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from os import environ
from pathlib import Path
from typing import Any, NamedTuple

import apsw
import pytest

from app.checkin.desk import Desk
from app.demo import DemoSite
from app.domain.errors import Refusal
from app.domain.model import Op, RowId
from app.storage.store import FILE_NAME, Store
from app.sync.ages import Spans
from app.sync.engine import Engine, Plan, Settings
from app.wix.client import Connection, WixClient
from tests.desks import MIDDAY, SetClock
from tests.proof.kill_rig import Journal, on_site, weigh
from tests.proof.power_cut import Content, Disk, put
from tests.proof.vfs_recorder import Recorder
from tests.rigs import Rig, seat, site_now

LONG = bool(environ.get("TURNOUT_LONG"))
OPS = 1_000 if LONG else 240
OPS_A_PASS = 5
OPS_A_LIFE = (180, 60)
"""The first is long enough for a checkpoint of its own, the others have theirs at the end."""
TORN = 0.2 if LONG else 0.015
"""How often some of the sectors between two syncs are lost, and others kept."""
AT_A_SYNC = 0.08
"""How often the cut is right before a sync or right after it; in the long run after every event."""
TO_THE_END = 60 if LONG else 6

Files = dict[str, bytes]


@dataclass
class Moment:
    """How far the log was when something happened outside of it."""

    at: int
    what: Any


@dataclass
class Run:
    """A recorded run: the disk's log, and what was shown and sent meanwhile."""

    recorder: Recorder
    rows: list[RowId]
    begun: list[int] = field(default_factory=list)
    shown: list[int] = field(default_factory=list)
    sent: list[Moment] = field(default_factory=list)
    site: list[Moment] = field(default_factory=list)
    ops: list[Op] = field(default_factory=list)

    @property
    def now(self) -> int:
        return len(self.recorder.log)


class NotingClient(WixClient):
    """Notes each write as it goes out, and what the site holds then."""

    def __init__(self, run: Run, site: DemoSite, gate: Any) -> None:
        super().__init__(Connection(site.url, site.api_key, site.site_id), gate=gate)
        self._run = run
        self._noted_site = site

    def set_attendance(self, rows: Any) -> Any:
        self._run.sent.append(Moment(self._run.now, len(rows)))
        outcomes = super().set_attendance(rows)
        self._note_site()
        return outcomes

    def delete_attendance(self, rows: Any) -> Any:
        self._run.sent.append(Moment(self._run.now, len(rows)))
        outcomes = super().delete_attendance(rows)
        self._note_site()
        return outcomes

    def _note_site(self) -> None:
        self._run.site.append(Moment(self._run.now, attendance_of(self._noted_site)))


def attendance_of(site: DemoSite) -> list[Any]:
    return site._parts.state.all("attendance")


def put_back(site: DemoSite, documents: list[Any]) -> None:
    """Let the site hold what it held then."""
    state = site._parts.state
    with state.writing():
        for each in attendance_of(site):
            state.delete("attendance", each["id"])
        state.seed("attendance", [(each["id"], ref_of(each), each) for each in documents])


def ref_of(document: Any) -> str:
    return f"{document['bookingId']}|{document['eventId']}"


def record(site: DemoSite, folder: Path, draw: random.Random) -> Run:
    """A desk and a sync over `OPS` taps, all on one recorded disk."""
    rows = [row for n in range(2) for row in seat(site, 8, 3, 12, 1, title=f"Class {n}")]
    run = Run(Recorder(), rows)
    clock = SetClock(site_now(site))
    while len(run.shown) < OPS:
        stores = [Store(folder / FILE_NAME, vfs=run.recorder.name) for _ in range(2)]
        desk = Desk(stores[0], clock, lambda: None)
        engine = Engine(
            stores[1], lambda gate: NotingClient(run, site, gate), clock, Settings(Spans())
        )
        engine.run_once(Plan(pull=True))
        for _ in range(OPS_A_LIFE[bool(run.shown)]):
            while not tap(run, desk, draw):
                pass
            clock.advance(1)
            if len(run.shown) % OPS_A_PASS == 0:
                clock.advance(draw.choice((0, 10, 90)))
                engine.run_once()
        run.ops = list(reversed(stores[0].journal.latest(clock.now().replace(year=2000), OPS * 2)))
        engine.close()
        for store in stores:
            store.close()
    return run


def tap(run: Run, desk: Desk, draw: random.Random) -> bool:
    row, people = draw.choice(run.rows), draw.choice((1, 1, 2))
    seat_row = next(r for r in desk.roster(row.event_id).rows if r.row == row)
    acts = [
        *[lambda: desk.arrive(row, people)] * 5,
        *[lambda: desk.leave(row, people)] * 2,
        lambda: desk.mark_no_show(row),
        lambda: desk.clear(row),
        lambda: desk.add_extra(row),
    ]
    if seat_row.undo is not None:
        acts.append(lambda: desk.undo(seat_row.undo))
    begun = run.now
    try:
        draw.choice(acts)()
    except Refusal:
        return False
    run.begun.append(begun)
    run.shown.append(run.now)
    return True


class Found(NamedTuple):
    """What the real store finds on a disk: so many ops, the first of the run, and attempts."""

    ops: int
    attempts: int


class Judge:
    """Opens what a power cut left, and says what is wrong with it."""

    def __init__(self, run: Run, folder: Path) -> None:
        self._run = run
        self._folder = folder
        self._found: dict[Any, Found] = {}
        self._whole = [(op.op_id, op.row, op.kind, op.count, op.undoes) for op in run.ops]
        self.opened = 0

    def look(self, cut: int, content: Content) -> None:
        """`cut`: so many events of the log had happened."""
        found = self._found.get(content.key) if content.key else None
        if found is None:
            found = self._open(content)
            self.opened += 1
        if content.key is not None:
            self._found[content.key] = found
        shown = sum(at <= cut for at in self._run.shown)
        begun = sum(at < cut for at in self._run.begun)
        assert shown <= found.ops <= begun, (cut, shown, found, begun)
        assert found.attempts >= sum(each.what for each in self._run.sent if each.at <= cut), cut

    def _open(self, content: Content) -> Found:
        folder = self._folder / "cut"
        put(content.files(), folder)
        store = Store(folder / FILE_NAME)
        store._database._connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)  # in a hurry
        assert store._database.rows("PRAGMA integrity_check") == [("ok",)]
        ops = [op_of(each) for each in store._database.rows(JOURNAL)]
        assert ops == self._whole[: len(ops)]
        attempts = store._database.row("SELECT count(*) FROM attempts")
        if ops:
            self._look_at_the_screen(store, len(ops))
        store.close()
        shutil.rmtree(folder)
        return Found(len(ops), attempts[0])

    def _look_at_the_screen(self, store: Store, kept: int) -> None:
        expected = expected_of(self._whole[:kept])
        events = list({row.event_id for row in self._run.rows})
        shown = {s.shown.row: str(s.shown.shown) for s in store.view.of_events(events)}
        assert {row: shown[row] for row in expected} == expected


JOURNAL = "SELECT op_id, booking_id, event_id, kind, count, undoes FROM ops ORDER BY seq"


def op_of(found: Any) -> tuple[Any, ...]:
    return (found[0], RowId(found[1], found[2]), found[3], found[4], found[5])


def expected_of(ops: list[Any]) -> dict[Any, str]:
    return Journal(ops).values()


def cuts(run: Run) -> Iterator[tuple[int, Content]]:
    """Every disk that is to be looked at, with how many events of the log had happened."""
    disk, draw = Disk(), random.Random(1)
    log = run.recorder.log
    for number, event in enumerate(log, 1):
        disk.play(event)
        at_a_sync = event.kind == "sync" or (number < len(log) and log[number].kind == "sync")
        if LONG or (at_a_sync and draw.random() < AT_A_SYNC):
            yield number, disk.all_kept()
            yield number, disk.all_lost()
        if draw.random() < TORN:
            yield number, disk.torn(draw)


def go_on(site: DemoSite, run: Run, cut: tuple[int, Files], folder: Path) -> None:
    """A new start on what the power cut left: the site ends with what the journal says."""
    at, files = cut
    put(files, folder)
    put_back(site, next((each.what for each in reversed(run.site) if each.at <= at), []))
    rig = Rig(site, folder)
    try:
        rig.pass_once(pull=True)
        for row in run.rows[:3]:
            if rig.row(row).why_no_more == "":
                rig.desk.arrive(row)
        status = rig.settle(400)
        expected = expected_of([op_of(each) for each in rig.store._database.rows(JOURNAL)])
        there = {row: on_site(site, row) for row in run.rows}
        assert weigh(expected, there) == (0, 0), (at, expected, there)
        assert status.tally.unsent == status.tally.needs_attention == 0, (at, status)
    finally:
        rig.close()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[DemoSite]:
    with DemoSite(tmp_path / "site", seed="empty", time_zone=MIDDAY) as made:
        yield made
        assert made.forbidden_writes() == []


def test_what_was_shown_is_there_whenever_the_power_goes(site, tmp_path, figures):
    run = record(site, tmp_path / "device", random.Random(7))
    assert len(run.ops) == len(run.shown) >= OPS
    kinds = {event.kind for event in run.recorder.log}
    assert kinds >= {"create", "write", "sync", "delete"}
    checkpoints = [e for e in run.recorder.log if e.kind == "sync" and e.name == FILE_NAME]
    assert len(checkpoints) > 3
    heads = [
        e.file
        for e in run.recorder.log
        if e.kind == "write" and e.name.endswith("-wal") and not e.offset
    ]
    assert len(heads) > len(set(heads)), "no log was begun anew after a checkpoint"
    judge, draw, tried, looked = Judge(run, tmp_path), random.Random(2), 0, 0
    chosen: list[tuple[int, Files]] = []
    for cut, content in cuts(run):
        judge.look(cut, content)
        looked += 1
        if cut >= run.shown[0]:
            tried += 1
            place = len(chosen) if len(chosen) < TO_THE_END else draw.randrange(tried)
            if place < TO_THE_END:  # a fair sample of what goes by
                chosen[place : place + 1] = [(cut, content.files())]
    for number, cut in enumerate(chosen):
        go_on(site, run, cut, tmp_path / f"on {number}")
    figures.seeds.append(7)
    figures.least("ops of the run", len(run.ops), OPS)
    figures.tell("events of its disk", len(run.recorder.log))
    figures.tell("syncs", sum(e.kind == "sync" for e in run.recorder.log))
    figures.tell("checkpoints into the file", len(checkpoints))
    figures.tell("disks after a cut", looked)
    figures.tell("different ones opened", judge.opened)
    figures.tell("gone on with until the site was exact", len(chosen))
    figures.none("acknowledged ops lost", 0)
