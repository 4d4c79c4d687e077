"""How fast the network's coming and going is noticed: real clocks, real sockets, the worker."""

import queue
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from app.checkin.desk import Desk
from app.demo import DemoSite
from app.demo.faults import Fault
from app.domain.model import Link, SyncStatus
from app.storage.store import FILE_NAME, Store
from app.sync.engine import Engine
from app.sync.worker import Worker
from app.system.clock import SystemClock
from app.wix.client import Connection, WixClient
from tests.desks import MIDDAY
from tests.rigs import Rig, seat

pytestmark = pytest.mark.alone

NOTICED_S = 3.0
BACK_S = 10.0


class Device:
    """A worker on its own thread; `heard` is each link that it told, repetitions left out."""

    def __init__(self, url: str, folder: Path, key: str = "key", site_id: str = "site") -> None:
        self._connection = Connection(url, key, site_id)
        self._folder = folder
        self._told: queue.Queue[SyncStatus] = queue.Queue()
        self.heard: list[Link] = []
        self.worker = Worker(self._parts, lambda: True, self._told.put)

    def _parts(self, tell):
        store = Store(self._folder / FILE_NAME)
        return store, Engine(store, self._client, SystemClock(), tell=tell)

    def _client(self, gate):
        return WixClient(self._connection, gate=gate)

    def seconds_until(self, link: Link, at_most_s: float) -> float:
        began = time.monotonic()
        while (left := began + at_most_s + 5 - time.monotonic()) > 0:
            status = self._told.get(timeout=left)
            if not self.heard or self.heard[-1] is not status.link:
                self.heard.append(status.link)
            if status.link is link:
                break
        return time.monotonic() - began


@pytest.fixture
def ending() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def device(ending: ExitStack, url: str, folder: Path, **site: str) -> Device:
    made = Device(url, folder, **site)
    ending.callback(made.worker.stop)
    return made


def black_hole(ending: ExitStack) -> socket.socket:
    """A listener whose queue is full: whoever connects is never answered."""
    hole = ending.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
    for _ in range(8):
        waiting = ending.enter_context(socket.socket())
        waiting.setblocking(False)
        with suppress(BlockingIOError):
            waiting.connect(hole.getsockname())
    return hole


def url_of(listener: socket.socket) -> str:
    return f"http://127.0.0.1:{listener.getsockname()[1]}"


def test_a_dead_port_is_noticed_and_so_is_its_return(ending: ExitStack, tmp_path: Path) -> None:
    site = DemoSite(tmp_path / "site", seed="empty", time_zone=MIDDAY)
    site.start()
    port, url = int(site.url.rpartition(":")[2]), site.url
    (row,) = seat(site, 4)
    made = device(ending, url, tmp_path / "device", key=site.api_key, site_id=site.site_id)
    made.worker.start()
    assert made.seconds_until(Link.ONLINE, BACK_S) < BACK_S
    site.stop()
    store = Store(tmp_path / "device" / FILE_NAME)
    ending.callback(store.close)
    Desk(store, SystemClock(), made.worker.wake).arrive(row)
    assert made.seconds_until(Link.OFFLINE, NOTICED_S) < NOTICED_S
    again = DemoSite(tmp_path / "site", seed="empty", time_zone=MIDDAY)
    ending.callback(again.stop)
    again.start(port)
    assert made.seconds_until(Link.ONLINE, BACK_S) < BACK_S
    assert [link for link in made.heard if link is not Link.STARTING] == [
        Link.ONLINE, Link.OFFLINE, Link.ONLINE,
    ]  # fmt: skip
    assert again.attendance(row.booking_id, row.event_id) == ("ATTENDED", 1)


def test_an_address_that_swallows_everything_is_noticed_and_so_is_its_end(
    ending: ExitStack, tmp_path: Path
) -> None:
    site = DemoSite(tmp_path / "site", seed="empty", time_zone=MIDDAY)
    ending.callback(site.stop)
    with ExitStack() as swallowing:
        hole = black_hole(swallowing)
        port, url = hole.getsockname()[1], url_of(hole)
        made = device(ending, url, tmp_path / "device", key=site.api_key, site_id=site.site_id)
        made.worker.start()
        assert made.seconds_until(Link.OFFLINE, NOTICED_S) < NOTICED_S
    site.start(port)
    assert made.seconds_until(Link.ONLINE, BACK_S) < BACK_S
    assert [link for link in made.heard if link is not Link.STARTING] == [Link.OFFLINE, Link.ONLINE]


def test_a_site_that_only_fails_is_probed_outside_the_back_off(site: DemoSite, rig: Rig) -> None:
    (row,) = seat(site, 4)
    rig.pass_once()
    rig.desk.arrive(row)
    site.faults.add(Fault("error_503"))
    for _ in range(8):
        status = rig.wait(rig.engine.status().next_in_s)
        assert status.link is Link.OFFLINE
        assert status.next_in_s <= 5.0
    site.faults.clear()
    assert rig.wait(status.next_in_s).link is Link.ONLINE
    assert rig.on_site(row) == ("ATTENDED", 1)


def test_what_fails_though_the_probe_passes_backs_off(site: DemoSite, rig: Rig) -> None:
    (row,) = seat(site, 4)
    rig.pass_once()
    rig.desk.arrive(row)
    site.faults.add(Fault("error_503", "attendance.query"))
    waits = []
    for _ in range(8):
        status = rig.wait(rig.engine.status().next_in_s)
        waits.append(status.next_in_s)
    assert status.link is Link.OFFLINE
    assert waits == sorted(waits)
    assert waits[-1] == 30.0


def test_while_it_is_offline_it_never_says_otherwise(site: DemoSite, rig: Rig) -> None:
    """A probe that passes is not enough: online is said after a whole pass."""
    (row,) = seat(site, 4)
    rig.pass_once()
    rig.desk.arrive(row)
    site.faults.add(Fault("error_503", "attendance.query"))
    rig.told.clear()
    for _ in range(20):
        assert rig.wait(5).link is Link.OFFLINE
    assert {status.link for status in rig.told} <= {Link.OFFLINE}
