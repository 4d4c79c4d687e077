"""The way of a tap to the site and back, with the real client against the demo site."""

from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from app.demo import DemoSite
from app.demo.faults import Fault
from app.domain.errors import Refusal
from app.domain.model import ConflictKind, Link, SyncState
from app.domain.values import NO_SHOW, NONE, Value
from app.sync.site_clock import SiteClock
from tests.desks import MIDDAY
from tests.rigs import Rig, seat

QUIET_S = 80.0


def test_a_tap_is_one_read_and_one_write_and_verified_after_the_quiet_period(
    site: DemoSite, rig: Rig
) -> None:
    (row,) = seat(site, 4)
    rig.pass_once()
    reads = rig.count("attendance.query")
    rig.desk.arrive(row)
    assert rig.row(row).sync is SyncState.SAVED
    status = rig.pass_once()
    assert (rig.count("attendance.query") - reads, rig.count("attendance.bulk_set")) == (1, 1)
    assert rig.on_site(row) == ("ATTENDED", 1)
    assert (status.link, status.tally.sent, rig.row(row).sync) == (Link.ONLINE, 1, SyncState.SENT)
    assert rig.wait(QUIET_S - 1).tally.sent == 1
    assert rig.wait(2).tally.verified == 1
    assert rig.row(row).sync is SyncState.VERIFIED


def test_five_taps_are_one_write_of_the_last_number(site: DemoSite, rig: Rig) -> None:
    (row,) = seat(site, 9)
    rig.pass_once()
    for _ in range(5):
        rig.desk.arrive(row)
    rig.pass_once()
    assert [write.number for write in site.writes()] == [5]


def test_an_undo_before_the_send_cancels_both_without_a_request(site: DemoSite, rig: Rig) -> None:
    (row,) = seat(site, 4)
    rig.pass_once()
    rig.desk.undo(rig.desk.arrive(row).op_id)
    status = rig.settle(200)
    assert site.writes() == []
    assert status.tally.verified == 2


@pytest.mark.parametrize("kind", ["", "method_not_allowed", "denied"])
def test_back_to_booked_deletes_or_unsets_where_the_site_cannot_delete(
    site: DemoSite, rig: Rig, kind: str
) -> None:
    """S-04: what goes out is never a number of 0."""
    rows = seat(site, 4, 2)
    rig.pass_once()
    for row in rows:
        rig.desk.arrive(row)
    rig.pass_once()
    if kind:
        site.faults.add(Fault(kind, "attendance.*delete"))
    for row in rows:
        rig.desk.clear(row)
    rig.pass_once()
    for row in rows:
        held = rig.on_site(row)
        assert held is None if not kind else held is not None and held[0] == "NOT_SET"
    rig.desk.arrive(rows[0])
    rig.desk.clear(rows[0])
    assert rig.settle(200).tally.verified == 6


def test_a_no_show_goes_without_a_number_and_one_who_comes_after_all_is_counted(
    site: DemoSite, rig: Rig
) -> None:
    (row,) = seat(site, 2)
    rig.pass_once()
    rig.desk.mark_no_show(row)
    rig.pass_once()
    assert (site.writes()[-1].status, site.writes()[-1].number) == ("NOT_ATTENDED", None)
    rig.desk.arrive(row, 2)
    rig.pass_once()
    assert rig.on_site(row) == ("ATTENDED", 2)


def test_a_course_is_counted_in_that_session_alone_and_an_appointment_too(
    site: DemoSite, rig: Rig
) -> None:
    course = site.add_session("Wheel", kind="COURSE")
    other = site.add_session("Wheel", kind="COURSE")
    booking = site.add_booking(course, 2)
    visit = site.add_session("Physio", kind="APPOINTMENT", capacity=1)
    patient = site.add_booking(visit, 1)
    rig.pass_once()
    rig.desk.arrive(rig.desk.roster(course).rows[0].row, 2)
    rig.desk.arrive(rig.desk.roster(visit).rows[0].row)
    rig.pass_once()
    assert site.attendance(booking, course) == ("ATTENDED", 2)
    assert site.attendance(booking, other) is None
    assert [r.shown for r in rig.desk.roster(other).rows] == [NONE]
    assert site.attendance(patient, visit) == ("ATTENDED", 1)


