"""A scanner that types: key events as a window gets them, with the keyboard's own numbers."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from app.gui.scan.keyboard import ENTER, LINUX, TAB

NUMBERS = {}
for _number, _signs in LINUX.signs.items():
    for _shift, _sign in enumerate(_signs):
        NUMBERS.setdefault(_sign, (_number, bool(_shift)))

ENTERS = {ENTER: Qt.Key.Key_Return, TAB: Qt.Key.Key_Tab}
HEBREW = dict(zip("wx-1234ab", "'ס-1234שנ", strict=True))


class Hand:
    """Presses keys at a pace, on whatever window is in front. Its clock is the wedge's too."""

    def __init__(self):
        self.ms = 1_000.0
        self.layout = {}

    def now_ms(self):
        return self.ms

    def press(self, sign, *, modifiers=Qt.KeyboardModifier.NoModifier, repeated=False):
        """One key, down and up. Events without a time: the clock is asked."""
        number, shift = NUMBERS[sign]
        held = modifiers | (
            Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        )
        text = self.layout.get(sign.lower(), sign)
        key = ENTERS.get(sign) or Qt.Key(ord(sign.upper()))
        self.send(key, held, number, text, repeated=repeated)

    def send(self, key, modifiers, number, text, *, repeated=False):
        window = QApplication.focusWindow()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, modifiers, number, 0, 0, text, repeated)
            QApplication.sendEvent(window, event)

    def type(self, text, gap_ms=10.0):
        """Key by key; the clock stands at the last one then."""
        for at, sign in enumerate(text):
            if at:
                self.ms += gap_ms
            self.press(sign)

    def scan(self, text, gap_ms=10.0, end=ENTER):
        self.ms += 5_000
        self.type(text + end, gap_ms)
