"""Every interleaving of a small world: taps, writes, lost, late, stale, crashes, one staff edit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from app.domain.fold import project
from app.domain.model import Seq, Shadow
from app.domain.values import NO_SHOW, NONE, Value
from tests.figures import Figures
from tests.proof.model import State, World, naive

HIDDEN = "wrong, hidden from everybody"
ONE, TWO, THREE = Value(1), Value(2), Value(3)

ALONE = [
    (World(2, "++"), 2),
    (World(2, "+u+"), 1),
    (World(2, "+nu+"), 1),
    (World(4, "2c+"), 1),
    (World(2, "++x-"), 1),
    (World(2, "+u", lag=2, life=3, quiet=3, slow=True), 1),
]
ALONE_LONG = [
    (World(2, "+u+"), 2),
    (World(2, "++"), 3),
    (World(4, "2c+"), 2),
    (World(2, "n+u"), 2),
    (World(4, "++++"), 3),
    (World(2, "+nu+"), 3),
    (World(2, "+-+"), 4),
    (World(4, "2c+u"), 3),
    (World(2, "++x-"), 3),
    (World(2, "++", slow=True), 4),
    (World(2, "++", lag=2, life=3, quiet=3, slow=True), 3),
    (World(2, "+u", lag=2, life=3, quiet=3, slow=True), 3),
]
EDITED = [
    (World(2, "++", (ONE, NO_SHOW)), 1),
    (World(2, "n+", (ONE, TWO)), 1),
    (World(4, "2-", (ONE, THREE)), 1),
]
EDITED_MORE = [
    (World(2, "+u", (ONE, TWO, NO_SHOW)), 1),
    (World(2, "+c", (TWO, NO_SHOW)), 1),
    (World(2, "+n+", (TWO, NO_SHOW)), 1),
]
EDITED_LONG = [
    (World(2, "++", (NONE, ONE, TWO, NO_SHOW)), 3),
    (World(4, "+++", (NONE, THREE)), 2),
    (World(2, "+nu+", (TWO, NO_SHOW)), 2),
    (World(4, "2-2u", (NONE, THREE, NO_SHOW)), 2),
    (World(2, "++x", (NONE, THREE, NO_SHOW)), 2),
    (World(2, "++", (NONE, ONE, NO_SHOW), lag=2, life=3, quiet=3, slow=True), 2),
]


def explore(world: World, faults: int, look: Callable[[State], None]) -> int:
    """Walk through every state that can be reached; returns how many there are."""
    first = State(faults=faults)
    seen, todo = {first}, [first]
    while todo:
        state = todo.pop()
        look(state)
        for after in world.then(state):
            if after not in seen:
                seen.add(after)
                todo.append(after)
    return len(seen)


def is_over(world: World, state: State) -> bool:
    """Nothing is left to tap, and nothing under way."""
    return state.taps == len(world.script) and state.out is None and not state.flight


def is_verified(state: State) -> bool:
    return state.shadow.v_seq >= Seq(len(state.ops))


def explore_alone(world: World, faults: int, figures: Figures) -> None:
    """Nobody else writes: the screen never moves by itself, and the site ends as the taps say."""
    ends = 0

    def look(state: State) -> None:
        nonlocal ends
        said = naive(world.script[: state.taps], world.party)
        assert world.shown(state) == said, state
        assert state.shadow.conflict is None, state
        if state.fresh and world.differs(state):
            assert world.sent(state).doubt[-1].target == said, state
        if state.ops and is_verified(state) and state.out is None:
            assert not state.flight, state
            assert state.server == said, state
        if is_over(world, state):
            end = world.settled(state)
            assert end.server == said, (state, end)
            assert is_verified(end), (state, end)
            assert not end.doubt, (state, end)
            ends += 1

    figures.tell("states", explore(world, faults, look))
    figures.tell("ends, all exact", ends)
    figures.none("taps lost or doubled", 0)


def explore_edited(world: World, faults: int, figures: Figures) -> Counter[str]:
    """Staff set a value once, at any point: it is counted in, or a person is asked."""
    ends: Counter[str] = Counter()

    def look(state: State) -> None:
        if state.edit is None or not is_over(world, state):
            return
        end = world.settled(state)
        edit = end.edit
        assert edit is not None
        if end.shadow.conflict is not None:
            ends["flagged"] += 1
            return
        assert end.server == world.shown(end), (state, end)
        assert is_verified(end), (state, end)
        exact = project(Shadow(r=edit.value, r_seq=Seq(edit.upto)), end.ops, world.party).shown
        if end.server == exact:
            ends["exact"] += 1
        else:
            assert edit.hidden, (state, end, exact)
            ends[HIDDEN] += 1

    figures.tell("states", explore(world, faults, look))
    for end in ("exact", "flagged", HIDDEN):
        figures.tell(f"ends {end}", ends[end])
    figures.none("wrong, unflagged and not hidden", 0)
    return ends


def named(worlds: list[tuple[World, int]]) -> list[object]:
    return [
        pytest.param(world, faults, id=f"{world.script}-of-{world.party}-{faults}-{number}")
        for number, (world, faults) in enumerate(worlds)
    ]


@pytest.mark.parametrize(("world", "faults"), named(ALONE))
def test_alone_no_interleaving_loses_or_doubles_a_tap(
    world: World, faults: int, figures: Figures
) -> None:
    explore_alone(world, faults, figures)


@pytest.mark.long
@pytest.mark.parametrize(("world", "faults"), named(ALONE_LONG))
def test_alone_no_interleaving_loses_or_doubles_a_tap_with_more_faults(
    world: World, faults: int, figures: Figures
) -> None:
    explore_alone(world, faults, figures)


@pytest.mark.parametrize(("world", "faults"), named(EDITED))
def test_an_edit_that_can_be_seen_is_counted_in_or_a_person_is_asked(
    world: World, faults: int, figures: Figures
) -> None:
    ends = explore_edited(world, faults, figures)
    assert ends["exact"] > ends[HIDDEN]


@pytest.mark.parametrize(
    ("world", "faults"), named([(world, 0) for world, _ in EDITED + EDITED_MORE])
)
def test_without_a_fault_only_an_edit_during_a_write_is_lost(
    world: World, faults: int, figures: Figures
) -> None:
    ends = explore_edited(world, faults, figures)
    assert ends["exact"] > 4 * ends[HIDDEN]


@pytest.mark.long
@pytest.mark.parametrize(("world", "faults"), named(EDITED_MORE + EDITED_LONG))
def test_an_edit_that_can_be_seen_is_counted_in_or_a_person_is_asked_with_more_faults(
    world: World, faults: int, figures: Figures
) -> None:
    explore_edited(world, faults, figures)
