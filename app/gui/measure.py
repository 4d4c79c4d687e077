"""How large things are, and which of them grow with the text."""

from __future__ import annotations

from typing import ClassVar, Final


class Measure:
    """Logical pixels at the desk; those that hold text grow with its size, gaps and rings do not.

    Of the whole process, like Qt's own font: the last look that was told a size set it.
    """

    percent: ClassVar[int] = 100
    upright: ClassVar[bool] = False
    """Whether the desk stands on an upright screen, which is held in a hand: larger targets."""

    TOP_BAR = 64
    HEADER = 56
    TABS = 48
    ROW = 64
    SNACKBAR = 56
    SESSION = 64
    CARD = 120
    TARGET = 44
    BUTTON = 56
    GAP: Final = 8
    MARGIN: Final = 16
    SCROLL_BAR: Final = 14
    END: Final = 28
    RADIUS: Final = 8
    RING: Final = 4
    RING_GAP: Final = 2
    TOUCH_GUARD: Final = 16
    COMPACT_BELOW = 1180

    @classmethod
    def text(cls, pixels: int) -> int:
        """So many pixels of text, at its size now."""
        return (pixels * cls.percent + 50) // 100

    @classmethod
    def target(cls, pixels: int) -> int:
        """So many pixels for a finger; on an upright screen no fewer than a target has."""
        return max(pixels, cls.TARGET) if cls.upright else pixels

    @classmethod
    def grow(cls, percent: int) -> None:
        """Lay out for text of that size."""
        cls.percent = percent
        for name, (pixels, of_text) in (_GROWING | (_UPRIGHT if cls.upright else {})).items():
            setattr(cls, name, pixels - of_text + cls.text(of_text))

    @classmethod
    def stand(cls, *, upright: bool) -> bool:
        """Lay out for a screen of that kind. Return whether it was of the other kind before."""
        if turned := upright is not cls.upright:
            cls.upright = upright
            cls.grow(cls.percent)
        return turned


_GROWING: Final = {
    "TOP_BAR": (64, 28),
    "HEADER": (56, 36),
    "TABS": (48, 24),
    "ROW": (64, 47),
    "SNACKBAR": (56, 22),
    "SESSION": (64, 46),
    "CARD": (120, 94),
    "TARGET": (44, 22),
    "BUTTON": (56, 22),
    "COMPACT_BELOW": (1180, 1180),
}
_UPRIGHT: Final = {
    "TOP_BAR": (72, 28),
    "HEADER": (72, 36),
    "TABS": (64, 24),
    "SNACKBAR": (64, 22),
    "TARGET": (64, 22),
    "BUTTON": (64, 22),
}
"""Each with how much of it is text."""
