"""Real processes are killed as by kill -9, at every moment that has a name and at random ones.

Each device is a folder on which child after child goes on where the last one was killed. The site
lives here, in the test, and is never killed. The oracle is the journal, and what was shown.
"""

import os
import random
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from importlib import resources
from pathlib import Path

import apsw
import pytest

from app.demo import DemoSite, Fault
from app.domain.values import NO_SHOW
from app.storage.codec import to_code
from app.storage.database import VERSION
from app.storage.store import FILE_NAME
from app.system.paths import site_folder
from tests.desks import MIDDAY
from tests.proof.kill_rig import (
    DEADLINE_S,
    KILLED,
    Child,
    Figures,
    ForkServer,
    Row,
    is_drained,
    job,
    on_site,
    read_journal,
    seat_rows,
    spread,
    weigh,
    words,
)

LONG = bool(os.environ.get("TURNOUT_LONG"))
CYCLES = 1_000 if LONG else 100
DEVICES = 8 if LONG else 3
AT_ONCE = 3
pytestmark = pytest.mark.skipif(os.name != "posix", reason="children are forks")
POINTS = (
    "before commit",
    "after commit, before the tick",
    "after the attempt was committed",
    "after the answer, before its commit",
    "inside the outcome's transaction",
    "inside a rule-M transaction",
    "inside a roster's transaction",
)
ON_THE_WAY = ("sent and applied", "sent and not applied", "sent and applied late")
RANDOM = "at random"


