"""What the keyboard itself did, key by key, before an input method takes keys for its own.

In a field some keys never come as keys: X11's compose turns the one that types lam-alef into two
signs of text, and takes a dead key for the next sign. The text comes at once, the keys through a
queue, so that it overtakes them. Here each key is known by its number and time, in their order.
"""

from __future__ import annotations

import ctypes
from collections import deque
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QObject, QTimer

KEPT: Final = 256
"""As many as the longest scan has."""
_PRESS, _RELEASE = 2, 3
_SENT: Final = 0x7F
_SHIFT: Final = 0x01
_COMMANDS: Final = 0x04 | 0x08 | 0x40
"""Control, Alt and Meta."""


class _Event(ctypes.Structure):
    """How xcb lays out a key's event."""

    _fields_ = (
        ("kind", ctypes.c_uint8),
        ("number", ctypes.c_uint8),
        ("sequence", ctypes.c_uint16),
        ("at_ms", ctypes.c_uint32),
        ("windows", ctypes.c_uint32 * 3),
        ("places", ctypes.c_int16 * 4),
        ("state", ctypes.c_uint16),
    )


@dataclass(slots=True, eq=False)
class Press:
    """One key going down. `text`: what came of it at once, for `field`, in place of the key."""

    number: int
    at_ms: float
    shifted: bool
    repeated: bool
    text: str = ""
    field: QObject | None = None


class Pressed(QAbstractNativeEventFilter):
    """Keys that went down and did not come as keys yet. Looks on, and changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._presses: deque[Press] = deque(maxlen=KEPT)
        self._at_hand: Press | None = None
        self._up = (0, 0.0)

    def nativeEventFilter(  # noqa: N802 - Qt's name
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> object:
        if kind == b"xcb_generic_event_t":
            event = _Event.from_address(int(message))
            if event.kind & _SENT == _PRESS:
                self._press(event)
            elif event.kind & _SENT == _RELEASE:
                self._up = event.number, float(event.at_ms)
        return False, 0

    def take_text(self, text: str, field: QObject) -> bool:
        """Text in place of the key that goes down right now; False where none does."""
        press, self._at_hand = self._at_hand, None
        if press is None:
            return False
        press.text, press.field = text, field
        return True

    def before(self, number: int, at_ms: float) -> list[Press]:
        """That key has come: those that went down before it and never will."""
        self._at_hand = None
        came = (number, at_ms)
        of = (n for n, each in enumerate(self._presses) if (each.number, each.at_ms) == came)
        return self._pop(next(of, -1) + 1)[:-1]

    def with_text(self) -> list[Press]:
        """Up to the last that became text. By now no key before it is still in the queue."""
        self._at_hand = None
        last = max((n for n, each in enumerate(self._presses) if each.text), default=-1)
        return self._pop(last + 1)

    def _press(self, event: _Event) -> None:
        number, at_ms, state = event.number, float(event.at_ms), event.state
        self._at_hand = None
        if state & _COMMANDS:
            return
        # A held key goes up and down in one moment.
        repeated = (number, at_ms) == self._up
        self._at_hand = Press(number, at_ms, bool(state & _SHIFT), repeated)
        self._presses.append(self._at_hand)
        # What comes once the loop has turned is of a program beside this one, and of any key.
        QTimer.singleShot(0, self._let_go)

    def _let_go(self) -> None:
        self._at_hand = None

    def _pop(self, many: int) -> list[Press]:
        return [self._presses.popleft() for _ in range(many)]
