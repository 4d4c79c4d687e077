"""What this computer kept for long enough is forgotten, and nothing that it alone knows."""

import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.checkin.activity import Activity
from app.checkin.worklist import Worklist
from app.domain.activity import Asked
from app.domain.history import to_redo, to_undo
from app.domain.ids import new_gesture_id, new_op_id
from app.domain.model import (
    BookingId,
    Conflict,
    ConflictKind,
    DeviceId,
    EventId,
    GestureId,
    NewOp,
    OpId,
    OpKind,
    RowId,
    Session,
    SessionKind,
    Shadow,
)
from app.domain.past import limit_of
from app.domain.stage import Stage
from app.domain.values import NONE, Value
from app.domain.walk_ins import WalkIn
from app.storage.shadows import Answer
from app.storage.store import FILE_NAME, Store
from app.sync.retention import LOOK_EVERY_S, STANDS_S, Retention
from tests.desks import NOON, MadeDesk, SetClock, booking, make_desk
from tests.disks import full_disk

WEEK, DAYS = 7, 90
MANY = 1000 if os.environ.get("TURNOUT_LONG") else 30
PEOPLE = ("dana", "noa", "sam")
TABLES = (
    "sessions", "seats", "shadows", "ops", "handed_over", "audits", "attempts", "replaced",
    "parked", "notes", "elsewhere", "walk_ins",
)  # fmt: skip


@dataclass
class Past:
    """A desk with days behind it, and what forgets them."""

    made: MadeDesk
    retention: Retention
    days: list[int | None]

    def forget(self, go_on=lambda _: True) -> float:
        return self.retention.forget_past(go_on)

    def events(self) -> set[str]:
        found = self.made.store._database.rows("SELECT event_id FROM sessions")
        return {each[0] for each in found}


def past_in(folder: Path, days: int | None = DAYS) -> Past:
    made, told = make_desk(folder, clock=SetClock()), [days]
    pulled(made)
    return Past(made, Retention(made.store, made.clock, lambda: told[0]), told)


@pytest.fixture
def past(tmp_path):
    made = past_in(tmp_path)
    yield made
    made.made.store.close()


def pulled(made: MadeDesk, off_s: float = 0.0) -> None:
    with made.store.transaction():
        made.store.days.keep_fact("last_pull", made.clock.now().isoformat())
        made.store.days.keep_fact("clock_off_s", str(off_s))


def hold(made: MadeDesk, ago: int, name: str = "", people: tuple[str, ...] = PEOPLE) -> EventId:
    """A session so many days ago, with these on its roster."""
    event = EventId(name or f"{ago} days ago")
    start = NOON - timedelta(days=ago, hours=2)
    session = Session(
        event, SessionKind.CLASS, "Yoga", start, start + timedelta(hours=1), "UTC",
        "Studio", ("Noa",), 18, False,
    )  # fmt: skip
    window = start - timedelta(hours=11), start + timedelta(hours=11)
    seats = [(RowId(BookingId(each), event), booking(each, each.title(), 9)) for each in people]
    with made.store.transaction():
        others = [each for each in made.store.days.between(*window) if each.event_id != event]
        made.store.days.replace_sessions(*window, [*others, session])
        made.store.days.replace_rosters([event], seats, made.clock.now())
    return event


def count(made: MadeDesk, row: RowId, ago: int, *, verified: bool = True, audited: bool = True):
    """One more person in, so many days ago."""
    store = made.store
    with store.transaction():
        new = NewOp(row, OpKind.ARRIVE, new_gesture_id(), 1)
        at, seen = NOON - timedelta(days=ago, hours=1), (NONE, 9)
        seq = store.journal.append(new, new_op_id(), DeviceId("d"), at, seen).seq
        if verified:
            store.shadows.put(row, Shadow(Value(1), seq, Value(1), seq, seq))
        if audited:
            store._database.run("DELETE FROM audits WHERE event_id = ?", (row.event_id,))
    return seq


def today(made: MadeDesk) -> None:
    """So that what came last is not in the past."""
    count(made, RowId(BookingId("dana"), hold(made, 0, "today")), 0, verified=False)
    with made.store.transaction():
        row = RowId(BookingId("noa"), EventId("today"))
        made.store.activity.note_elsewhere(row, NONE, Value(1), made.clock.now())


