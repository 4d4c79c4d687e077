"""What is said after a crash: what was saved in the last minute before it, once."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.checkin.restart import MOST, SavedBefore
from app.domain.errors import StoreError
from app.domain.model import RowId
from tests.desks import MadeDesk, booking, make_desk
from tests.disks import full_disk


@pytest.fixture
def made(tmp_path: Path):
    made = make_desk(tmp_path)
    yield made
    made.store.close()


def again(made: MadeDesk, tmp_path: Path) -> MadeDesk:
    """The program starts anew, an hour later."""
    made.clock.advance(3600)
    other = make_desk(tmp_path, clock=made.clock)
    other.desk.begin_run()
    return other


def said(desk: MadeDesk) -> list[str]:
    return [f"{each.name} {each.what}" for each in desk.desk.saved_before_restart()]


def test_what_was_taken_back_within_that_minute_is_not_said(made, tmp_path):
    dana, noa = roster(made)
    first = made.desk.arrive(noa)
    made.desk.begin_run()
    made.desk.undo(made.desk.arrive(dana).op_id)
    made.desk.undo(made.desk.undo(made.desk.arrive(dana, 2).op_id).op_id)
    made.desk.undo(first.op_id)
    assert said(again(made, tmp_path)) == ["Dana Levi +2", "Noa Katz undone"]


def roster(made: MadeDesk, party: int = 30):
    made.add_session()
    return made.add_bookings(
        "yoga", booking("b1", "Dana Levi", party), booking("b2", "Noa Katz", 4)
    )


def test_the_last_minute_before_a_crash_is_said_once_and_in_order(made, tmp_path):
    dana, noa = roster(made)
    made.desk.begin_run()
    made.desk.arrive(dana)
    made.clock.advance(30)
    when = made.clock.now()
    made.desk.arrive(noa, 2)
    made.clock.advance(59)
    last = made.desk.leave(noa)
    made.desk.undo(last.op_id)
    made.desk.clear(noa)
    made.desk.mark_no_show(noa)
    made.desk.add_extra(dana)
    other = again(made, tmp_path)
    found = other.desk.saved_before_restart()
    assert found[0] == SavedBefore("Noa Katz", "+2", when, noa)
    assert [each.what for each in found[1:]] == ["back to booked", "no-show", "+1 extra"]
    assert other.desk.saved_before_restart() == ()
    other.store.close()
    third = again(made, tmp_path)
    assert third.desk.saved_before_restart() == ()
    third.store.close()


def test_who_shares_a_name_that_day_is_told_apart(made, tmp_path):
    dana, noa = roster(made)
    made.add_session("later", title="Later", starts_in=timedelta(hours=5))
    made.add_bookings("later", booking("other", "Dana Levi"), booking("twin1", "Tal Or"))
    made.add_bookings("later", booking("twin2", "Tal Or"))
    made.desk.begin_run()
    for row in (dana, noa, RowId("other", "later"), RowId("twin1", "later")):
        made.desk.arrive(row)
    other = again(made, tmp_path)
    found = other.desk.saved_before_restart()
    assert [(each.session and each.session.event_id, each.code) for each in found] == [
        (dana.event_id, ""), (None, ""), ("later", ""), ("later", "win1"),
    ]  # fmt: skip
    other.store.close()


def test_whose_session_is_gone_is_said_by_name_alone(made, tmp_path):
    dana, _ = roster(made)
    made.desk.begin_run()
    made.desk.arrive(dana)
    with made.store.transaction():
        made.store.past().forget(dana.event_id)
    other = again(made, tmp_path)
    assert all(each.session is None for each in other.desk.saved_before_restart())
    other.store.close()


def test_after_a_clean_end_nothing_is_said(made, tmp_path):
    dana, _ = roster(made)
    made.desk.begin_run()
    made.desk.arrive(dana)
    made.desk.end_run()
    other = again(made, tmp_path)
    assert said(other) == []
    other.desk.end_run()
    other.store.close()


def test_what_an_earlier_run_saved_is_not_said_again(made, tmp_path):
    dana, _ = roster(made)
    made.desk.begin_run()
    made.desk.arrive(dana)
    made.desk.end_run()
    made.desk.begin_run()
    other = again(made, tmp_path)
    assert said(other) == []
    other.store.close()


def test_a_crash_before_it_was_said_lets_the_next_run_say_it(made, tmp_path):
    dana, _ = roster(made)
    made.desk.begin_run()
    made.desk.arrive(dana)
    again(made, tmp_path).store.close()
    other = again(made, tmp_path)
    assert said(other) == ["Dana Levi +1"]
    other.store.close()


def test_what_was_long_before_the_last_sign_of_life_is_not_said(made, tmp_path):
    dana, _ = roster(made)
    made.desk.begin_run()
    made.desk.arrive(dana)
    made.clock.advance(90)
    with made.store.transaction():
        made.store.days.keep_fact("last_pull", made.clock.now().isoformat())
    other = again(made, tmp_path)
    assert said(other) == []
    other.store.close()


def test_it_is_capped(made, tmp_path):
    dana, _ = roster(made, 100)
    made.desk.begin_run()
    for _ in range(MOST + 5):
        made.desk.arrive(dana)
    other = again(made, tmp_path)
    assert said(other) == ["Dana Levi +1"] * MOST
    other.store.close()


def test_a_clock_that_jumped_back_hides_nothing(made, tmp_path):
    dana, noa = roster(made)
    made.desk.begin_run()
    made.desk.arrive(dana)
    made.clock.wall -= timedelta(days=1)
    made.desk.arrive(noa)
    other = again(made, tmp_path)
    assert said(other) == ["Dana Levi +1", "Noa Katz +1"]
    other.store.close()


def test_where_nothing_can_be_written_it_neither_stops_the_window_nor_its_end(made, monkeypatch):
    def full():
        raise StoreError("This computer's disk is full.")

    monkeypatch.setattr(made.store, "transaction", full)
    made.desk.begin_run()
    made.desk.end_run()


def test_a_run_that_began_on_a_full_disk_is_known_once_there_is_room(made, tmp_path):
    dana, _ = roster(made)
    with full_disk():
        made.desk.begin_run()
        assert "disk is full" in made.desk.writable()
    assert made.desk.writable() == ""
    made.desk.arrive(dana)
    other = again(made, tmp_path)
    assert said(other) == ["Dana Levi +1"]
    other.store.close()


def test_what_is_only_here_is_counted(made):
    dana, _ = roster(made)
    assert made.desk.unsent() == 0
    made.desk.arrive(dana)
    made.desk.arrive(dana)
    assert made.desk.unsent() == 2