def test_unplugged_taps_go_on_and_reach_the_site_once_it_is_back(site: DemoSite, rig: Rig) -> None:
    """Y-04: in order, and nobody does anything for it."""
    rows = seat(site, 4, 1)
    rig.pass_once()
    site.faults.add(Fault("unplug"))
    rig.desk.arrive(rows[0], 2)
    assert rig.pass_once().link is Link.OFFLINE
    rig.desk.arrive(rows[1])
    asked = len(site.requests())
    assert rig.wait(1).tally.unsent == 2
    assert len(site.requests()) == asked
    site.faults.clear()
    status = rig.wait(10)
    assert status.link is Link.ONLINE
    assert (rig.on_site(rows[0]), rig.on_site(rows[1])) == (("ATTENDED", 2), ("ATTENDED", 1))


@pytest.mark.parametrize(
    "kind", ["drop", "lose_answer", "html", "cut_json", "error_500", "error_503", "error_504",
             "empty_403", "undetailed"],
)  # fmt: skip
@pytest.mark.parametrize("operation", ["attendance.bulk_set", "attendance.query"])
def test_after_a_lost_answer_the_count_is_exact_and_nobody_is_asked(
    site: DemoSite, rig: Rig, kind: str, operation: str
) -> None:
    """Y-11: a write whose answer was lost does not count again."""
    (row,) = seat(site, 4)
    rig.pass_once()
    site.faults.add(Fault(kind, operation, times=1))
    rig.desk.arrive(row)
    rig.pass_once()
    rig.desk.arrive(row)
    status = rig.settle(400)
    assert rig.on_site(row) == ("ATTENDED", 2)
    assert (status.tally.verified, status.tally.needs_attention) == (2, 0)


def test_a_write_in_doubt_is_shown_so_until_it_is_known(site: DemoSite, rig: Rig) -> None:
    (row,) = seat(site, 4)
    rig.pass_once()
    site.faults.add(Fault("lose_answer", "attendance.bulk_set"))
    rig.desk.arrive(row)
    assert rig.pass_once().tally.in_doubt == 1
    assert rig.row(row).sync is SyncState.IN_DOUBT
    site.faults.clear()
    writes = len(site.writes())
    assert rig.wait(10).tally.sent == 1
    assert len(site.writes()) == writes


def test_an_old_write_that_lands_late_over_a_newer_one_is_put_right(
    site: DemoSite, rig: Rig
) -> None:
    (row,) = seat(site, 4)
    rig.pass_once()
    site.faults.add(Fault("drop", "attendance.bulk_set", times=1))
    rig.desk.arrive(row)
    rig.pass_once()
    rig.desk.arrive(row)
    rig.wait(10)
    assert rig.on_site(row) == ("ATTENDED", 2)
    site.set_attendance(row.booking_id, row.event_id, "ATTENDED", 1)
    status = rig.settle(300)
    assert rig.on_site(row) == ("ATTENDED", 2)
    assert (status.tally.verified, status.tally.needs_attention) == (2, 0)


def test_what_a_lagging_query_returns_moves_nothing(site: DemoSite, rig: Rig) -> None:
    (row,) = seat(site, 4)
    rig.pass_once()
    rig.desk.arrive(row)
    rig.pass_once()
    site.faults.add(Fault("stale", "attendance.query", times=2, delay_s=3600))
    rig.desk.arrive(row)
    rig.pass_once()
    assert rig.row(row).shown == Value(2)
    assert rig.on_site(row) == ("ATTENDED", 2)
    assert rig.settle(300).tally.verified == 2


