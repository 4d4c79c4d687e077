"""What the desk's window may ask of the program, put together for one store."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.domain.errors import StoreError
from app.main import site_is_given

if TYPE_CHECKING:
    from app.checkin.activity import Activity
    from app.checkin.desk import Desk
    from app.checkin.finding import CodeFinder
    from app.checkin.notes import Notes
    from app.checkin.other_days import OtherDays
    from app.checkin.search import Search
    from app.checkin.worklist import Worklist
    from app.cli.window import Behind
    from app.gui.actions import Checkup, Sites, WindowActions
    from app.main import Program
    from app.reports.counting import Reports
    from app.storage.store import Store
    from app.system.desk_lock import DeskLock


def actions_of(made: Program, store: Store, desk: Desk, behind: Behind) -> WindowActions:
    """For the window, on the thread of its store; what takes long to read in is made when asked."""
    from app.gui.actions import StartOver, WindowActions
    from app.gui.preferences import Preferences

    return WindowActions(
        behind.sync_now,
        partial(_worklist, made, store, behind),
        partial(made.walk_ins, store, behind.wake),
        made.practise if made.place.demo else None,
        StartOver(partial(made.leaving, store), behind.leave) if made.place.demo else None,
        Preferences(made.settings()),
        partial(_checkup, made, store, desk),
        finding=partial(_finding, store, desk),
        search=partial(_search, store, desk),
        other_days=partial(_other_days, made, store, behind),
        notes=partial(_notes, made, store),
        activity=partial(_activity, made, store),
        business=partial(_business, store),
        play=made.play,
        sites=None if site_is_given() else partial(_sites, made, store, behind),
        lock=partial(_lock, made),
        reports=partial(_reports, made, store, desk),
    )


def _worklist(made: Program, store: Store, behind: Behind) -> Worklist:
    from app.checkin.worklist import Worklist

    return Worklist(store, made.clock, behind.wake)


def _checkup(made: Program, store: Store, desk: Desk) -> Checkup:
    from app.cli.checking import checkup_of

    return checkup_of(made, store, desk)


def _sites(made: Program, store: Store, behind: Behind) -> Sites:
    from app.cli.changing import sites_of

    return sites_of(made, store, behind.leave)


def _finding(store: Store, desk: Desk) -> CodeFinder:
    from app.checkin.finding import CodeFinder

    return CodeFinder(store, desk.now)


def _search(store: Store, desk: Desk) -> Search:
    from app.checkin.search import Search

    return Search(store, desk.now)


def _other_days(made: Program, store: Store, behind: Behind) -> OtherDays:
    from app.checkin.other_days import OtherDays

    return OtherDays(store, made.clock, behind.wake)


def _notes(made: Program, store: Store) -> Notes:
    from app.checkin.notes import Notes

    return Notes(store, made.clock)


def _activity(made: Program, store: Store) -> Activity:
    from app.checkin.activity import Activity

    return Activity(store, made.clock)


def _reports(made: Program, store: Store, desk: Desk) -> Reports:
    from app.reports.counting import Reports

    return Reports(store, desk.now, made.place.fitting.listing)


def _lock(made: Program) -> DeskLock:
    from app.system.desk_lock import DeskLock
    from app.system.profiles import Profiles

    place = made.place
    return DeskLock(place.folder, Profiles(place.data), "" if place.demo else place.site_id)


def _business(store: Store) -> str:
    """Its locale; empty before its site was asked."""
    try:
        return store.days.fact("locale") or ""
    except StoreError:
        return ""  # the desk says it in a moment
