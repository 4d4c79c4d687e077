"""The demo site as Python sees it: start it, ask what was asked of it, stop it."""

import datetime as dt
import threading
from pathlib import Path
from types import TracebackType
from typing import Self
from zoneinfo import ZoneInfo

from app.demo.call import Parts
from app.demo.clock import Clock, Now, computer_zone, system_now
from app.demo.credentials import credentials_of
from app.demo.dashboard import Dashboard
from app.demo.faults import Faults
from app.demo.front import Front
from app.demo.quirks import Quirks
from app.demo.records import Records, SeenRequest, SeenWrite
from app.demo.seed import sow
from app.demo.server import LoopbackServer
from app.demo.state import State

_POLL_S = 0.02


class DemoSite(Dashboard):
    """A stand-in for Wix over one folder; `seed` is "studio", "empty" or "big"."""

    def __init__(
        self,
        folder: Path,
        *,
        now: Now = system_now,
        time_zone: str | ZoneInfo | None = None,
        seed: str = "studio",
        date: dt.date | None = None,
    ) -> None:
        zone = ZoneInfo(time_zone) if isinstance(time_zone, str) else time_zone
        clock = Clock(now, zone or computer_zone(), date)
        self.quirks = Quirks()
        self.faults = Faults()
        self._records = Records()
        self._state = State(folder)
        super().__init__(Parts(self._state, clock, self.quirks, self._records))
        try:
            with self._state.writing():
                self.credentials = credentials_of(self._state)
                sow(self._state, clock, seed)
        except BaseException:
            self._state.close()
            raise
        self._front = Front(self._parts, self.faults)
        self._server: LoopbackServer | None = None
        self._thread: threading.Thread | None = None

    def start(self, port: int = 0) -> None:
        """Serve from a thread of its own; 0 takes any free port."""
        server = LoopbackServer(port, self._front, self.faults)
        self._server = server
        self._thread = threading.Thread(
            target=server.serve_forever, args=(_POLL_S,), name="demo site", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Stop serving, apply what is late, end every thread and let go of the folder."""
        if self._server and self._thread:
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()
            self.faults.release()
            self._server.hang_up()
            self._server = self._thread = None
        self._front.finish()
        self._state.close()

    def __enter__(self) -> Self:
        if self._server is None:
            self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """The address in place of https://www.wixapis.com."""
        if self._server is None:
            raise RuntimeError("the demo site is not serving")
        return self._server.url

    @property
    def api_key(self) -> str:
        """The key with every permission."""
        return self.credentials.api_key

    @property
    def site_id(self) -> str:
        """What belongs into the header wix-site-id."""
        return self.credentials.site_id

    def requests(self) -> list[SeenRequest]:
        """Every request so far, oldest first."""
        return self._records.requests()

    def writes(self) -> list[SeenWrite]:
        """Every attendance write attempted so far, oldest first."""
        return self._records.writes()

    def forbidden_writes(self) -> list[SeenWrite]:
        """Those that no client may send: see SeenWrite.forbidden."""
        return [write for write in self.writes() if write.forbidden]

    def over_party_writes(self) -> list[SeenWrite]:
        """Those that mark more people than the booking is for."""
        return [write for write in self.writes() if write.over_party]
