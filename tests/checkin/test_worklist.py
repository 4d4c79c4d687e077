"""What the sync panel lists, row by row, and what is decided there."""

from datetime import timedelta

import pytest

from app.checkin.cancelled import LOOK_BACK, Gone
from app.checkin.handover import Handover
from app.checkin.worklist import Why, Worklist
from app.domain.errors import Refusal
from app.domain.model import (
    BookingId,
    BookingStatus,
    Conflict,
    ConflictKind,
    EventId,
    RowId,
    Seq,
    SyncState,
)
from app.domain.values import NONE, Value
from tests.desks import booking

DANA = RowId(BookingId("dana"), EventId("yoga"))
NOA = RowId(BookingId("noa"), EventId("yoga"))


@pytest.fixture
def worklist(made):
    return Worklist(made.store, made.clock, lambda: made.woken.append("decided"))


def park(made, row=DANA, people=1):
    op = made.desk.arrive(row, people)
    with made.store.transaction():
        seq = made.store.journal.op(op.op_id).seq
        made.store.shadows.park(row, seq, "Wix does not know this session.")


def conflict(made, server, kind=ConflictKind.FOREIGN, row=DANA):
    with made.store.transaction():
        seat = made.store.view.of_row(row)
        card = Conflict(kind, server, seat.shown.shown)
        made.store.shadows.put(row, seat.shadow._replace(conflict=card))


def verify(made, row=DANA):
    with made.store.transaction():
        seat = made.store.view.of_row(row)
        last, shown = seat.last_seq, seat.shown.shown
        known = seat.shadow._replace(a=shown, r=shown, a_seq=last, r_seq=last, v_seq=last)
        made.store.shadows.put(row, known)


def cancel(made, status=BookingStatus.CANCELED):
    made.add_bookings("yoga", booking("dana", party=4, status=status), booking("noa", "Noa Kahn"))


def test_nothing_is_listed_where_nothing_waits(made, worklist):
    assert worklist.entries() == []
    made.desk.arrive(DANA)
    verify(made)
    assert worklist.entries() == []


def test_what_waits_is_one_entry_a_row_with_its_steps_and_session(made, worklist):
    made.desk.arrive(DANA)
    made.desk.arrive(NOA)
    made.desk.arrive(DANA, 2)
    with made.store.transaction():
        made.store.shadows.begin(NOA, Value(1), (Seq(2), Seq(2)), made.clock.now())
    dana, noa = worklist.entries()
    assert (dana.row, dana.why, dana.name, dana.shown) == (DANA, Why.WAITS, "Dana Levi", Value(3))
    assert [op.count for op in dana.steps] == [1, 2]
    assert dana.session.title == "Yoga Flow"
    assert (dana.tries, dana.in_doubt) == (0, False)
    assert (noa.tries, noa.in_doubt) == (1, True)


def test_what_was_sent_and_is_only_checked_once_more_is_not_listed(made, worklist):
    made.desk.arrive(DANA)
    with made.store.transaction():
        seat = made.store.view.of_row(DANA)
        made.store.shadows.put(DANA, seat.shadow._replace(a=Value(1), a_seq=seat.last_seq))
    assert worklist.entries() == []


def test_what_waits_for_a_person_comes_first(made, worklist):
    made.desk.arrive(NOA)
    park(made)
    parked, waits = worklist.entries()
    assert (parked.row, parked.why, parked.reason) == (
        DANA, Why.PARKED, "Wix does not know this session.",
    )  # fmt: skip
    assert (waits.row, waits.why) == (NOA, Why.WAITS)


def test_retry_keep_and_discard_decide_and_wake_the_sync(made, worklist):
    for act, left in (
        (worklist.retry, [Why.WAITS]),
        (worklist.discard, [Why.WAITS, Why.WAITS]),
        (worklist.keep, [Why.WAITS, Why.WAITS]),
    ):
        row = {worklist.retry: DANA, worklist.discard: NOA}.get(act, RowId("sam", "yoga"))
        park(made, row)
        made.woken.clear()
        act(row)
        assert made.woken == ["decided"]
        assert [each.why for each in worklist.entries()] == left


