"""`turnout` without a command: the desk's window, with the worker behind it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from app.cli.codes import DONE, NOT_FINISHED, code_of
from app.domain.errors import Refusal, StoreError, TurnoutError
from app.domain.model import RowId
from app.domain.values import NO_SHOW, Value
from app.main import Program, program
from app.system.lock import sync_lock, window_lock

if TYPE_CHECKING:
    from app.gui.window import DeskWindow

NO_SCREEN = (
    "There is no screen to open a window on. Start turnout from a desktop session, "
    "or from a checkout: sh packaging/run --screen vnc"
)


def open_window(*, demo: bool) -> int:
    """Show the desk until it is closed. What cannot be shown is one sentence in a window."""
    if not _has_screen():
        print(NO_SCREEN, file=sys.stderr)
        return NOT_FINISHED
    try:
        return _open(program(demo=demo))
    except Refusal as unset:
        return _offer_demo(unset)
    except TurnoutError as failed:
        return _notice(failed)


def _open(made: Program) -> int:
    lock = window_lock(made.place.folder)
    try:
        if not lock.acquire():
            return _focus_other(made)
        return _show(made)
    except OSError as shut:
        folder = made.place.folder
        raise StoreError(f"This computer's data folder cannot be written: {folder}") from shut
    finally:
        lock.release()
        made.close()


def _show(made: Program) -> int:
    from app.gui.actions import WindowActions
    from app.gui.bridge import Bridge
    from app.gui.run import run_window
    from app.sync.worker import Worker

    bridge, lock = Bridge(), sync_lock(made.place.folder)
    worker = Worker(made.sync_parts, lock.acquire, bridge.tell)
    store = made.open_store()
    try:
        desk = made.desk(store, worker.wake)
        attention, device = made.attention(store)

        def resolve(row: RowId, people: int) -> None:
            attention.resolve(row, NO_SHOW if people < 0 else Value(people), device)
            worker.wake()

        return run_window(
            lambda: desk,
            bridge,
            WindowActions(worker.sync_now, resolve),
            on_first_paint=lambda window: _begin(made, worker.start, window),
        )
    finally:
        # What is not sent stays in the queue: nobody waits for a slow site in order to quit.
        worker.stop(wait=False)
        store.close()


def _begin(made: Program, start_worker: Callable[[], None], window: DeskWindow) -> None:
    """What can wait until the day is painted: the network, and listening for a second start."""
    from app.gui.single import SingleWindow, name_of

    start_worker()
    SingleWindow(window, name_of(made.place.folder))


def _focus_other(made: Program) -> int:
    from app.gui.single import focus_running, name_of

    focus_running(name_of(made.place.folder))
    return DONE


def _offer_demo(unset: TurnoutError) -> int:
    from app.gui.notice import show_notice

    title = "Not connected to Wix yet"
    return (
        open_window(demo=True)
        if show_notice(title, str(unset), "Try the demo site", "Quit")
        else DONE
    )


def _notice(failed: TurnoutError) -> int:
    from app.gui.notice import show_notice

    print(failed, file=sys.stderr)
    show_notice("Check-in cannot start", str(failed), "Quit")
    return code_of(failed)


def _has_screen() -> bool:
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
