"""Which key is meant, by the number that the keyboard itself gives it and no layout changes."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

ENTER: Final = "\r"
TAB: Final = "\t"

# A US keyboard, row by row, plain and with Shift: what a scanner believes to be typing on.
_ROWS: Final = (
    ("1234567890-=", "!@#$%^&*()_+"),
    ("qwertyuiop[]", "QWERTYUIOP{}"),
    ("asdfghjkl;'`", 'ASDFGHJKL:"~'),
    ("\\zxcvbnm,./", "|ZXCVBNM<>?"),
    (" ", " "),
)
_KEYPAD: Final = "789-456+1230."
# Linux took over these numbers of the PC's first keyboards, so that Windows has the same.
_FIRST: Final = (2, 16, 30, 43, 57)
_FIRST_OF_KEYPAD: Final = 71
_APPLE: Final = (
    (18, 19, 20, 21, 23, 22, 26, 28, 25, 29, 27, 24),
    (12, 13, 14, 15, 17, 16, 32, 34, 31, 35, 33, 30),
    (0, 1, 2, 3, 5, 4, 38, 40, 37, 41, 39, 50),
    (42, 6, 7, 8, 9, 11, 45, 46, 43, 47, 44),
    (49,),
)
_APPLE_KEYPAD: Final = (89, 91, 92, 78, 86, 87, 88, 69, 83, 84, 85, 82, 65)


class Keys(NamedTuple):
    """The keys by number: what each says plain and with Shift. `virtual`: which number counts."""

    signs: dict[int, tuple[str, str]]
    virtual: bool = False

    def sign(self, event: QKeyEvent) -> str:
        """What the key says on a US keyboard: a sign, `ENTER`, `TAB`, or nothing."""
        number = event.nativeVirtualKey() if self.virtual else event.nativeScanCode()
        with_shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        return self.sign_of(number, shifted=bool(with_shift))

    def sign_of(self, number: int, *, shifted: bool) -> str:
        """The same of a key that no event came of."""
        return self.signs.get(number, ("", ""))[shifted]


def _rows(numbers: tuple[tuple[int, ...], ...]) -> dict[int, tuple[str, str]]:
    return {
        number: (plain, shifted)
        for row, (plains, shifts) in zip(numbers, _ROWS, strict=True)
        for number, plain, shifted in zip(row, plains, shifts, strict=True)
    }


def _others(numbers: tuple[int, ...], *named: tuple[int, str]) -> dict[int, tuple[str, str]]:
    """The keypad, and keys that say the same with Shift."""
    found = zip(numbers, _KEYPAD, strict=True)
    return {number: (sign, sign) for number, sign in (*found, *named)}


def _pc(shift: int, *named: tuple[int, str]) -> Keys:
    rows = tuple(
        tuple(range(first + shift, first + shift + len(plain)))
        for first, (plain, _) in zip(_FIRST, _ROWS, strict=True)
    )
    keypad = tuple(range(_FIRST_OF_KEYPAD + shift, _FIRST_OF_KEYPAD + shift + len(_KEYPAD)))
    common = ((28 + shift, ENTER), (15 + shift, TAB), (55 + shift, "*"))
    return Keys(_rows(rows) | _others(keypad, *common, *named))


LINUX: Final = _pc(8, (96 + 8, ENTER), (98 + 8, "/"))
"""X11 and Wayland: the kernel's number and eight."""

WINDOWS: Final = _pc(0, (0x11C, ENTER), (0x135, "/"))
"""Scan codes of set 1, from the vendor's table; not tried on a computer with Windows."""

APPLE: Final = Keys(
    _rows(_APPLE)
    | _others(_APPLE_KEYPAD, (36, ENTER), (76, ENTER), (48, TAB), (67, "*"), (75, "/")),
    virtual=True,
)
"""Virtual keys, which follow the place of a key; not tried on a computer with macOS."""


def keys_of(platform: str) -> Keys:
    """By Qt's name of the platform; those that draw into memory count like X11."""
    return {"windows": WINDOWS, "cocoa": APPLE}.get(platform, LINUX)
