"""A file that somebody named: what stands in its way, in words."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from app.domain.errors import FileError, Refusal

_FOLDER: Final = "That is a folder: add the name of a file."
_FULL: Final = "The disk is full: free some space, or choose another one."
_WHY: Final = {
    errno.ENOENT: "There is no such folder: choose another place.",
    errno.ENOTDIR: "There is no such folder: choose another place.",
    errno.EISDIR: _FOLDER,
    errno.EACCES: "This user may not write there: choose another place.",
    errno.EPERM: "This user may not write there: choose another place.",
    errno.EROFS: "Nothing can be written there: choose another place.",
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.ENAMETOOLONG: "Its name is too long: choose a shorter one.",
}
_UNREAD: Final = {
    errno.ENOENT: "There is no such file: check its name.",
    errno.ENOTDIR: "There is no such file: check its name.",
    errno.EISDIR: _FOLDER,
    errno.EACCES: "This user may not read it: copy it to another place as its owner.",
    errno.EPERM: "This user may not read it: copy it to another place as its owner.",
}


def refuse_there(file: Path) -> None:
    """Nothing is written over: it may be the only copy. Raises `Refusal`, `OSError`."""
    if file.is_dir():
        raise IsADirectoryError(errno.EISDIR, _FOLDER, str(file))
    if file.exists():
        raise Refusal(f"There is a file {file.name} already: choose another name.")


@contextmanager
def step_of(give_up: Callable[[], None], told: Callable[[OSError], FileError]) -> Iterator[None]:
    """One step of writing a file: after one that failed nothing of it is left. `told`: why."""
    try:
        yield
    except Refusal:
        give_up()
        raise
    except OSError as shut:
        give_up()
        raise told(shut) from shut


def unwritten(file: Path, shut: OSError) -> FileError:
    """For a file that holds what is somewhere else too."""
    return FileError(f"The file cannot be written: {file}. {_why(shut)}")


def unwritten_export(file: Path, shut: OSError) -> FileError:
    """For a file that was to be handed on."""
    return FileError(f"The file cannot be written, but nothing is lost: {file}. {_why(shut)}")


def unread(file: Path, shut: OSError) -> FileError:
    """For a file that was to be taken."""
    why = _UNREAD.get(shut.errno or 0, "Copy it to another place and try again.")
    return FileError(f"The file cannot be read: {file}. {why}")


def _why(shut: OSError) -> str:
    return _WHY.get(shut.errno or 0, "Choose another place.")
