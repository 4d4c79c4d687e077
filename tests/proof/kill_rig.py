"""The parent's side of the kill proof: children started, heard, killed, and what must be true."""

import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import apsw

from app.demo import DemoSite
from app.storage.store import FILE_NAME
from app.system.paths import site_folder
from tests.rigs import seat

CHECKOUT = Path(__file__).parent.parent.parent
DEADLINE_S = 30.0
SIGKILL = getattr(signal, "SIGKILL", signal.SIGTERM)  # Windows has no such thing
KILLED = -SIGKILL
SPANS = {"life_s": 5.0, "quiet_s": 0.3, "lag_s": 0.3}
Row = tuple[str, str]


class ForkServer:
    """Starts children in a few milliseconds each; may be asked from several threads."""

    def __init__(self) -> None:
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._turn = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "tests.proof.kill_server", str(theirs.fileno())],
            cwd=CHECKOUT,
            pass_fds=[theirs.fileno()],
        )
        theirs.close()

    def start(self, job: dict[str, Any]) -> "Child":
        to_read, to_tell = os.pipe()
        to_hear, to_say = os.pipe()
        with self._turn:
            socket.send_fds(self._line, [json.dumps(job).encode()], [to_read, to_say])
            pid = json.loads(self._line.recv(1000))
        os.close(to_read)
        os.close(to_say)
        return Child(self, pid, (to_tell, to_hear), job["point"])

    def wait(self, pid: int) -> int:
        """The exit code of a child that is ending; less than 0 is the signal it died of."""
        with self._turn:
            self._line.send(json.dumps({"wait": pid}).encode())
            return int(json.loads(self._line.recv(1000)))

    def close(self) -> None:
        self._line.close()
        assert self._process.wait(DEADLINE_S) == 0


class Child:
    """A child and everything that it said."""

    def __init__(self, server: ForkServer, pid: int, pipes: tuple[int, int], point: str) -> None:
        self._server = server
        self.pid = pid
        self._tell, self._hear = pipes
        self._point = point
        self._rest = b""
        self._lines: deque[bytes] = deque()
        self.said: list[tuple[str, Any]] = []
        self.ended = False

    def tell(self, words: str) -> None:
        # One that is dead already hears nothing.
        with suppress(BrokenPipeError):
            os.write(self._tell, words.encode() + b"\n")

    def listen(self, until: float) -> Iterator[tuple[str, Any]]:
        """What it says, as it says it, until that time or its end."""
        while self._lines or not self.ended:
            if not self._lines and not self._read(until - time.monotonic()):
                return
            while self._lines:
                what, about = json.loads(self._lines.popleft())
                assert what != "broken", about
                self.said.append((what, about))
                yield what, about

    def _read(self, within_s: float) -> bool:
        if within_s <= 0 or not select.select([self._hear], [], [], within_s)[0]:
            return False
        more = os.read(self._hear, 65_536)
        self.ended = not more
        *lines, self._rest = (self._rest + more).split(b"\n")
        self._lines.extend(lines)
        return True

    def hear(
        self,
        wanted: str,
        like: Callable[[Any], bool] = lambda _: True,
        within_s: float = DEADLINE_S,
    ) -> Any:
        """The next that it says of that kind and is as wanted."""
        for what, about in self.listen(time.monotonic() + within_s):
            if what == wanted and like(about):
                return about
        raise AssertionError(f"it never said {wanted} ({self._point}): {self.said[-3:]}")

    def kill(self) -> None:
        os.kill(self.pid, SIGKILL)

    def end(self) -> int:
        """Hear it to its end and let go of it."""
        for _ in self.listen(time.monotonic() + DEADLINE_S):
            pass
        if not self.ended:
            self.kill()
        os.close(self._tell)
        os.close(self._hear)
        code = self._server.wait(self.pid)
        assert self.ended, f"it did not end: {self.said[-3:]}"
        return code


