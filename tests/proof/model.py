"""A server, a network and one device as small as can be, around the real fold and the real rule M.

One row, one device. Time goes by in ticks: `lag` of them is how long a query may lag behind, `life`
how long a request may take to land. What the window and the network do may come between any two
steps of the engine. Every fault, stale read and crash costs one of the faults that are left.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from app.domain.errors import Refusal
from app.domain.fold import project, undone
from app.domain.merge import News
from app.domain.model import (
    Attempt,
    AttemptId,
    BookingId,
    BookingStatus,
    EventId,
    GestureId,
    NewOp,
    Op,
    OpId,
    OpKind,
    RowId,
    Seq,
    Shadow,
)
from app.domain.rules import check, check_undo
from app.domain.values import NO_SHOW, NONE, Value
from app.sync.taking import Lately, RowOps, take

ROW = RowId(BookingId("b"), EventId("e"))
AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
TAPS = {
    "+": (OpKind.ARRIVE, 1),
    "2": (OpKind.ARRIVE, 2),
    "-": (OpKind.LEAVE, 1),
    "n": (OpKind.NO_SHOW, 0),
    "c": (OpKind.CLEAR, 0),
    "x": (OpKind.EXTRA, 1),
}
"""What a script may say; `u` takes back the newest op that stands."""


Aged = tuple[tuple[Value, int], ...]
"""Values that were replaced, and how many ticks ago."""


class Sent(NamedTuple):
    """A write on its way: `upto` is the last op that it includes."""

    target: Value
    upto: int
    age: int


class Edit(NamedTuple):
    """What staff set, what the server included then, and whether nobody could have told it."""

    value: Value
    upto: int
    hidden: bool
    seen: bool
    gap: bool


class State(NamedTuple):
    """The whole world. `out`: the request under way, and whether it has been applied."""

    server: Value = NONE
    upto: int = 0
    lagging: Aged = ()
    flight: tuple[Sent, ...] = ()
    shadow: Shadow = Shadow()
    ops: tuple[Op, ...] = ()
    doubt: tuple[Sent, ...] = ()
    old: Aged = ()
    quiet: int = 0
    fresh: bool = False
    out: bool | None = None
    taps: int = 0
    faults: int = 0
    edit: Edit | None = None


@dataclass(frozen=True)
class World:
    """What may happen: a script of taps, and values that staff may set once. Times in ticks.

    `slow`: an answer may take so long that time goes by before it comes.
    """

    party: int
    script: str
    edits: tuple[Value, ...] = ()
    lag: int = 1
    life: int = 2
    quiet: int = 2
    slow: bool = False

    def then(self, state: State) -> Iterator[State]:
        """Every state that may come next."""
        if state.taps < len(self.script):
            yield self.tapped(state)
        yield from self._of_the_network(state)
        if state.edit is None:
            yield from (edited(self, state, value) for value in self.edits if value != state.server)
        if state.out is None:
            yield self.read(state, state.server)
            if state.fresh and self.differs(state):
                yield self.sent(state)
        if self.may_tick(state):
            yield self.tick(state)
        if state.faults:
            yield from self._of_a_fault(state._replace(faults=state.faults - 1))

    def _of_the_network(self, state: State) -> Iterator[State]:
        for place, message in enumerate(state.flight):
            rest = state.flight[:place] + state.flight[place + 1 :]
            yield applied(state._replace(flight=rest), message)
        if state.out is False:
            yield applied(state, state.doubt[-1])._replace(out=True)
        elif state.out is True:
            yield answered(state)

    def _of_a_fault(self, state: State) -> Iterator[State]:
        if state.out is None:
            yield from (self.read(state, value) for value, _ in state.lagging)
            yield crashed(state)
            return
        gone = state._replace(out=None, quiet=0)
        yield gone
        yield crashed(gone)
        if state.out is False:
            late = gone._replace(flight=(*state.flight, state.doubt[-1]))
            yield late
            yield crashed(late)

    def shown(self, state: State) -> Value:
        return project(state.shadow, state.ops, self.party).shown

    def differs(self, state: State) -> bool:
        target = project(state.shadow, state.ops, self.party).target
        return state.shadow.conflict is None and target != state.shadow.a

    def tapped(self, state: State) -> State:
        """The next tap of the script, if the rules of the desk allow it."""
        tap, shown, ops = self.script[state.taps], self.shown(state), state.ops
        after = state._replace(taps=state.taps + 1)
        gone, undoes = undone(ops), None
        kind, count = TAPS.get(tap, (OpKind.UNDO, 0))
        try:
            if kind is OpKind.UNDO:
                standing = [o for o in ops if o.kind is not OpKind.UNDO and o.op_id not in gone]
                if not standing:
                    return after
                undoes = standing[-1].op_id
                check_undo(standing[-1], ops, shown, self.party)
            else:
                new = NewOp(ROW, kind, GestureId("g"), count)
                check(new, shown, self.party, BookingStatus.CONFIRMED, None)
        except Refusal:
            return after
        seq = len(ops) + 1
        op = Op(
            Seq(seq), OpId(str(seq)), ROW, kind, GestureId("g"), AT, count, undoes, "", shown,
            self.party,
        )  # fmt: skip
        return after._replace(ops=(*ops, op))

    def read(self, state: State, value: Value) -> State:
        """One complete read, as `app.sync.reading` puts it through."""
        ghosts = [
            Attempt(AttemptId(n), ROW, each.target, Seq(0), Seq(each.upto))
            for n, each in enumerate(state.doubt)
        ]
        spent = all(each.age >= self.life + self.lag for each in state.doubt)
        quiet = state.quiet >= self.quiet and spent
        lately = Lately(ghosts, spent, {old for old, _ in state.old}, quiet)
        taken = take(state.shadow, value, RowOps(state.ops, self.party), lately)
        done = {each.attempt_id for each in taken.lapsed}
        if taken.landed is not None:
            done.add(taken.landed.attempt_id)
        old = state.old
        if taken.replaced is not None:
            old = with_age(old, taken.replaced)
        edit = state.edit
        if edit is not None and not edit.seen:
            behind = value != state.server
            edit = edit._replace(seen=not behind, hidden=edit.hidden or behind, gap=False)
        return state._replace(
            shadow=taken.shadow,
            doubt=tuple(each for n, each in enumerate(state.doubt) if AttemptId(n) not in done),
            old=old,
            quiet=state.quiet if taken.news is not News.LANDED else 0,
            fresh=True,
            edit=edit,
        )

    def sent(self, state: State) -> State:
        """The attempt is committed, and goes out."""
        target = project(state.shadow, state.ops, self.party).target
        edit = state.edit
        if edit is not None and edit.gap:
            edit = edit._replace(hidden=True)
        attempt = Sent(target, len(state.ops), 0)
        return state._replace(doubt=(*state.doubt, attempt), out=False, fresh=False, edit=edit)

    def may_tick(self, state: State) -> bool:
        """A request lands, or is lost, within its life."""
        under_way = state.flight if state.out is None else (*state.flight, state.doubt[-1])
        within = all(each.age + 1 < self.life for each in under_way)
        return within and (state.out is None or self.slow)

    def tick(self, state: State) -> State:
        spent = self.life + self.lag
        return state._replace(
            lagging=self.older(state.lagging),
            flight=tuple(each._replace(age=each.age + 1) for each in state.flight),
            doubt=tuple(each._replace(age=min(each.age + 1, spent)) for each in state.doubt),
            old=self.older(state.old),
            quiet=min(state.quiet + 1, self.quiet),
            fresh=False,
        )

    def older(self, values: Aged) -> Aged:
        return tuple((value, age + 1) for value, age in values if age + 1 < self.lag)

    def settled(self, state: State) -> State:
        """What becomes of it with no further fault, tap or edit."""
        while state.out is not None or state.flight:
            state = next(self._of_the_network(state))
        for _ in range(4 * (self.life + self.lag)):
            before = state
            state = self.read(state, state.server)
            while self.differs(state):
                state = answered(applied(wrote := self.sent(state), wrote.doubt[-1]))
                state = self.read(state, state.server)
            state = self.tick(state)
            if state == before:
                return state
        raise AssertionError(f"it never comes to rest: {state}")


def with_age(known: Aged, value: Value) -> Aged:
    """The values of a moment ago, with one more that was replaced just now."""
    rest = [each for each in known if each[0] != value]
    return tuple(sorted([*rest, (value, 0)], key=lambda each: (each[1], str(each[0]))))


def applied(state: State, message: Sent) -> State:
    """The server is a bare register: the last to write is right."""
    lagging = with_age(state.lagging, state.server)
    return state._replace(
        server=message.target,
        upto=message.upto,
        lagging=tuple(each for each in lagging if each[0] != message.target),
    )


def answered(state: State) -> State:
    """As `app.sync.writing` books a write that was answered."""
    *doubt, mine = state.doubt
    shadow = state.shadow
    return state._replace(
        shadow=shadow._replace(
            a=mine.target, a_seq=Seq(max(shadow.a_seq, mine.upto)), changed_from=None
        ),
        doubt=tuple(doubt),
        old=with_age(state.old, shadow.a),
        quiet=0,
        out=None,
    )


def crashed(state: State) -> State:
    """What was only remembered counts as having happened just now."""
    return state._replace(
        doubt=tuple(each._replace(age=0) for each in state.doubt),
        old=tuple((value, 0) for value, _ in state.old),
        quiet=0,
        fresh=False,
    )


def edited(world: World, state: State, value: Value) -> State:
    """Staff set a value. Hidden from everybody where a write of ours is under way or in doubt,
    or where a query that lags could return just that value.
    """
    hidden = (
        state.out is not None
        or bool(state.doubt)
        or bool(state.flight)
        or value in {old for old, _ in state.old}
        or value in {old for old, _ in state.lagging}
    )
    # Taps that had cancelled each other out before the edit are not on top of it.
    settled = state.ops[: state.shadow.a_seq]
    even = project(Shadow(), settled, world.party).shown == state.server
    upto = max(state.upto, len(settled)) if even else state.upto
    after = applied(state, Sent(value, state.upto, 0))
    return after._replace(edit=Edit(value, upto, hidden, seen=False, gap=state.fresh))


def naive(script: str, party: int) -> Value:
    """What the taps say, counted by hand and by nothing of the program."""
    stack = [NONE]
    for tap in script:
        now = stack[-1]
        if tap == "u":
            if len(stack) > 1:
                stack.pop()
        elif tap in "+2" and now.count + int(tap.replace("+", "1")) <= party:
            stack.append(Value(now.count + int(tap.replace("+", "1"))))
        elif tap == "x":
            stack.append(Value(now.count + 1))
        elif tap == "-" and now.count:
            stack.append(Value(now.count - 1))
        elif tap == "n" and not now.no_show:
            stack.append(NO_SHOW)
        elif tap == "c" and not now.is_none:
            stack.append(NONE)
    return stack[-1]