def test_a_staff_edit_is_taken_and_told(site: DemoSite, rig: Rig) -> None:
    (row,) = seat(site, 4)
    rig.pass_once()
    site.set_attendance(row.booking_id, row.event_id, "ATTENDED", 3)
    rig.wait(31)
    assert (rig.row(row).shown, rig.row(row).changed_from) == (Value(3), NONE)
    rig.desk.leave(row)
    rig.pass_once()
    assert rig.on_site(row) == ("ATTENDED", 2)
    assert rig.row(row).changed_from is None


def test_a_staff_edit_and_a_tap_add_up(site: DemoSite, rig: Rig) -> None:
    (row,) = seat(site, 4)
    rig.pass_once()
    rig.desk.arrive(row)
    site.set_attendance(row.booking_id, row.event_id, "ATTENDED", 2)
    rig.pass_once()
    assert rig.on_site(row) == ("ATTENDED", 3)


def test_counted_on_two_devices_the_party_is_sent_and_the_row_says_so(
    site: DemoSite, rig: Rig
) -> None:
    (row,) = seat(site, 4)
    rig.pass_once()
    rig.desk.arrive(row, 4)
    site.set_attendance(row.booking_id, row.event_id, "ATTENDED", 1)
    rig.pass_once()
    assert rig.on_site(row) == ("ATTENDED", 4)
    assert (rig.row(row).shown, rig.row(row).surplus) == (Value(4), 1)
    rig.desk.add_extra(row)
    rig.pass_once()
    assert rig.on_site(row) == ("ATTENDED", 5)
    assert (rig.row(row).surplus, rig.row(row).extra) == (0, 1)


def test_a_party_that_shrank_keeps_its_count(site: DemoSite, rig: Rig) -> None:
    (row,) = seat(site, 4)
    rig.pass_once()
    rig.desk.arrive(row, 4)
    rig.pass_once()
    site.shrink_party(row.booking_id, 2)
    rig.settle(300)
    assert rig.on_site(row) == ("ATTENDED", 4)
    assert (rig.row(row).party, rig.row(row).shown) == (2, Value(4))


def test_a_foreign_change_that_could_hide_a_lost_write_is_for_a_person(
    site: DemoSite, rig: Rig
) -> None:
    row, other = seat(site, 4, 1)
    rig.pass_once()
    site.faults.add(Fault("drop", "attendance.bulk_set", times=1))
    rig.desk.arrive(row)
    rig.pass_once()
    site.set_attendance(row.booking_id, row.event_id, "ATTENDED", 3)
    rig.desk.arrive(other)
    status = rig.wait(10)
    card = rig.row(row).conflict
    assert card is not None
    assert (card.kind, card.server, card.mine) == (ConflictKind.FOREIGN, Value(3), Value(1))
    assert (status.tally.conflict, rig.on_site(other)) == (1, ("ATTENDED", 1))
    rig.desk.arrive(row)
    rig.wait(30)
    assert rig.on_site(row) == ("ATTENDED", 3)
    rig.attention.resolve(row, Value(2), rig.store.device_id())
    rig.desk.arrive(row)
    status = rig.settle(300)
    assert rig.on_site(row) == ("ATTENDED", 3)
    assert (status.tally.needs_attention, status.tally.unsent) == (0, 0)


def test_a_foreign_no_show_while_a_tap_waits_is_for_a_person(site: DemoSite, rig: Rig) -> None:
    (row,) = seat(site, 4)
    rig.pass_once()
    rig.desk.arrive(row)
    site.set_attendance(row.booking_id, row.event_id, "NOT_ATTENDED", 1)
    assert rig.pass_once().tally.conflict == 1
    rig.attention.resolve(row, NO_SHOW, rig.store.device_id())
    assert rig.settle(200).tally.needs_attention == 0
    assert rig.row(row).shown == NO_SHOW