@dataclass
class Journal:
    """What a journal holds, each op as (op id, row, kind, number, what it undoes).

    `attempts`: how often each value of each row was to be sent.
    """

    ops: list[tuple[str, Row, str, int, str | None]]
    attempts: Counter[tuple[str, str, int]] = field(default_factory=Counter)

    def values(self, upto: int | None = None) -> dict[Row, str]:
        """What each row must be, counted here and not by the program's own fold."""
        rows: dict[Row, list[tuple[str, int | None]]] = {}
        for op_id, row, kind, count, undoes in self.ops[:upto]:
            past = rows.setdefault(row, [("", 0)])
            now = past[-1][1]
            if kind == "undo":
                assert past[-1][0] == undoes, "only the last that stands is undone here"
                past.pop()
                continue
            added = {"arrive": count, "extra": count, "leave": -count}.get(kind, 0)
            new = {"no_show": None, "clear": 0}.get(kind, (now or 0) + added)
            past.append((op_id, new))
        return {row: words(past[-1][1]) for row, past in rows.items()}


def words(value: int | None) -> str:
    return "no-show" if value is None else str(value)


def read_journal(data: Path, site_id: str) -> Journal:
    """Straight from the file, after the last child."""
    connection = apsw.Connection(str(site_folder(data, site_id) / FILE_NAME))
    assert connection.pragma("integrity_check") == "ok"
    ops = connection.execute(
        "SELECT op_id, booking_id, event_id, kind, count, undoes FROM ops ORDER BY seq"
    ).fetchall()
    attempts = connection.execute(
        "SELECT booking_id, event_id, target, count(*) FROM attempts GROUP BY 1, 2, 3"
    ).fetchall()
    connection.close()
    return Journal(
        [(op[0], (op[1], op[2]), op[3], op[4], op[5]) for op in ops],
        Counter({(each[0], each[1], each[2]): each[3] for each in attempts}),
    )


def on_site(site: DemoSite, row: Row) -> str:
    """A row at the site, in the words of the screen."""
    status, number = site.attendance(*row) or ("NOT_SET", 0)
    return {"NOT_SET": "0", "NOT_ATTENDED": "no-show"}.get(status, str(max(1, number)))


@dataclass
class Figures:
    """What a run of kills came to."""

    cycles: int = 0
    hits: Counter[str] = field(default_factory=Counter)
    recorded: int = 0
    acknowledged: int = 0
    writes: int = 0
    lost: int = 0
    twice: int = 0

    def add(self, other: "Figures") -> None:
        self.hits += other.hits
        for name in ("cycles", "recorded", "acknowledged", "writes", "lost", "twice"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


def job(site: DemoSite, data: Path, rows: Sequence[Row], **more: Any) -> dict[str, Any]:
    """What a child is to do: a device on a folder; by itself it taps nothing."""
    return {
        "data": str(data), "site_id": site.site_id, "url": site.url, "key": site.api_key,
        "devices": 1, "spans": SPANS, "sync": True, "rows": rows, "seed": 5, "pace_s": 0.02,
        "taps": 0, "point": "", "skip": 0, **more,
    }  # fmt: skip


def is_drained(status: Sequence[Any]) -> bool:
    """Nothing waits any more; and nothing may wait for a person, where nobody else wrote."""
    link, saved, in_doubt, sent, _, attention, _ = status
    assert attention == 0
    return bool(link == "online" and saved == in_doubt == sent == 0)


def seat_rows(site: DemoSite, *parties: int, sessions: int) -> list[Row]:
    """So many classes with one booking for each party."""
    return [
        (row.booking_id, row.event_id)
        for n in range(sessions)
        for row in seat(site, *parties, title=f"Class {n}")
    ]


def weigh(expected: dict[Row, str], there: dict[Row, str]) -> tuple[int, int]:
    """How many check-ins are missing at the site, and how many are there once too often."""
    lost = twice = 0
    for row in expected.keys() | there.keys():
        wanted, found = (side.get(row, "0") for side in (expected, there))
        if "no-show" in (wanted, found):
            lost += wanted != found
        else:
            lost += max(0, int(wanted) - int(found))
            twice += max(0, int(found) - int(wanted))
    return lost, twice


def spread(total: int, parts: int) -> Sequence[int]:
    return [total // parts + (n < total % parts) for n in range(parts)]