def test_discard_takes_back_everything_of_the_row_that_was_refused(made, worklist):
    made.desk.arrive(DANA)
    park(made, people=2)
    worklist.discard(DANA)
    assert made.store.view.of_row(DANA).shown.shown == NONE
    with pytest.raises(Refusal, match="nothing to decide"):
        worklist.discard(DANA)


@pytest.mark.parametrize("act", ["retry", "keep", "discard"])
def test_only_what_wix_refused_can_be_decided(made, worklist, act):
    with pytest.raises(Refusal, match="nothing to decide"):
        getattr(worklist, act)(NOA)
    made.desk.arrive(DANA)
    with pytest.raises(Refusal, match="nothing to decide"):
        getattr(worklist, act)(DANA)


def test_a_conflict_shows_both_numbers_and_is_decided(made, worklist):
    made.desk.arrive(DANA, 2)
    conflict(made, Value(3))
    [entry] = worklist.entries()
    assert (entry.why, entry.conflict.server, entry.conflict.mine) == (
        Why.CONFLICT, Value(3), Value(2),
    )  # fmt: skip
    worklist.resolve(DANA, Value(3))
    assert made.store.view.of_row(DANA).shown.shown == Value(3)
    assert made.woken[-1] == "decided"


def test_a_conflict_of_a_row_nobody_touched_here_is_listed_too(made, worklist):
    conflict(made, Value(1), ConflictKind.DUPLICATE)
    [entry] = worklist.entries()
    assert (entry.why, entry.steps) == (Why.CONFLICT, ())


@pytest.mark.parametrize("status", [BookingStatus.CANCELED, BookingStatus.DECLINED])
@pytest.mark.parametrize("verified", [True, False])
def test_i13_a_cancelled_booking_that_was_counted_is_listed(made, worklist, status, verified):
    made.desk.arrive(DANA, 2)
    if verified:
        verify(made)
    cancel(made, status)
    [entry] = worklist.entries()
    assert (entry.why, entry.gone, entry.shown) == (Why.CANCELLED, Gone.BOOKING, Value(2))
    assert len(entry.steps) == 1
    assert made.desk.cancelled() == 1


def test_i13_a_session_cancelled_or_gone_is_listed(made, worklist):
    made.desk.arrive(DANA)
    made.add_session("yoga", cancelled=True)
    assert [each.gone for each in worklist.entries()] == [Gone.SESSION]
    made.add_session("yoga")
    assert [each.gone for each in worklist.entries()] == [None]
    with made.store.transaction():
        day = timedelta(days=1)
        made.store.days.replace_sessions(made.clock.now() - day, made.clock.now() + day, [])
    assert [each.gone for each in worklist.entries()] == [Gone.SESSION]


def test_i13_accepted_it_is_listed_again_only_when_something_more_is_done(made, worklist):
    made.desk.arrive(DANA, 2)
    verify(made)
    cancel(made)
    worklist.accept(DANA)
    assert worklist.entries() == []
    assert made.desk.cancelled() == 0
    made.desk.leave(DANA)
    assert [each.why for each in worklist.entries()] == [Why.CANCELLED]
    made.desk.clear(DANA)
    assert [each.why for each in worklist.entries()] == [Why.WAITS]


def test_a_refused_row_of_a_cancelled_booking_says_both(made, worklist):
    park(made)
    cancel(made)
    [entry] = worklist.entries()
    assert (entry.why, entry.gone) == (Why.PARKED, Gone.BOOKING)
    assert made.desk.cancelled() == 0  # it is asked about already
    worklist.keep(DANA)
    assert worklist.entries() == []


def test_what_was_discarded_waits_to_be_struck_out(made, worklist):
    park(made)
    worklist.discard(DANA)
    [entry] = worklist.entries()
    assert entry.why is Why.WAITS
    assert made.store.view.of_row(DANA).shown.sync is SyncState.PARKED


def test_what_was_handed_over_lately_is_another_computers(made, worklist, tmp_path):
    made.desk.arrive(DANA, 2)
    made.desk.arrive(NOA)
    assert worklist.handed_over() == 0
    Handover(made.store, made.clock, "site-1").write(tmp_path / "export.jsonl", retire=True)
    assert worklist.handed_over() == 2
    assert worklist.entries() == []
    made.clock.advance((LOOK_BACK + timedelta(minutes=1)).total_seconds())
    assert worklist.handed_over() == 0