def test_two_records_for_one_row_are_for_a_person_and_nothing_is_written(
    site: DemoSite, rig: Rig
) -> None:
    (row,) = seat(site, 4)
    site.set_attendance(row.booking_id, row.event_id, "ATTENDED", 1)
    state = site._parts.state
    (first,) = state.by_ref("attendance", f"{row.booking_id}|{row.event_id}")
    twin = first | {"id": first["id"][:-4] + "beef", "numberOfAttendees": 2}
    state.put("attendance", twin["id"], twin, "twin")
    rig.pass_once()
    rig.desk.arrive(row)
    assert rig.pass_once().tally.conflict == 1
    assert site.writes() == []
    with pytest.raises(Refusal, match="two records"):
        rig.attention.resolve(row, Value(1), rig.store.device_id())
    state.delete("attendance", twin["id"])
    rig.wait(31)
    rig.wait(1)
    assert rig.on_site(row) == ("ATTENDED", 2)


def test_a_known_record_missing_from_an_answer_is_asked_for_by_name(
    site: DemoSite, rig: Rig
) -> None:
    kept, gone = seat(site, 4, 4)
    for row in (kept, gone):
        site.set_attendance(row.booking_id, row.event_id, "ATTENDED", 2)
    rig.pass_once()
    site.clear_attendance(gone.booking_id, gone.event_id)
    # The list forgets it for once, the record itself is still there.
    site.faults.add(Fault("stale", "attendance.query", times=1, delay_s=3600))
    rig.wait(31)
    assert rig.count("attendance.get") == 2
    assert (rig.row(gone).shown, rig.row(kept).shown) == (NONE, Value(2))


def test_one_refused_row_is_parked_and_holds_up_nobody(site: DemoSite, rig: Rig) -> None:
    rows = seat(site, *[1] * 9)
    rig.pass_once()
    refused = rows[3]
    site.faults.add(
        Fault("item_error", "attendance.*", booking_id=refused.booking_id, code="BOOKING_NOT_FOUND")
    )
    ops = [rig.desk.arrive(row).op_id for row in rows]
    status = rig.pass_once()
    assert (status.tally.sent, status.tally.parked) == (8, 1)
    assert rig.row(refused).sync is SyncState.PARKED
    assert rig.row(refused).reason
    site.faults.clear()
    rig.attention.retry(ops[3])
    assert rig.pass_once().tally.parked == 0
    assert rig.on_site(refused) == ("ATTENDED", 1)


def test_an_unknown_code_is_tried_three_times_before_it_is_believed(
    site: DemoSite, rig: Rig
) -> None:
    (row,) = seat(site, 4)
    rig.pass_once()
    site.faults.add(Fault("item_error", "attendance.bulk_set", code="MOON_IN_THE_WRONG_HOUSE"))
    op = rig.desk.arrive(row).op_id
    assert rig.pass_once().tally.parked == 0
    rig.settle(120)
    assert rig.desk.status().tally.parked == 1
    assert rig.attention.waiting()[0].tries == 3
    rig.attention.discard(op, rig.store.device_id())
    assert rig.settle(200).tally.needs_attention == 0
    assert (rig.row(row).shown, rig.on_site(row)) == (NONE, None)


def test_a_kept_row_stays_counted_here_and_sends_nothing(site: DemoSite, rig: Rig) -> None:
    (row,) = seat(site, 4)
    rig.pass_once()
    site.faults.add(Fault("item_error", "attendance.bulk_set", code="EVENT_NOT_FOUND"))
    op = rig.desk.arrive(row).op_id
    rig.pass_once()
    site.faults.clear()
    rig.attention.keep(op)
    status = rig.settle(200)
    assert (status.tally.parked, status.tally.unsent, rig.on_site(row)) == (0, 0, None)
    assert (rig.row(row).shown, rig.row(row).walk_in) == (Value(1), True)


@pytest.mark.parametrize("kind", ["not_found", "method_not_allowed", "not_implemented"])
def test_a_bulk_refused_whole_is_tried_row_by_row(site: DemoSite, rig: Rig, kind: str) -> None:
    rows = seat(site, 1, 1, 1)
    rig.pass_once()
    site.faults.add(Fault(kind, "attendance.bulk_set"))
    site.faults.add(Fault("not_found", "attendance.set", times=1))
    for row in rows:
        rig.desk.arrive(row)
    status = rig.pass_once()
    assert (status.tally.sent, status.tally.parked) == (2, 1)


