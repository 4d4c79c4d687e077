"""A table for a spreadsheet: read there as it was meant, and never as a formula."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, suppress
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final

from app.checkin.named_file import refuse_there, step_of, unwritten

_MARK: Final = b"\xef\xbb\xbf"
_TURNS: Final = dict.fromkeys(
    map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
)
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with the mark at its start by which Excel knows it: Hebrew stays Hebrew."""
    return _MARK + _lines(rows)


def _lines(rows: Iterable[Sequence[str]]) -> bytes:
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    for row in rows:
        writer.writerow([cell(each) for each in row])
    return table.getvalue().encode("utf-8", "replace")


def cell(words: str) -> str:
    """Without the marks that turn text around; what a spreadsheet would work out, is quoted."""
    kept = words.translate(_TURNS).replace("\x00", "")
    return f"'{kept}" if kept.startswith(_FORMULA) else kept


class TableFile:
    """A new file, for its owner alone: it names clients. Written in portions of any size, and there
    under its name once it is whole.

    Each step raises `Refusal` or `FileError`; after one that did nothing of it is left.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._part: Path | None = None
        self._out: BinaryIO = io.BytesIO()
        with self._whole():
            refuse_there(self._file)
            handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
            self._part = Path(name)
            self._out = os.fdopen(handle, "wb")
            self._out.write(_MARK)

    def add(self, rows: Iterable[Sequence[str]]) -> None:
        with self._whole():
            self._out.write(_lines(rows))

    def finish(self) -> None:
        with self._whole():
            self._out.close()
            refuse_there(self._file)
            if self._part is not None:
                self._part.replace(self._file)
            self._part = None

    def give_up(self) -> None:
        """Nobody wants it any more; a second time nothing happens."""
        part, self._part = self._part, None
        if part is not None:
            with suppress(OSError):
                self._out.close()
            with suppress(OSError):
                part.unlink()

    def _whole(self) -> AbstractContextManager[None]:
        return step_of(self.give_up, partial(unwritten, self._file))


def write_table(file: Path, rows: Iterable[Sequence[str]]) -> None:
    """All of it at once. Raises `Refusal`, `FileError`."""
    table = TableFile(file)
    table.add(rows)
    table.finish()
