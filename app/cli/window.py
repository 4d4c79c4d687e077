"""`turnout` without a command: the desk's window, with the worker behind it."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.codes import DONE, NOT_FINISHED, code_of
from app.domain.errors import Refusal, StoreError, TurnoutError, Unwritable
from app.domain.model import SyncStatus
from app.main import NotConnected, Program, program
from app.system.lock import FolderLock, window_lock
from app.system.machine import has_screen

if TYPE_CHECKING:
    from app.checkin.desk import Desk
    from app.checkin.leaving import Permit
    from app.gui.actions import Going
    from app.gui.bridge import Bridge
    from app.gui.window import DeskWindow
    from app.storage.store import Store
    from app.sync.engine import Engine
    from app.sync.retention import Retention
    from app.sync.worker import Worker

NO_SCREEN = (
    "There is no screen to open a window on. Start turnout from a desktop session, "
    "or from a checkout: sh packaging/run --screen vnc"
)

LOCKED = "locked"
"""In a site's folder while its window is locked: its names are not to be on the first frame."""

SWITCH_S = 0.001
CANNOT_WRITE = "This computer's data folder cannot be written: check-ins cannot be saved."

STILL_SENDS = "Check-ins are still being sent; nothing was forgotten. Start turnout again."


def _unwatched() -> None:
    """Nobody asked when the names were seen."""


def open_window(
    *, demo: bool, set_up: bool = False, on_names: Callable[[], None] = _unwatched
) -> int:
    """Show the desk until it is closed. What cannot be shown is one sentence in a window.

    Where no site is known, or with `set_up`, the pages of the first run come before it. `on_names`
    is called once the people of the session in progress were painted.
    """
    if not has_screen():
        print(NO_SCREEN, file=sys.stderr)
        return NOT_FINISHED
    # Nothing that is made on the way to the first paint is garbage: looking for some costs time.
    # From then on it is looked for on the window's thread alone (`Sweep`); and never again after
    # it, as the process ends with what is left of the window while the worker may still run.
    gc.disable()
    try:
        made = None if set_up and not demo else _program(demo=demo)
        if made is not None:
            return _open(made, on_names)
        from app.cli.setting_up import set_up as show_set_up

        return show_set_up(open_window)
    except TurnoutError as failed:
        return _notice(failed)


def _program(*, demo: bool) -> Program | None:
    """None where no site is known."""
    try:
        return program(demo=demo)
    except NotConnected:
        return None


def _open(made: Program, on_names: Callable[[], None]) -> int:
    lock, behind = window_lock(made.place.folder), Behind(made)
    try:
        if not _alone(made, lock):
            return _focus_other(made)
        code = _show(made, behind, on_names)
        if behind.permit is None:
            return code
        made.close()  # the site before the worker, which is to wait for no answer of it
        behind.settle(behind.permit)
    except OSError as shut:
        folder = made.place.folder
        raise StoreError(f"This computer's data folder cannot be written: {folder}") from shut
    finally:
        lock.release()
        made.close()
    if behind.going is None:
        return open_window(demo=True)
    from app.cli.changing import go_on

    return go_on(made, behind.going, open_window)


def _alone(made: Program, lock: FolderLock) -> bool:
    """Where no lock can be made nothing can be kept: the desk shows the day, and says so."""
    try:
        return lock.acquire()
    except OSError:
        from app.gui.single import focus_running, name_of

        return not focus_running(name_of(made.place.folder))


def _show(made: Program, behind: Behind, on_names: Callable[[], None]) -> int:
    # The store's modules before Qt's: once PySide6 is there, it reads the source of every module
    # that is imported after it.
    store = made.open_store(may_read=True)
    try:
        desk = made.desk(store, behind.wake)

        from app.cli.acting import actions_of
        from app.gui.bridge import Bridge
        from app.gui.run import run_window

        bridge = Bridge()

        actions = actions_of(made, store, desk, behind)
        begin = partial(_begin, desk, behind, bridge)
        locked = (made.place.folder / LOCKED).exists()
        code = run_window(desk, bridge, actions, on_names, on_desk=begin, locked=locked)
        desk.end_run()
        return code
    finally:
        behind.stop()
        store.close()


