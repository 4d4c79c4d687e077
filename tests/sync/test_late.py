"""Writes and answers that come at the worst moment, each with the count that must come of it."""

from app.demo import DemoSite
from app.demo.faults import Fault
from app.domain.values import NONE, Value
from tests.rigs import Rig, seat

FOREVER = float("inf")


def land(site: DemoSite) -> None:
    """The late writes are applied now."""
    site.faults.release()
    assert site.faults.wait_for_late_writes()


def test_a_write_that_lands_at_the_end_of_its_life_is_known_for_ours_by_the_next_read(
    site: DemoSite, rig: Rig
) -> None:
    (row,) = seat(site, 4)
    rig.pass_once()
    site.faults.add(Fault("apply_late", "attendance.bulk_set", times=1, delay_s=FOREVER))
    rig.desk.arrive(row)
    rig.pass_once()
    rig.desk.arrive(row)
    rig.wait(10)
    assert rig.on_site(row) == ("ATTENDED", 2)
    rig.clock.advance(69)
    land(site)
    assert rig.on_site(row) == ("ATTENDED", 1)
    rig.clock.advance(10)
    status = rig.settle(400)
    assert rig.on_site(row) == ("ATTENDED", 2)
    assert (status.tally.verified, status.tally.needs_attention) == (2, 0)


def test_nothing_is_verified_while_an_old_write_may_be_hidden_by_a_lagging_query(
    site: DemoSite, rig: Rig
) -> None:
    (row,) = seat(site, 4)
    rig.pass_once()
    site.faults.add(Fault("apply_late", "attendance.bulk_set", times=1, delay_s=FOREVER))
    rig.desk.arrive(row)
    rig.pass_once()
    rig.desk.arrive(row)
    rig.wait(1)
    assert rig.on_site(row) == ("ATTENDED", 2)
    rig.wait(80.5)
    assert rig.row(row).sync.value == "sent"


def test_of_two_equal_writes_in_doubt_the_one_that_may_land_last_stays_in_doubt(
    site: DemoSite, rig: Rig
) -> None:
    (row,) = seat(site, 4)
    rig.pass_once()
    site.faults.add(
        Fault("drop", "attendance.bulk_set", times=2),
        Fault("apply_late", "attendance.bulk_set", times=1, delay_s=FOREVER),
    )
    rig.desk.arrive(row, 2)
    rig.pass_once()
    left = rig.desk.leave(row)
    rig.wait(5)
    rig.desk.undo(left.op_id)
    rig.wait(55)
    assert site.faults.hits("apply_late") == 1
    # The first of the three lands, not the last, which says the same.
    site.set_attendance(row.booking_id, row.event_id, "ATTENDED", 2)
    rig.wait(5)
    rig.desk.leave(row)
    rig.pass_once()
    assert rig.on_site(row) == ("ATTENDED", 1)
    rig.clock.advance(70)
    land(site)
    rig.settle(400)
    assert (rig.on_site(row), rig.row(row).shown) == (("ATTENDED", 1), Value(1))


def test_an_answer_that_took_long_is_judged_by_when_it_was_asked_for(
    site: DemoSite, rig: Rig
) -> None:
    (row,) = seat(site, 4)
    rig.pass_once()
    rig.desk.arrive(row)
    rig.pass_once()
    rig.desk.arrive(row)
    site.faults.add(Fault("stale", "attendance.*", times=2, delay_s=3600))
    client = rig.engine._site
    ask = client.attendance_of

    def slowly(events):
        found = ask(events)
        rig.clock.advance(9)
        return found

    client.attendance_of = slowly
    rig.clock.advance(3)
    rig.pass_once()
    client.attendance_of = ask
    assert rig.row(row).shown == Value(2)
    assert rig.on_site(row) == ("ATTENDED", 2)
    status = rig.settle(400)
    assert (status.tally.verified, rig.on_site(row)) == (2, ("ATTENDED", 2))


def test_a_record_that_only_a_lagging_query_still_shows_is_not_the_one_to_delete(
    site: DemoSite, rig: Rig
) -> None:
    (row,) = seat(site, 4)
    rig.pass_once()
    rig.desk.arrive(row)
    rig.pass_once()
    rig.desk.clear(row)
    rig.pass_once()
    rig.desk.arrive(row)
    rig.pass_once()
    # As a lagging query would: the row as it was, under the name that it had before the clear.
    state, ref = site._parts.state, f"{row.booking_id}|{row.event_id}"
    (held,) = state.by_ref("attendance", ref)
    gone = held | {"id": held["id"][:-4] + "dead"}
    state.delete("attendance", held["id"])
    state.put("attendance", gone["id"], gone, ref)
    rig.pass_once(pull=True)
    state.delete("attendance", gone["id"])
    state.put("attendance", held["id"], held, ref)
    known = rig.store.view.of_row(row)
    assert known is not None
    assert known.shadow.attendance_id == held["id"]
    rig.desk.clear(row)
    status = rig.settle(400)
    assert (rig.on_site(row), rig.row(row).shown) == (None, NONE)
    assert status.tally.verified == 4
