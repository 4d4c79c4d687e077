"""A table for a spreadsheet: read there as it was meant, and never as a formula."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from app.domain.errors import Refusal, StoreError

_TURNS: Final = dict.fromkeys(
    map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
)
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with the mark at its start by which Excel knows it: Hebrew stays Hebrew."""
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    for row in rows:
        writer.writerow([cell(each) for each in row])
    return b"\xef\xbb\xbf" + table.getvalue().encode("utf-8", "replace")


def cell(words: str) -> str:
    """Without the marks that turn text around; what a spreadsheet would work out, is quoted."""
    kept = words.translate(_TURNS).replace("\x00", "")
    return f"'{kept}" if kept.startswith(_FORMULA) else kept


def write_table(file: Path, rows: Iterable[Sequence[str]]) -> None:
    """A new file, for its owner alone: it names clients. Raises `Refusal`, `StoreError`."""
    content = as_csv(rows)
    try:
        handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError as there:
        raise Refusal(f"There is a file {file.name} already: choose another name.") from there
    except OSError as shut:
        raise StoreError(f"The file cannot be written: {file}") from shut
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
    except OSError as full:
        with suppress(OSError):
            file.unlink()
        raise StoreError(f"The file cannot be written: {file}") from full