class Behind:
    """What stands behind the window from its first paint on: the log, the worker, its lock."""

    def __init__(self, made: Program) -> None:
        self._made = made
        self.permit: Permit | None = None
        self.going: Going | None = None
        self._worker: Worker | None = None
        self._lock: FolderLock | None = None
        self._logs = self._imported = False

    @property
    def folder(self) -> Path:
        return self._made.place.folder

    def start(self, tell: Callable[[SyncStatus], None]) -> None:
        from app.sync.worker import Worker
        from app.system.lock import sync_lock

        # The window waits for whatever the worker holds: for one millisecond at most, not for five.
        sys.setswitchinterval(SWITCH_S)
        self._lock = sync_lock(self._made.place.folder)
        self._worker = Worker(
            self._sync_parts, self._may_sync, tell, make_retention=self._retention
        )
        self._worker.start()

    def _sync_parts(self, tell: Callable[[SyncStatus], None]) -> tuple[Store, Engine]:
        """What is imported here is never garbage: to look through it would hold up the window."""
        parts = self._made.sync_parts(tell)
        if not self._imported:
            gc.freeze()
            self._imported = True
        return parts

    def _retention(self, store: Store) -> Retention:
        from app.sync.retention import Retention

        return Retention(store, self._made.clock, self._made.settings().kept_days)

    def _may_sync(self) -> bool:
        """On the worker's thread, like all that is slow."""
        if not self._logs:
            self._logs = True
            self._made.start_log()
        try:
            return self._lock is not None and self._lock.acquire()
        except OSError as shut:
            raise Unwritable(CANNOT_WRITE) from shut

    def wake(self) -> None:
        if self._worker is not None:
            self._worker.wake()

    def sync_now(self) -> None:
        if self._worker is not None:
            self._worker.sync_now()

    def stop(self) -> None:
        """What is not sent stays in the queue: nobody waits for a slow site in order to quit."""
        if self._worker is not None:
            self._worker.stop(wait=False)

    def leave(self, permit: Permit, going: Going | None = None) -> None:
        """The window is about to close; without `going` for the demo site's new day."""
        self.permit, self.going = permit, going

    def settle(self, permit: Permit) -> None:
        """What is to be forgotten is, once nothing runs any more; and nothing runs, at any rate.

        Raises `StoreError`; then nothing was forgotten.
        """
        from app.gui.actions import How

        if self.going is None:
            self.start_over(permit)
        elif self.going.how is How.DISCONNECT:
            from app.cli.changing import disconnect

            self._alone(partial(disconnect, self._made, permit))
        else:
            self._alone(lambda: None)

    def start_over(self, permit: Permit) -> None:
        """The demo site's day, here and there. Raises `StoreError`."""
        self._alone(partial(self._made.start_over, permit))

    def _alone(self, do: Callable[[], None]) -> None:
        if self._worker is not None and not self._worker.stop():
            raise StoreError(STILL_SENDS)
        try:
            if not self._may_sync():
                raise StoreError(STILL_SENDS)
            do()
        except Refusal as newer:
            raise StoreError(str(newer)) from newer
        finally:
            if self._lock is not None:
                self._lock.release()


def _begin(desk: Desk, behind: Behind, bridge: Bridge, window: DeskWindow) -> None:
    """What can wait until the day is painted: the network, and listening for a second start."""
    from app.gui.garbage import Sweep
    from app.gui.single import SingleWindow, name_of

    sweep = Sweep(window.window())
    if window.top is not None and window.top.searching is not None:
        window.top.searching.ready.done.connect(sweep.settle)
    desk.begin_run()
    behind.start(bridge.tell)
    SingleWindow(window.window(), name_of(behind.folder))


def _focus_other(made: Program) -> int:
    from app.gui.single import focus_running, name_of

    focus_running(name_of(made.place.folder))
    return DONE


def _notice(failed: TurnoutError) -> int:
    from app.gui import text_notice
    from app.gui.notice import show_notice

    print(failed, file=sys.stderr)
    show_notice(text_notice.cannot_start, str(failed), text_notice.leave)
    return code_of(failed)
