"""Named moments at which a child ends itself as by kill -9, put around the program's methods."""

import os
import signal
from collections.abc import Callable
from functools import wraps
from typing import Any

import apsw

from app.storage.days import Days
from app.storage.journal import Journal
from app.storage.shadows import Shadows
from app.sync.reading import Reading
from app.wix.client import WixClient

Say = Callable[..., None]
WRITES = ("set_attendance", "set_one", "delete_attendance")


class Death:
    """Strikes at the moment `skip` + 1, and says so first."""

    def __init__(self, point: str, skip: int, say: Say) -> None:
        self.point = point
        self._skip = skip
        self._say = say

    def strike(self, about: object = "") -> None:
        if self._skip > 0:
            self._skip -= 1
            return
        self._say("at", [self.point, about])
        os.kill(os.getpid(), signal.SIGKILL)


def arm(point: str, skip: int, say: Say) -> Callable[[], None]:
    """Make ready for `point`; returns what is to be called after each commit of the desk."""
    death = Death(point, skip, say)
    if point == "after commit, before the tick":
        return _after_commit(death)
    {
        "": lambda _: None,
        "before commit": _before_commit,
        "after the attempt was committed": _before_sending,
        "after the answer, before its commit": _after_answer,
        "inside the outcome's transaction": _in_outcome,
        "inside a rule-M transaction": _in_rule_m,
        "inside a roster's transaction": _in_roster,
        "in a migration": _in_migration,
    }[point](death)
    return lambda: None


def _around(owner: type, name: str, after: Callable[..., None]) -> None:
    """Call `after` with the result and the arguments of each call."""
    original = getattr(owner, name)

    @wraps(original)
    def wrapped(*args: Any, **named: Any) -> Any:
        result = original(*args, **named)
        after(result, *args)
        return result

    setattr(owner, name, wrapped)


def _before_commit(death: Death) -> None:
    _around(Journal, "append", lambda op, *_: death.strike(op.op_id))


def _after_commit(death: Death) -> Callable[[], None]:
    newest: list[str] = [""]

    def note(op: Any, *_: Any) -> None:
        newest[0] = op.op_id

    _around(Journal, "append", note)
    return lambda: death.strike(newest[0])


def _before_sending(death: Death) -> None:
    def make(original: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*args: Any) -> Any:
            death.strike()
            return original(*args)

        return wrapped

    for name in WRITES:
        setattr(WixClient, name, make(getattr(WixClient, name)))


def _after_answer(death: Death) -> None:
    for name in WRITES:
        _around(WixClient, name, lambda *_: death.strike())


def _in_outcome(death: Death) -> None:
    # The last that is written about a row before COMMIT.
    _around(Shadows, "unpark", lambda *_: death.strike())


def _in_rule_m(death: Death) -> None:
    taking: list[bool] = [False]
    original = Reading.take

    def take(*args: Any) -> None:
        taking[0] = True
        original(*args)
        taking[0] = False

    Reading.take = take  # type: ignore[method-assign]
    _around(Shadows, "put", lambda *_: death.strike() if taking[0] else None)


def _in_roster(death: Death) -> None:
    _around(Days, "replace_rosters", lambda *_: death.strike())


def _in_migration(death: Death) -> None:
    """Before each statement of the first transaction of a new file."""

    def watch(connection: apsw.Connection) -> None:
        begun: list[str] = []

        def trace(_cursor: apsw.Cursor, sql: str, _values: object) -> bool:
            if begun and "COMMIT" not in begun:
                death.strike(sql.partition("(")[0].strip())
            if begun or sql.startswith("BEGIN"):
                begun.append(sql)
            return True

        connection.exec_trace = trace

    apsw.connection_hooks.append(watch)
