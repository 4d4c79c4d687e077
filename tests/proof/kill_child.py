"""What a child does: the real program on a folder, without a window, and a person who taps.

It says one line of JSON for each thing that a test needs to know. `ok` is said where the window
shows a tick: after the commit was read back.
"""

import json
import os
import random
import resource
import select
from pathlib import Path
from typing import Any

from app.checkin.desk import Desk
from app.domain.errors import Refusal, StoreError
from app.domain.model import BookingId, EventId, RowId, SyncStatus
from app.domain.roster import Recorded, SeatRow
from app.main import Program
from app.storage.store import FILE_NAME, Store
from app.sync import auditing
from app.sync.ages import Spans
from app.sync.engine import Engine, Settings
from app.sync.worker import Worker
from app.system.lock import sync_lock
from app.system.logs import log_to
from app.system.place import Place
from app.wix.client import WixClient
from tests.proof.kill_points import arm

__all__ = ["FILE_NAME", "Line", "WixClient", "log_to", "run"]  # imported once, for every child

Row = tuple[str, str]
AUDIT_EVERY_S = 0.2
"""As short as the spans: nobody can wait for ten seconds a hundred times."""
PAGES_A_CHECKPOINT = 20
"""Where the disk is to be full, so that checkpoints come often enough to fail."""
PEOPLE = {"extra": 1, "undo": 0, "no_show": 0, "clear": 0}


class Line:
    """The two pipes to the parent. A line shorter than a pipe's buffer is written whole."""

    def __init__(self, reading: int, writing: int) -> None:
        self._reading = reading
        self._writing = writing

    def say(self, what: str, about: object = None) -> None:
        os.write(self._writing, (json.dumps([what, about]) + "\n").encode())

    def told(self, within_s: float | None) -> str | None:
        """What the parent said; None where it said nothing, "stop" where it is gone."""
        ready, _, _ = select.select([self._reading], [], [], within_s)
        return (os.read(self._reading, 100).decode().strip() or "stop") if ready else None


class ShortLived(Program):
    """The program, but for how long it takes requests to be alive."""

    def __init__(self, place: Place, spans: Spans) -> None:
        super().__init__(place)
        self._spans = spans

    def engine(self, store: Store, tell: Any = lambda _: None) -> Engine:
        settings = Settings(self._spans, self.place.devices)
        return Engine(store, self._site, self.clock, settings, tell)


class Person:
    """Taps by a seed; what is undone is always the last thing that stands on the row."""

    def __init__(self, desk: Desk, rows: list[Row], seed: int) -> None:
        self._desk = desk
        self._rows = [RowId(BookingId(each[0]), EventId(each[1])) for each in rows]
        self._draw = random.Random(seed)

    def pause_s(self, longest: float) -> float:
        return self._draw.uniform(0, longest)

    def tap(self) -> tuple[str, RowId, str, int] | None:
        """Its op id, row, kind and number; None where the desk refused it."""
        row = self._draw.choice(self._rows)
        draw, people = self._draw.random(), self._draw.choice((1, 1, 2, 3))
        try:
            kind, done = self._do(row, draw, people)
        except Refusal:
            return None
        return done.op_id, row, kind, PEOPLE.get(kind, people)

    def _do(self, row: RowId, draw: float, people: int) -> tuple[str, Recorded]:
        if draw < 0.6:
            return "arrive", self._desk.arrive(row, people)
        if draw < 0.78:
            return "leave", self._desk.leave(row, people)
        if draw < 0.9:
            return "undo", self._desk.undo(self._last(row))
        if draw < 0.93:
            return "extra", self._desk.add_extra(row, 1)
        if draw < 0.965:
            return "no_show", self._desk.mark_no_show(row)
        return "clear", self._desk.clear(row)

    def _last(self, row: RowId) -> Any:
        undo = self._seat(row).undo
        if undo is None:
            raise Refusal("Nothing to undo.")
        return undo

    def _seat(self, row: RowId) -> SeatRow:
        return next(r for r in self._desk.roster(row.event_id).rows if r.row == row)


def run(job: dict[str, Any], line: Line) -> None:
    """Until told to stop, or until killed. `sync`: with the worker behind the desk."""
    os.environ["TURNOUT_API_KEY"] = job["key"]
    auditing.AUDIT_EVERY_S = AUDIT_EVERY_S
    if "largest_file" in job:
        resource.setrlimit(resource.RLIMIT_FSIZE, (job["largest_file"], resource.RLIM_INFINITY))
    wake_and_die = arm(job["point"], job["skip"], line.say)
    place = Place(job["site_id"], Path(job["data"]), job["url"], devices=job["devices"])
    program = ShortLived(place, Spans(**job["spans"]))
    store = program.open_store()
    lock = sync_lock(place.folder)
    worker = Worker(program.sync_parts, lock.acquire, lambda status: _tell(line, status))

    def wake() -> None:
        worker.wake()
        wake_and_die()

    if "largest_file" in job:
        store._database.rows(f"PRAGMA wal_autocheckpoint = {PAGES_A_CHECKPOINT}")
    desk = program.desk(store, wake)
    line.say("shows", _screen(store, desk))
    if job["sync"]:
        worker.start()
    _tap(job, line, Person(desk, job["rows"], job["seed"]), worker)
    worker.stop()
    store.close()
    lock.release()
    line.say("bye")


def _tap(job: dict[str, Any], line: Line, person: Person, worker: Worker) -> None:
    left = job["taps"]
    while True:
        told = line.told(person.pause_s(job["pace_s"]) if left else None)
        if told == "stop":
            return
        if told == "sync":
            worker.sync_now()
        elif told == "good":
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
            worker.sync_now()
        elif told is not None:
            left = int(told)
        else:
            left -= _try(line, person)


def _try(line: Line, person: Person) -> bool:
    try:
        done = person.tap()
    except StoreError as shut:
        line.say("refused", str(shut))
        return False
    if done:
        line.say("ok", done)
    return done is not None


def _tell(line: Line, status: SyncStatus) -> None:
    tally = status.tally
    numbers = [tally.saved, tally.in_doubt, tally.sent, tally.verified]
    line.say("status", [status.link, *numbers, tally.conflict + tally.parked, status.message])


def _screen(store: Store, desk: Desk) -> list[Any]:
    """The newest op, and every row of today as the window shows it."""
    newest = store._database.row("SELECT coalesce(max(seq), 0) FROM ops")
    events = [card.session.event_id for card in desk.sessions(desk.today())]
    rows = [row for event in events for row in desk.roster(event).rows]
    return [newest[0] if newest else 0, [[*row.row, str(row.shown)] for row in rows]]
