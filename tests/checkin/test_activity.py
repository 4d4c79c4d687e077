"""The activity: what was changed, when, by whom, from what to what, and how far it has come."""

from datetime import timedelta

import pytest

from app.checkin.activity import Activity
from app.checkin.walk_ins import WalkIns
from app.domain.activity import Asked, Source, Who
from app.domain.model import Conflict, ConflictKind, SyncState
from app.domain.values import NO_SHOW, NONE, Value
from tests.checkin.test_desk import DANA, NOA
from tests.desks import booking


@pytest.fixture
def activity(made):
    return Activity(made.store, made.clock)


def asked(activity, days=1, **more):
    return Asked(activity.since(days), **more)


def page(activity, **more):
    return activity.page(asked(activity, **more), 0, 50).changes


def changes(activity, **more):
    return [(each.name, each.before, each.after) for each in page(activity, **more)]


def test_every_change_is_there_newest_first_with_what_it_was_and_became(made, activity):
    made.desk.arrive(DANA, 2)
    made.clock.advance(60)
    made.desk.mark_no_show(NOA)
    made.desk.clear(NOA)
    made.desk.leave(DANA)
    made.desk.undo_last()
    made.desk.history.redo_last()
    made.desk.arrive(DANA, 3)
    made.desk.add_extra(DANA)
    assert changes(activity) == [
        ("Dana Levi", Value(4), Value(5)),
        ("Dana Levi", Value(1), Value(4)),
        ("Dana Levi", Value(2), Value(1)),
        ("Dana Levi", Value(1), Value(2)),
        ("Dana Levi", Value(2), Value(1)),
        ("Noa Kahn", NO_SHOW, NONE),
        ("Noa Kahn", NONE, NO_SHOW),
        ("Dana Levi", NONE, Value(2)),
    ]
    first = page(activity)[-1]
    assert first.at == made.clock.now() - timedelta(seconds=60)
    assert (first.session, first.starts) == (
        "Yoga Flow",
        made.clock.now() - timedelta(minutes=11),
    )


def test_a_no_show_that_is_undone_goes_back_to_what_it_was(made, activity):
    made.desk.mark_no_show(NOA)
    made.desk.undo_last()
    made.desk.arrive(DANA)
    made.desk.clear(DANA)
    made.desk.undo_last()
    assert changes(activity)[0] == ("Dana Levi", NONE, Value(1))
    assert changes(activity)[3] == ("Noa Kahn", NO_SHOW, NONE)


def test_undo_of_any_change_of_the_day_and_only_of_those_that_stand(made, activity):
    first = made.desk.arrive(DANA).op_id
    made.desk.mark_no_show(NOA)
    made.desk.undo(first)
    undo, no_show, gone = page(activity)
    assert (undo.may_undo, no_show.may_undo, gone.may_undo) == (False, True, False)
    assert (no_show.stands, gone.stands) == (True, False)
    made.desk.undo(no_show.op_id)
    assert not page(activity)[2].stands
    assert page(activity)[1].stands
    made.desk.mark_no_show(NOA)
    made.clock.advance(13 * 3600)
    assert page(activity) == ()
    assert [each.may_undo for each in page(activity, days=7)] == [False] * 5


def test_how_far_each_has_come(made, activity):
    made.desk.arrive(DANA)
    made.desk.arrive(NOA)
    assert {each.state for each in page(activity)} == {SyncState.SAVED}
    with made.store.transaction():
        made.store.shadows.park(NOA, made.store.journal.last_seq(), "refused")
        seat = made.store.view.of_row(DANA)
        made.store.shadows.put(DANA, seat.shadow._replace(a=Value(1), a_seq=seat.last_seq))
    assert [each.state for each in page(activity)] == [SyncState.PARKED, SyncState.SENT]
    assert [each.name for each in page(activity, problems=True)] == ["Noa Kahn"]
    with made.store.transaction():
        made.store.shadows.keep(NOA)
    kept = page(activity)[0]
    assert (kept.state, kept.not_in_wix) == (SyncState.VERIFIED, True)
    assert page(activity, problems=True) == ()


def test_a_conflict_is_a_problem_and_a_walk_in_stays_here(made, activity):
    made.desk.arrive(DANA)
    WalkIns(made.store, made.clock, lambda: None).add("yoga", "Ruth")
    with made.store.transaction():
        seat = made.store.view.of_row(DANA)
        card = Conflict(ConflictKind.FOREIGN, Value(2), Value(1))
        made.store.shadows.put(DANA, seat.shadow._replace(conflict=card))
    [problem] = page(activity, problems=True)
    assert (problem.name, problem.state) == ("Dana Levi", SyncState.CONFLICT)
    ruth = page(activity)[0]
    assert (ruth.name, ruth.not_in_wix) == ("Ruth", True)


