"""I17: nothing that only this computer knows is forgotten, unless a file holds it."""

import apsw
import pytest

from app.checkin.handover import Handover
from app.checkin.handover_file import read
from app.checkin.leaving import Leaving, Permit
from app.checkin.walk_ins import WalkIns
from app.checkin.worklist import Worklist
from app.domain.errors import Refusal, StoreError
from app.domain.model import Conflict, ConflictKind
from app.domain.values import Value
from app.storage.store import FILE_NAME, Store
from tests.desks import booking, make_desk
from tests.disks import full_disk
from tests.storage.disk import Disk

SITE = "site-1"


@pytest.fixture
def made(tmp_path):
    made = make_desk(tmp_path / "here")
    made.add_session()
    yield made
    made.store.close()


@pytest.fixture
def dana(made):
    [row] = made.add_bookings("yoga", booking("dana", "Dana Levi", 9))
    return row


def leaving(made):
    return Leaving(made.store, made.clock, SITE)


def saved(made, row):
    made.desk.arrive(row, 2)
    made.desk.leave(row)


def in_doubt(made, row):
    op = made.store.journal.op(made.desk.arrive(row).op_id)
    with made.store.transaction():
        made.store.shadows.begin(row, Value(1), (op.seq, op.seq), op.at)


def sent(made, row):
    made.desk.arrive(row)
    seat = made.store.view.of_row(row)
    shadow = seat.shadow._replace(a=Value(1), a_seq=seat.last_seq)
    with made.store.transaction():
        made.store.shadows.put(row, shadow)


def parked(made, row):
    op = made.store.journal.op(made.desk.arrive(row).op_id)
    with made.store.transaction():
        made.store.shadows.park(row, op.seq, "Wix does not know this booking.")


def kept(made, row):
    parked(made, row)
    Worklist(made.store, made.clock, lambda: None).keep(row)


def in_conflict(made, row):
    made.desk.arrive(row)
    shadow = made.store.view.of_row(row).shadow
    card = Conflict(ConflictKind.FOREIGN, Value(3), Value(1))
    with made.store.transaction():
        made.store.shadows.put(row, shadow._replace(conflict=card))


def walked_in(made, row):
    WalkIns(made.store, made.clock, lambda: None).add(row.event_id, "Wren")


def walks_in(made, row):
    WalkIns(made.store, made.clock, lambda: None).add(row.event_id, "Wren", "wren@example.com")


ONLY_HERE = [saved, in_doubt, sent, parked, kept, in_conflict, walked_in, walks_in]


@pytest.mark.parametrize("do", ONLY_HERE)
def test_whatever_is_only_here_is_counted_and_goes_with_the_export_alone(made, dana, tmp_path, do):
    do(made, dana)
    before = {op.op_id for op, _ in made.store.journal.states()}
    asked = leaving(made)
    assert asked.only_here() == 1
    assert asked.permit() is None
    with pytest.raises(Refusal, match="nothing was forgotten"):
        asked.forget(Permit(made.store.journal.last_seq()))
    assert {op.op_id for op, _ in made.store.journal.states()} == before
    file = tmp_path / "taken along.jsonl"
    asked.forget(asked.export(file))
    assert {line.op.op_id for line in read(file).lines} == before
    assert file.stat().st_mode & 0o777 == 0o600
    assert made.desk.sessions(made.desk.today()) == ()
    assert (asked.only_here(), made.store.journal.states()) == (0, [])


def test_what_was_verified_is_nobodys_loss(made, dana):
    sent(made, dana)
    shadow = made.store.view.of_row(dana).shadow
    with made.store.transaction():
        made.store.shadows.put(dana, shadow._replace(v_seq=shadow.a_seq))
    permit = leaving(made).permit()
    assert permit is not None
    leaving(made).forget(permit)
    assert made.store.journal.states() == []


def test_what_is_counted_behind_the_permit_is_not_forgotten(made, dana, tmp_path):
    before = leaving(made).permit()
    made.desk.arrive(dana)
    exported = leaving(made).export(tmp_path / "file.jsonl")
    made.desk.arrive(dana)
    for permit in (before, exported):
        with pytest.raises(Refusal, match="meanwhile"):
            leaving(made).forget(permit)
    assert leaving(made).only_here() == 1


def test_another_computer_sends_what_was_taken_along_and_so_does_this_one_later(
    made, dana, tmp_path
):
    saved(made, dana)
    file = tmp_path / "file.jsonl"
    leaving(made).forget(leaving(made).export(file))
    made.store.close()
    made.store = Store(tmp_path / "here" / FILE_NAME)
    for store in (made.store, Store(tmp_path / "there.sqlite3")):
        taken = Handover(store, made.clock, SITE).take(read(file))
        assert (taken.taken, store.view.of_row(dana).shown.shown) == (2, Value(1))
    store.close()


def test_an_export_that_finds_no_room_changes_nothing(made, dana, tmp_path):
    saved(made, dana)
    file = tmp_path / "file.jsonl"
    with full_disk(), pytest.raises(StoreError, match="nothing is lost"):
        leaving(made).export(file)
    with pytest.raises(StoreError, match="nothing is lost"):
        leaving(made).export(tmp_path / "no such folder" / "file.jsonl")
    with pytest.raises(StoreError):
        leaving(made).export(tmp_path / ("long " * 100))
    assert [each.name for each in tmp_path.iterdir()] == ["here"]
    assert made.desk.status().tally.saved == 2
    assert leaving(made).only_here() == 1


def test_a_store_that_cannot_note_the_export_takes_its_file_back(made, dana, tmp_path):
    saved(made, dana)
    made.store.close()
    disk = Disk()
    made.store = Store(tmp_path / "here" / FILE_NAME, vfs=disk.name)
    made.store.device_id()
    disk.error = apsw.FullError
    with pytest.raises(StoreError, match="disk is full"):
        leaving(made).export(tmp_path / "file.jsonl")
    disk.error = None
    assert [each.name for each in tmp_path.iterdir()] == ["here"]
    assert made.store.journal.tally().saved == 2


def test_an_earlier_file_is_never_written_over(made, dana, tmp_path):
    saved(made, dana)
    file = tmp_path / "file.jsonl"
    file.write_text("of yesterday")
    with pytest.raises(Refusal, match="already"):
        leaving(made).export(file)
    assert file.read_text() == "of yesterday"
    assert made.desk.status().tally.saved == 2


def test_a_forgotten_computer_begins_as_a_new_one(made, dana, tmp_path):
    saved(made, dana)
    before = made.store.device_id()
    asked = leaving(made)
    asked.forget(asked.export(tmp_path / "file.jsonl"))
    made.store.close()
    assert b"Dana" not in (tmp_path / "here" / FILE_NAME).read_bytes()
    made.store = Store(tmp_path / "here" / FILE_NAME)
    assert made.store.device_id() != before
    assert made.store.view.of_row(dana) is None
