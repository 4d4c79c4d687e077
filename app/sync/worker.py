"""The one background thread: it runs the engine when something happened, and when it is time."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from app.domain.errors import NotAllowed, SiteError, StoreError
from app.domain.model import Link, SyncStatus
from app.storage.store import Store

if TYPE_CHECKING:
    from app.sync.engine import Engine
    from app.sync.retention import Retention

log = logging.getLogger("turnout.sync")

LOOK_EVERY_S = 1.0
"""Commits of other processes are seen within this."""
STUCK_WAIT_S = 30.0
JOIN_S = 15.0

Tell = Callable[[SyncStatus], None]
MakeEngine = Callable[[Tell], "tuple[Store, Engine]"]
MakeRetention = Callable[[Store], "Retention | None"]
Lock = Callable[[], bool]


def _all_is_kept(_: Store) -> None:
    """Nothing is ever forgotten."""


class Worker:
    """Everything slow is imported, opened and asked on its thread; nothing of it is shared.

    `lock` is asked until it gives this process the right to sync the data folder; only then is
    anything forgotten of what it keeps.
    """

    def __init__(
        self,
        make_engine: MakeEngine,
        lock: Lock,
        tell: Tell,
        stuck_wait_s: float = STUCK_WAIT_S,
        make_retention: MakeRetention = _all_is_kept,
    ) -> None:
        self._make_retention = make_retention
        self._stuck_wait_s = stuck_wait_s
        self._make_engine = make_engine
        self._lock = lock
        self._tell = tell
        self._woken = threading.Event()
        self._stopping = threading.Event()
        self._pull = threading.Event()
        self._thread = threading.Thread(target=self._run, name="turnout-sync", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        """Something was recorded."""
        self._woken.set()

    def sync_now(self) -> None:
        """A person asked: refresh all of today."""
        self._pull.set()
        self._woken.set()

    def stop(self, *, wait: bool = True) -> bool:
        """End after the pass that runs; what is not sent stays in the queue.

        Whether it has ended by now.
        """
        self._stopping.set()
        self._pull.set()
        self._woken.set()
        if wait and self._thread.is_alive():
            self._thread.join(JOIN_S)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                if self._got_lock():
                    self._serve()
            except StoreError as shut:
                log.warning("the store cannot be used: %s", shut)
                self._pause(SyncStatus(link=Link.UNWRITABLE, message=str(shut)))
            except SiteError as unset:
                # Not even the client could be made: no key, a locked secret store.
                self._pause(SyncStatus(link=_link_of(unset), message=str(unset)))
            except Exception:  # the one place: a bug must not end the sync
                log.exception("the sync failed in a way nobody foresaw")
                self._pause(
                    SyncStatus(link=Link.STUCK, message="The sync stopped; it starts again.")
                )

    def _got_lock(self) -> bool:
        if self._lock():
            return True
        status = SyncStatus(link=Link.ELSEWHERE, message="Another process is sending.")
        self._tell(status)
        self._stopping.wait(LOOK_EVERY_S)
        return False

    def _pause(self, status: SyncStatus) -> None:
        self._tell(status)
        # A person who asks, or the end, cuts the wait short.
        self._pull.wait(self._stuck_wait_s)
        # Asked once is tried once: what fails again must wait again.
        self._pull.clear()

    def _serve(self) -> None:
        store, engine = self._make_engine(self._tell)
        # Not before: what is heavy is imported on this thread, while the window goes on.
        from app.sync.engine import Plan  # noqa: PLC0415

        try:
            retention = self._make_retention(store)
            while not self._stopping.is_set():
                # Cleared before the pass: a tap during it is not lost, it starts the next one.
                self._woken.clear()
                seen = store.data_version
                asked = self._pull.is_set()
                self._pull.clear()
                status = engine.run_once(Plan(pull=asked))
                self._tell(status)
                wait_s = self._forget_past(retention, status.next_in_s)
                self._wait(store, seen, wait_s)
        finally:
            engine.close()
            store.close()

    def _forget_past(self, retention: Retention | None, wait_s: float) -> float:
        """While nothing else is to be done, for `wait_s` at most; how much of it is left."""
        if retention is None:
            return wait_s
        until = time.monotonic() + wait_s
        again_s = retention.forget_past(
            lambda rest_s: not self._woken.wait(rest_s) and time.monotonic() < until
        )
        return max(0.0, min(until - time.monotonic(), again_s))

    def _wait(self, store: Store, seen: int, wait_s: float) -> None:
        """Until a tap, a commit of another process, or the time."""
        waited_s = 0.0
        while waited_s < wait_s and store.data_version == seen:
            step_s = min(LOOK_EVERY_S, wait_s - waited_s)
            if self._woken.wait(step_s):
                return
            waited_s += step_s


def _link_of(error: SiteError) -> Link:
    return Link.SIGN_IN if isinstance(error, NotAllowed) else Link.OFFLINE
