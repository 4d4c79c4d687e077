"""A desk, its worker and a site that misbehaves, with a second bookkeeping beside."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

from app.demo import DemoSite
from app.demo.faults import Fault
from app.domain.errors import Refusal
from app.domain.model import OpId, OpKind, RowId, SyncState, SyncStatus
from app.domain.values import Value
from app.storage.store import FILE_NAME, Store
from app.storage.view import Seat
from tests.desks import MIDDAY
from tests.rigs import Rig, seat

LIFE_S = 80.0
LAG_S = 10.0
FOREVER = float("inf")
QUIETLY = 0.5


@dataclass
class Said:
    """What people did to one row, one by one; counted by nothing of the program."""

    party: int
    standing: list[tuple[OpId, OpKind, int]] = field(default_factory=list)
    moved: bool = False

    def value(self) -> tuple[str, int] | None:
        """As the site stores it."""
        people, absent = 0, False
        for _, kind, count in self.standing:
            if kind is OpKind.NO_SHOW:
                people, absent = 0, True
            elif kind is OpKind.CLEAR:
                people, absent = 0, False
            elif kind is OpKind.LEAVE:
                people -= count
            else:
                people, absent = people + count, False
        if absent:
            return "NOT_ATTENDED", 1
        return ("ATTENDED", people) if people else None


def as_stored(value: Value) -> tuple[str, int] | None:
    if value.no_show:
        return "NOT_ATTENDED", 1
    return ("ATTENDED", value.count) if value.count else None


def forms_of(stored: tuple[str, int] | None) -> list[tuple[str, int] | None]:
    """Where the site refuses to delete, *none* is written out."""
    return [None, ("NOT_SET", 1)] if stored is None else [stored]


class Bench:
    """One device on one site. `moved` rows were touched by somebody else as well."""

    def __init__(self, folder: Path) -> None:
        self.site = DemoSite(folder / "site", seed="empty", time_zone=MIDDAY)
        self.site.start()
        self.rig = Rig(self.site, folder / "device")
        rows = [*seat(self.site, 1, 2, 4), *seat(self.site, 3, 2, title="Barre")]
        self.said = {row: Said(party) for row, party in zip(rows, (1, 2, 4, 3, 2), strict=True)}
        self.rows = rows
        self.ops = 0
        self.sent_late: list[float] = []
        self.at_s = 0.0
        self.was: list[tuple[float, float]] = [(0.0, time.time())]
        self.status: SyncStatus = self.rig.pass_once()

    def close(self) -> None:
        self.rig.close()
        self.site.stop()

    # What people do.

    def do(self, row: RowId, kind: OpKind, people: int = 1) -> None:
        desk = self.rig.desk
        try:
            match kind:
                case OpKind.ARRIVE:
                    done = desk.arrive(row, people)
                case OpKind.LEAVE:
                    done = desk.leave(row, people)
                case OpKind.EXTRA:
                    done = desk.add_extra(row)
                case OpKind.NO_SHOW:
                    done = desk.mark_no_show(row)
                case _:
                    done = desk.clear(row)
        except Refusal:
            return
        self.ops += 1
        self.said[row].standing.append(
            (done.op_id, kind, people if kind is not OpKind.EXTRA else 1)
        )

    def undo(self, row: RowId) -> None:
        undo = self.rig.row(row).undo if self.knows(row) else None
        if undo is None:
            return
        try:
            self.rig.desk.undo(undo)
        except Refusal:
            return
        self.ops += 1
        said = self.said[row]
        said.standing = [each for each in said.standing if each[0] != undo]

    def undo_last(self) -> None:
        """As F9 does: the last gesture of this device, wherever it was."""
        try:
            done = self.rig.desk.undo_last()
        except Refusal:
            return
        if done is not None:
            self.ops += 1
            self.said[done.row.row].standing.pop()

    def resolve(self, row: RowId, people: int) -> None:
        try:
            self.rig.attention.resolve(row, Value(people), self.rig.store.device_id())
        except Refusal:
            return
        self.ops += 1

    def knows(self, row: RowId) -> bool:
        return any(each.row == row for each in self.rig.desk.roster(row.event_id).rows)

    # What others do.

    def edit(self, row: RowId, people: int) -> None:
        if people == 0:
            self.site.clear_attendance(row.booking_id, row.event_id)
        else:
            status = "ATTENDED" if people > 0 else "NOT_ATTENDED"
            self.site.set_attendance(row.booking_id, row.event_id, status, max(1, people))
        self.said[row].moved = True
        self.mark()

    def cancel(self, row: RowId) -> None:
        self.site.cancel_booking(row.booking_id)

    def shrink(self, row: RowId) -> None:
        self.site.shrink_party(row.booking_id, 1)
        self.said[row].moved = True

    # What the network and the clock do.

    def run(self, seconds: float = 0.0, *, pull: bool = False) -> None:
        """Let time go by, and run a pass as the worker would."""
        until = self.at_s + seconds
        if self.sent_late and min(self.sent_late) + LIFE_S - QUIETLY <= until:
            self.land()
        self.rig.clock.advance(seconds)
        self.at_s = until
        late = self.site.faults.hits("apply_late")
        self.status = self.rig.pass_once(pull=pull)
        self.sent_late += [self.at_s] * (self.site.faults.hits("apply_late") - late)
        self.mark()

    def mark(self) -> None:
        self.was.append((self.at_s, time.time()))

    def land(self) -> None:
        """Every late write is applied now."""
        self.site.faults.release()
        assert self.site.faults.wait_for_late_writes()
        self.sent_late.clear()
        self.mark()

    def lag(self) -> None:
        """A refresh whose answers show the site as it was up to ten seconds ago."""
        before = [real for at_s, real in self.was if at_s <= self.at_s - LAG_S + QUIETLY]
        known = before[-1] if before else self.was[0][1]
        self.site.faults.add(Fault("stale", "attendance.*", delay_s=time.time() - known))
        self.run(pull=True)
        self.site.faults.clear()

    def crash(self) -> None:
        self.rig.restart()

    # What must hold.

    def check(self) -> None:
        tally = self.rig.store.journal.tally()
        total = tally.unsent + tally.sent + tally.verified + tally.needs_attention
        assert total == self.ops
        assert self.site.forbidden_writes() == []
        events = list({row.event_id for row in self.rows})
        rosters = [self.rig.desk.roster(event).rows for event in events]
        on_screen = {each.row: each.shown for rows in rosters for each in rows}
        now = {seat.shown.row: seat for seat in self.rig.store.view.of_events(events)}
        store = Store(self.rig.folder / FILE_NAME)
        try:
            again = {seat.shown.row: seat for seat in store.view.of_events(events)}
        finally:
            store.close()
        assert now.keys() == again.keys() == self.said.keys()
        for row, said in self.said.items():
            shown = now[row].shown.shown
            assert again[row].shown.shown == on_screen.get(row, shown) == shown
            self.check_row(row, said, now[row])

    def check_row(self, row: RowId, said: Said, seat_now: Seat) -> None:
        if said.moved:
            return
        assert as_stored(seat_now.shown.shown) == said.value()
        assert seat_now.shadow.conflict is None
        if seat_now.shown.sync is SyncState.VERIFIED and not seat_now.shown.walk_in:
            assert self.rig.on_site(row) in forms_of(said.value())

    def end(self) -> None:
        """The faults are over: everything comes to rest, as it was said."""
        self.site.faults.clear()
        self.land()
        self.run(300.0, pull=True)
        for waiting in self.rig.attention.waiting():
            if waiting.state is SyncState.PARKED:
                self.retry(waiting.op.op_id)
        self.come_to_rest(500)
        # After a restart what was replaced before it counts as replaced just now: until no answer
        # may lag behind any more, an edit back to it is not believed.
        self.run(LAG_S + 1)
        self.check()
        for row, said in self.said.items():
            seat_now = self.rig.store.view.of_row(row)
            assert seat_now is not None
            if not seat_now.ops or seat_now.shadow.conflict is not None:
                assert seat_now.shadow.conflict is None or said.moved
                continue
            assert seat_now.shown.sync is SyncState.VERIFIED, (row, seat_now)
            target = as_stored(seat_now.projection.target)
            assert self.rig.on_site(row) in forms_of(target)

    def come_to_rest(self, longest_s: float) -> None:
        """Until all is verified that can be."""
        ends_s = self.rig.clock.monotonic() + longest_s
        self.status = self.rig.pass_once()
        while self.rig.clock.monotonic() < ends_s:
            tally = self.status.tally
            if not (tally.unsent or tally.sent):
                return
            self.status = self.rig.wait(max(0.5, min(self.status.next_in_s, 30.0)))

    def retry(self, op_id: OpId) -> None:
        try:
            self.rig.attention.retry(op_id)
        except Refusal:
            return
