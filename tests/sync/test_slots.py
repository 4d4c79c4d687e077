"""Several devices at one desk, in time slots: the clock, the window, and whole rushes of taps."""

import itertools
import math
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.demo import DemoSite
from app.demo.faults import Fault
from app.domain.merge import News
from app.domain.model import Attempt, AttemptId, BookingId, EventId, Mode, RowId, Seq, Shadow
from app.domain.site import DateSeen, Line
from app.domain.values import Value
from app.sync.coordination import DEADLINE_S, Alone, NotMyTurn, Slots, coordination_of
from app.sync.slot_clock import MOST_ASKED, SlotClock, offset_of
from app.sync.taking import Lately, Lower, RowOps, take
from tests.desks import SetClock
from tests.figures import Figures
from tests.rigs import Rig, seat
from tests.some import some
from tests.sync.several import Rush, Several, rush

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ROW = RowId(BookingId("b"), EventId("e"))


def header(clock: SetClock, off_s: float, trip_s: float = 0.0) -> DateSeen:
    """What a request now brings, `off_s` being the truth."""
    server = clock.now() + timedelta(seconds=off_s + trip_s / 2)
    return DateSeen(
        server.replace(microsecond=0), clock.now(), clock.now() + timedelta(seconds=trip_s)
    )


@pytest.mark.parametrize("off_s", [-3.7, 0.0, 0.25, 86_400.5])
def test_whole_seconds_become_a_narrow_span_that_holds_the_truth(off_s: float) -> None:
    clock, line = SetClock(NOON), Line()
    server = SlotClock(clock, line)
    asked = 0
    while server.wants_date():
        clock.advance(server.next_date_in_s() + 0.03)
        line.dates.append(header(clock, off_s))
        asked += 1
    now = server.now()
    assert now is not None
    assert now.low <= clock.now().timestamp() + off_s <= now.high
    assert now.width <= 0.25
    assert asked <= 8


def test_the_smallest_round_trips_speak_first_and_one_that_contradicts_them_is_left_out() -> None:
    clock = SetClock(NOON + timedelta(seconds=0.9))
    good = [header(clock, 0.0, trip_s=0.02) for _ in range(4)]
    slow = DateSeen(NOON + timedelta(seconds=9), NOON, NOON + timedelta(seconds=3))
    span = offset_of([slow, *good], clock.now())
    assert span is not None
    assert span.low <= 0.0 <= span.high


def test_fewer_than_five_headers_say_nothing() -> None:
    clock = SetClock(NOON)
    assert offset_of([header(clock, 0.0)] * 4, clock.now()) is None
    server = SlotClock(clock, Line())
    assert (server.now(), server.wants_date(), server.next_date_in_s()) == (None, True, 0.0)


def test_an_old_header_says_less() -> None:
    clock = SetClock(NOON)
    seen = [header(clock, 0.0)] * 5
    fresh = offset_of(seen, clock.now())
    later = offset_of(seen, clock.now() + timedelta(seconds=600))
    assert fresh is not None
    assert later is not None
    assert later.width == pytest.approx(fresh.width + 0.24)


def test_a_wall_clock_that_jumps_forgets_what_was_learnt() -> None:
    clock, line = SetClock(NOON), Line()
    server = SlotClock(clock, line)
    for _ in range(12):
        clock.advance(0.37)
        line.dates.append(header(clock, 0.0))
    assert server.now() is not None
    clock.wall += timedelta(days=1)
    assert server.now() is None
    assert server.wants_date()


def test_a_slow_line_is_not_asked_for_ever() -> None:
    clock, line = SetClock(NOON), Line()
    server = SlotClock(clock, line)
    for _ in range(MOST_ASKED):
        clock.advance(1.0)
        line.dates.append(header(clock, 0.0, trip_s=0.8))
    assert server.now() is None
    assert not server.wants_date()


class Turns:
    """Slots over a clock that is known to the hundredth."""

    def __init__(self, device: int = 1, devices: int = 2) -> None:
        self.clock, self.line = SetClock(NOON), Line()
        self.slots = Slots(self.clock, self.line, device, devices)
        for n in range(64):
            self.line.dates.append(header(SetClock(NOON + timedelta(seconds=n / 64)), 0.0))

    def at(self, slot: int, second: float) -> Slots:
        """In a slot counted from the device's own first one after noon."""
        first = math.ceil(NOON.timestamp() / 16) * 16
        wanted = first + 8 * slot + second
        self.clock.advance(wanted - self.clock.now().timestamp())
        return self.slots


def test_a_turn_is_what_surely_lies_in_the_window_of_the_own_slot() -> None:
    turns = Turns()
    seconds = [0.0, 5.4, 5.6, 6.4, 6.6, 7.9]
    found = [turns.at(0, second).turn() is not None for second in seconds]
    assert found == [False, False, True, True, False, False]
    assert [turns.at(1, second).turn() for second in seconds] == [None] * 6
    assert turns.at(2, 5.8).turn() is not None


