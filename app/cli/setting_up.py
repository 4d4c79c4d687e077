"""The first run: what its pages may do, put together from the secrets, the list and the wire."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.cli.codes import DONE
from app.domain.errors import Refusal, StoreError, TurnoutError
from app.domain.fitting import Fitting
from app.system.lock import window_lock
from app.system.paths import data_folder
from app.system.place import Place, place_of
from app.system.profiles import Draft, Known, Profile, Profiles
from app.system.secrets import NoKey, api_key, app_secret, forget_key, given_key, keep_key

if TYPE_CHECKING:
    from app.domain.trial import Trial
    from app.gui.setup.actions import Answered, Chosen, Left, Pasted, SetupActions

NOT_FROM_WIX: Final = "NOT_FROM_WIX"
OTHER_SITE: Final = (
    "This computer checks people in for another site. Its key can be changed here; "
    "the way to another site is in the window, behind the mark at the top right."
)
OTHER_WAY: Final = (
    "This computer checks people in for a site that it reaches by a key. "
    "To let an app ask there instead comes in a later version."
)


class SettingUp:
    """The set-up in one data folder, with what the list of sites says about it.

    `another`: of a site beside the current one; without it the current one's key is changed.
    """

    def __init__(self, data: Path, *, another: bool = False) -> None:
        self._data = data
        self._another = another
        self._profiles = Profiles(data)

    def actions(self) -> SetupActions:
        """Raises `StoreError` where the list of sites cannot be read."""
        from app.gui.setup.actions import SetupActions
        from app.system.pins import seal

        return SetupActions(self._left(), self.test, self.remember, self.finish, seal)

    def test(self, pasted: Pasted) -> Answered:
        """Blocks for as long as the secret store and the site take."""
        from app.gui.setup.actions import Answered

        site_id, secret = pasted.site_id, pasted.secret
        try:
            known = self._profiles.read()
            if not self._another and _current(known) not in ("", site_id):
                raise Refusal(OTHER_WAY if pasted.app_id else OTHER_SITE)
            trial = self._ask(pasted)
        except (NoKey, TurnoutError) as no:
            return Answered(None, str(no))
        if not trial.key_is_known:
            return Answered(trial)
        way = self._way(trial, self._place(pasted))
        try:
            if secret and secret != given_key():
                keep_key(site_id, secret)
        except NoKey as no:
            return Answered(trial, way or str(no))
        _forget_former(known, site_id)
        return Answered(trial, way, kept=True)

    def remember(self, left: Left) -> None:
        """A site that is connected already changes once the set-up is finished."""
        known = self._profiles.read()
        if not self._another and known.current not in ("", left.site_id):
            return
        page, fitting = left.step.value, left.fitting
        draft = Draft(left.site_id, left.kept, page, fitting) if left.site_id else Draft()
        self._profiles.keep(known._replace(draft=draft))

    def finish(self, left: Left, name: str) -> None:
        profile = Profile(left.site_id, name, left.fitting)
        self._profiles.keep(self._profiles.read().with_site(profile))

    def _ask(self, pasted: Pasted) -> Trial:
        from app.wix.auth import AppCredentials
        from app.wix.connection import Connection
        from app.wix.trial import TrialClient, TrialRun

        site_id, secret, app_id, network = pasted
        place = self._place(pasted)
        if network.ca_file and not Path(network.ca_file).is_file():
            raise Refusal(
                f"There is no file {network.ca_file}: give the whole path of the CA's file."
            )
        if app_id:
            auth = AppCredentials(app_id, secret or app_secret(site_id), site_id)
            connection = Connection(place.url, "", "", place.network)
            client = TrialClient(connection, auth=auth)
        else:
            key = secret or api_key(site_id)
            client = TrialClient(Connection(place.url, key, site_id, place.network))
        try:
            return TrialRun(client, datetime.now(UTC)).run()
        finally:
            client.close()

    def _way(self, trial: Trial, place: Place) -> str:
        """What stands in the way to Wix, as `turnout doctor` says it; empty where Wix answered."""
        from app.checkin.checkup_site import of_site
        from app.cli.checking import way_of
        from app.domain.checkup import Asked, Permission, SiteReport
        from app.domain.trial import Cause
        from app.wix.hitches import of_failure

        error = trial.failed[-1] if trial.cause is Cause.NO_ANSWER else None
        if error is None or error.__cause__ is None or error.code == NOT_FROM_WIX:
            return ""
        report = SiteReport((Asked(Permission("", ""), of_failure(error)),))
        found = next(of_site(report, way_of(place)))
        return f"{found.detail} {found.advice}"

    def _place(self, pasted: Pasted) -> Place:
        fitting = Fitting(app_id=pasted.app_id, network=pasted.network)
        return place_of(pasted.site_id, self._data, demo=False, fitting=fitting)

    def _left(self) -> Left:
        from app.gui.setup.actions import Left, Step

        known = self._profiles.read()
        current, draft = _current(known), known.draft
        if self._another:
            draft = Draft() if draft.site_id == current else draft
            current = ""
        if current and draft.site_id != current:
            return Left(current, kept=True, fitting=known.fitting(current))
        steps = [each.value for each in Step]
        step = Step(draft.page) if draft.page in steps else Step.CONNECT
        kept = draft.tested or bool(current or given_key())
        return Left(draft.site_id, kept, step, draft.fitting)


def set_up(
    open_window: Callable[..., int],
    *,
    another: bool = False,
    again: bool = False,
    demo: bool = False,
) -> int:
    """Show the pages, then what was chosen there. The exit code.

    `another`: for one more site; `again`: for the current one's key. Left without, the window that
    it was opened from comes back: the current site's, or with `demo` the demo site's.
    """
    data = data_folder()
    lock = window_lock(data)
    try:
        if not lock.acquire():
            return _focus_other(data)
        chosen = _show(SettingUp(data, another=another), data)
    except OSError as shut:
        raise StoreError(f"This computer's data folder cannot be written: {data}") from shut
    finally:
        lock.release()
    from app.gui.setup.actions import Chosen

    if chosen is Chosen.NOTHING:
        back = (another or again) and (demo or Profiles(data).read().current)
        return open_window(demo=demo) if back else DONE
    return open_window(demo=chosen is Chosen.DEMO)


def _show(setting: SettingUp, data: Path) -> Chosen:
    actions = setting.actions()

    from app.gui.preferences import Preferences
    from app.gui.setup.run import run_set_up
    from app.gui.single import name_of
    from app.system.settings_file import SettingsFile

    return run_set_up(actions, name_of(data), Preferences(SettingsFile(data)))


def _focus_other(data: Path) -> int:
    from app.gui.run import make_application
    from app.gui.single import focus_running, name_of

    make_application()
    focus_running(name_of(data))
    return DONE


def _current(known: Known) -> str:
    return os.environ.get("TURNOUT_SITE_ID", "").strip() or known.current


def _forget_former(known: Known, site_id: str) -> None:
    """The key of a site that was only tried out, and is not the one after all."""
    former = known.draft
    if former.tested and former.site_id not in ("", site_id) and not known.knows(former.site_id):
        with suppress(NoKey):
            forget_key(former.site_id)
