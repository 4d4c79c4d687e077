"""`sync`: refresh a day and send what waits, in this process, until it is done or cannot be."""

from __future__ import annotations

import argparse
import json
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import closing
from typing import TYPE_CHECKING

from app.cli.codes import DONE, LOCKED, NOT_ALLOWED, NOT_FINISHED, SHUT, code_of
from app.cli.waiting import OFFLINE_FOR_S, Waiting
from app.domain.errors import SiteError, StoreError
from app.domain.model import Link, Loading, SyncStatus
from app.sync.engine import Plan
from app.system.lock import sync_lock

if TYPE_CHECKING:
    from app.main import Program
    from app.sync.engine import Engine

Ended = tuple[int, SyncStatus]
TIMEOUT_S = 180.0
LOOK_EVERY_S = 1.0
LAST_ANSWER_S = 1.0
"""How long after the time-out the answer that is under way is still waited for."""
_PAUSED = (Link.SIGN_IN, Link.NO_BOOKINGS_APP)


def sync(program: Program, given: argparse.Namespace) -> int:
    """Hold the folder's lock for as long as it takes."""
    lock = sync_lock(program.place.folder)
    try:
        held = lock.acquire()
    except OSError as shut:
        raise StoreError(SHUT) from shut
    if not held:
        print("Another process is sending; it sends these check-ins too.", file=sys.stderr)
        return LOCKED
    timeout_s = given.timeout or max(TIMEOUT_S, program.place.quiet_s + 60)
    syncing = _begin(program, given, timeout_s)
    try:
        code, status = syncing.result(min(timeout_s + LAST_ANSWER_S, threading.TIMEOUT_MAX))
    except TimeoutError:
        # The lock goes with the process: what is still under way may write until then.
        code, status = NOT_FINISHED, _as_stored(program, "The time ran out before Wix answered.")
    finally:
        if syncing.done():
            lock.release()
    _report(code, status, as_json=given.json)
    return code


def _begin(program: Program, given: argparse.Namespace, timeout_s: float) -> Future[Ended]:
    """On a thread that can be left behind: a request may hang for longer than anybody waits.

    The end of the process is to it what a crash is, and loses as little.
    """
    syncing: Future[Ended] = Future()

    def work() -> None:
        try:
            syncing.set_result(_run(program, given, timeout_s))
        except BaseException as error:  # noqa: BLE001 - raised again where the result is asked for
            syncing.set_exception(error)

    threading.Thread(target=work, name="sync", daemon=True).start()
    return syncing


def _run(program: Program, given: argparse.Namespace, timeout_s: float) -> Ended:
    with closing(program.open_store()) as store:
        try:
            engine = program.engine(store, _progress(given))
        except SiteError as error:
            # Without a key nothing can be asked, but what waits here is known.
            return code_of(error), SyncStatus(tally=store.journal.tally(), message=str(error))
        with closing(engine):
            waiting = Waiting(program.place.quiet_s, silent=given.json or given.quiet)
            return _until(engine, given, timeout_s, waiting)


def _progress(given: argparse.Namespace) -> Callable[[SyncStatus], None]:
    """A large day takes minutes: a person who waits for it is told how far it has come."""
    told = Loading()

    def tell(status: SyncStatus) -> None:
        nonlocal told
        if status.loading.total and status.loading != told and not (given.json or given.quiet):
            told = status.loading
            print(status.message, flush=True)

    return tell


def _as_stored(program: Program, words: str) -> SyncStatus:
    with closing(program.open_store()) as store:
        return SyncStatus(tally=store.journal.tally(), message=words)


def _until(engine: Engine, given: argparse.Namespace, timeout_s: float, waiting: Waiting) -> Ended:
    began = time.monotonic()
    ends = began + timeout_s
    offline_since: float | None = None
    status = engine.run_once(Plan(pull=True, day=given.date))
    while True:
        now = time.monotonic()
        if status.link is Link.ONLINE and _is_done(status, given.until):
            return DONE, status
        if status.link in _PAUSED:
            return NOT_ALLOWED, status
        # From when the pass began that found it: an answer may have been waited for in vain.
        offline_since = (offline_since or began) if status.link is Link.OFFLINE else None
        if now >= ends or (offline_since is not None and now - offline_since >= OFFLINE_FOR_S):
            return NOT_FINISHED, status
        waiting.tell(status, ends - now)
        time.sleep(max(0.0, min(status.next_in_s, LOOK_EVERY_S, ends - now)))
        began = time.monotonic()
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
        "mode": status.mode.value,
        "sessions_loaded": status.loading.done,
        "sessions_to_load": status.loading.total,
        "message": status.message or _in_words(status),
    }
