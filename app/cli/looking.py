"""What the window looks for people with, each part read in when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.checkin.desk import Desk
    from app.checkin.other_days import OtherDays
    from app.checkin.search import Search
    from app.main import Program
    from app.storage.store import Store


def search(store: Store, desk: Desk) -> Search:
    from app.checkin.search import Search

    return Search(store, desk.now)


def other_days(made: Program, store: Store, wake: Callable[[], None]) -> OtherDays:
    from app.checkin.other_days import OtherDays

    return OtherDays(store, made.clock, wake)
