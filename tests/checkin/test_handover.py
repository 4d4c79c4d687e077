"""From one computer to another: nothing is lost, nothing is sent by both."""

import errno
import hashlib
import json
import os
import signal
from pathlib import Path

import pytest

from app.checkin.handover import Handover
from app.checkin.handover_file import NewFile, read
from app.checkin.leaving import Leaving
from app.domain.errors import FileError, Refusal, StoreError
from app.domain.handover import standing_alone
from app.domain.model import GestureId, Op, OpId, OpKind, RowId, Seq
from app.domain.values import NO_SHOW, NONE, Value
from tests.desks import NOON, MadeDesk, booking, make_desk

SITE = "site-1"


@pytest.fixture
def made(tmp_path: Path):
    made = make_desk(tmp_path / "old")
    made.add_session()
    yield made
    made.store.close()


@pytest.fixture
def other(tmp_path: Path):
    other = make_desk(tmp_path / "new")
    yield other
    other.store.close()


def rows(made: MadeDesk) -> list[RowId]:
    return made.add_bookings("yoga", booking("b1", "Dana Levi", 9), booking("b2", "Noa Katz", 4))


def handover(made: MadeDesk, site: str = SITE) -> Handover:
    return Handover(made.store, made.clock, site)


def carried(made: MadeDesk, tmp_path: Path, *, retire: bool = True) -> Path:
    path = tmp_path / "export.jsonl"
    handover(made).write(path, retire=retire)
    return path


def test_what_was_unsent_is_the_other_computers_and_each_op_once(made, other, tmp_path):
    dana, noa = rows(made)
    made.desk.arrive(dana, 3)
    made.desk.undo(made.desk.leave(dana).op_id)
    made.desk.mark_no_show(noa)
    assert made.desk.unsent() == 4
    path = carried(made, tmp_path)
    assert (made.desk.unsent(), made.desk.status().tally.verified) == (0, 0)
    assert [r.shown for r in made.desk.roster(dana.event_id).rows] == [NONE, NONE]
    assert path.stat().st_mode & 0o777 == 0o600
    found = handover(other).take(read(path))
    assert (found.taken, found.known, found.others) == (4, 0, ())
    shown = {r.name: r.shown for r in other.desk.roster(dana.event_id).rows}
    assert shown == {"Dana Levi": Value(3), "Noa Katz": NO_SHOW}
    again = handover(other).take(read(path))
    assert (again.taken, again.known) == (0, 4)
    assert other.desk.unsent() == 4


def test_a_copy_sends_nothing_and_is_shown(made, other, tmp_path):
    dana, _ = rows(made)
    made.desk.arrive(dana)
    given = read(carried(made, tmp_path, retire=False))
    found = handover(other).take(given)
    assert (found.taken, [line.state for line in found.others]) == (0, ["saved"])
    assert given.name_of(dana) == "Dana Levi"
    assert given.name_of(RowId(dana.booking_id, dana.booking_id)) == ""
    assert (made.desk.unsent(), other.desk.unsent()) == (1, 0)


def test_what_may_be_under_way_stays(made, other, tmp_path):
    dana, _ = rows(made)
    first = made.desk.arrive(dana).op_id
    op = made.store.journal.op(first)
    with made.store.transaction():
        made.store.shadows.begin(dana, Value(1), (op.seq, op.seq), NOON)
    made.desk.arrive(dana, 2)
    path = carried(made, tmp_path)
    assert made.desk.status().tally.in_doubt == 1
    found = handover(other).take(read(path))
    assert (found.taken, [line.state for line in found.others]) == (1, ["in_doubt"])
    assert other.desk.roster(dana.event_id).rows[0].shown == Value(2)


def test_an_export_that_was_lost_is_made_again(made, other, tmp_path):
    dana, _ = rows(made)
    made.desk.arrive(dana)
    with pytest.raises(StoreError, match="nothing is lost"):
        carried(made, tmp_path / "nowhere")
    found = handover(other).take(read(carried(made, tmp_path)))
    assert found.taken == 1


def test_nothing_is_retired_before_its_file_is_whole(made, tmp_path, monkeypatch):
    dana, _ = rows(made)
    made.desk.arrive(dana)

    def failing(_):
        raise OSError(errno.EIO, "the disk failed")

    monkeypatch.setattr("app.checkin.handover_file.os.fsync", failing)
    with pytest.raises(FileError, match="nothing is lost"):
        carried(made, tmp_path)
    assert (made.desk.unsent(), made.desk.roster(dana.event_id).rows[0].shown) == (1, Value(1))
    assert made.store.handed_over.all() == []
    assert [each.name for each in tmp_path.iterdir()] == ["old"]


def test_a_program_that_ends_before_the_file_has_its_name_loses_and_doubles_nothing(
    made, other, tmp_path
):
    dana, _ = rows(made)
    made.desk.arrive(dana)
    pid = os.fork()
    if pid == 0:  # pragma: no cover - it is killed
        Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
        carried(make_desk(tmp_path / "old"), tmp_path)
    assert os.waitpid(pid, 0)[1] == signal.SIGKILL
    assert not (tmp_path / "export.jsonl").exists()
    assert made.desk.unsent() == 0
    leaving = Leaving(made.store, made.clock, SITE)
    assert (leaving.only_here(), leaving.permit()) == (1, None)
    assert handover(other).take(read(carried(made, tmp_path))).taken == 1
    assert leaving.only_here() == 0
    assert sorted(each.name for each in tmp_path.iterdir()) == ["export.jsonl", "new", "old"]