def test_a_wrong_key_pauses_everything_and_check_in_goes_on(site: DemoSite, rig: Rig) -> None:
    (row,) = seat(site, 4)
    rig.pass_once()
    site.faults.add(Fault("unauthenticated"))
    rig.desk.arrive(row)
    status = rig.pass_once()
    assert (status.link, status.tally.saved) == (Link.SIGN_IN, 1)
    asked = len(site.requests())
    rig.desk.arrive(row)
    assert rig.wait(30).tally.saved == 2
    assert len(site.requests()) == asked
    site.faults.clear()
    assert rig.pass_once(pull=True).link is Link.ONLINE
    assert rig.on_site(row) == ("ATTENDED", 2)


def test_a_site_without_bookings_is_named(site: DemoSite, rig: Rig) -> None:
    site.faults.add(Fault("precondition"))
    status = rig.pass_once()
    assert status.link is Link.NO_BOOKINGS_APP
    assert "Wix Bookings" in status.message


@pytest.mark.parametrize(("told_s", "waits_s"), [(7, 7), (None, 60)])
def test_a_throttled_site_is_left_alone_for_as_long_as_it_says(
    site: DemoSite, rig: Rig, told_s: int | None, waits_s: int
) -> None:
    (row,) = seat(site, 4)
    rig.pass_once()
    site.faults.add(Fault("throttle", "attendance.bulk_set", times=1, retry_after_s=told_s))
    rig.desk.arrive(row)
    status = rig.pass_once()
    assert status.link is Link.THROTTLED
    assert status.next_in_s == pytest.approx(waits_s)
    asked = len(site.requests())
    assert rig.pass_once(pull=True).tally.saved == 1
    rig.wait(waits_s - 1)
    assert len(site.requests()) == asked
    assert rig.wait(2).link is Link.ONLINE
    assert rig.on_site(row) == ("ATTENDED", 1)


def test_a_read_refused_for_good_is_said_and_tried_later(site: DemoSite, rig: Rig) -> None:
    site.faults.add(Fault("not_found", "events.query", times=1))
    status = rig.pass_once()
    assert (status.link, bool(status.message)) == (Link.OFFLINE, True)
    assert rig.wait(10).link is Link.ONLINE


def test_after_a_crash_with_an_unanswered_write_the_next_step_is_a_read(
    site: DemoSite, rig: Rig
) -> None:
    (row,) = seat(site, 4)
    rig.pass_once()
    site.faults.add(Fault("lose_answer", "attendance.bulk_set"))
    rig.desk.arrive(row)
    rig.pass_once()
    site.faults.clear()
    rig.restart()
    before = len(site.requests())
    rig.pass_once()
    asked = [r.operation for r in site.requests()[before:]]
    assert "attendance.bulk_set" not in asked
    assert rig.settle(200).tally.verified == 1
    assert rig.on_site(row) == ("ATTENDED", 1)


def test_right_after_a_crash_a_lagging_answer_still_moves_nothing(site: DemoSite, rig: Rig) -> None:
    (row,) = seat(site, 4)
    rig.pass_once()
    rig.desk.arrive(row)
    rig.pass_once()
    rig.restart()
    site.faults.add(Fault("stale", "attendance.query", times=1, delay_s=3600))
    rig.pass_once()
    assert rig.row(row).shown == Value(1)
    assert rig.settle(200).tally.verified == 1


def test_a_lost_write_that_never_landed_is_written_off_after_its_longest_life(
    site: DemoSite, rig: Rig
) -> None:
    (row,) = seat(site, 4)
    rig.pass_once()
    site.faults.add(Fault("drop", "attendance.bulk_set", times=1))
    op = rig.desk.arrive(row).op_id
    rig.pass_once()
    rig.desk.undo(op)
    assert rig.wait(10).tally.unsent == 2
    assert rig.settle(300).tally.verified == 2
    assert (rig.on_site(row), rig.count("attendance.bulk_set")) == (None, 1)


