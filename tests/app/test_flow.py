"""The whole way of a check-in, as staff go it: counted, not overcounted, unplugged, in Wix."""

import pytest

from app.demo import Fault


def test_a_booking_of_four_from_the_first_tap_to_the_site(loaded, site, yoga, dana):
    turnout = loaded
    assert turnout.row(yoga, dana)["attended"] == 0

    first = turnout.ok("check-in", yoga, dana, "--add", "1").op
    row = turnout.row(yoga, dana)
    assert (row["attended"], row["party"], row["status"], row["sync"]) == (
        1,
        4,
        "checked_in",
        "saved",
    )
    turnout.ok("check-in", yoga, dana, "--add", "1")
    turnout.ok("check-in", yoga, dana, "--add", "2")
    over = turnout("check-in", yoga, dana, "--add", "1")
    assert (over.code, over.out) == (3, "")
    assert "All 4 of this booking are in" in over.err
    assert turnout.row(yoga, dana)["attended"] == 4

    turnout.ok("undo", first)
    assert turnout.row(yoga, dana)["attended"] == 3
    assert turnout.sync("sent")["online"] is True
    assert site.attendance(dana, yoga) == ("ATTENDED", 3)

    site.faults.add(Fault("unplug"))
    turnout.ok("check-in", yoga, dana, "--leave", "1")
    turnout.ok("check-in", yoga, dana, "--add", "2")
    assert turnout.row(yoga, dana)["attended"] == 4
    failed = turnout("sync", "--timeout", "1", "--json")
    assert failed.code == 4
    assert (failed.json["online"], failed.json["saved"]) == (False, 2)
    assert site.attendance(dana, yoga) == ("ATTENDED", 3)
    assert turnout.row(yoga, dana)["sync"] == "saved"

    site.faults.clear()
    status = turnout.sync("verified")
    assert (status["saved"], status["sent"], status["verified"]) == (0, 0, 6)
    assert site.attendance(dana, yoga) == ("ATTENDED", 4)
    assert turnout.row(yoga, dana)["sync"] == "verified"
    assert turnout.ok("queue", "--json").json == {"ops": []}
    assert site.over_party_writes() == []


@pytest.mark.parametrize("kind", ["CLASS", "COURSE", "APPOINTMENT"])
def test_each_kind_of_session_is_counted_at_the_site_under_its_own_session(turnout, site, kind):
    here = site.add_session("This one", kind=kind)
    next_one = site.add_session("Another", kind=kind)
    booking = site.add_booking(here, 2)
    turnout.sync()
    [card] = [s for s in turnout.ok("sessions", "--json").json if s["event_id"] == here]
    assert (card["type"], card["booked"], card["attended"]) == (kind, 2, 0)
    turnout.ok("check-in", here, booking, "--add", "2")
    turnout.sync()
    assert site.attendance(booking, here) == ("ATTENDED", 2)
    assert site.attendance(booking, next_one) is None
    [card] = [s for s in turnout.ok("sessions", "--json").json if s["event_id"] == here]
    assert card["attended"] == 2


def test_a_course_booking_is_counted_evening_by_evening(turnout, site):
    monday = site.add_session(kind="COURSE")
    tuesday = site.add_session(kind="COURSE")
    booking = site.add_booking(monday, 2)
    turnout.sync()
    turnout.ok("check-in", monday, booking, "--add", "2")
    turnout.ok("check-in", tuesday, booking, "--no-show")
    turnout.sync()
    assert site.attendance(booking, monday) == ("ATTENDED", 2)
    assert site.attendance(booking, tuesday)[0] == "NOT_ATTENDED"


def test_no_show_extra_and_back_to_booked_reach_the_site(loaded, site, yoga, dana):
    turnout = loaded
    turnout.ok("check-in", yoga, dana, "--no-show")
    assert turnout.row(yoga, dana)["status"] == "no_show"
    turnout.sync()
    assert site.attendance(dana, yoga)[0] == "NOT_ATTENDED"
    turnout.ok("check-in", yoga, dana, "--add", "4")
    turnout.ok("check-in", yoga, dana, "--extra", "1")
    assert turnout.row(yoga, dana)["extra"] == 1
    turnout.sync()
    assert site.attendance(dana, yoga) == ("ATTENDED", 5)
    turnout.ok("check-in", yoga, dana, "--clear")
    turnout.sync()
    assert site.attendance(dana, yoga) is None
    assert turnout.row(yoga, dana)["status"] == "booked"


def test_what_was_taken_back_before_it_was_sent_is_never_sent(loaded, site, yoga, dana):
    op = loaded.ok("check-in", yoga, dana, "--add", "3").op
    loaded.ok("undo", op)
    assert loaded.sync()["verified"] == 2
    assert site.writes() == []


def test_a_redo_is_the_undo_of_the_undo(loaded, site, yoga, dana):
    op = loaded.ok("check-in", yoga, dana, "--add", "2").op
    undo = loaded.ok("undo", op, "--json").json["op_id"]
    loaded.ok("undo", undo)
    assert loaded.row(yoga, dana)["attended"] == 2
    again = loaded("undo", undo)
    assert (again.code, again.err) == (3, "That was already undone.\n")


def test_two_computers_count_on_each_other(loaded, site, yoga, dana, tmp_path):
    other = type(loaded)(site, tmp_path / "other")
    other.sync()
    loaded.ok("check-in", yoga, dana, "--add", "1")
    other.ok("check-in", yoga, dana, "--add", "2")
    loaded.sync()
    other.sync()
    assert site.attendance(dana, yoga) == ("ATTENDED", 3)
    loaded.sync()
    assert loaded.row(yoga, dana)["attended"] == other.row(yoga, dana)["attended"] == 3


def test_a_lost_answer_is_read_back_and_not_sent_twice(loaded, site, yoga, dana):
    site.faults.add(Fault("lose_answer", match="attendance.*set*", times=1))
    loaded.ok("check-in", yoga, dana, "--add", "2")
    loaded.sync()
    assert site.attendance(dana, yoga) == ("ATTENDED", 2)
    assert len(site.writes()) == 1
    assert loaded.row(yoga, dana)["attended"] == 2


def test_a_booking_cancelled_meanwhile_keeps_what_was_counted(loaded, site, yoga, dana):
    loaded.ok("check-in", yoga, dana, "--add", "2")
    site.cancel_booking(dana)
    loaded.sync("sent")
    row = loaded.row(yoga, dana)
    assert (row["attended"], row["booking_status"]) == (2, "CANCELED")
    [card] = loaded.ok("sessions", "--json").json
    assert card["booked"] == 0
    refused = loaded("check-in", yoga, dana, "--add", "1")
    assert (refused.code, refused.err) == (3, "This booking was cancelled in Wix.\n")