def test_a_file_of_that_name_that_came_meanwhile_stays_and_the_next_one_holds_all(
    made, other, tmp_path, monkeypatch
):
    dana, _ = rows(made)
    made.desk.arrive(dana)
    file, finish = tmp_path / "export.jsonl", NewFile.finish

    def late(self):
        file.write_text("of somebody else")
        finish(self)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(NewFile, "finish", late)
        with pytest.raises(Refusal, match="already"):
            carried(made, tmp_path)
    assert file.read_text() == "of somebody else"
    assert Leaving(made.store, made.clock, SITE).only_here() == 1
    file.unlink()
    assert handover(other).take(read(carried(made, tmp_path))).taken == 1


def test_what_the_other_computer_knows_better_stays(made, other, tmp_path):
    dana, _ = rows(made)
    made.desk.arrive(dana)
    other.add_session(title="Yoga, moved")
    other.add_bookings("yoga", booking("b1", "Dana Levi-Katz", 2))
    handover(other).take(read(carried(made, tmp_path)))
    roster = other.desk.roster(dana.event_id)
    assert (roster.card.session.title, roster.rows[0].name) == ("Yoga, moved", "Dana Levi-Katz")
    assert roster.rows[0].shown == Value(1)


def test_a_session_that_nobody_knows_any_more_is_no_obstacle(made, other, tmp_path):
    dana, _ = rows(made)
    made.desk.arrive(dana)
    given = read(carried(made, tmp_path))
    assert handover(other).take(given._replace(sessions=())).taken == 1
    assert other.store.view.of_row(dana) is None


def test_another_sites_file_and_ones_own_are_refused(made, other, tmp_path):
    dana, _ = rows(made)
    made.desk.arrive(dana)
    given = read(carried(made, tmp_path))
    with pytest.raises(Refusal, match="another site"):
        handover(other, "site-2").take(given)
    with pytest.raises(Refusal, match="on this computer"):
        handover(made).take(given)
    assert other.desk.unsent() == 0


def damaged(path: Path, how: str) -> None:
    raw = path.read_bytes()
    lines = raw.splitlines(keepends=True)
    match how:
        case "a digit":
            path.write_bytes(raw.replace(b'"count": 1', b'"count": 7'))
        case "cut short":
            path.write_bytes(raw[: len(raw) // 2])
        case "a line less":
            path.write_bytes(b"".join([*lines[:2], *lines[3:]]))
        case "empty":
            path.write_bytes(b"")
        case "a picture":
            path.write_bytes(bytes(range(256)))
        case _:
            changed = {"members": b'{"turnout": 1}\n', "version": b'{"turnout": 2}\n'}[how]
            end = json.dumps({"sha256": hashlib.sha256(changed).hexdigest()}).encode()
            path.write_bytes(changed + end + b"\n")


@pytest.mark.parametrize(
    "how", ["a digit", "cut short", "a line less", "empty", "a picture", "members", "version"]
)
def test_a_damaged_file_is_refused_whole(made, tmp_path, how):
    dana, _ = rows(made)
    made.desk.arrive(dana)
    path = carried(made, tmp_path)
    damaged(path, how)
    with pytest.raises(Refusal, match="nothing was imported"):
        read(path)


def test_a_file_that_is_not_there_says_so(tmp_path):
    with pytest.raises(StoreError, match="cannot be read"):
        read(tmp_path / "nothing")


def op(seq: int, kind: OpKind, **more: object) -> Op:
    row = RowId("b", "e")
    made = Op(Seq(seq), OpId(f"o{seq}"), row, kind, GestureId("g"), NOON)
    return made._replace(**more)


@pytest.mark.parametrize(
    ("kind", "count", "before", "becomes"),
    [
        (OpKind.ARRIVE, 2, NONE, (OpKind.LEAVE, 2)),
        (OpKind.LEAVE, 2, Value(3), (OpKind.ARRIVE, 2)),
        (OpKind.EXTRA, 1, NONE, (OpKind.LEAVE, 1)),
        (OpKind.NO_SHOW, 0, NONE, (OpKind.CLEAR, 0)),
        (OpKind.NO_SHOW, 0, Value(2), (OpKind.ARRIVE, 2)),
        (OpKind.CLEAR, 0, Value(2), (OpKind.ARRIVE, 2)),
        (OpKind.CLEAR, 0, NO_SHOW, (OpKind.NO_SHOW, 0)),
    ],
)
def test_an_undo_of_what_stays_behind_becomes_what_it_does(kind, count, before, becomes):
    done = op(1, kind, count=count, before=before)
    undo = op(2, OpKind.UNDO, undoes=OpId("o1"))
    alone = standing_alone(undo, [done, undo], set())
    assert (alone.kind, alone.count, alone.undoes) == (*becomes, None)
    assert standing_alone(undo, [done, undo], {OpId("o1")}) == undo
    assert standing_alone(done, [done], set()) == done


def test_a_redo_of_an_extra_is_an_extra_again():
    extra = op(1, OpKind.EXTRA, count=1)
    undo, redo = op(2, OpKind.UNDO, undoes=OpId("o1")), op(3, OpKind.UNDO, undoes=OpId("o2"))
    alone = standing_alone(redo, [extra, undo, redo], set())
    assert (alone.kind, alone.count) == (OpKind.EXTRA, 1)
