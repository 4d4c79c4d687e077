"""A whole program under test without a window: the demo site, the client, a store, an engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.checkin.attention import Attention
from app.checkin.desk import Desk
from app.demo import DemoSite
from app.domain.model import BookingId, EventId, RowId, SyncStatus
from app.domain.roster import SeatRow
from app.storage.store import FILE_NAME, Store
from app.sync.ages import Spans
from app.sync.engine import Engine, Plan, Settings
from app.wix.client import Connection, WixClient
from tests.desks import SetClock


@dataclass
class Rig:
    """One device on one site. `clock` moves by hand; `restart` is a crash and a new start.

    `a_request_s`: so long each request takes by that clock; `watch` is called before each.
    """

    site: DemoSite
    folder: Path
    key: str = ""
    devices: int = 1
    device: int = 0
    clock: SetClock = field(default_factory=lambda: SetClock(datetime.now(UTC)))
    told: list[SyncStatus] = field(default_factory=list)
    a_request_s: float = 0.0
    watch: Callable[[], None] = lambda: None

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        self.store = Store(self.folder / FILE_NAME)
        self.desk = Desk(self.store, self.clock, lambda: None)
        self.attention = Attention(self.store, self.clock)
        settings = Settings(Spans(), self.devices, self.device, random=lambda: 0.5)
        self.engine = Engine(self.store, self._client, self.clock, settings, self.told.append)

    def _client(self, gate):
        connection = Connection(self.site.url, self.key or self.site.api_key, self.site.site_id)

        def go() -> None:
            gate()
            self.watch()
            self.clock.advance(self.a_request_s)

        return WixClient(connection, gate=go, now=self.clock.now)

    def restart(self) -> None:
        self.close()
        self.clock.ticks_s = 5.0
        self.open()

    def close(self) -> None:
        self.engine.close()
        self.store.close()

    def pass_once(self, *, pull: bool = False) -> SyncStatus:
        return self.engine.run_once(Plan(pull=pull))

    def wait(self, seconds: float) -> SyncStatus:
        """Let that much time go by and run a pass."""
        self.clock.advance(seconds)
        return self.engine.run_once()

    def settle(self, seconds: float = 400) -> SyncStatus:
        """Run passes as the worker would, for so long."""
        ends = self.clock.monotonic() + seconds
        status = self.engine.run_once()
        while self.clock.monotonic() < ends:
            self.clock.advance(max(0.5, min(status.next_in_s, 30.0)))
            status = self.engine.run_once()
        return status

    def row(self, row: RowId) -> SeatRow:
        return next(r for r in self.desk.roster(row.event_id).rows if r.row == row)

    def on_site(self, row: RowId) -> tuple[str, int] | None:
        return self.site.attendance(row.booking_id, row.event_id)

    def count(self, operation: str) -> int:
        """How many requests of that operation the site has seen."""
        return sum(1 for r in self.site.requests() if r.operation == operation)


def seat(site: DemoSite, *parties: int, title: str = "Yoga Flow") -> list[RowId]:
    """A class in progress and one booking for each party."""
    # In one transaction of the site's: a thousand bookings are not a thousand waits for the disk.
    with site._parts.state.writing():
        event = site.add_session(title, start=site_now(site) - timedelta(minutes=5), capacity=100)
        return [
            RowId(BookingId(site.add_booking(event, party, f"Client {n}")), EventId(event))
            for n, party in enumerate(parties)
        ]


def site_now(site: DemoSite) -> datetime:
    return site._parts.clock.now()
