"""What waits, why, in words; and what a person can decide about it, or not."""

import pytest

from app.checkin.attention import WORDS, Attention
from app.domain.errors import Refusal
from app.domain.model import (
    BookingId,
    Conflict,
    ConflictKind,
    DeviceId,
    EventId,
    OpId,
    OpKind,
    RowId,
    Seq,
    SyncState,
)
from app.domain.values import NO_SHOW, NONE, Value

DANA = RowId(BookingId("dana"), EventId("yoga"))
NOA = RowId(BookingId("noa"), EventId("yoga"))
DEVICE = DeviceId("here")


@pytest.fixture
def attention(made):
    return Attention(made.store, made.clock)


def park(made, people=1):
    op = made.desk.arrive(DANA, people)
    with made.store.transaction():
        seq = made.store.journal.op(op.op_id).seq
        made.store.shadows.park(DANA, seq, "Wix does not know this session.")
    return op.op_id


def conflict(made, server, kind=ConflictKind.FOREIGN):
    with made.store.transaction():
        seat = made.store.view.of_row(DANA)
        card = Conflict(kind, server, seat.shown.shown)
        made.store.shadows.put(DANA, seat.shadow._replace(conflict=card))


def row(made):
    return made.store.view.of_row(DANA).shown


def refused(words, act, *given):
    with pytest.raises(Refusal, match=words):
        act(*given)


def test_nothing_waits_where_nothing_was_done(attention):
    assert attention.waiting() == []


def test_what_waits_is_listed_in_order_with_state_reason_and_tries(made, attention):
    first = park(made)
    made.desk.arrive(NOA)
    with made.store.transaction():
        made.store.shadows.begin(NOA, Value(1), (Seq(2), Seq(2)), made.clock.now())
    parked, doubtful = attention.waiting()
    assert (parked.op.op_id, parked.state, parked.tries) == (first, SyncState.PARKED, 0)
    assert parked.reason == "Wix does not know this session."
    assert (doubtful.state, doubtful.tries) == (SyncState.IN_DOUBT, 1)
    assert doubtful.reason == WORDS[SyncState.IN_DOUBT]


def test_every_state_that_can_wait_has_its_words():
    assert set(WORDS) == set(SyncState) - {SyncState.NONE, SyncState.VERIFIED}


def test_a_conflict_says_both_numbers(made, attention):
    made.desk.arrive(DANA, 2)
    conflict(made, Value(3))
    [waiting] = attention.waiting()
    assert (waiting.state, waiting.reason) == (SyncState.CONFLICT, "Changed in Wix: 3, here: 2.")


def test_retry_lets_the_row_be_sent_again_and_changes_no_count(made, attention):
    op = park(made, 2)
    attention.retry(op)
    assert (row(made).sync, row(made).shown) == (SyncState.SAVED, Value(2))


def test_keep_leaves_it_here_as_a_walk_in_and_waits_no_more(made, attention):
    op = park(made, 2)
    attention.keep(op)
    assert (row(made).walk_in, row(made).shown) == (True, Value(2))
    assert attention.waiting() == []
    made.desk.arrive(DANA)
    assert attention.waiting() == []
    refused("nothing to decide", attention.keep, op)


def test_discard_takes_the_op_back_and_says_so_in_the_journal(made, attention):
    op = park(made, 2)
    attention.discard(op, DEVICE)
    assert row(made).shown == NONE
    last = made.store.journal.of_row(DANA)[-1]
    assert (last.kind, last.undoes) == (OpKind.UNDO, op)


def test_discard_asks_no_rule_since_a_person_gave_it_up(made, attention):
    made.desk.arrive(DANA, 2)
    op = made.desk.leave(DANA, 2).op_id
    made.desk.arrive(DANA, 3)
    with made.store.transaction():
        made.store.shadows.park(DANA, Seq(3), "no")
    refused("Booked for 4", made.desk.undo, op)
    attention.discard(op, DEVICE)
    assert row(made).shown == Value(4)


def test_what_was_taken_back_already_cannot_be_discarded(made, attention):
    op = park(made)
    made.desk.undo(op)
    refused("already undone", attention.discard, op, DEVICE)


@pytest.mark.parametrize("act", ["retry", "keep", "discard"])
def test_only_what_wix_refused_can_be_decided(made, attention, act):
    op = made.desk.arrive(DANA).op_id
    given = (DEVICE,) if act == "discard" else ()
    refused("nothing to decide", getattr(attention, act), op, *given)
    refused("is not a check-in of this computer", getattr(attention, act), OpId("x"), *given)
    assert row(made).sync is SyncState.SAVED


@pytest.mark.parametrize("value", [NONE, Value(1), Value(4), NO_SHOW])
def test_a_conflict_is_decided_and_the_decision_is_an_op(made, attention, value):
    made.desk.arrive(DANA, 2)
    conflict(made, Value(3))
    op = attention.resolve(DANA, value, DEVICE)
    assert (row(made).shown, row(made).conflict) == (value, None)
    assert made.store.journal.op(op).kind is OpKind.DECIDE
    assert row(made).sync is SyncState.SAVED
    refused("cannot be undone", made.desk.undo, op)
    assert row(made).undo != op


def test_taps_after_a_decision_count_from_it(made, attention):
    made.desk.arrive(DANA, 2)
    conflict(made, Value(3))
    attention.resolve(DANA, Value(3), DEVICE)
    assert made.desk.arrive(DANA).row.shown == Value(4)


def test_taps_behind_a_conflict_are_part_of_what_is_decided(made, attention):
    made.desk.arrive(DANA)
    conflict(made, Value(3))
    made.desk.arrive(DANA)
    attention.resolve(DANA, Value(3), DEVICE)
    assert row(made).shown == Value(3)


def test_a_decision_over_every_number_in_sight_is_refused(made, attention):
    made.desk.arrive(DANA)
    conflict(made, Value(6))
    refused("at most 6 can be decided", attention.resolve, DANA, Value(7), DEVICE)
    attention.resolve(DANA, Value(6), DEVICE)
    assert row(made).shown == Value(6)


def test_there_is_nothing_to_decide_without_a_conflict(made, attention):
    refused("not in conflict", attention.resolve, DANA, Value(1), DEVICE)
    nobody = RowId(BookingId("x"), EventId("yoga"))
    refused("not loaded on this computer", attention.resolve, nobody, Value(1), DEVICE)


def test_two_records_in_wix_are_decided_there(made, attention):
    conflict(made, Value(1), ConflictKind.DUPLICATE)
    refused("two records", attention.resolve, DANA, Value(1), DEVICE)
