"""`sync`: refresh a day and send what waits, in this process, until it is done or cannot be."""

from __future__ import annotations

import argparse
import json
import sys
import time
from contextlib import closing
from typing import TYPE_CHECKING

from app.cli.codes import DONE, LOCKED, NOT_ALLOWED, NOT_FINISHED, code_of
from app.domain.errors import SiteError, StoreError
from app.domain.model import Link, SyncStatus
from app.sync.engine import Plan
from app.system.lock import sync_lock

if TYPE_CHECKING:
    from app.main import Program
    from app.storage.store import Store
    from app.sync.engine import Engine

TIMEOUT_S = 180.0
OFFLINE_FOR_S = 10.0
LOOK_EVERY_S = 1.0
_PAUSED = (Link.SIGN_IN, Link.NO_BOOKINGS_APP)


def sync(program: Program, given: argparse.Namespace) -> int:
    """Hold the folder's lock for as long as it takes."""
    lock = sync_lock(program.place.folder)
    try:
        held = lock.acquire()
    except OSError as shut:
        raise StoreError("This computer's data folder cannot be written.") from shut
    if not held:
        print("Another process is sending; it sends these check-ins too.", file=sys.stderr)
        return LOCKED
    try:
        with closing(program.open_store()) as store:
            code, status = _run(program, store, given)
    finally:
        lock.release()
    _report(code, status, as_json=given.json)
    return code


def _run(program: Program, store: Store, given: argparse.Namespace) -> tuple[int, SyncStatus]:
    timeout_s = given.timeout or max(TIMEOUT_S, program.place.quiet_s + 60)
    try:
        engine = program.engine(store)
    except SiteError as error:
        # Without a key nothing can be asked, but what waits here is known.
        return code_of(error), SyncStatus(tally=store.journal.tally(), message=str(error))
    with closing(engine):
        return _until(engine, given, timeout_s)


def _until(engine: Engine, given: argparse.Namespace, timeout_s: float) -> tuple[int, SyncStatus]:
    ends = time.monotonic() + timeout_s
    offline_since: float | None = None
    status = engine.run_once(Plan(pull=True, day=given.date))
    while True:
        now = time.monotonic()
        if status.link is Link.ONLINE and _is_done(status, given.until):
            return DONE, status
        if status.link in _PAUSED:
            return NOT_ALLOWED, status
        offline_since = (offline_since or now) if status.link is Link.OFFLINE else None
        if now >= ends or (offline_since is not None and now - offline_since >= OFFLINE_FOR_S):
            return NOT_FINISHED, status
        time.sleep(max(0.0, min(status.next_in_s, LOOK_EVERY_S, ends - now)))
        status = engine.run_once(Plan(day=given.date))


def _is_done(status: SyncStatus, until: str) -> bool:
    tally = status.tally
    return tally.unsent == 0 and (until == "sent" or tally.sent == 0)


def _report(code: int, status: SyncStatus, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(_status_json(status), ensure_ascii=False))
    if code != DONE:
        print(status.message or _in_words(status), file=sys.stderr)
    elif not as_json:
        print(_in_words(status))


def _in_words(status: SyncStatus) -> str:
    tally = status.tally
    parts = [
        (tally.unsent, "waiting to send"),
        (tally.sent, "sent and not checked yet"),
        (tally.needs_attention, "in need of a decision: turnout queue"),
    ]
    left = ", ".join(f"{number} {words}" for number, words in parts if number)
    return f"{left}." if left else "Up to date."


def _status_json(status: SyncStatus) -> dict[str, object]:
    tally = status.tally
    return {
        "online": status.online,
        "saved": tally.saved,
        "sent": tally.sent,
        "in_doubt": tally.in_doubt,
        "conflict": tally.conflict,
        "parked": tally.parked,
        "verified": tally.verified,
        "requests": status.requests,
        "message": status.message or _in_words(status),
    }
