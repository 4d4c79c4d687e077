"""The check-up put together: what this computer says of itself, and what the site answers."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from app.checkin.checkup import StoreCheckup, of_key, of_space, of_store
from app.checkin.checkup_report import Running
from app.checkin.checkup_report import report as in_plain_text
from app.checkin.checkup_site import of_site
from app.domain.checkup import (
    Finding,
    Looked,
    Near,
    SiteReport,
    Trouble,
    Way,
)
from app.domain.errors import NotAllowed, StoreError, Unreachable
from app.main import NO_KEY, asks_as_app
from app.system.app_access import app_access
from app.system.machine import (
    certificate_file,
    free_bytes,
    host_of,
    names_answer,
    proxy_of,
    versions,
)

if TYPE_CHECKING:
    from app.checkin.desk import Desk
    from app.gui.actions import Checkup
    from app.main import Program
    from app.storage.store import Store
    from app.system.place import Place
    from app.wix.probe import Probe

NAMES_WITHIN_S: Final = 8.0
"""A system's own patience with its name servers may be a minute, or have no end."""
COPY_AGAIN: Final = "Copy the key and the site ID again, and check TURNOUT_API_URL."


def checkup_of(made: Program, store: Store, desk: Desk) -> Checkup:
    """For the window, on the thread of its store."""
    from app.gui.actions import Checkup

    def near() -> Near:
        return StoreCheckup(store, desk).near()

    def report(findings: Sequence[Finding], asked: SiteReport | None) -> str:
        return in_plain_text(Running(*versions()), made.clock.now(), findings, asked)

    return Checkup(near, partial(look_here, made, store, desk), partial(look_there, made), report)


def look_here(
    made: Program, store: Store, desk: Desk, shut: str, looked: Looked | None
) -> Iterator[Finding]:
    """What needs no network. `shut`: why nothing can be kept; `looked`: None while it is asked."""
    doubles, off_s = ((), None) if looked is None else (looked.doubles, looked.clock_off_s)
    yield of_store(shut)
    yield of_space(free_bytes(made.place.folder))
    try:
        yield from StoreCheckup(store, desk).findings(doubles, off_s)
    except StoreError as broken:
        if not shut:
            yield of_store(str(broken))


def look_there(made: Program, near: Near) -> Looked:
    """All that the site answers. Takes as long as the secret store and the network do."""
    asking, found = of_the_site(made, near), []
    while True:
        try:
            found.append(next(asking))
        except StopIteration as ended:
            return Looked(tuple(found), ended.value)


def of_the_site(made: Program, near: Near) -> Generator[Finding, None, SiteReport | None]:
    """The secret store, then the way, then what the key may do."""
    try:
        probe, has_key = yield from _probe(made)
    except NotAllowed as unfit:
        yield Finding("credentials", str(unfit), COPY_AGAIN, Trouble.NOT_ALLOWED)
        return None
    except Unreachable as failed:
        yield Finding("network", str(failed), "Start turnout again.", Trouble.UNREACHABLE)
        return None
    report = probe.look(near, partial(_names_answer, made.place))
    yield from of_site(report, way_of(made.place, has_key=has_key))
    return report


def _names_answer(place: Place) -> bool:
    there = proxy_of(place.url, place.network.proxy) or host_of(place.url)
    return place.demo or names_answer(there, NAMES_WITHIN_S)


def _probe(made: Program) -> Generator[Finding, None, tuple[Probe, bool]]:
    """Where no key is to be had the way is looked at all the same."""
    try:
        probe = made.probe()
    except NotAllowed as missing:
        if missing.code != NO_KEY:
            raise
        yield of_key(str(missing))
        return made.probe_of_the_way(), False
    yield Finding("secret store", _where_from(made))
    return probe, True


def way_of(place: Place, *, has_key: bool = True) -> Way:
    """How the site is reached."""
    if place.demo:
        return Way("The demo site")
    return Way(
        host_of(place.url),
        proxy_of(place.url, place.network.proxy),
        certificate_file(place.url, place.network.ca_file),
        has_key,
        asks_as_app(place),
    )


def _where_from(made: Program) -> str:
    if made.place.demo:
        return "The demo site brings its own key."
    if os.environ.get("TURNOUT_API_KEY", "").strip():
        return "Not needed: the key is in TURNOUT_API_KEY."
    if app_access() is not None:
        return "Not needed: an app asks in place of a key."
    if asks_as_app(made.place):
        return "The secret of this site's app is in it."
    return "The key of this site is in it."