@pytest.mark.parametrize("devices", [2, 3, 5])
def test_the_windows_of_no_two_devices_meet(devices: int) -> None:
    everybody = [Turns(n, devices) for n in range(1, devices + 1)]
    for _ in range(8 * devices * 10):
        now = [each.slots.turn() for each in everybody]
        assert sum(turn is not None for turn in now) <= 1
        for each in everybody:
            each.clock.advance(0.1)


def test_the_next_turn_is_told() -> None:
    turns = Turns()
    assert turns.at(0, 1.5).next_turn_in_s() == pytest.approx(4.0, abs=0.05)
    assert turns.at(0, 6.0).next_turn_in_s() == pytest.approx(15.5, abs=0.05)
    assert turns.at(1, 5.5).next_turn_in_s() == pytest.approx(8.0, abs=0.05)
    assert turns.slots.next_date_in_s() == math.inf


def test_a_write_has_a_deadline_and_none_goes_out_after_the_window() -> None:
    turns = Turns()
    with turns.at(0, 6.0).sending():
        assert turns.line.deadline_s == DEADLINE_S
    assert turns.line.deadline_s is None
    with pytest.raises(NotMyTurn), turns.at(0, 7.0).sending():
        pass


def test_a_read_late_in_the_own_slot_shows_all_and_what_follows_soon_is_ours() -> None:
    turns = Turns()
    turns.at(0, 4.0)
    early = turns.clock.monotonic()
    turns.at(0, 5.6)
    sent = turns.clock.monotonic()
    assert (turns.slots.shows_all(early), turns.slots.shows_all(sent)) == (False, True)
    turns.at(1, 5.0)
    assert turns.slots.is_only_writer(sent, turns.clock.monotonic())
    assert not turns.slots.shows_all(turns.clock.monotonic())
    turns.at(1, 6.0)
    assert not turns.slots.is_only_writer(sent, turns.clock.monotonic())


def test_nothing_is_written_before_the_servers_clock_is_known() -> None:
    clock = SetClock(NOON)
    slots = Slots(clock, Line(), 1, 2)
    assert (slots.turn(), slots.next_turn_in_s()) == (None, math.inf)
    assert (slots.shows_all(0.0), slots.is_only_writer(0.0, 0.0)) == (False, False)
    assert slots.wants_date()
    assert not slots.wants_date()
    assert slots.next_date_in_s() == 0.5


def test_alone_it_is_always_this_devices_turn() -> None:
    alone = Alone()
    assert alone.turn() != alone.turn()
    assert (alone.mode, alone.next_turn_in_s(), alone.next_date_in_s()) == (
        Mode.ALONE, math.inf, math.inf,
    )  # fmt: skip
    assert (alone.shows_all(0), alone.is_only_writer(0, 9), alone.wants_date()) == (
        True, True, False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("device", "devices", "mode"),
    [(0, 1, Mode.ALONE), (0, 3, Mode.ALONE), (1, 1, Mode.ALONE), (2, 3, Mode.SLOTS)],
)
def test_slots_are_for_a_device_with_a_number_among_several(
    device: int, devices: int, mode: Mode
) -> None:
    assert coordination_of(device, devices, SetClock(NOON), Line()).mode is mode


def test_a_lower_value_is_lagging_or_for_a_person_and_a_higher_one_is_taken() -> None:
    known, row = Shadow(a=Value(3), r=Value(3)), RowOps((), 9)
    found = {lower: take(known, Value(2), row, Lately(lower=lower)).news for lower in Lower}
    assert found == {
        Lower.TAKEN: News.FOREIGN,
        Lower.LAGGING: News.STALE,
        Lower.DOUBTED: News.CONFLICT,
    }
    assert {take(known, Value(4), row, Lately(lower=lower)).news for lower in Lower} == {
        News.FOREIGN
    }


def test_an_equal_write_of_another_device_is_not_taken_for_ours() -> None:
    known, row = Shadow(a=Value(2), r=Value(2)), RowOps((), 9)
    ghost = Attempt(AttemptId(7), ROW, Value(3), Seq(1), Seq(1))
    assert take(known, Value(3), row, Lately([ghost])).news is News.LANDED
    unsure = Lately([ghost], unsure={ghost.attempt_id})
    assert take(known, Value(3), row, unsure).news is News.CONFLICT


@pytest.fixture
def several(tmp_path: Path):
    made: list[Several] = []

    def make(devices: int) -> Several:
        made.append(Several(tmp_path, devices))
        return made[-1]

    yield make
    for each in made:
        assert each.site.forbidden_writes() == []
        each.close()


Make = Callable[[int], Several]


def test_the_status_says_which_mode_is_on(several: Make, site: DemoSite, rig: Rig) -> None:
    assert rig.pass_once().mode is Mode.ALONE
    desk = several(2)
    assert desk.rigs[0].pass_once().mode is Mode.SLOTS


