"""Walk-ins in the store: stages and states, two names for one row, and what is forgotten."""

import pytest

from app.domain.model import (
    BookingId,
    DeviceId,
    EventId,
    GestureId,
    NewOp,
    OpId,
    OpKind,
    RowId,
    Shadow,
    SyncState,
)
from app.domain.stage import Stage
from app.domain.values import NONE, Value
from app.domain.walk_ins import WalkIn
from app.storage.store import Store
from tests.desks import NOON, booking, make_desk

ROW = RowId(BookingId("walk-in-1"), EventId("yoga"))
THERE = RowId(BookingId("wix-1"), EventId("yoga"))
WREN = WalkIn(ROW, Stage.NEW, "wren@example.com", "+1 212-555-0199")


@pytest.fixture
def made(tmp_path):
    made = make_desk(tmp_path)
    made.add_session("yoga")
    yield made
    made.store.close()


@pytest.fixture
def store(made):
    with made.store.transaction():
        made.store.walk_ins.add(WREN, "Wren Walkin", 2)
        made.store.journal.append(
            NewOp(ROW, OpKind.ARRIVE, GestureId("g"), 2), OpId("op"), DeviceId("d"), NOON, (NONE, 2)
        )
    return made.store


def state(store):
    """The same in SQL and in Python."""
    [found] = store._database.rows("SELECT state FROM op_states")
    shown = store.view.of_row(ROW).shown.sync
    assert found[0] == shown.value
    return shown


@pytest.mark.parametrize(
    ("stage", "expected"),
    [
        (Stage.NEW, SyncState.SAVED),
        (Stage.CREATING, SyncState.IN_DOUBT),
        (Stage.CREATED, SyncState.SAVED),
        (Stage.CONFIRMING, SyncState.IN_DOUBT),
        (Stage.IN_WIX, SyncState.SAVED),
        (Stage.LOCAL, SyncState.VERIFIED),
    ],
)
def test_the_stage_is_the_state_of_its_ops(store, stage, expected):
    with store.transaction():
        store.walk_ins.move(WREN, stage, "because")
    assert state(store) is expected
    assert store.view.of_row(ROW).shown.reason == "because"
    assert bool(store.journal.open_rows()) is (stage is not Stage.LOCAL)
    assert [each.stage for each in store.walk_ins.pending()] == ([stage] if stage.pending else [])


def test_what_was_kept_is_read_back(store):
    with store.transaction():
        store.walk_ins.know(WREN, {BookingId("b"), BookingId("a")})
        store.walk_ins.name_in_wix(WREN, THERE.booking_id, "7")
    known = frozenset({BookingId("a"), BookingId("b")})
    assert store.walk_ins.reread(WREN) == WREN._replace(
        known=known, wix_id=THERE.booking_id, revision="7"
    )
    assert store.walk_ins.aliases() == {THERE.booking_id: ROW.booking_id}


@pytest.mark.parametrize("stage", [Stage.IN_WIX, Stage.LOCAL])
def test_contact_details_leave_the_disk(store, tmp_path, stage):
    def held(text):
        return any(text in each.read_bytes() for each in tmp_path.iterdir() if each.is_file())

    assert held(b"wren@example.com")
    with store.transaction():
        store.walk_ins.move(WREN, stage)
    store.tidy()
    after = store.walk_ins.reread(WREN)
    assert (after.email, after.phone, after.known) == ("", "", None)
    assert not held(b"wren@example.com")
    assert not held(b"555-0199")


def test_tidying_waits_for_nobody_who_reads(store, tmp_path):
    other = Store(tmp_path / "turnout.sqlite3")
    other._database._connection.execute("BEGIN")
    other.walk_ins.pending()
    store._database.run("PRAGMA busy_timeout = 1")
    with store.transaction():
        store.walk_ins.move(WREN, Stage.LOCAL)
    store.tidy()
    other.close()
    store.tidy()


def test_a_phone_without_an_e_mail_is_never_written(made, tmp_path):
    with made.store.transaction():
        made.store.walk_ins.add(WREN._replace(email="", stage=Stage.LOCAL), "Wren", 1)
    assert made.store.walk_ins.reread(WREN).phone == ""
    assert not any(b"555-0199" in each.read_bytes() for each in tmp_path.iterdir())
    assert made.store.view.of_row(ROW).shown.phone_tail == "5550199"


def test_what_was_known_of_the_booking_becomes_the_rows(made, store):
    made.add_session("later")
    other = RowId(THERE.booking_id, EventId("later"))
    for event in ("yoga", "later"):
        made.add_bookings(event, booking("wix-1", "Wren Walkin"))
    with store.transaction():
        store.shadows.put(ROW, Shadow(a=NONE))
        store.shadows.put(THERE, Shadow(a=Value(1), r=Value(1)))
        store.shadows.put(other, Shadow(a=Value(1), r=Value(1)))
        assert not store.walk_ins.is_counted(THERE.booking_id)
        store.walk_ins.name_in_wix(WREN, THERE.booking_id, "1")
        store.walk_ins.move(WREN, Stage.IN_WIX)
    assert (store.view.of_row(THERE), store.view.of_row(other)) == (None, None)
    assert store.shadows.of_row(ROW).a == NONE
    later = store.view.of_row(other._replace(booking_id=ROW.booking_id)).shown
    assert (later.shown, later.walk_in, later.name) == (Value(1), False, "Wren Walkin")
    assert store.walk_ins.is_counted(ROW.booking_id)
