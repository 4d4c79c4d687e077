"""Where a place lies when the screen runs from right to left."""

from __future__ import annotations

from enum import Enum
from functools import cache

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget


def right_to_left(widget: QWidget) -> bool:
    return widget.isRightToLeft()


def mirrored(widget: QWidget, place: QRect) -> QRect:
    """`place` as its side of `widget` asks. (`QStyle.visualRect` would load all of QStyle.)"""
    if not right_to_left(widget):
        return place
    return QRect(widget.width() - place.x() - place.width(), place.y(), *place.size().toTuple())


class Side(Enum):
    """Where in its column a line of text stands."""

    START = "start"
    CENTRE = "centre"
    END = "end"


@cache
def line_flags(side: Side = Side.START, *, rtl: bool) -> int:
    """For one line of text that stands where its column asks, whatever script it is in.

    Absolute, since a painter on a mirrored widget would mirror the side once more. Kept, since
    flags are put together by Python, and each paint asks for them.
    """
    from PySide6.QtCore import Qt

    align = Qt.AlignmentFlag
    at = align.AlignLeft if (side is Side.END) is rtl else align.AlignRight
    if side is Side.CENTRE:
        at = align.AlignHCenter
    flags = at | align.AlignAbsolute | align.AlignVCenter
    return int(flags.value) | int(Qt.TextFlag.TextSingleLine.value)