def test_a_tap_waits_for_the_own_slot_and_a_refresh_does_not_push_it_out(several: Make) -> None:
    desk = several(2)
    (row,) = seat(desk.site, 9)
    desk.run(desk.clock.monotonic() + 25)
    sent: list[float] = []
    for _ in range(12):
        desk.rigs[1].desk.arrive(row) if len(sent) < 9 else None
        writes = len(desk.site.writes())
        for _ in range(400):
            desk.run(desk.clock.monotonic() + 0.1)
            if len(desk.site.writes()) > writes:
                sent.append(desk.clock.now().timestamp() % 16 - 8)
                break
    assert len(sent) == 9
    assert all(5.5 <= second <= 6.7 for second in sent)


def test_a_window_that_closes_in_the_middle_leaves_the_rest_to_the_next_turn(
    several: Make,
) -> None:
    desk = several(2)
    rows = seat(desk.site, *[1] * 20)
    desk.run(desk.clock.monotonic() + 25)
    rig = desk.rigs[0]
    for row in rows:
        rig.desk.arrive(row)
    send = rig.engine._site.set_attendance

    def slowly(wanted):
        desk.clock.advance(0.4)
        return send(wanted)

    rig.engine._site.set_attendance = slowly
    writes = itertools.count()
    while rig.desk.status().tally.unsent:
        desk.run(desk.clock.monotonic() + 8)
        assert next(writes) < 12
    assert {desk.site.attendance(r.booking_id, r.event_id) for r in rows} == {("ATTENDED", 1)}


def test_an_equal_number_of_another_device_does_not_settle_a_lost_write(several: Make) -> None:
    desk = several(2)
    (row,) = seat(desk.site, 9)
    desk.run(desk.clock.monotonic() + 25)
    desk.site.faults.add(Fault("drop", "attendance.bulk_set", times=1))
    desk.rigs[0].desk.arrive(row)
    desk.due[0] = 0.0
    while not desk.site.faults.hits("drop"):
        desk.run(desk.clock.monotonic() + 1)
    desk.rigs[1].desk.arrive(row)
    desk.due[1] = 0.0
    while desk.site.attendance(row.booking_id, row.event_id) is None:
        desk.run(desk.clock.monotonic() + 1)
    desk.run(desk.clock.monotonic() + 40)
    card = desk.rigs[0].row(row).conflict
    assert card is not None
    assert (card.server, card.mine) == (Value(1), Value(1))


def told(figures: Figures, found: Rush, devices: int, seed: int) -> None:
    figures.seeds.append(seed)
    figures.tell("taps", found.taps)
    figures.tell("rows", found.rows)
    figures.none("rows wrong without a flag", found.unflagged)
    figures.most("requests a minute and device", found.most_a_minute, 180 // devices)


@pytest.mark.parametrize("devices", some([3, 2, 5], one_in=3))
def test_several_devices_and_lagging_queries_count_nobody_twice_or_not_at_all(
    devices: int, tmp_path: Path, figures: Figures
) -> None:
    found = rush(tmp_path, devices, seed=devices, lasts_s=50)
    told(figures, found, devices, devices)
    figures.none("rows wrong", found.wrong)
    figures.none("rows flagged", found.flagged)
    assert found.taps > 20 * devices
    assert found.slowest_s <= 8 * devices + 1


@pytest.mark.parametrize("devices", some([3, 2, 5], one_in=3))
def test_with_lost_writes_and_people_who_leave_every_wrong_row_is_flagged(
    devices: int, tmp_path: Path, figures: Figures
) -> None:
    found = rush(tmp_path, devices, seed=devices, faults=True, leaving=0.1, lasts_s=50)
    told(figures, found, devices, devices)
    figures.tell("rows wrong, each with a flag", found.wrong)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("devices", [2, 3, 5])
def test_many_rushes_without_faults(
    devices: int, seed: int, tmp_path: Path, figures: Figures
) -> None:
    found = rush(tmp_path, devices, seed=seed)
    told(figures, found, devices, seed)
    figures.none("rows wrong", found.wrong)
    figures.none("rows flagged", found.flagged)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("devices", [2, 3, 5])
def test_many_rushes_with_faults(devices: int, seed: int, tmp_path: Path, figures: Figures) -> None:
    found = rush(tmp_path, devices, seed=seed, faults=True, leaving=0.1)
    told(figures, found, devices, seed)
    figures.tell("rows wrong, each with a flag", found.wrong)
    figures.tell("rows flagged", found.flagged)


def test_a_deadline_is_kept_to_by_the_line(site: DemoSite, rig: Rig) -> None:
    rig.pass_once()
    line = rig.engine._site._site.line
    line.deadline_s = 0.05
    site.faults.add(Fault("slow", "attendance.query", delay_s=float("inf")))
    seat(site, 2)
    status = rig.pass_once(pull=True)
    site.faults.release()
    assert not status.online
