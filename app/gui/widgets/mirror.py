"""Where a place lies when the screen runs from right to left."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget


def right_to_left(widget: QWidget) -> bool:
    return widget.layoutDirection() is Qt.LayoutDirection.RightToLeft


def mirrored(widget: QWidget, place: QRect) -> QRect:
    """`place` as its side of `widget` asks. (`QStyle.visualRect` would load all of QStyle.)"""
    if not right_to_left(widget):
        return place
    return QRect(widget.width() - place.x() - place.width(), place.y(), *place.size().toTuple())