def test_days_that_were_kept_for_long_enough_go_whole_and_who_was_in_no_other_session(past):
    for ago in (92, 91, 90, 89):
        event = hold(past.made, ago, people=(*PEOPLE, f"only {ago}"))
        for name in (*PEOPLE, f"only {ago}"):
            count(past.made, RowId(BookingId(name), event), ago)
    today(past.made)
    store = past.made.store
    row = RowId(BookingId("dana"), EventId("92 days ago"))
    with store.transaction():
        store.notes.put(row, "old")
        store.shadows.replace(row, Value(1))
        store.other_days.keep_loaded(date(2026, 8, 23), NOON)
        store.other_days.keep_loaded(date(2026, 11, 20), NOON)
        for day in (date(2026, 8, 23), date(2026, 8, 25), date(2026, 11, 20)):
            store.other_days.keep_calendar(day, NOON)
    assert past.forget() == LOOK_EVERY_S
    assert past.events() == {"90 days ago", "89 days ago", "today"}
    for table in TABLES:
        found = store._database.rows(f"SELECT * FROM {table} WHERE event_id = ?", (row.event_id,))
        assert found == []
    names = {each[0] for each in store._database.rows("SELECT booking_id FROM bookings")}
    assert names == {*PEOPLE, "only 90", "only 89"}
    assert store.other_days.loaded(date(2026, 8, 23)) is None
    marks = store.other_days.calendars(date(2026, 1, 1), date(2026, 12, 31))
    assert list(marks) == [date(2026, 8, 25), date(2026, 11, 20)]
    assert store.other_days.loaded(date(2026, 11, 20)) is not None


def keeps_open(made, row):
    count(made, row, 100, verified=False)


def keeps_conflict(made, row):
    card = Conflict(ConflictKind.FOREIGN, Value(3), Value(2))
    with made.store.transaction():
        made.store.shadows.put(row, Shadow(conflict=card))


def keeps_refused(made, row):
    seq = count(made, row, 100, verified=False)
    with made.store.transaction():
        made.store.shadows.park(row, seq, "no")


def keeps_kept(made, row):
    keeps_refused(made, row)
    with made.store.transaction():
        made.store.shadows.keep(row)


def walk_in(made, row, stage):
    new = RowId(BookingId(f"walk-in {row.event_id}"), row.event_id)
    with made.store.transaction():
        made.store.walk_ins.add(WalkIn(new, stage), "Wren", 1)
    return new


def keeps_local(made, row):
    count(made, walk_in(made, row, Stage.LOCAL), 100)


def keeps_on_its_way(made, row):
    walk_in(made, row, Stage.CREATING)


def keeps_unanswered(made, row):
    count(made, row, 100)
    with made.store.transaction():
        made.store.shadows.begin(row, Value(1), (1, 1), made.clock.now())


def keeps_audit(made, row):
    count(made, row, 100, audited=False)


def keeps_late_change(made, row):
    count(made, row, 2)


def keeps_change_elsewhere(made, row):
    with made.store.transaction():
        made.store.activity.note_elsewhere(row, NONE, Value(1), NOON - timedelta(days=2))


def keeps_handed_over(made, row):
    count(made, row, 100, verified=False)
    with made.store.transaction():
        made.store.handed_over.hand_over(NOON - timedelta(days=2))


KEEPING = [each for name, each in list(globals().items()) if name.startswith("keeps_")]


@pytest.mark.parametrize("keeps", KEEPING)
def test_what_this_computer_alone_knows_and_what_was_lately_changed_stays(past, keeps):
    event = hold(past.made, 100)
    hold(past.made, 101)
    keeps(past.made, RowId(BookingId("dana"), event))
    today(past.made)
    past.forget()
    assert past.events() == {"100 days ago", "today"}


def goes_answered(made, row):
    seq = count(made, row, 100)
    with made.store.transaction():
        attempt = made.store.shadows.begin(row, Value(1), (seq, seq), made.clock.now())
        made.store.shadows.answer(attempt.attempt_id, Answer.WRITTEN)


def goes_in_wix(made, row):
    count(made, walk_in(made, row, Stage.IN_WIX), 100)


def goes_handed_over_long_ago(made, row):
    count(made, row, 100, verified=False, audited=False)
    with made.store.transaction():
        made.store.handed_over.hand_over(NOON - timedelta(days=99))


