"""From one site's window to another's: what the list of sites and the secret store are told."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Final

from app.domain.errors import StoreError
from app.gui.actions import Going, How, KnownSite, Sites
from app.system.profiles import Profiles
from app.system.secrets import NoKey, Trouble, forget_key

if TYPE_CHECKING:
    from app.checkin.leaving import Permit
    from app.main import Program
    from app.storage.store import Store

NOT_THERE: Final = (Trouble.MISSING, Trouble.NO_BACKEND)
KEY_STAYS: Final = "The key of this site is still kept here, so nothing was forgotten."


def sites_of(made: Program, store: Store, go: Callable[[Permit, Going], None]) -> Sites:
    """For the window, on the thread of its store."""
    return Sites(partial(_known, made), partial(made.leaving, store), go)


def _known(made: Program) -> tuple[KnownSite, ...]:
    here = "" if made.place.demo else made.place.site_id
    found = Profiles(made.place.data).read().sites
    return tuple(KnownSite(each.site_id, each.name, each.site_id == here) for each in found)


def disconnect(made: Program, permit: Permit) -> None:
    """Forget the key, the store's contents and the site, in this order: what is left after a power
    cut is known here, and can be disconnected again.
    """
    site_id = made.place.site_id
    try:
        forget_key(site_id)
    except NoKey as kept:
        if kept.trouble not in NOT_THERE:
            raise StoreError(f"{KEY_STAYS} {kept}") from kept
    with closing(made.open_store()) as store:
        made.leaving(store).forget(permit)
    profiles = Profiles(made.place.data)
    profiles.keep(profiles.read().without(site_id))


def go_on(made: Program, going: Going, open_window: Callable[..., int]) -> int:
    """What comes after the window that was left. The exit code."""
    profiles = Profiles(made.place.data)
    if going.how is How.OPEN:
        profiles.keep(profiles.read().at(going.site.site_id))
    if (another := going.how is How.ADD) or going.how is How.RECONNECT:
        from app.cli.setting_up import set_up

        return set_up(open_window, another=another, again=not another, demo=made.place.demo)
    return open_window(demo=False)