def test_what_others_changed_stands_between_where_it_was_seen(made, activity):
    made.desk.arrive(DANA)
    with made.store.transaction():
        made.store.activity.note_elsewhere(NOA, NONE, Value(1), made.clock.now())
    made.desk.arrive(NOA)
    assert [(each.name, each.source.who) for each in page(activity)] == [
        ("Noa Kahn", Who.DESK),
        ("Noa Kahn", Who.WIX),
        ("Dana Levi", Who.DESK),
    ]
    seen = page(activity)[1]
    assert (seen.before, seen.after, seen.op_id, seen.may_undo) == (NONE, Value(1), None, False)


def test_by_session_by_person_and_by_source(made, activity):
    made.add_session("spin", title="Spin", starts_in=timedelta(hours=1))
    [elodie] = made.add_bookings("spin", booking("elodie", "Élodie Brûlé"))
    made.desk.arrive(DANA)
    made.desk.arrive(elodie)
    staff = type(made.desk)(made.store, made.clock, lambda: None, actor="Noa")
    staff.mark_no_show(NOA)
    with made.store.transaction():
        made.store.activity.note_elsewhere(NOA, NO_SHOW, NONE, made.clock.now())
        made.store._database.run("UPDATE ops SET device_id = 'far' WHERE booking_id = 'elodie'")

    def names(**more):
        return [each.name for each in page(activity, **more)]

    assert names(event_id="spin") == ["Élodie Brûlé"]
    assert names(person=" elodie b") == ["Élodie Brûlé"]
    assert names(person="nobody") == []
    sources = activity.sources(activity.midnight())
    assert sources == [
        Source(Who.DESK), Source(Who.DESK, "Noa"), Source(Who.OTHER), Source(Who.WIX),
    ]  # fmt: skip
    assert [names(source=each) for each in sources] == [
        ["Dana Levi"], ["Noa Kahn"], ["Élodie Brûlé"], ["Noa Kahn"],
    ]  # fmt: skip
    assert names(source=Source(Who.DESK), event_id="spin") == []
    assert activity.sources(made.clock.now() + timedelta(hours=1)) == []


def test_page_by_page_and_all_at_once(made, activity, monkeypatch):
    monkeypatch.setattr("app.checkin.activity.AT_ONCE", 3)
    for _ in range(4):
        made.desk.arrive(DANA)
    made.desk.clear(DANA)
    for _ in range(4):
        made.desk.arrive(DANA)
    wanted = asked(activity)
    first, last = activity.page(wanted, 0, 5), activity.page(wanted, 5, 5)
    assert (len(first.changes), first.more) == (5, True)
    assert (len(last.changes), last.more) == (4, False)
    assert list(activity.all(wanted)) == [*first.changes, *last.changes]


def test_a_year_and_no_more(made, activity):
    made.desk.arrive(DANA)
    made.clock.advance(364 * 86_400)
    assert len(page(activity, days=999)) == 1
    made.clock.advance(86_400)
    assert page(activity, days=999) == ()


def test_an_op_of_a_booking_that_is_not_known_here_has_no_name(made, activity):
    made.desk.arrive(DANA)
    with made.store.transaction():
        made.store._database.run("PRAGMA defer_foreign_keys = ON")
        for table in ("seats", "bookings", "sessions"):
            made.store._database.run(f"DELETE FROM {table}")
    [change] = page(activity)
    assert (change.name, change.session, change.starts) == ("", "", None)


def test_what_came_after_a_place_is_left_out(made, activity):
    assert activity.last() == (0, 0)
    made.desk.arrive(DANA)
    with made.store.transaction():
        made.store.activity.note_elsewhere(NOA, NONE, Value(1), made.clock.now())
    until = activity.last()
    assert until == (1, 1)
    with made.store.transaction():
        made.store.activity.note_elsewhere(NOA, Value(1), NONE, made.clock.now())
    made.desk.arrive(DANA)
    assert len(page(activity)) == 4
    assert [each.place for each in page(activity, until=until)] == [(1, 1), (1, 0)]


def test_what_comes_while_all_is_read_is_not_among_it(made, activity):
    for _ in range(3):
        made.desk.arrive(DANA)
    with made.store.transaction():
        made.store.activity.note_elsewhere(NOA, NONE, Value(1), made.clock.now())
        made.store.activity.note_elsewhere(NOA, Value(1), NONE, made.clock.now())
    there = page(activity)
    read = activity.all(asked(activity))
    first = next(read)
    made.desk.arrive(NOA)
    assert (first, *read) == there