def test_the_budget_holds_and_what_is_left_waits_for_the_next_minute(
    site: DemoSite, rig: Rig
) -> None:
    """I20: three requests a minute, and many more to send."""
    rows = [row for number in range(30) for row in seat(site, 1, title=f"Class {number}")]
    rig.pass_once()
    rig.devices = 60
    rig.restart()
    for row in rows:
        rig.desk.arrive(row)
    seen, started = len(site.requests()), rig.clock.monotonic()
    status = rig.pass_once()
    while rig.desk.status().tally.saved and rig.clock.monotonic() - started < 3600:
        status = rig.wait(max(status.next_in_s, 1))
    elapsed_min = (rig.clock.monotonic() - started) / 60
    assert rig.desk.status().tally.saved == 0
    assert 6 < len(site.requests()) - seen <= 3 * (elapsed_min + 1)


def test_a_booking_that_vanished_keeps_its_ops(site: DemoSite, rig: Rig) -> None:
    row, other = seat(site, 4, 1)
    rig.pass_once()
    rig.desk.arrive(row)
    site.cancel_booking(row.booking_id)
    site.cancel_booking(other.booking_id)
    rig.pass_once(pull=True)
    rows = rig.desk.roster(row.event_id).rows
    assert [(r.row, r.booking_status.value, r.shown) for r in rows] == [(row, "CANCELED", Value(1))]
    assert rig.desk.roster(row.event_id).card.booked == 0


def test_a_session_that_is_cancelled_or_gone_keeps_its_ops(site: DemoSite, rig: Rig) -> None:
    (row,) = seat(site, 4)
    rig.pass_once()
    rig.desk.arrive(row)
    site.cancel_session(row.event_id)
    rig.pass_once(pull=True)
    with pytest.raises(Refusal, match="cancelled"):
        rig.desk.arrive(row)
    site._parts.state.delete("event", row.event_id)
    rig.pass_once(pull=True)
    assert rig.desk.sessions(rig.desk.today()) == ()
    assert rig.row(row).shown == Value(1)


def test_progress_is_told_session_by_session(site: DemoSite, rig: Rig) -> None:
    for number in range(25):
        seat(site, 1, title=f"Class {number}")
    rig.pass_once()
    assert len(rig.told) == 3
    assert all(card.loaded for card in rig.desk.sessions(rig.desk.today()))


def test_never_seen_and_offline_says_so(site: DemoSite, rig: Rig) -> None:
    site.faults.add(Fault("unplug"))
    status = rig.pass_once()
    assert (status.link, status.last_pull) == (Link.OFFLINE, None)
    assert rig.desk.sessions(rig.desk.today()) == ()
    assert status._replace(message="").tally.unsent == 0


def test_a_backlog_over_many_sessions_is_read_in_portions_and_written_in_eights(
    site: DemoSite, rig: Rig
) -> None:
    rows = [row for number in range(25) for row in seat(site, *[2] * 8, title=f"Class {number}")]
    rig.pass_once()
    for row in rows:
        rig.desk.arrive(row)
        rig.desk.arrive(row)
    before = len(site.requests())
    assert rig.pass_once().tally.saved == 0
    assert rig.count("attendance.bulk_set") == len(rows) / 8
    assert len(site.requests()) - before <= 25 + 10
    assert {rig.on_site(row) for row in rows} == {("ATTENDED", 2)}


def test_a_read_that_grew_old_is_done_again_before_the_next_write(site: DemoSite, rig: Rig) -> None:
    """I5: time goes by at every look at the clock, so no read stays fresh for two writes."""
    rows = seat(site, *[1] * 16)
    rig.pass_once()
    for row in rows:
        rig.desk.arrive(row)
    looks = count(rig.clock.ticks_s, 1.0)
    rig.clock.monotonic = lambda: next(looks)  # type: ignore[method-assign]
    before = len(site.requests())
    rig.pass_once()
    asked = [seen.operation for seen in site.requests()[before:]]
    first = asked.index("attendance.bulk_set")
    second = asked.index("attendance.bulk_set", first + 1)
    assert "attendance.query" in asked[first:second]


