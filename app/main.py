"""The composition root: the only place that knows every part, and puts them together."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import NotAllowed, Refusal, StoreError, Unreachable
from app.domain.fitting import Fitting
from app.domain.model import SyncStatus
from app.system.app_access import AppAccess, app_access
from app.system.clock import SystemClock
from app.system.paths import data_folder
from app.system.place import Place, place_of

if TYPE_CHECKING:
    from app.checkin.attention import Attention
    from app.checkin.desk import Desk
    from app.checkin.leaving import Leaving, Permit
    from app.checkin.walk_ins import WalkIns
    from app.domain.model import DeviceId
    from app.domain.settings import Cue
    from app.storage.store import Store
    from app.sync.engine import Engine
    from app.system.demo_child import DemoChild
    from app.system.settings_file import SettingsFile
    from app.system.sounds import Sounds
    from app.wix.client import WixClient
    from app.wix.probe import Probe

NO_KEY = "NO_KEY"
MAKE_ROOM = "Make room there, or let this user write in it; then try again."
NOT_CONNECTED = (
    "turnout is not connected to a Wix site yet. Start turnout without a command to connect one, "
    "or try the demo site: turnout --demo"
)


class NotConnected(Refusal):
    """Nothing says which site."""


def find_place(*, demo: bool) -> Place:
    """The place by the environment, else by what was set up on this computer.

    Raises `NotConnected` where nothing says which site.
    """
    data = data_folder()
    site_id = _demo_site_id(data / "demo-site") if demo else _site_id(data)
    if not site_id:
        raise NotConnected(NOT_CONNECTED)
    fitting = Fitting() if demo else _fitting(data, site_id)
    return place_of(site_id, data, demo=demo, fitting=fitting)


def site_is_given() -> bool:
    """Whether the environment says which site it is: then no window can change that."""
    return bool(os.environ.get("TURNOUT_SITE_ID", "").strip()) or app_access() is not None


def _site_id(data: Path) -> str:
    """The instance of an app is on one site alone, so it can stand for the site."""
    app = app_access()
    if given := os.environ.get("TURNOUT_SITE_ID", "").strip():
        from app.system.known_site import refuse_unknown

        if app is None:
            refuse_unknown(given, data)
        return given
    if app is not None:
        return app.instance_id
    from app.system.profiles import Profiles

    return Profiles(data).read().current


def asks_as_app(place: Place) -> bool:
    """By the environment, which goes first, else by the set-up; a key asks otherwise."""
    from app.system.secrets import given_key

    if place.demo:
        return False
    return app_access() is not None or bool(place.fitting.app_id and not given_key())


def _app(place: Place) -> AppAccess | None:
    """With its secret; None where the site is reached by a key."""
    from app.system.secrets import NoKey, app_secret

    if not asks_as_app(place):
        return None
    if given := app_access():
        return given
    try:
        return AppAccess(place.fitting.app_id, app_secret(place.site_id), place.site_id)
    except NoKey as missing:
        raise NotAllowed(str(missing), code=NO_KEY) from missing


def _fitting(data: Path, site_id: str) -> Fitting:
    """A list of sites that cannot be read is in nobody's way who names the site."""
    from app.system.profiles import Profiles

    try:
        return Profiles(data).read().fitting(site_id)
    except StoreError:
        return Fitting()


