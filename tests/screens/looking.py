"""What the diagnostics are told in a picture: no site, but the report that one would give."""

from __future__ import annotations

from collections.abc import Callable

from app.checkin.checkup import StoreCheckup, of_key, of_space, of_store
from app.checkin.checkup_site import of_site
from app.domain.checkup import Asked, Finding, Hitch, Looked, Permission, SiteReport, Way
from app.gui.actions import Checkup
from app.system.secrets import Trouble
from app.wix.probe import questions
from tests.desks import MadeDesk

WAY = Way("www.wixapis.com")


def checkup_of(made: MadeDesk) -> Checkup:
    """The site answers as the scene before it has set `LOOKED`."""

    def here(shut: str, looked: Looked | None):
        doubles = () if looked is None else looked.doubles
        return [
            of_store(shut),
            of_space(48_300_000_000),
            *StoreCheckup(made.store, made.desk).findings(doubles),
        ]

    def near():
        return StoreCheckup(made.store, made.desk).near()

    def look(near):
        return LOOKED[-1](near)

    return Checkup(near, here, look, lambda *_: "")


def _asked(near, **hitches: Hitch) -> SiteReport:
    def hitch_of(permission: Permission) -> Hitch | None:
        return hitches.get(permission.purpose.replace(" ", "_"))

    asked = [each.permission for each in questions(near)]
    return SiteReport(tuple(Asked(each, hitch_of(each)) for each in asked), 0.4)


def fine(near) -> Looked:
    report = _asked(near)
    key = Finding("secret store", "The key of this site is in it.")
    return Looked((key, *of_site(report, WAY)), report)


def permission(near) -> Looked:
    report = _asked(near, who_is_checked_in=Hitch.NO_PERMISSION)._replace(clock_off_s=3600.0)
    key = Finding("secret store", "The key of this site is in it.")
    return Looked((key, *of_site(report, WAY)), report)


def no_way(near) -> Looked:
    report = SiteReport((_asked(near).asked[0]._replace(hitch=Hitch.PROXY_REFUSES),))
    way = WAY._replace(proxy="proxy.example:3128", has_key=False)
    return Looked((of_key(Trouble.LOCKED.value), *of_site(report, way)), report)


LOOKED: list[Callable[..., Looked]] = [fine]