def test_before_any_answer_the_engines_day_goes_by_the_offset_of_the_last_run(rig: Rig) -> None:
    """I16: a computer a day behind asks for the site's today from the first request on."""
    with rig.store.transaction():
        rig.store.days.keep_fact("clock_off_s", "86400")
        rig.store.days.keep_fact("zone", "Asia/Tokyo")
    unasked = rig._client(lambda: None)
    told = SiteClock(rig.store, unasked, rig.clock).now()
    assert told == rig.clock.now() + timedelta(days=1)
    assert told.utcoffset() == timedelta(hours=9)
    unasked.close()


def test_asking_again_does_not_overrule_the_sites_own_wait(site: DemoSite, rig: Rig) -> None:
    site.faults.add(Fault("throttle", "site.properties", times=1, retry_after_s=30))
    assert rig.pass_once().link is Link.THROTTLED
    assert rig.pass_once(pull=True).link is Link.THROTTLED
    assert rig.wait(31).link is Link.ONLINE


def test_a_refused_write_alone_then_a_delete_in_doubt(site: DemoSite, rig: Rig) -> None:
    rows = seat(site, 1, 1)
    rig.pass_once()
    for row in rows:
        rig.desk.arrive(row)
    rig.pass_once()
    site.faults.add(Fault("undetailed", "attendance.bulk_delete", times=1))
    for row in rows:
        rig.desk.leave(row)
    rig.pass_once()
    assert rig.settle(300).tally.verified == 4
    assert [rig.on_site(row) for row in rows] == [None, None]


def test_a_site_that_names_no_zone_leaves_the_stored_one(site: DemoSite, rig: Rig) -> None:
    rig.pass_once()
    site.faults.add(Fault("missing_members", "site.properties", members=("timeZone",)))
    rig.restart()
    rig.pass_once()
    assert rig.store.days.fact("zone") == MIDDAY


def test_more_rows_than_one_read_serves_are_taken_in_turns(site: DemoSite, rig: Rig) -> None:
    rows = [row for number in range(3) for row in seat(site, *[1] * 70, title=f"Class {number}")]
    rig.pass_once()
    for row in rows:
        rig.desk.arrive(row)
    reads = rig.count("attendance.query")
    assert rig.pass_once().tally.sent == 210
    assert rig.count("attendance.query") - reads >= 2


def test_a_write_of_what_the_server_already_held_replaces_nothing(site: DemoSite, rig: Rig) -> None:
    (row,) = seat(site, 4)
    rig.pass_once()
    site.faults.add(Fault("lose_answer", "attendance.bulk_set", times=1))
    rig.desk.arrive(row)
    rig.pass_once()
    site.faults.add(Fault("stale", "attendance.query", times=1, delay_s=3600))
    rig.wait(10)
    assert rig.on_site(row) == ("ATTENDED", 1)
    status = rig.settle(300)
    assert (status.tally.verified, status.tally.needs_attention) == (1, 0)
    assert rig.row(row).shown == Value(1)


def test_with_no_connection_one_cheap_probe_every_five_seconds_decides(
    site: DemoSite, rig: Rig, tmp_path: Path
) -> None:
    (row,) = seat(site, 4)
    rig.pass_once()
    port = int(site.url.rpartition(":")[2])
    site.stop()
    rig.desk.arrive(row)
    status = rig.pass_once()
    assert (status.link, status.tally.saved) == (Link.OFFLINE, 1)
    assert status.next_in_s == pytest.approx(5.0)
    again = DemoSite(tmp_path / "site", seed="empty", time_zone=MIDDAY)
    again.start(port)
    try:
        assert rig.wait(4).link is Link.OFFLINE
        assert again.requests() == []
        assert rig.wait(2).link is Link.ONLINE
        assert again.requests()[0].operation == "site.properties"
        assert again.attendance(row.booking_id, row.event_id) == ("ATTENDED", 1)
    finally:
        again.stop()
