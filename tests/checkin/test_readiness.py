"""Readiness in one line, as `turnout doctor` says it."""

from datetime import timedelta

from app.checkin.readiness import of_readiness, readiness_at
from tests.desks import booking


def told(made):
    return of_readiness(readiness_at(made.desk, made.desk.sessions(made.desk.today())))


def open_up(made):
    made.clock.advance(-5 * 3600)  # 7:00
    for hours, event in ((2, "yoga"), (5, "spin"), (10, "pottery")):
        made.add_session(event, starts_in=timedelta(hours=hours))
        made.add_bookings(event, booking(f"of {event}", party=8))
    with made.store.transaction():
        made.store.days.keep_fact("last_pull", made.clock.now().isoformat())


def unload(made, event):
    with made.store.transaction():
        made.store.days._database.run(
            "UPDATE sessions SET loaded_s=NULL WHERE event_id=?", (event,)
        )


def test_a_morning_in_which_all_is_ready(made):
    open_up(made)
    with made.store.transaction():
        made.store.days.keep_fact("clock_off_s", "0.4")
    made.clock.advance(120)
    found = told(made)
    assert found.detail == (
        "24 booked for 3 sessions, 2 min ago. Clock ok. Offline-safe until 18:00."
    )
    assert found.ok
    with made.store.transaction():
        made.store.days.keep_fact("zone", "Asia/Jerusalem")
    assert told(made).detail.endswith("Offline-safe until 20:00."), "by the site's clock"
    made.clock.advance(3600)
    assert ", 1 h ago." in told(made).detail


def test_a_morning_in_which_a_roster_is_missing(made):
    open_up(made)
    unload(made, "spin")
    found = told(made)
    assert found.detail == (
        "1 of 3 sessions is not loaded yet. Clock not compared yet. Offline-safe until 10:00."
    )
    assert found.to_do == "Leave turnout open with a network until it is."
    assert not found.ok
    unload(made, "yoga")
    assert told(made).detail.startswith("2 of 3 sessions are not loaded yet.")
    assert told(made).detail.endswith("Not offline-safe yet.")


def test_a_morning_whose_last_update_was_yesterday_and_whose_clock_is_off(made):
    open_up(made)
    with made.store.transaction():
        made.store.days.keep_fact("clock_off_s", "3600")
        yesterday = made.clock.now() - timedelta(days=1)
        made.store.days.keep_fact("last_pull", yesterday.isoformat())
    assert told(made).detail == (
        "Today is not loaded; the last update was 22 Nov. Clock 60 min off. "
        "Offline-safe until 18:00."
    )


def test_one_session_just_now(made):
    made.add_session(starts_in=timedelta(hours=1))
    with made.store.transaction():
        made.store.days.keep_fact("last_pull", made.clock.now().isoformat())
    assert told(made).detail.startswith("0 booked for 1 session, just now.")
