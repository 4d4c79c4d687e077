"""Walk-ins at the desk: on the roster and in the totals at once, and after a restart."""

import pytest

from app.checkin.walk_ins import WalkIns
from app.domain.errors import Refusal, StoreError
from app.domain.model import EventId, SessionKind, SyncState
from app.domain.roster import Standing
from app.domain.values import Value
from app.domain.walk_ins import NO_EMAIL
from tests.desks import booking, make_desk

YOGA = EventId("yoga")


@pytest.fixture
def made(tmp_path):
    made = make_desk(tmp_path)
    made.add_session("yoga", capacity=3)
    made.add_bookings("yoga", booking("dana", party=2))
    yield made
    made.store.close()


def walk_ins(made):
    return WalkIns(made.store, made.clock, lambda: made.woken.append(made.clock.now()), "Noa")


def roster(made):
    return made.desk.roster(YOGA)


def test_s18_an_empty_name_and_two_people_raise_the_total_and_are_listed_as_a_walk_in(made):
    """S-18: by the desk alone."""
    before = roster(made).card
    done = walk_ins(made).add(YOGA, "  ", count=2)
    after = roster(made)
    assert (after.card.attended, after.card.booked) == (before.attended + 2, before.booked + 2)
    row = next(row for row in after.rows if row.walk_in)
    assert row == done.row
    assert (row.name, row.party, row.shown) == ("Walk-in", 2, Value(2))
    assert row.standing is Standing.CHECKED_IN
    assert done.card == after.card
    assert done.before == Value(0)
    assert len(made.woken) == 1


def test_s19_one_that_is_not_in_wix_is_there_after_a_restart_and_says_so(made, tmp_path):
    """S-19: from the store alone."""
    done = walk_ins(made).add(YOGA, "Wren", phone="+1 212-555-0199")
    made.store.close()
    made = make_desk(tmp_path, clock=made.clock)
    [row] = [row for row in roster(made).rows if row.walk_in]
    assert row == done.row
    assert (row.not_in_wix, row.reason, row.phone_tail) == (True, NO_EMAIL, "5550199")
    assert row.sync is SyncState.VERIFIED
    assert made.desk.status().tally.unsent == 0
    made.store.close()


def test_over_the_capacity_it_is_counted_and_flagged(made):
    assert not walk_ins(made).add(YOGA, count=3).card.over_capacity
    assert walk_ins(made).add(YOGA).card.over_capacity


def test_it_is_undone_counted_up_and_down_like_any_row(made):
    row = walk_ins(made).add(YOGA, count=2).row.row
    made.desk.leave(row)
    made.desk.arrive(row)
    with pytest.raises(Refusal, match="All 2 of this booking are in"):
        made.desk.arrive(row)
    assert made.desk.add_extra(row).row.extra == 1
    assert roster(made).card.attended == 3


def test_f9_takes_it_off_the_roster_and_undo_of_that_brings_it_back(made):
    walk_ins(made).add(YOGA, "Wren")
    undone = made.desk.undo_last()
    assert [row.name for row in roster(made).rows] == ["Dana Levi"]
    assert (roster(made).card.attended, roster(made).card.booked) == (0, 2)
    made.desk.undo(undone.op_id)
    assert [row.name for row in roster(made).rows] == ["Dana Levi", "Wren"]


def test_a_refresh_leaves_it_where_it_is(made):
    walk_ins(made).add(YOGA, "Wren", "wren@example.com")
    walk_ins(made).add(YOGA, "Ada")
    made.add_bookings("yoga", booking("noa", "Noa Levi"))
    assert [row.name for row in roster(made).rows] == ["Ada", "Noa Levi", "Wren"]
    assert roster(made).card.attended == 2


def test_the_journal_knows_who_did_it(made):
    done = walk_ins(made).add(YOGA, "Wren", "wren@example.com")
    op = made.store.journal.op(done.op_id)
    assert (op.actor, op.count, op.row, op.party) == ("Noa", 1, done.row.row, 1)
    assert done.row.sync is SyncState.SAVED
    assert done.row.undo == done.op_id


@pytest.mark.parametrize("given", [{"count": 0}, {"email": "wren"}, {"event_id": EventId("who")}])
def test_a_refusal_leaves_nothing(made, given):
    with pytest.raises(Refusal):
        walk_ins(made).add(**{"event_id": YOGA, **given})
    assert len(roster(made).rows) == 1
    assert made.woken == []


@pytest.mark.parametrize(
    "changed", [{"cancelled": True}, {"kind": SessionKind.APPOINTMENT}], ids=str
)
def test_no_session_for_walk_ins(made, changed):
    made.add_session("other", **changed)
    with pytest.raises(Refusal):
        walk_ins(made).add(EventId("other"))


def test_what_cannot_be_written_leaves_nothing(made):
    adding = walk_ins(made)
    made.store._database.run("PRAGMA query_only = ON")
    with pytest.raises(StoreError):
        adding.add(YOGA)
    made.store._database.run("PRAGMA query_only = OFF")
    assert len(roster(made).rows) == 1