def goes_taken_back(made, row):
    count(made, row, 100)
    [op] = made.store.journal.of_row(row)
    with made.store.transaction():
        new = NewOp(row, OpKind.UNDO, GestureId("u"), 1, op.op_id)
        at, seen = NOON - timedelta(days=99), (Value(1), 9)
        seq = made.store.journal.append(new, OpId("u"), DeviceId("d"), at, seen).seq
        made.store.shadows.put(row, Shadow(NONE, seq, NONE, seq, seq))
        made.store._database.run("DELETE FROM audits")


@pytest.mark.parametrize(
    "goes", [goes_answered, goes_in_wix, goes_handed_over_long_ago, goes_taken_back]
)
def test_what_wix_or_another_computer_has_does_not_hold_it(past, goes):
    event = hold(past.made, 100)
    goes(past.made, RowId(BookingId("dana"), event))
    today(past.made)
    past.forget()
    assert past.events() == {"today"}
    store = past.made.store
    assert store._database.rows("PRAGMA foreign_key_check") == []


def test_what_came_last_stays_and_the_next_change_goes_on_from_there(past):
    row = RowId(BookingId("dana"), hold(past.made, 100))
    last = count(past.made, row, 100)
    other = RowId(BookingId("dana"), hold(past.made, 99))
    with past.made.store.transaction():
        past.made.store.activity.note_elsewhere(other, NONE, Value(1), NOON - timedelta(days=99))
    hold(past.made, 101)
    hold(past.made, 0)
    past.forget()
    assert past.events() == {"100 days ago", "99 days ago", "0 days ago"}
    assert past.made.store.activity.last() == (last, 1)


def test_the_name_of_a_change_without_a_session_stays(past):
    hold(past.made, 100, people=("ann", "bo"))
    count(past.made, RowId(BookingId("ann"), EventId("of another computer")), 1)
    today(past.made)
    past.forget()
    assert set(past.made.store.activity.names().values()) == {"Ann", "Dana", "Noa", "Sam"}


def clock_a_year_ahead(past):
    past.made.clock.advance(365 * 86400)


def clock_a_year_back(past):
    past.made.clock.advance(-365 * 86400)


def clock_that_the_site_contradicts(past):
    past.made.clock.advance(365 * 86400)
    pulled(past.made, -365 * 86400.0)


def a_little_more_than_is_told(past):
    pulled(past.made, 301.0)


def site_that_never_answered(past):
    with past.made.store.transaction():
        past.made.store.days.forget_fact("last_pull")


def site_whose_clock_is_not_known(past):
    with past.made.store.transaction():
        past.made.store.days.forget_fact("clock_off_s")


def settings_that_cannot_be_read(past):
    past.days[0] = None


@pytest.mark.parametrize(
    "wrong",
    [
        clock_a_year_ahead, clock_a_year_back, clock_that_the_site_contradicts,
        a_little_more_than_is_told, site_that_never_answered, site_whose_clock_is_not_known,
        settings_that_cannot_be_read,
    ],
)  # fmt: skip
def test_a_wrong_clock_or_an_unknown_setting_takes_nothing(past, wrong):
    for ago in (80, 30, 8):
        hold(past.made, ago)
    if wrong not in (clock_a_year_ahead, clock_a_year_back):
        hold(past.made, 200)  # due, and kept all the same
    today(past.made)
    before = past.events()
    wrong(past)
    past.forget()
    assert past.events() == before


def test_a_little_less_than_is_told_takes_what_is_due(past):
    hold(past.made, 200)
    today(past.made)
    pulled(past.made, 299.0)
    past.forget()
    assert past.events() == {"today"}


def test_a_week_before_the_newest_session_stays_though_the_site_was_shut_for_long(past):
    for ago in (108, 107, 106, 100):
        hold(past.made, ago)
    past.forget()
    assert past.events() == {"107 days ago", "106 days ago", "100 days ago"}


def test_the_days_are_the_sites_and_the_one_that_is_on_counts_for_none():
    assert limit_of(NOON, WEEK, NOON) == NOON - timedelta(days=WEEK, hours=12)
    assert limit_of(NOON, WEEK, NOON - timedelta(days=3)) == NOON - timedelta(days=10)


def test_an_empty_store_has_nothing_to_forget(past):
    assert past.forget() == LOOK_EVERY_S


