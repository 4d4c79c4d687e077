"""Hears a scanner that types, whatever has the keyboard, and takes back what it typed.

Typing is not delayed. A key goes on at once, and once a run of keys turns out to be a scan,
the fields are as they were before it. Only where no field has the keyboard does the second and each
further key of a quick run wait until it is clear whose it was: there `-` and Enter count people.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.domain.burst import GAP_MS, SILENCE_MS, Bursts, End, Stroke
from app.domain.scan import Judge, Scan, Verdict
from app.gui.scan.before import Before, is_editor
from app.gui.scan.hearing import Hearing
from app.gui.scan.keyboard import ENTER, TAB
from app.gui.scan.pressed import Press

LATE_MS: Final = 300.0
"""A scanner's own Enter may come this late; by then the scan was taken as over."""
_ENDS: Final = {ENTER: End.ENTER, TAB: End.TAB}
_COMMANDS: Final = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_SHIFTS: Final = frozenset(
    (
        Qt.Key.Key_Shift,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Mode_switch,
    )
)


def _monotonic_ms() -> float:
    return time.monotonic() * 1000


class Taker(Protocol):
    """Takes scans for itself, as a test of the scanner does; each key on its way too."""

    def show_stroke(self, stroke: Stroke) -> None: ...
    def show_scan(self, scan: Scan) -> None: ...


class Wedge(Hearing):
    """One for the program. `scanned` brings a `Scan`; never one that was scanned a moment ago."""

    scanned = Signal(object)

    def __init__(self, parent: QObject, now_ms: Callable[[], float] = _monotonic_ms) -> None:
        super().__init__(parent)
        self._now_ms = now_ms
        self._judge = Judge()
        self._bursts = Bursts()
        self._before: Before | None = None
        self._waiting: list[tuple[QWindow, QKeyEvent]] = []
        self._taken: tuple[Before, str] | None = None
        self._late_until_ms = 0.0
        self._taker: Taker | None = None
        self._armed_ms = 0.0
        self._silence = QTimer(self, singleShot=True, interval=int(SILENCE_MS))
        self._silence.setTimerType(Qt.TimerType.PreciseTimer)
        self._silence.timeout.connect(self._on_silence)

    def expect(self, prefix: str, least: int) -> None:
        """What the scanner was told to send before each code, and how short a code may be."""
        self._judge.prefix, self._bursts.least = prefix, least

    def type_again(self) -> None:
        """What is being told is no code: a name that a very quick hand typed is not to be lost."""
        if self._taken is not None and not any(map(str.isdigit, self._taken[1])):
            before, typed = self._taken
            before.type(typed)

    def divert(self, taker: Taker | None) -> None:
        """From now on scans are this one's alone; None gives them back."""
        self._taker = taker

    def _hear_key(self, window: QWindow, event: QKeyEvent) -> bool:
        if Qt.Key(event.key()) in _SHIFTS:
            return False
        sign = "" if self._is_command(event) else self._keys.sign(event)
        at_ms = float(event.timestamp()) or self._now_ms()
        if sign in _ENDS:
            return self._hear_end(_ENDS[sign], at_ms)
        if not sign:
            self._close(End.SILENCE, at_ms)
            return False
        return self._hear_sign(Stroke(sign, event.text(), at_ms), window, event)

    def _is_command(self, event: QKeyEvent) -> bool:
        """Held down, or with Ctrl: no part of a code, whatever came before."""
        return event.isAutoRepeat() or bool(event.modifiers() & _COMMANDS)

    def _hear_press(self, press: Press) -> bool:
        if press.repeated:
            self._close(End.SILENCE, press.at_ms)
            return False
        sign = self._keys.sign_of(press.number, shifted=press.shifted)
        if not sign or sign in _ENDS:
            return False
        return self._go_on(Stroke(sign, press.text, press.at_ms))

    def _hear_sign(self, stroke: Stroke, window: QWindow, event: QKeyEvent) -> bool:
        """Return whether the key stops here, for now or for good."""
        if self._go_on(stroke):
            return True
        if self._bursts.keys > 1 and not is_editor(QApplication.focusWidget()):
            self._waiting.append((window, _copy(event)))
            return True
        return False

    def _go_on(self, stroke: Stroke) -> bool:
        """One more of the run of keys, or the first. Return whether it is surely a scan's."""
        if not self._bursts.goes_on(stroke.at_ms):
            self._close(End.SILENCE, stroke.at_ms)
            self._before = Before()
        self._bursts.type(stroke)
        if self._taker is not None:
            self._taker.show_stroke(stroke)
        self._arm()
        return self._bursts.sure

    def _hear_end(self, end: End, at_ms: float) -> bool:
        if self._close(end, at_ms):
            return True
        late = at_ms <= self._late_until_ms
        self._late_until_ms = 0.0
        return late

    def _close(self, end: End, at_ms: float) -> bool:
        """The run of keys is over. Return whether it was a scan."""
        self._silence.stop()
        burst = self._bursts.end(end, at_ms)
        if burst is None:
            self._give_up()
            return False
        self._waiting.clear()
        before, self._before = self._before, None
        if before is not None:
            before.put_back()
            self._taken = before, burst.raw
        self._late_until_ms = at_ms + (GAP_MS if end is not End.SILENCE else LATE_MS)
        self._tell(self._judge.judge(burst, self._now_ms()))
        self._taken = None  # a code is kept no longer than it takes to tell it
        return True

    def _tell(self, scan: Scan) -> None:
        if self._taker is not None:
            self._taker.show_scan(scan)
        elif scan.verdict is not Verdict.AGAIN:
            self.scanned.emit(scan)

    def _give_up(self) -> None:
        """It was a hand: what waited goes where it was meant for."""
        self._silence.stop()
        self._bursts.forget()
        self._before = None
        waiting, self._waiting = self._waiting, []
        for window, event in waiting:
            if isValid(window):
                self._let_through(window, event)

    def _arm(self) -> None:
        self._armed_ms = self._now_ms()
        self._silence.start()

    def _on_silence(self) -> None:
        """Where the window itself was busy, what it did not hear yet may still be on its way."""
        if self._now_ms() - self._armed_ms > 2 * SILENCE_MS:
            self._arm()
            return
        self._close(End.SILENCE, self._bursts.last_ms + SILENCE_MS)

    def _on_focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        """The first key of a scan may have opened a field, as a letter opens the search."""
        super()._on_focus_moved(before, now)
        if self._before is not None:
            self._before.meet(now)


def _copy(event: QKeyEvent) -> QKeyEvent:
    """The event itself is gone once it was heard."""
    return QKeyEvent(
        event.type(),
        event.key(),
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
        event.isAutoRepeat(),
        event.count(),
    )