class Device:
    """One data folder and one site; child after child on it."""

    def __init__(self, server: ForkServer, folder: Path, seed: int) -> None:
        self.server = server
        self.data = folder / "data"
        self.draw = random.Random(seed)
        self.site = DemoSite(folder / "site", seed="empty", time_zone=MIDDAY)
        self.site.start()
        self.figures = Figures()
        self.acknowledged: dict[str, tuple[Row, str, int]] = {}
        self.kept: list[str] = []
        self.torn: list[str] = []
        self.screens: list[tuple[int, dict[Row, str]]] = []
        self.late = False
        self.rows = seat_rows(self.site, 8, 8, 3, 12, 1, sessions=3)
        self.staffs = [self.rows.pop(n) for n in (10, 5, 0)]  # one a session, edited by staff only
        self.edits: dict[Row, int] = {}

    def start(self, point: str = "", *, skip: int = 0, taps: int = 1_000_000) -> Child:
        seed = self.draw.getrandbits(32)
        more = {"seed": seed, "taps": taps, "point": point, "skip": skip}
        return self.server.start(job(self.site, self.data, self.rows, **more))

    def finish(self, child: Child) -> None:
        """It is dead, and by our hand; what it said counts."""
        code = child.end()
        assert code == KILLED, (code, child.said[-3:])
        self.figures.cycles += 1
        self.note(child)

    def note(self, child: Child) -> None:
        for what, about in child.said:
            if what == "ok":
                op_id, row, kind, number = about
                assert op_id not in self.acknowledged
                self.acknowledged[op_id] = (tuple(row), kind, number)
            elif what == "shows":
                screen = {(each[0], each[1]): each[2] for each in about[1]}
                self.screens.append((about[0], screen))
            elif what == "status":
                assert about[0] not in ("stuck", "unwritable", "sign_in"), about

    def killed_by_itself(self, point: str) -> None:
        """At a moment with a name: the moment came, and it was its last."""
        self.edit_as_staff()
        self.site.faults.clear()  # a fault that no earlier child lived to meet
        child = self.start(point, skip=self.draw.choice((0, 0, 1, 2)))
        hit, op_id = child.hear("at")
        assert hit == point
        self.finish(child)
        # The other thread may have had time for a word, but not for a pass.
        assert ("at", [hit, op_id]) in child.said[-3:]
        self.figures.hits[point] += 1
        if point == "before commit":
            self.torn.append(op_id)
        if point == "after commit, before the tick":
            self.kept.append(op_id)

    def killed_on_the_way(self, point: str) -> None:
        """The request is at the site, and nobody here knows what becomes of it."""
        held = Fault("slow", "attendance.bulk_set", times=1, delay_s=DEADLINE_S)
        kind = "slow"
        if point == "sent and not applied":
            self.site.faults.add(held, Fault("error_503", "attendance.bulk_set", times=1))
        elif point == "sent and applied late":
            kind = "apply_late"
            self.site.faults.add(Fault(kind, held.match, times=1, delay_s=DEADLINE_S))
        else:
            self.site.faults.add(held)
        seen = self.site.faults.hits(kind)
        child = self.start()
        assert self.site.faults.wait_for(kind, seen + 1, DEADLINE_S)
        child.kill()
        self.finish(child)
        self.figures.hits[point] += 1
        self.late = kind == "apply_late"
        if not self.late:
            self.site.faults.release()

    def killed_at_random(self) -> None:
        until = time.monotonic() + self.draw.choice((0.05, 0.2, 0.5)) * self.draw.random()
        if self.draw.random() < 0.2:
            match = self.draw.choice(("attendance.bulk_set", "*"))
            self.site.faults.add(Fault("lose_answer", match, times=1))
        child = self.start()
        for _ in child.listen(until):
            pass
        child.kill()
        self.finish(child)
        self.figures.hits[RANDOM] += 1

    def land_what_is_late(self) -> None:
        """The write of one that is dead is applied while the next one lives."""
        if self.late:
            self.late = False
            child = self.start()
            child.hear("ok")
            self.site.faults.release()
            child.hear("ok")
            assert self.site.faults.wait_for_late_writes()
            child.kill()
            self.finish(child)
            self.figures.hits["a dead child's write landed"] += 1

    def edit_as_staff(self) -> None:
        """On rows that are never tapped, so that rule M has something to write."""
        for row in self.staffs:
            self.edits[row] = self.edits.get(row, 0) % 7 + 1
            self.site.set_attendance(*row, number=self.edits[row])

    def begin(self) -> None:
        """The first child loads the day; nothing can be tapped before."""
        child = self.start(taps=0)
        child.hear("status", lambda status: status[0] == "online")
        child.kill()
        self.finish(child)

    def drain(self) -> None:
        """The last child is not killed: all is sent and verified, and it ends by itself."""
        self.site.faults.clear()
        child = self.start(taps=0)
        child.hear("status", is_drained, within_s=90.0)
        child.tell("stop")
        assert child.end() == 0
        self.note(child)

    def run(self, cycles: int) -> Figures:
        """All the kills, the drain, and what must be true then."""
        try:
            self.begin()
            plan = [p for p in (*POINTS, *ON_THE_WAY) for _ in range(max(1, cycles // 24))]
            plan += [RANDOM] * (cycles - len(plan) - self.figures.cycles)
            self.draw.shuffle(plan)
            for point in plan:
                if point in POINTS:
                    self.killed_by_itself(point)
                elif point in ON_THE_WAY:
                    self.killed_on_the_way(point)
                else:
                    self.killed_at_random()
                self.land_what_is_late()
            self.drain()
            self.judge()
        finally:
            self.site.stop()
        return self.figures

    def judge(self) -> None:
        found = read_journal(self.data, self.site.site_id)
        ids = [op[0] for op in found.ops]
        assert len(set(ids)) == len(ids)
        by_id = {op[0]: (op[1], op[2]) for op in found.ops}
        missing = [op_id for op_id in self.acknowledged if op_id not in by_id]
        assert missing == [], "a tick was shown for what is not there"
        for op_id, (row, kind, _) in self.acknowledged.items():
            assert by_id[op_id] == (row, kind)
        assert [op_id for op_id in self.kept if op_id not in by_id] == []
        assert [op_id for op_id in self.torn if op_id in by_id] == []
        for seq, screen in self.screens:
            expected = found.values(seq)
            assert {row: screen[row] for row in expected} == expected
        expected = found.values() | {row: words(n) for row, n in self.edits.items()}
        there = {row: on_site(self.site, row) for row in (*self.rows, *self.staffs)}
        figures = self.figures
        figures.recorded, figures.acknowledged = len(ids), len(self.acknowledged)
        figures.writes = len(self.site.writes())
        figures.lost, figures.twice = weigh(expected, there)
        assert (figures.lost, figures.twice) == (0, 0), (expected, there)
        assert self.site.forbidden_writes() == []
        self.judge_attempts(found.attempts)

    def judge_attempts(self, committed: Counter[tuple[str, str, int]]) -> None:
        """No write went out that was not committed before."""
        codes = {"NOT_ATTENDED": to_code(NO_SHOW), "NOT_SET": 0}
        seen = Counter(
            (write.booking_id, write.event_id, codes.get(write.status, write.number))
            for write in self.site.writes()
            if write.status != "DELETED"
        )
        assert seen - committed == Counter()


@pytest.fixture(scope="module")
def server():
    made = ForkServer()
    yield made
    made.close()


def test_nothing_is_lost_and_nothing_counted_twice(server, tmp_path, figures):
    shares = spread(CYCLES, DEVICES)
    with ThreadPoolExecutor(AT_ONCE) as several:
        devices = [Device(server, tmp_path / str(n), seed=n) for n in range(DEVICES)]
        runs = [several.submit(d.run, n) for d, n in zip(devices, shares, strict=True)]
    total = Figures()
    for each in runs:
        total.add(each.result())
    figures.seeds += range(DEVICES)
    figures.least("cycles of kill -9", total.cycles, CYCLES)
    figures.none("acknowledged ops lost", total.lost)
    figures.none("ops counted twice", total.twice)
    figures.tell("ops recorded", total.recorded)
    figures.least("ops acknowledged", total.acknowledged, CYCLES)
    figures.tell("writes at the site", total.writes)
    for point in (*POINTS, *ON_THE_WAY, RANDOM):
        figures.least(f"killed {point}", total.hits[point], 1)


@pytest.mark.parametrize("older", range(VERSION))
def test_a_migration_is_done_whole_whenever_it_is_killed(server, tmp_path, older):
    """Killed before each of its statements, on the file as the last kill left it."""
    path = site_folder(tmp_path, "site") / FILE_NAME
    path.parent.mkdir(parents=True)
    connection = apsw.Connection(str(path))
    for number in range(1, older + 1):
        script = resources.files("app.storage") / "migrations" / f"{number:04}.sql"
        connection.execute(f"{script.read_text('utf-8')};PRAGMA user_version = {number}")
    connection.close()
    killed: list[str] = []
    while (child := migrate(server, tmp_path, skip=len(killed))).said[-1] != ("bye", None):
        assert child.said[-1][1][0] == "in a migration"
        killed.append(child.said[-1][1][1])
        connection = apsw.Connection(str(path))
        assert connection.pragma("user_version") == older
        assert connection.pragma("integrity_check") == "ok"
        connection.close()
        if older == 0:
            assert tables(path) == []
    assert len(killed) > 3
    assert killed[-1].startswith("COMMIT")
    assert "ops" in tables(path)


def migrate(server: ForkServer, data: Path, skip: int) -> Child:
    """Open the store in a child that is to be killed; it ends well where it was not."""
    child = server.start(
        {
            "data": str(data), "site_id": "site", "url": "", "key": "k", "devices": 1,
            "spans": {}, "sync": False, "rows": [], "seed": 0, "pace_s": 0, "taps": 0,
            "point": "in a migration", "skip": skip,
        }
    )  # fmt: skip
    child.tell("stop")
    code = child.end()
    assert code == (0 if child.said[-1][0] == "bye" else KILLED)
    return child


def tables(path: Path) -> list[str]:
    connection = apsw.Connection(str(path))
    found = [each[0] for each in connection.execute("SELECT name FROM sqlite_schema")]
    connection.close()
    return found