def test_once_a_day_and_looked_at_once_a_minute(past):
    today(past.made)
    past.forget()
    hold(past.made, 95)
    past.made.clock.advance(LOOK_EVERY_S / 2)
    assert past.forget() == LOOK_EVERY_S / 2
    past.made.clock.advance(LOOK_EVERY_S)
    past.forget()
    assert "95 days ago" in past.events()
    past.made.clock.advance(12 * 3600)
    past.forget()
    assert "95 days ago" in past.events(), "the site has not answered since"
    pulled(past.made)
    past.made.clock.advance(LOOK_EVERY_S)
    past.forget()
    assert past.events() == {"today"}


def test_another_number_of_days_stands_for_ten_minutes_before_anything_goes_by_it(past):
    hold(past.made, 40)
    today(past.made)
    past.forget()
    past.days[0] = 30
    past.made.clock.advance(LOOK_EVERY_S)
    past.forget()
    past.days[0] = 90  # taken back
    past.made.clock.advance(STANDS_S)
    past.forget()
    past.made.clock.advance(STANDS_S)
    past.forget()
    assert "40 days ago" in past.events()
    past.days[0] = 30
    past.forget()
    past.made.clock.advance(LOOK_EVERY_S)
    past.forget()
    past.made.clock.advance(STANDS_S)
    past.forget()
    assert past.events() == {"today"}


def test_it_stops_for_whatever_is_to_be_done_and_goes_on_where_it_was(past):
    for ago in (101, 102, 103):
        hold(past.made, ago, people=[f"{ago}.{n}" for n in range(60)])
    today(past.made)
    left = []
    while past.forget(lambda _: False) == 0.0:
        left.append(len(past.events()) - 1)
    assert left[:4] == [2, 1, 0, 0]
    names = past.made.store.activity.names()
    assert set(names) == set(PEOPLE)


def test_who_counts_on_another_connection_meanwhile_is_looked_at_first(past, tmp_path):
    """Between the looking and the forgetting there is no lock: what was found may be old."""
    for ago in (101, 102):
        hold(past.made, ago, people=("dana",) if ago == 101 else PEOPLE)
    today(past.made)
    other = Store(tmp_path / FILE_NAME)
    row = RowId(BookingId("dana"), EventId("101 days ago"))
    away = MadeDesk(past.made.desk, other, past.made.clock)

    def counts(_):
        if past.events() == {"101 days ago", "today"}:
            count(away, row, 0, verified=False)
        return True

    assert past.forget(counts) == 0.0
    assert past.forget(counts) == LOOK_EVERY_S
    assert past.events() == {"101 days ago", "today"}
    assert other.journal.of_row(row)
    other.close()


def test_names_are_left_while_another_connection_writes(past, tmp_path):
    with past.made.store.transaction():
        for n in range(120):
            past.made.store.days._put_booking(booking(f"b{n}"))
    today(past.made)
    other = Store(tmp_path / FILE_NAME)

    def writes(_):
        with other.transaction():
            other.days.keep_fact("x", "y")
        return True

    assert past.forget(writes) == 0.0
    assert len(past.made.store.activity.names()) == 73
    assert past.forget() == LOOK_EVERY_S
    assert len(past.made.store.activity.names()) == 3
    other.close()


def test_on_a_full_disk_nothing_is_forgotten_and_nothing_else_is_held_up(past):
    hold(past.made, 100)
    today(past.made)
    past.made.store.tidy()
    with full_disk():
        waits = past.forget()
    assert waits == LOOK_EVERY_S
    assert "100 days ago" in past.events()


# Whatever was done before

SOON = st.integers(0, 130)
CHANGES = st.one_of(
    st.builds(
        lambda *a: ("count", *a),
        SOON, st.sampled_from(PEOPLE), SOON, st.booleans(), st.booleans(),
    ),
    st.builds(lambda *a: ("keeps", *a), SOON, st.sampled_from(PEOPLE), st.sampled_from(KEEPING)),
    st.builds(
        lambda *a: ("goes", *a),
        SOON, st.sampled_from(PEOPLE), st.sampled_from([goes_answered, goes_in_wix]),
    ),
    st.builds(lambda *a: ("here", *a), st.sampled_from(PEOPLE)),
)  # fmt: skip


