"""How far each op has come: derived from attempts and reads, the same in SQL and in Python."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.model import (
    BookingId,
    Conflict,
    ConflictKind,
    DeviceId,
    EventId,
    GestureId,
    NewOp,
    OpId,
    OpKind,
    RowId,
    Seq,
    Shadow,
    SyncState,
)
from app.domain.values import NO_SHOW, NONE, Value
from app.storage.shadows import Answer
from app.storage.store import Store
from tests.desks import NOON, booking, make_desk

ROW = RowId(BookingId("dana"), EventId("yoga"))
OTHER = RowId(BookingId("noa"), EventId("yoga"))
CARD = Conflict(ConflictKind.FOREIGN, Value(3), Value(2))


@pytest.fixture
def made(tmp_path):
    made = make_desk(tmp_path)
    made.add_session("yoga")
    made.add_bookings("yoga", booking("dana", party=9), booking("noa", party=9))
    yield made
    made.store.close()


def tap(store: Store, row: RowId = ROW, count: int = 1) -> Seq:
    """An op in the journal, past the rules."""
    seen = (NONE, 9)
    number = store._database.row("SELECT count(*) FROM ops")[0] + 1
    new = NewOp(row, OpKind.ARRIVE, GestureId(f"g{number}"), count)
    return store.journal.append(new, OpId(f"op{number}"), DeviceId("d"), NOON, seen).seq


def states(store: Store, row: RowId = ROW) -> list[str]:
    found = store._database.rows(
        "SELECT state FROM op_states WHERE event_id = ? AND booking_id = ? ORDER BY seq",
        (row.event_id, row.booking_id),
    )
    return [each[0] for each in found]


def shown(store: Store, row: RowId = ROW) -> SyncState:
    return store.view.of_row(row).shown.sync


def attempt(store: Store, first: int, last: int, answer: Answer | None = None) -> None:
    begun = store.shadows.begin(ROW, Value(last), (Seq(first), Seq(last)), NOON)
    if answer is not None:
        store.shadows.answer(begun.attempt_id, answer)


def test_an_op_is_saved_until_an_attempt_names_it(made):
    store = made.store
    with store.transaction():
        tap(store)
    assert states(store) == ["saved"]
    assert shown(store) is SyncState.SAVED
    assert store.journal.tally().saved == 1


def test_an_op_in_an_unanswered_attempt_is_in_doubt_and_a_later_one_is_saved(made):
    store = made.store
    with store.transaction():
        tap(store)
        attempt(store, 1, 1)
        tap(store)
    assert states(store) == ["in_doubt", "saved"]
    assert shown(store) is SyncState.IN_DOUBT
    assert [op.seq for op, _ in store.journal.open_ops()] == [1, 2]


@pytest.mark.parametrize("answer", [Answer.NOT_SENT, Answer.REFUSED, Answer.EXPIRED])
def test_an_attempt_that_came_to_nothing_leaves_its_op_saved(made, answer):
    store = made.store
    with store.transaction():
        tap(store)
        attempt(store, 1, 1, answer)
    assert states(store) == ["saved"]
    assert store.journal.tries([store.journal.op(OpId("op1"))]) == {"op1": 1}


def test_an_op_that_the_server_has_is_sent_and_verified_only_by_a_later_read(made):
    store = made.store
    with store.transaction():
        tap(store)
        attempt(store, 1, 1, Answer.WRITTEN)
        store.shadows.put(ROW, Shadow(a=Value(1), a_seq=Seq(1)))
    assert (states(store), shown(store)) == (["sent"], SyncState.SENT)
    with store.transaction():
        store.shadows.put(ROW, Shadow(a=Value(1), a_seq=Seq(1), v_seq=Seq(1)))
    assert (states(store), shown(store)) == (["verified"], SyncState.VERIFIED)
    assert store.journal.open_rows() == []
    assert store.journal.tally().verified == 1


def test_a_row_in_conflict_holds_its_ops_and_what_is_tapped_behind_them(made):
    store = made.store
    with store.transaction():
        tap(store)
        store.shadows.put(ROW, Shadow(conflict=CARD))
        tap(store)
    assert states(store) == ["conflict", "conflict"]
    assert shown(store) is SyncState.CONFLICT
    assert store.view.of_row(ROW).shown.reason == "Changed in Wix: 3, here: 2."
    assert store.journal.tally().conflict == 2


def test_a_refused_op_is_parked_with_its_reason_and_a_later_tap_waits(made):
    store = made.store
    with store.transaction():
        tap(store)
        store.shadows.park(ROW, Seq(1), "Wix says no.")
        tap(store)
    assert states(store) == ["parked", "saved"]
    assert shown(store) is SyncState.PARKED
    assert store.view.of_row(ROW).shown.reason == "Wix says no."
    with store.transaction():
        store.shadows.unpark(ROW)
    assert states(store) == ["saved", "saved"]


def test_a_kept_row_is_a_local_walk_in_and_waits_for_nothing_ever(made):
    """Nothing of it is sent any more, so a tap that came later must not count as waiting."""
    store = made.store
    with store.transaction():
        tap(store)
        store.shadows.park(ROW, Seq(1), "Wix says no.")
        store.shadows.keep(ROW)
        tap(store)
    assert states(store) == ["verified", "verified"]
    assert store.journal.open_rows() == []
    assert store.journal.tally().unsent == 0
    row = store.view.of_row(ROW).shown
    assert (row.sync, row.walk_in, row.shown) == (SyncState.VERIFIED, True, Value(2))


def test_a_poisoned_row_says_nothing_about_another(made):
    store = made.store
    with store.transaction():
        tap(store)
        tap(store, OTHER)
        store.shadows.park(ROW, Seq(1), "Wix says no.")
    assert (states(store), states(store, OTHER)) == (["parked"], ["saved"])
    assert store.journal.open_rows() == [(ROW, 1), (OTHER, 2)]


seqs = st.integers(0, 5)
pasts = st.fixed_dictionaries(
    {
        "ops": st.integers(0, 4),
        "a_seq": seqs,
        "v_seq": seqs,
        "card": st.booleans(),
        "shadow": st.booleans(),
        "attempts": st.lists(
            st.tuples(seqs, st.sampled_from([None, *Answer])), max_size=3
        ),
        "parked": st.none() | st.tuples(seqs, st.booleans()),
    }
)  # fmt: skip


@given(past=pasts)
def test_the_screen_and_the_queue_agree_on_every_past(past, tmp_path_factory):
    """`_state` is the worst of `op_states`; a conflict is shown even with nothing in the queue."""
    made = make_desk(tmp_path_factory.mktemp("store"))
    made.add_session("yoga")
    made.add_bookings("yoga", booking("dana", party=9))
    store = made.store
    with store.transaction():
        for _ in range(past["ops"]):
            tap(store)
        card = CARD if past["card"] else None
        if past["shadow"] or card:
            store.shadows.put(
                ROW, Shadow(a_seq=Seq(past["a_seq"]), v_seq=Seq(past["v_seq"]), conflict=card)
            )
        for upto, answer in past["attempts"]:
            attempt(store, 1, upto, answer)
        if past["parked"]:
            store.shadows.park(ROW, Seq(past["parked"][0]), "no")
            if past["parked"][1]:
                store.shadows.keep(ROW)
    said = states(store)
    kept = bool(past["parked"] and past["parked"][1])
    worst = max(
        (SyncState(each) for each in said), key=list(SyncState).index, default=SyncState.NONE
    )
    if card and not kept:
        worst = SyncState.CONFLICT
    if kept:
        worst = SyncState.VERIFIED
    assert shown(store) is worst
    unverified = [each for each in said if each != "verified"]
    assert [state for _, state in store.journal.open_ops()] == unverified
    tally = store.journal.tally()
    assert tally.verified == said.count("verified")
    for state in ("saved", "in_doubt", "sent", "conflict", "parked"):
        assert getattr(tally, state) == said.count(state)
    assert bool(store.journal.open_rows()) == bool(unverified)
    store.close()


@pytest.mark.parametrize("value", [NONE, NO_SHOW, Value(1), Value(1000)])
def test_a_value_comes_back_from_every_column_as_it_went_in(made, value):
    store = made.store
    shadow = Shadow(
        a=value,
        r=value,
        conflict=Conflict(ConflictKind.DUPLICATE, value, value),
        changed_from=value,
    )
    with store.transaction():
        store.shadows.put(ROW, shadow)
        number = store.shadows.replace(ROW, value)
        attempt_id = store.shadows.begin(ROW, value, (Seq(1), Seq(1)), NOON).attempt_id
    assert store.shadows.of_row(ROW) == shadow
    assert store.shadows.of_events([ROW.event_id]) == {ROW: shadow}
    assert store.shadows.replaced() == [(number, ROW, value)]
    [found] = store.shadows.unanswered()
    assert (found.attempt_id, found.target) == (attempt_id, value)
    with store.transaction():
        store.shadows.forget_replaced(number)
    assert store.shadows.replaced() == []
    assert store.shadows.of_row(OTHER) == Shadow()


def test_parkings_are_read_back_whole(made):
    store = made.store
    with store.transaction():
        store.shadows.park(ROW, Seq(7), "because")
        store.shadows.park(OTHER, Seq(8), "too")
        store.shadows.keep(OTHER)
    found = store.shadows.parked()
    assert (found[ROW].seq, found[ROW].reason, found[ROW].kept) == (7, "because", False)
    assert found[OTHER].kept
