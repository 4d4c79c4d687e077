"""A log file that turns over, and holds no names, phones or keys."""

from __future__ import annotations

import logging
import os
from logging.handlers import RotatingFileHandler
from pathlib import Path

from app.system.secrets import without_secrets

MOST_BYTES = 1_000_000
OLDER_FILES = 3


class _Quiet(RotatingFileHandler):
    """A full disk must not stop a check-in, nor print a traceback, because of a log line."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        del record


class _Secretless(logging.Formatter):
    """With its traceback and all, whatever the error itself says."""

    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(super().format(record))


def log_to(folder: Path) -> None:
    """Write the log of this program into `folder`; without one where it cannot be written."""
    root = logging.getLogger("turnout")
    root.setLevel(_level())
    root.propagate = False
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler: logging.Handler = _Quiet(
            folder / "turnout.log",
            maxBytes=MOST_BYTES,
            backupCount=OLDER_FILES,
            encoding="utf-8",
            delay=True,
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(_Secretless("%(asctime)s %(levelname)s %(name)s %(message)s"))
    for former in root.handlers:
        former.close()
    root.handlers = [handler]


def _level() -> int:
    """`TURNOUT_LOG`; a level that nobody knows is the usual one."""
    wanted = os.environ.get("TURNOUT_LOG", "").upper()
    return logging.getLevelNamesMapping().get(wanted, logging.INFO)
