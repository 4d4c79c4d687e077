"""The file that carries a journal to another computer: JSON lines, and a checksum as the last."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from app.checkin.named_file import refuse_there, step_of, unread, unwritten_export
from app.domain.errors import Refusal
from app.domain.model import (
    BookingId,
    BookingStatus,
    DeviceId,
    EventId,
    GestureId,
    Op,
    OpId,
    OpKind,
    RowId,
    Seq,
    Session,
    SessionKind,
)
from app.domain.roster import SeatRow
from app.domain.values import NO_SHOW, Value

FORMAT = 1
DAMAGED = (
    "This file is damaged or not an export of turnout; nothing was imported. "
    "Export it once more, where it was made."
)
OTHER_VERSION = (
    "This file was made by another version of turnout; nothing was imported. "
    "Install the same version on both computers, then try again."
)


class Line(NamedTuple):
    """An op and how far it had come: a state of the sync, or `handed_over`."""

    op: Op
    state: str


class Travelling(NamedTuple):
    """What a file holds. Of a seat only the row, the name, the party and the status travel."""

    site_id: str
    device_id: DeviceId
    sessions: tuple[Session, ...]
    seats: tuple[tuple[RowId, SeatRow], ...]
    lines: tuple[Line, ...]

    def name_of(self, row: RowId) -> str:
        return dict(self.seats)[row].name if row in dict(self.seats) else ""


class NewFile:
    """For its owner alone: whole on the disk once this is made, and under its name by `finish`.

    Each step raises `FileError`, or `Refusal` where a file of that name is there.
    """

    def __init__(self, path: Path, what: Travelling) -> None:
        body = "".join(
            json.dumps(line, ensure_ascii=False) + "\n" for line in _lines(what)
        ).encode()
        end = json.dumps({"sha256": hashlib.sha256(body).hexdigest()}) + "\n"
        self._path = path
        self._half = path.with_name(f".{path.name}.part")
        with self._whole():
            refuse_there(path)
            self._half.unlink(missing_ok=True)
            made = os.open(self._half, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(made, "wb") as file:
                file.write(body + end.encode())
                file.flush()
                os.fsync(file.fileno())

    def finish(self) -> None:
        with self._whole():
            refuse_there(self._path)
            self._half.replace(self._path)
            _keep_name(self._path.parent)

    def give_up(self) -> None:
        with suppress(OSError):
            self._half.unlink()

    def _whole(self) -> AbstractContextManager[None]:
        return step_of(self.give_up, partial(unwritten_export, self._path))


def write(path: Path, what: Travelling) -> None:
    """For its owner alone, whole or not at all."""
    NewFile(path, what).finish()


def _keep_name(folder: Path) -> None:
    """What stands in a folder is on the disk only once the folder is."""
    with suppress(PermissionError):  # Windows opens no folder, and keeps names by itself
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def read(path: Path) -> Travelling:
    """Raises `Refusal` where it is damaged, `FileError` where it cannot be read."""
    try:
        raw = path.read_bytes()
    except OSError as shut:
        raise unread(path, shut) from shut
    body, _, end = raw.removesuffix(b"\n").rpartition(b"\n")
    try:
        if json.loads(end)["sha256"] != hashlib.sha256(body + b"\n").hexdigest():
            raise Refusal(DAMAGED)
        return _parsed([json.loads(line) for line in body.splitlines()])
    except (ValueError, KeyError, TypeError, RecursionError) as odd:
        raise Refusal(DAMAGED) from odd


def _lines(what: Travelling) -> Iterator[dict[str, object]]:
    yield {"turnout": FORMAT, "site_id": what.site_id, "device_id": what.device_id}
    for session in what.sessions:
        times = {"start": session.start.isoformat(), "end": session.end.isoformat()}
        yield {"session": session._asdict() | times}
    for row, seat in what.seats:
        yield {"seat": [*row, seat.name, seat.party, seat.booking_status.value]}
    for op, state in what.lines:
        yield {
            "op": op.op_id,
            "state": state,
            "row": list(op.row),
            "seq": op.seq,
            "kind": op.kind.value,
            "count": op.count,
            "undoes": op.undoes,
            "gesture": op.gesture_id,
            "actor": op.actor,
            "at": op.at.isoformat(),
            "before": -1 if op.before.no_show else op.before.count,
            "party": op.party,
        }


def _parsed(lines: list[dict[str, Any]]) -> Travelling:
    head, *rest = lines
    if head["turnout"] != FORMAT:
        raise Refusal(OTHER_VERSION)
    return Travelling(
        site_id=head["site_id"],
        device_id=DeviceId(head["device_id"]),
        sessions=tuple(_session(each["session"]) for each in rest if "session" in each),
        seats=tuple(_seat(*each["seat"]) for each in rest if "seat" in each),
        lines=tuple(_line(each) for each in rest if "op" in each),
    )


def _session(given: dict[str, Any]) -> Session:
    return Session(
        **given
        | {
            "kind": SessionKind(given["kind"]),
            "start": datetime.fromisoformat(given["start"]),
            "end": datetime.fromisoformat(given["end"]),
            "staff": tuple(given["staff"]),
        }
    )


def _seat(booking: str, event: str, name: str, party: int, status: str) -> tuple[RowId, SeatRow]:
    row = RowId(BookingId(booking), EventId(event))
    return row, SeatRow(row, name, party, booking_status=BookingStatus(status))


def _line(given: dict[str, Any]) -> Line:
    booking, event = given["row"]
    before = given["before"]
    op = Op(
        seq=Seq(given["seq"]),
        op_id=OpId(given["op"]),
        row=RowId(BookingId(booking), EventId(event)),
        kind=OpKind(given["kind"]),
        gesture_id=GestureId(given["gesture"]),
        at=datetime.fromisoformat(given["at"]),
        count=given["count"],
        undoes=None if given["undoes"] is None else OpId(given["undoes"]),
        actor=given["actor"],
        before=NO_SHOW if before < 0 else Value(before),
        party=given["party"],
    )
    return Line(op, given["state"])
