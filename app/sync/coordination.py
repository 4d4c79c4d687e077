"""How several devices of one desk keep out of each other's way: the seam, and its named modes.

`alone`: this device is the only writer. `slots`: nothing is shared but the site and its clock; each
device writes only in its own slot, late enough that a lagging query shows all that was written in
the slots before. A mode `ledger`, with a shared log, is a third class behind the same seam.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from app.domain.clock import Clock
from app.domain.errors import NotSent
from app.domain.model import Mode
from app.domain.site import Line
from app.sync.slot_clock import SlotClock, Span

SLOT_S = 8.0
READ_FROM_S = 5.5
"""Not sooner into the own slot: queries may lag 5 s."""
SEND_UNTIL_S = 6.5
DEADLINE_S = 1.5
LAG_S = 5.0
ASK_EVERY_S = 0.5


class NotMyTurn(NotSent):
    """The turn ended before the request went out."""

    def __init__(self) -> None:
        super().__init__("Waiting for this device's turn.")


class Coordination(Protocol):
    """Asked before every read that leads to a write, and before every write."""

    @property
    def mode(self) -> Mode: ...

    def turn(self) -> int | None:
        """The turn in which this device may read and write now; a row is written once in each."""

    def next_turn_in_s(self) -> float:
        """The seconds until the next one; infinite where it is always this device's turn."""

    def next_date_in_s(self) -> float:
        """The seconds until `wants_date`; infinite where it does not."""

    def sending(self) -> AbstractContextManager[None]:
        """Around one write; raises `NotMyTurn` where it may not go out any more."""

    def shows_all(self, began: float) -> bool:
        """Whether a read begun at that monotonic time shows all that other devices wrote."""

    def is_only_writer(self, since: float, until: float) -> bool:
        """Whether nobody else can have written between two monotonic times."""

    def wants_date(self) -> bool:
        """Whether a cheap question is due, only to learn the server's clock."""


class Alone:
    """Every call is a turn of its own."""

    mode = Mode.ALONE

    def __init__(self) -> None:
        self._turns = 0

    def turn(self) -> int | None:
        self._turns += 1
        return self._turns

    def next_turn_in_s(self) -> float:
        return math.inf

    def next_date_in_s(self) -> float:
        return math.inf

    @contextmanager
    def sending(self) -> Iterator[None]:
        yield

    def shows_all(self, began: float) -> bool:  # noqa: ARG002 - the seam's
        return True

    def is_only_writer(self, since: float, until: float) -> bool:  # noqa: ARG002 - the seam's
        return True

    def wants_date(self) -> bool:
        return False


class Slots:
    """Slot n is device (n mod N)'s; its window is what surely lies between 5.5 and 6.5 s of it."""

    mode = Mode.SLOTS

    def __init__(self, clock: Clock, line: Line, device: int, devices: int) -> None:
        """`device` counts from 1."""
        self._clock = clock
        self._line = line
        self._server = SlotClock(clock, line)
        self._device = device
        self._devices = devices
        self._asked_at = -math.inf

    def turn(self) -> int | None:
        server = self._server.now()
        if server is None:
            return None
        slot = self._slot_of(server)
        begins = slot * SLOT_S
        inside = server.low >= begins + READ_FROM_S and server.high <= begins + SEND_UNTIL_S
        return slot if inside and self._is_own(slot) else None

    def next_turn_in_s(self) -> float:
        server = self._server.now()
        return math.inf if server is None else self._next_window(server) - server.low

    def next_date_in_s(self) -> float:
        if not self._server.wants_date():
            return math.inf
        gate_s = self._asked_at + ASK_EVERY_S - self._clock.monotonic()
        return max(self._server.next_date_in_s(), gate_s)

    @contextmanager
    def sending(self) -> Iterator[None]:
        if self.turn() is None:
            raise NotMyTurn
        self._line.deadline_s = DEADLINE_S
        try:
            yield
        finally:
            self._line.deadline_s = None

    def shows_all(self, began: float) -> bool:
        """Late enough in the own slot."""
        server = self._server_at(began)
        if server is None:
            return False
        slot = self._slot_of(server)
        return self._is_own(slot) and server.low >= slot * SLOT_S + LAG_S

    def is_only_writer(self, since: float, until: float) -> bool:
        """From the own slot up to where the next slot's window opens."""
        first, last = self._server_at(since), self._server_at(until)
        if first is None or last is None:
            return False
        slot = self._slot_of(first)
        return self._is_own(slot) and last.high < (slot + 1) * SLOT_S + READ_FROM_S

    def wants_date(self) -> bool:
        now = self._clock.monotonic()
        if now - self._asked_at < ASK_EVERY_S or not self._server.wants_date():
            return False
        self._asked_at = now
        return True

    def _next_window(self, server: Span) -> float:
        slot = self._slot_of(server)
        slot += (self._device - 1 - slot) % self._devices
        opens = slot * SLOT_S + READ_FROM_S
        return opens if opens > server.low else opens + self._devices * SLOT_S

    def _server_at(self, monotonic_s: float) -> Span | None:
        server = self._server.now()
        if server is None:
            return None
        ago_s = self._clock.monotonic() - monotonic_s
        return Span(server.low - ago_s, server.high - ago_s)

    def _slot_of(self, server: Span) -> int:
        return math.floor(server.low / SLOT_S)

    def _is_own(self, slot: int) -> bool:
        return slot % self._devices == self._device - 1


def coordination_of(device: int, devices: int, clock: Clock, line: Line) -> Coordination:
    """Slots where this device has a number among several, else alone."""
    return Slots(clock, line, device, devices) if device and devices > 1 else Alone()