def do(made, change):
    match change:
        case "count", ago, who, at, verified, audited:
            row = RowId(BookingId(who), hold(made, ago))
            count(made, row, at, verified=verified, audited=audited)
        case (("keeps" | "goes"), ago, who, way):
            event = hold(made, ago)
            known = made.store.view.of_events([event])
            if not any(each.stage for each in known):
                way(made, RowId(BookingId(who), event))
        case "here", who:
            made.desk.arrive(RowId(BookingId(who), hold(made, 0, "today")))


def seen(made, limit):
    """What may not change: what is shown of the days kept, what can be taken back, what waits."""
    store, activity = made.store, Activity(made.store, made.clock)
    kept = store.days.between(limit, NOON + timedelta(days=1))
    ops = store.journal.latest(NOON - timedelta(hours=36), 1000)[::-1]
    waits = {row for row, _ in store.journal.open_rows()}
    return {
        "rosters": [made.desk.roster(each.event_id) for each in kept],
        "seats": store.view.of_events([each.event_id for each in kept]),
        "activity": activity.page(Asked(limit), 0, 1000),
        "problems": activity.page(Asked(limit, problems=True), 0, 1000),
        "undo": (to_undo(ops), to_redo(ops)),
        "open": store.journal.open_ops(),
        "tally": store.journal.tally()._replace(verified=0),
        "worklist": Worklist(store, made.clock, lambda: None).entries(),
        "unanswered": store.shadows.unanswered(),
        "tries": store.journal.tries(op for op, _ in store.journal.open_ops()),
        "refused": {k: v for k, v in store.shadows.parked().items() if v.kept or k in waits},
        "walk-ins": store.walk_ins.pending(),
        "audits": store.audits.ready(),
        "last": store.activity.last(),
        "only here": store.forgetting().only_here(),
    }


@settings(max_examples=MANY)
@given(st.lists(CHANGES, max_size=12), st.sampled_from((WEEK, 30, DAYS)), st.booleans())
def test_whatever_was_done_before_what_is_kept_is_the_same_after(changes, days, cut):
    with tempfile.TemporaryDirectory() as folder:
        past = past_in(Path(folder), days)
        made = past.made
        hold(made, 0, "today")
        for change in changes:
            do(made, change)
        limit = limit_of(NOON, days, NOON)
        before, names = seen(made, limit), made.store.activity.names()
        past.forget(lambda _: not cut)
        assert seen(made, limit) == before
        while past.forget() == 0.0:
            pass
        assert seen(made, limit) == before
        assert names.items() >= made.store.activity.names().items()
        assert made.store._database.rows("PRAGMA foreign_key_check") == []
        assert not made.store.past().over(limit)
        assert not made.store.past().nobodys()
        made.store.close()


KILLED = """
import sys, os, signal
from pathlib import Path
sys.path.insert(0, os.getcwd())
from app.storage.store import Store
from app.sync.retention import Retention
from tests.desks import SetClock
store, left = Store(Path(sys.argv[1])), [int(sys.argv[2])]
def trace(cursor, sql, bindings):
    left[0] -= 1
    if not left[0]:
        os.kill(os.getpid(), signal.SIGKILL)
    return True
past = Retention(store, SetClock(), lambda: 90)
store._database._connection.exec_trace = trace
while past.forget_past(lambda _: True) == 0.0:
    pass
"""


@pytest.mark.parametrize("statement", [12, 25, 31])
def test_killed_in_the_middle_every_session_is_whole_or_gone(past, tmp_path, statement):
    for ago in (103, 102, 101):
        event = hold(past.made, ago)
        for name in PEOPLE:
            count(past.made, RowId(BookingId(name), event), ago)
    today(past.made)
    child = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path / FILE_NAME), str(statement)], check=False
    )
    assert child.returncode == -signal.SIGKILL
    store = past.made.store
    assert store._database.rows("PRAGMA integrity_check") == [("ok",)]
    assert store._database.rows("PRAGMA foreign_key_check") == []
    left = past.events() - {"today"}
    assert 0 < len(left) < 4
    for table in ("seats", "ops", "shadows"):
        found = store._database.rows(
            f"SELECT event_id, count(*) FROM {table} WHERE event_id <> 'today' GROUP BY event_id"
        )
        assert dict(found) == dict.fromkeys(left, len(PEOPLE))
    while past.forget() == 0.0:
        pass
    assert past.events() == {"today"}
