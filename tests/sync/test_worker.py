"""The one background thread: wakes, waits, hands over, survives, ends."""

import queue
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest

from app.checkin.desk import Desk
from app.demo import DemoSite
from app.domain.errors import NotAllowed, StoreError
from app.domain.model import Link, SyncStatus
from app.storage.store import FILE_NAME, Store
from app.sync.engine import Engine
from app.sync.retention import Retention
from app.sync.worker import Worker
from app.system.clock import SystemClock
from app.wix.client import Connection, WixClient
from tests.figures import Figures
from tests.rigs import seat

pytestmark = pytest.mark.alone

SOON_S = 20.0
Tell = Callable[[SyncStatus], None]


class Device:
    """A desk on the test's thread and a worker on its own, as in the program."""

    def __init__(self, site: DemoSite, folder: Path) -> None:
        self.site, self.folder = site, folder
        self.told: queue.Queue[SyncStatus] = queue.Queue()
        self.free = True
        self.broken: list[Exception] = []
        self.store = Store(folder / FILE_NAME)
        self.worker = Worker(self._parts, lambda: self.free, self.told.put, stuck_wait_s=0.01)
        self.desk = Desk(self.store, SystemClock(), self.worker.wake)

    def _parts(self, tell: Tell) -> tuple[Store, Engine]:
        if self.broken:
            raise self.broken.pop()
        store = Store(self.folder / FILE_NAME)
        return store, Engine(store, self._client, SystemClock(), tell=tell)

    def _client(self, gate: Callable[[], None]) -> WixClient:
        connection = Connection(self.site.url, self.site.api_key, self.site.site_id)
        return WixClient(connection, gate=gate)

    def hear(self, wanted: Callable[[SyncStatus], bool]) -> SyncStatus:
        """The first status from now on that is as wanted."""
        while not wanted(status := self.told.get(timeout=SOON_S)):
            pass
        return status


@pytest.fixture
def device(site: DemoSite, tmp_path: Path) -> Iterator[Device]:
    made = Device(site, tmp_path / "device")
    yield made
    made.worker.stop()
    made.store.close()


def online(status: SyncStatus) -> bool:
    return status.link is Link.ONLINE


def test_a_tap_wakes_it_and_reaches_the_site(site: DemoSite, device: Device) -> None:
    (row,) = seat(site, 4)
    device.worker.start()
    device.hear(online)
    device.desk.arrive(row)
    device.hear(lambda status: status.tally.sent == 1)
    assert site.attendance(row.booking_id, row.event_id) == ("ATTENDED", 1)


def test_a_tap_on_an_idle_device_is_on_the_site_within_a_second(
    site: DemoSite, device: Device, figures: Figures
) -> None:
    rows = seat(site, *[1] * 20)
    device.worker.start()
    device.hear(online)
    waits = []
    for number, row in enumerate(rows, 1):
        began = time.monotonic()
        device.desk.arrive(row)
        device.hear(lambda status, so_many=number: status.tally.sent == so_many)
        waits.append(site.writes()[-1].at - began)
    figures.tell("taps, one by one", len(waits))
    figures.tell("seconds at the median", sorted(waits)[len(waits) // 2], total=False)
    figures.most("seconds at most", max(waits), 1)


def test_a_commit_of_another_process_is_seen_and_sent(site: DemoSite, device: Device) -> None:
    (row,) = seat(site, 4)
    device.worker.start()
    device.hear(online)
    Desk(device.store, SystemClock(), lambda: None).arrive(row, 2)
    device.hear(lambda status: status.tally.sent == 1)
    assert site.attendance(row.booking_id, row.event_id) == ("ATTENDED", 2)


def test_asked_by_a_person_it_refreshes(site: DemoSite, device: Device) -> None:
    device.worker.start()
    device.hear(online)
    seat(site, 1)
    device.worker.sync_now()
    device.hear(lambda _: len(device.desk.sessions(device.desk.today())) == 1)


def test_it_takes_over_when_the_other_process_ends(site: DemoSite, device: Device) -> None:
    device.free = False
    device.worker.start()
    assert device.hear(lambda status: not online(status)).link is Link.ELSEWHERE
    device.free = True
    device.hear(online)


@pytest.mark.parametrize(
    ("error", "link"),
    [(StoreError("This disk is full."), Link.UNWRITABLE), (ZeroDivisionError(), Link.STUCK)],
)
def test_it_says_what_stopped_it_and_starts_again(
    site: DemoSite, device: Device, error: Exception, link: Link
) -> None:
    device.broken.append(error)
    device.worker.start()
    said = device.hear(lambda status: status.link is not Link.STARTING)
    assert said.link is link
    assert said.message
    device.hear(online)


def test_a_site_that_cannot_even_be_set_up_is_said_and_tried_again(
    site: DemoSite, device: Device
) -> None:
    device.broken.append(NotAllowed("There is no API key for this site."))
    device.worker.start()
    said = device.hear(lambda status: status.link is not Link.STARTING)
    assert (said.link, said.message) == (Link.SIGN_IN, "There is no API key for this site.")
    device.hear(online)


def test_it_ends_at_once_though_it_waits(site: DemoSite, device: Device) -> None:
    device.worker.start()
    device.hear(online)
    device.worker.stop()
    assert "turnout-sync" not in {thread.name for thread in threading.enumerate()}


def test_it_may_be_stopped_before_it_started(device: Device) -> None:
    device.worker.stop()
    device.worker.stop(wait=False)


class Due:
    """Stands for what is to be forgotten: as much as there is time for."""

    def __init__(self) -> None:
        self.asked: queue.Queue[bool] = queue.Queue()
        self.going = threading.Event()

    def forget_past(self, go_on: Callable[[float], bool]) -> float:
        self.going.set()
        while go_on(0.001):
            pass
        self.asked.put(item=True)
        return 0.0


def test_what_is_past_is_forgotten_while_nothing_else_is_to_be_done(
    site: DemoSite, device: Device
) -> None:
    """It goes on for as long as nobody taps; a tap is on its way at once."""
    (row,) = seat(site, 4)
    due = Due()
    worker = Worker(
        device._parts,
        lambda: True,
        device.told.put,
        make_retention=lambda _: cast("Retention", due),
    )
    desk = Desk(device.store, SystemClock(), worker.wake)
    worker.start()
    device.hear(online)
    assert due.going.wait(SOON_S)
    desk.arrive(row)
    device.hear(lambda status: status.tally.sent == 1)
    assert due.asked.get(timeout=SOON_S)
    worker.stop()
    assert site.attendance(row.booking_id, row.event_id) == ("ATTENDED", 1)


def test_without_the_right_to_sync_nothing_is_forgotten(site: DemoSite, device: Device) -> None:
    due = Due()
    worker = Worker(
        device._parts,
        lambda: False,
        device.told.put,
        make_retention=lambda _: cast("Retention", due),
    )
    worker.start()
    assert device.hear(lambda status: not online(status)).link is Link.ELSEWHERE
    worker.stop()
    assert not due.going.is_set()
