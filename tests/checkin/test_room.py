"""Where this computer blocks over capacity a full session takes nobody more; else it says so."""

import pytest

from app.checkin.walk_ins import WalkIns
from app.domain.errors import Refusal
from app.domain.model import BookingId, EventId, RowId
from tests.desks import booking, make_desk

YOGA = EventId("yoga")
DANA, MAYA = (RowId(BookingId(each), YOGA) for each in ("dana", "maya"))


@pytest.fixture
def made(tmp_path):
    """Three places, five booked."""
    made = make_desk(tmp_path)
    made.add_session("yoga", title="Yoga Flow", capacity=3)
    made.add_bookings("yoga", booking("dana", party=3), booking("maya", party=2))
    made.desk.recording.blocks = lambda: True
    yield made
    made.store.close()


def attended(made):
    return made.desk.roster(YOGA).card.attended


def test_it_takes_as_many_as_there_is_room_for_and_no_one_more(made):
    made.desk.arrive(DANA, 2)
    with pytest.raises(Refusal, match=r"^Yoga Flow has room for 1 more \(2 of 3\)\.$"):
        made.desk.arrive(MAYA, 2)
    made.desk.arrive(MAYA)
    for more in (
        lambda: made.desk.arrive(MAYA),
        lambda: made.desk.arrive(DANA),
        lambda: made.desk.add_extra(DANA),
        lambda: made.desk.set_count(MAYA, 2),
    ):
        with pytest.raises(Refusal, match=r"^Yoga Flow is full \(3 of 3\)\.$"):
            more()
    assert attended(made) == 3
    assert len(made.store.journal.of_events([YOGA])[DANA]) == 1


def test_whoever_leaves_makes_room_and_what_was_taken_back_is_never_refused(made):
    made.desk.arrive(DANA, 3)
    left = made.desk.leave(DANA)
    made.desk.arrive(MAYA)
    made.desk.undo(left.op_id)
    assert attended(made) == 4


def test_a_walk_in_finds_it_full_too(made):
    blocking = WalkIns(made.store, made.clock, lambda: None, blocks=lambda: True)
    made.desk.arrive(DANA, 2)
    with pytest.raises(Refusal, match="has room for 1 more"):
        blocking.add(YOGA, "Wren", count=2)
    blocking.add(YOGA, "Wren")
    with pytest.raises(Refusal, match="is full"):
        blocking.add(YOGA, "Ruth")
    assert attended(made) == 3
    assert WalkIns(made.store, made.clock, lambda: None).add(YOGA).card.over_capacity


@pytest.mark.parametrize("capacity", [None, 3])
def test_without_a_capacity_or_the_setting_nobody_is_refused(made, capacity):
    made.add_session("yoga", title="Yoga Flow", capacity=capacity)
    made.add_bookings("yoga", booking("dana", party=3), booking("maya", party=2))
    made.desk.recording.blocks = lambda: capacity is None
    made.desk.arrive(DANA, 3)
    assert made.desk.arrive(MAYA, 2).card.over_capacity is (capacity is not None)


def test_what_another_process_counted_takes_room_too(made, tmp_path):
    """Between two taps, on the same store."""
    made.desk.arrive(DANA)
    beside = make_desk(tmp_path, clock=made.clock)
    beside.desk.arrive(MAYA, 2)
    with pytest.raises(Refusal, match="is full"):
        made.desk.arrive(DANA)
    beside.store.close()
