"""The exit codes of the commands, and which error means which."""

from __future__ import annotations

from app.domain.errors import (
    FileError,
    NotAllowed,
    Refusal,
    SiteError,
    StoreError,
    TurnoutError,
)
from app.main import NotConnected
from app.system.place import WrongSetting

DONE = 0
USAGE = 2
REFUSED = 3
NOT_FINISHED = 4
NOT_ALLOWED = 5
UNWRITABLE = 6
LOCKED = 75

SHUT = (
    "This computer's data folder cannot be written: check-ins cannot be saved. "
    "Check the folder's permissions and the disk."
)


def code_of(error: TurnoutError) -> int:
    """The exit code of a foreseen error."""
    match error:
        case WrongSetting() | FileError():
            return USAGE
        case NotConnected() | NotAllowed():
            return NOT_ALLOWED
        case Refusal():
            return REFUSED
        case StoreError():
            return UNWRITABLE
        case SiteError():
            return NOT_FINISHED
        case _:
            return UNWRITABLE
