"""What is read once more: at quiet, after five minutes, at the session's end, at the next start."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.demo import DemoSite
from app.demo.faults import Fault
from app.domain.model import BookingId, EventId, RowId, SyncState
from app.domain.values import Value
from app.storage.audits import AuditKind
from app.sync.ages import Spans
from tests.desks import SetClock
from tests.rigs import Rig, seat, site_now


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    """The device and the site go by one clock, which the test moves."""
    clock = SetClock(datetime(2026, 11, 23, 12, 0, tzinfo=UTC))
    with DemoSite(tmp_path / "site", seed="empty", time_zone="UTC", now=clock.now) as site:
        site._state.wall = lambda: clock.now().timestamp()
        made = Rig(site, tmp_path / "device", clock=clock)
        yield made
        made.close()
        assert site.forbidden_writes() == []


@pytest.fixture
def site(rig: Rig) -> DemoSite:
    return rig.site


FAR = timedelta(hours=4)
"""Sessions so far from now are not read by the frequent refresh."""


def far_seat(site: DemoSite, *parties: int) -> list[RowId]:
    event = site.add_session("Late class", start=site_now(site) + FAR, minutes=60, capacity=100)
    return [
        RowId(BookingId(site.add_booking(event, party, f"Client {n}")), EventId(event))
        for n, party in enumerate(parties)
    ]


def kinds(rig: Rig) -> list[AuditKind]:
    return sorted(each.kind for each in rig.store.audits.ready())


def go(rig: Rig, seconds: float) -> int:
    """Run as the worker would for exactly so long; how often attendance was read since ever."""
    ends = rig.clock.monotonic() + seconds
    while (left := ends - rig.clock.monotonic()) > 0:
        rig.clock.advance(min(max(rig.engine.run_once().next_in_s, 0.5), left))
    return rig.count("attendance.query")


def quiet_refresh(rig: Rig) -> None:
    """From here on only audits read the session: the day is not refreshed any more."""
    rig.engine._refreshing._next_at = rig.clock.monotonic() + 1e9


def test_a_row_is_read_again_after_five_minutes_and_at_the_end(site: DemoSite, rig: Rig) -> None:
    (row,) = far_seat(site, 4)
    rig.pass_once()
    quiet_refresh(rig)
    rig.desk.arrive(row)
    rig.pass_once()
    assert kinds(rig) == [AuditKind.END, AuditKind.LATER]
    reads = rig.count("attendance.query")
    assert go(rig, 100) - reads == 1
    assert rig.row(row).sync is SyncState.VERIFIED
    assert go(rig, 190) - reads == 1
    assert go(rig, 30) - reads == 2
    assert kinds(rig) == [AuditKind.END]
    rig.clock.advance(4.9 * 3600)
    before = rig.count("attendance.query")
    rig.settle(800)
    assert kinds(rig) == []
    assert rig.count("attendance.query") > before


def test_many_rows_of_a_session_share_one_read(site: DemoSite, rig: Rig) -> None:
    rows = far_seat(site, *[1] * 40)
    rig.pass_once()
    quiet_refresh(rig)
    for row in rows:
        rig.desk.arrive(row)
    rig.pass_once()
    reads = rig.count("attendance.query")
    assert go(rig, 400) - reads == 2


def test_a_tap_starts_the_rows_chain_anew_even_while_it_is_audited(
    site: DemoSite, rig: Rig
) -> None:
    first, second = far_seat(site, 4, 4)
    rig.pass_once()
    quiet_refresh(rig)
    rig.desk.arrive(first)
    rig.desk.arrive(second)
    rig.pass_once()
    rig.clock.advance(301)
    ask = rig.engine._site.attendance_of

    def tap_meanwhile(events):
        found = ask(events)
        rig.engine._site.attendance_of = ask
        rig.desk.arrive(first)
        return found

    rig.engine._site.attendance_of = tap_meanwhile
    rig.pass_once()
    later = {a.row: a for a in rig.store.audits.ready() if a.kind is AuditKind.LATER}
    assert set(later) == {first}
    assert rig.row(second).sync is SyncState.VERIFIED
    reads = rig.count("attendance.query")
    assert go(rig, 280) - reads == 1
    assert rig.row(first).sync is SyncState.VERIFIED
    assert go(rig, 30) - reads == 2


def test_the_next_run_reads_the_rows_of_yesterday_and_today_once(site: DemoSite, rig: Rig) -> None:
    (row,) = seat(site, 4)
    rig.pass_once()
    rig.desk.arrive(row)
    rig.settle(120)
    rig.clock.advance(24 * 3600)
    rig.restart()
    site.set_attendance(row.booking_id, row.event_id, "ATTENDED", 3)
    rig.pass_once()
    assert rig.row(row).shown == Value(3)
    assert AuditKind.START not in kinds(rig)
    rig.settle(100)
    reads = rig.count("attendance.query")
    rig.settle(100)
    assert rig.count("attendance.query") == reads


def test_what_was_not_audited_before_a_crash_is_afterwards(site: DemoSite, rig: Rig) -> None:
    (row,) = far_seat(site, 4)
    rig.pass_once()
    rig.desk.arrive(row)
    rig.settle(100)
    rig.restart()
    rig.pass_once()
    quiet_refresh(rig)
    reads = rig.count("attendance.query")
    assert go(rig, 310) - reads == 1
    assert kinds(rig) == [AuditKind.END]


def test_the_audit_at_the_start_goes_on_until_no_answer_may_lag_behind(
    site: DemoSite, rig: Rig
) -> None:
    """What was replaced before the restart counts as replaced just now, and is not believed."""
    (row,) = far_seat(site, 4)
    rig.pass_once()
    rig.desk.arrive(row)
    rig.settle(100)
    for people in (2, 3):
        site.set_attendance(row.booking_id, row.event_id, "ATTENDED", people)
        rig.restart()
        rig.pass_once()
    assert rig.row(row).shown == Value(3)
    rig.restart()
    site.set_attendance(row.booking_id, row.event_id, "ATTENDED", 2)
    rig.pass_once()
    quiet_refresh(rig)
    assert rig.row(row).shown == Value(3)
    assert AuditKind.START in kinds(rig)
    go(rig, 25)
    assert rig.row(row).shown == Value(2)
    assert AuditKind.START not in kinds(rig)


def test_offline_at_the_start_the_audit_waits_for_the_site(site: DemoSite, rig: Rig) -> None:
    (row,) = far_seat(site, 4)
    rig.pass_once()
    rig.desk.arrive(row)
    rig.settle(100)
    site.set_attendance(row.booking_id, row.event_id, "ATTENDED", 2)
    site.faults.add(Fault("unplug"))
    rig.restart()
    rig.settle(60)
    assert rig.row(row).shown == Value(1)
    site.faults.clear()
    rig.settle(20)
    assert rig.row(row).shown == Value(2)


@pytest.mark.parametrize("jump", [timedelta(days=1), timedelta(days=-1)])
def test_a_wall_clock_that_jumps_moves_no_audit_by_more_than_its_span(
    site: DemoSite, rig: Rig, jump: timedelta
) -> None:
    (row,) = far_seat(site, 4)
    rig.pass_once()
    rig.desk.arrive(row)
    rig.pass_once()
    quiet_refresh(rig)
    rig.clock.wall += jump
    rig.clock.advance(100)
    rig.pass_once()
    assert AuditKind.LATER in kinds(rig)
    rig.clock.advance(210)
    rig.pass_once()
    assert AuditKind.LATER not in kinds(rig)


def test_a_late_write_that_lands_after_verification_is_caught_and_put_right(
    site: DemoSite, rig: Rig
) -> None:
    """With a short quiet period: the row is verified while an old write of it may still land."""
    object.__setattr__(rig.engine._ages.spans, "quiet_s", 5.0)
    (row,) = far_seat(site, 4)
    rig.pass_once()
    site.faults.add(Fault("apply_late", "attendance.bulk_set", times=1, delay_s=float("inf")))
    rig.desk.arrive(row)
    rig.pass_once()
    rig.desk.arrive(row)
    rig.wait(10)
    rig.settle(30)
    site.faults.release()
    assert site.faults.wait_for_late_writes()
    assert rig.on_site(row) == ("ATTENDED", 1)
    assert rig.settle(400).tally.verified == 2
    assert rig.on_site(row) == ("ATTENDED", 2)


def test_what_was_verified_and_is_found_otherwise_is_audited_for_longer(
    site: DemoSite, rig: Rig
) -> None:
    (row,) = far_seat(site, 4)
    rig.pass_once()
    quiet_refresh(rig)
    rig.desk.arrive(row)
    rig.settle(400)
    assert kinds(rig) == [AuditKind.END]
    shadow = rig.store.shadows.of_row(row)
    with rig.store.transaction():
        rig.store.shadows.begin(row, Value(2), (shadow.a_seq, shadow.a_seq), rig.clock.now())
    site.set_attendance(row.booking_id, row.event_id, "ATTENDED", 2)
    rig.pass_once(pull=True)
    assert rig.on_site(row) == ("ATTENDED", 1)
    assert kinds(rig) == [AuditKind.END, AuditKind.LATER]
    assert rig.row(row).sync is SyncState.SENT
    assert rig.settle(500).tally.verified == 1
    assert kinds(rig) == [AuditKind.END]


def test_a_write_that_lands_long_after_its_life_is_for_a_person_and_never_adopted(
    site: DemoSite, rig: Rig
) -> None:
    (row,) = seat(site, 4)
    rig.pass_once()
    site.faults.add(Fault("apply_late", "attendance.bulk_set", times=1, delay_s=float("inf")))
    rig.desk.arrive(row)
    rig.pass_once()
    rig.desk.arrive(row)
    rig.wait(10)
    assert rig.settle(150).tally.verified == 2
    site.faults.release()
    assert site.faults.wait_for_late_writes()
    assert rig.settle(300).tally.conflict == 2
    card = rig.row(row).conflict
    assert card is not None
    assert (card.server, card.mine) == (Value(1), Value(2))
    rig.attention.resolve(row, Value(2), rig.store.device_id())
    assert rig.settle(200).tally.needs_attention == 0
    assert rig.on_site(row) == ("ATTENDED", 2)


def test_a_calm_day_asks_at_most_twenty_times_in_any_minute(site: DemoSite, rig: Rig) -> None:
    near = seat(site, *[1] * 30)
    far = [row for _ in range(20) for row in far_seat(site, 1, 1, 1)]
    rig.pass_once()
    rig.settle(120)
    rows = iter([row for pair in zip(near, far, strict=False) for row in pair])
    asked: list[float] = []
    for _ in range(30):
        # A tap every twenty seconds, each row with a chain of audits of its own.
        if row := next(rows, None):
            rig.desk.arrive(row)
        until = rig.clock.monotonic() + 20
        while rig.clock.monotonic() < until:
            before = len(site.requests())
            status = rig.engine.run_once()
            asked += [rig.clock.monotonic()] * (len(site.requests()) - before)
            rig.clock.advance(min(max(status.next_in_s, 0.05), 20))
    most = max(sum(1 for b in asked if a <= b < a + 60) for a in asked)
    assert most <= 20


def test_the_spans_are_the_documented_ones() -> None:
    assert Spans() == Spans(life_s=80.0, quiet_s=80.0, lag_s=10.0, fresh_s=5.0)
