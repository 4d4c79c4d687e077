"""What a disk holds after the power went: everything synced, and of the rest all, nothing or some.

A sync of a file that is new syncs its folder too, as SQLite does for its journals; only then is a
deletion before it sure to have happened.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from tests.proof.vfs_recorder import Event

SECTOR = 512


class Content(NamedTuple):
    """Files by name, made when they are asked for, before the disk plays on.

    Two with the same `key`, where there is one, are the same.
    """

    key: tuple[tuple[int, int], ...] | None
    files: Callable[[], dict[str, bytes]]


@dataclass
class _File:
    name: str
    now: bytearray = field(default_factory=bytearray)
    synced: bytes | None = None
    since: list[Event] = field(default_factory=list)
    gone: bool = False
    changes: int = 0
    synced_changes: int = 0


class Disk:
    """Plays a log event by event; may be asked at any moment what a power cut would leave."""

    def __init__(self) -> None:
        self._files: dict[int, _File] = {}

    def play(self, event: Event) -> None:
        if event.kind == "create":
            self._files[event.file] = _File(event.name)
            return
        file = self._files[event.file]
        match event.kind:
            case "sync":
                if file.synced is None:
                    self._sync_folder()
                file.synced, file.since = bytes(file.now), []
                file.synced_changes = file.changes
            case "delete":
                file.gone = True
            case "delete and sync":
                file.gone = True
                self._sync_folder()
            case _:
                _apply(file.now, event)
                file.since.append(event)
                file.changes += 1

    def _sync_folder(self) -> None:
        self._files = {number: file for number, file in self._files.items() if not file.gone}

    def all_kept(self) -> Content:
        """Every write came to the disk, in order."""
        there = {number: f for number, f in self._files.items() if not f.gone}
        return Content(
            tuple((number, f.changes) for number, f in there.items()),
            lambda: {f.name: bytes(f.now) for f in there.values()},
        )

    def all_lost(self) -> Content:
        """Nothing that was not synced; also no deletion."""
        there = {number: f for number, f in self._files.items() if f.synced is not None}
        return Content(
            tuple((number, f.synced_changes) for number, f in there.items()),
            lambda: {f.name: f.synced or b"" for f in there.values()},
        )

    def torn(self, draw: random.Random) -> Content:
        """Any of the sectors that were not synced, in no order; some deletions happened."""
        left: dict[str, bytes] = {}
        for file in self._files.values():
            if file.gone and (file.synced is None or draw.random() < 0.5):
                continue
            content = bytearray(file.synced or b"")
            odds = draw.choice((0.1, 0.5, 0.9))
            for event in file.since:
                for part in _sectors(event):
                    if draw.random() < odds:
                        _apply(content, part)
            left[file.name] = bytes(content)
        return Content(None, lambda: left)


def _apply(content: bytearray, event: Event) -> None:
    if event.kind == "truncate":
        del content[event.offset :]
        return
    missing = event.offset - len(content)
    if missing > 0:
        content.extend(bytes(missing))
    content[event.offset : event.offset + len(event.data)] = event.data


def _sectors(event: Event) -> list[Event]:
    """A write in the pieces in which a disk keeps it or does not."""
    if event.kind != "write":
        return [event]
    parts, start, end = [], event.offset, event.offset + len(event.data)
    while start < end:
        stop = min(end, start - start % SECTOR + SECTOR)
        data = event.data[start - event.offset : stop - event.offset]
        parts.append(event._replace(offset=start, data=data))
        start = stop
    return parts


def put(files: dict[str, bytes], folder: Path) -> None:
    """Lay the files into a new folder."""
    folder.mkdir(parents=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