class Program:
    """The parts of the program on one place, each made when it is asked for."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.clock = SystemClock()
        self._actor = os.environ.get("TURNOUT_ACTOR", "")
        self._child: DemoChild | None = None
        self._sounds: Sounds | None = None
        self._starting = threading.Lock()

    def start_log(self) -> None:
        from app.system.logs import log_to

        log_to(self.place.folder / "logs")

    def open_store(self, *, may_read: bool = False) -> Store:
        """A handle for the calling thread; with `may_read`, to show what cannot be written too."""
        from app.storage.store import FILE_NAME, Store

        return Store(self.place.folder / FILE_NAME, may_read=may_read)

    def desk(self, store: Store, wake: Callable[[], None] = lambda: None) -> Desk:
        from app.checkin.desk import Desk

        desk = Desk(store, self.clock, wake, self._actor, self.place.fitting.listing)
        desk.recording.blocks = self.settings().blocks_over_capacity
        return desk

    def walk_ins(self, store: Store, wake: Callable[[], None] = lambda: None) -> WalkIns:
        from app.checkin.walk_ins import WalkIns

        return WalkIns(store, self.clock, wake, self._actor, self.settings().blocks_over_capacity)

    def play(self, cue: Cue, volume: int) -> None:
        """Returns at once, whether there is anything to play it with or not."""
        if self._sounds is None:
            from app.system.sounds import Sounds

            self._sounds = Sounds()
        self._sounds.play(cue, volume)

    def settings(self) -> SettingsFile:
        from app.system.settings_file import SettingsFile

        return SettingsFile(self.place.data)

    def attention(self, store: Store) -> tuple[Attention, DeviceId]:
        from app.checkin.attention import Attention

        return Attention(store, self.clock), store.device_id()

    def engine(self, store: Store, tell: Callable[[SyncStatus], None] = lambda _: None) -> Engine:
        """Imports the heavy libraries and finds the key: never on the window's thread."""
        from app.sync.ages import Spans
        from app.sync.engine import Engine, Settings

        place = self.place
        settings = Settings(Spans(quiet_s=place.quiet_s), place.devices, place.device)
        return Engine(store, self._site, self.clock, settings, tell)

    def sync_parts(self, tell: Callable[[SyncStatus], None]) -> tuple[Store, Engine]:
        """A store and an engine for the worker's thread."""
        store = self.open_store()
        try:
            return store, self.engine(store, tell)
        except BaseException:
            store.close()
            raise

    def leaving(self, store: Store) -> Leaving:
        from app.checkin.leaving import Leaving

        return Leaving(store, self.clock, self.place.site_id)

    def start_over(self, permit: Permit) -> None:
        """Forget the demo site's day, here and there. The caller holds the right to sync."""
        from app.demo.credentials import start_over

        with closing(self.open_store()) as store:
            self.leaving(store).forget(permit)
        with _demo_errors(self.place.demo_folder):
            start_over(self.place.demo_folder)

    def practise(self, outage: str) -> None:
        """Let the demo site misbehave as told: no other site can be told so."""
        from app.system.demo_child import NoDemo

        if self._child is None:
            raise Refusal("The demo site is not running yet.")
        try:
            self._child.practise(outage)
        except NoDemo as gone:
            raise Refusal(str(gone)) from gone

    def close(self) -> None:
        """End the demo site, if this program started one."""
        if self._child is not None:
            self._child.stop()
            self._child = None

    def probe(self) -> Probe:
        """Asks the site once for each permission, by the way that the sync goes.

        May wait for the secret store. Raises `NotAllowed` where there is no key to be had, or none
        that could be sent safely, and `Unreachable` where the demo site does not start.
        """
        from app.wix.probe import Probe

        return Probe(self._site(lambda: None).channel)

    def probe_of_the_way(self) -> Probe:
        """The same without a key."""
        from app.wix.client import Connection
        from app.wix.probe import probe_without_key

        place = self.place
        return probe_without_key(Connection(place.url, "", place.site_id, place.network))

    def _site(self, gate: Callable[[], None]) -> WixClient:
        from app.wix.auth import AppCredentials
        from app.wix.client import Connection, WixClient

        if app := _app(self.place):
            auth = AppCredentials(*app, now=self.clock.now)
            connection = Connection(self.place.url, "", "", self.place.network)
            return WixClient(connection, gate=gate, auth=auth)
        url, key = self._reach()
        connection = Connection(url, key, self.place.site_id, self.place.network)
        return WixClient(connection, gate=gate)

    def _reach(self) -> tuple[str, str]:
        """Where the site is and with which key; the demo site is started when first needed."""
        from app.system.demo_child import NoDemo, start_demo
        from app.system.secrets import NoKey, api_key

        try:
            if not self.place.demo:
                return self.place.url, api_key(self.place.site_id)
            return self._demo(start_demo)
        except NoDemo as failed:
            raise Unreachable(str(failed)) from failed
        except NoKey as missing:
            raise NotAllowed(str(missing), code=NO_KEY) from missing

    def _demo(self, start: Callable[[Path], DemoChild]) -> tuple[str, str]:
        with self._starting:  # the worker may want it while somebody looks at the diagnostics
            if self._child is None:
                self._child = start(self.place.demo_folder)
            return self._child.url, self._child.api_key


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command, or the window; the exit code is cli.md's."""
    os.umask(0o077)  # what this program writes names clients: it is its user's alone
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or set(given) <= {"--demo", "--desk", "--set-up"}:
        from app.cli.window import open_window

        return open_window(demo="--demo" in given, set_up="--set-up" in given)
    from app.cli.commands import run

    return run(given)


def program(*, demo: bool) -> Program:
    """The program on its place; nothing is opened yet."""
    return Program(find_place(demo=demo))


def _demo_site_id(folder: Path) -> str:
    from app.demo.credentials import site_id_in

    with _demo_errors(folder):
        return site_id_in(folder)


@contextmanager
def _demo_errors(folder: Path) -> Iterator[None]:
    import sqlite3

    try:
        yield
    except (OSError, sqlite3.Error) as shut:
        raise StoreError(f"The demo site's folder cannot be used: {folder}. {MAKE_ROOM}") from shut
