"""Lays windows out once more when the size of the text has changed, or the screen was turned."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from app.gui.theme import Face, Look


def refit(before: Mapping[Face, QFont], look: Look) -> None:
    """Each part that had a font of ours has it in the new size, and finds its parts new places."""
    faces = {_key(font): face for face, font in before.items()}
    QApplication.setFont(look.font(Face.BODY))
    QToolTip.setFont(look.font(Face.BODY))
    for window in QApplication.topLevelWidgets():
        parts = [window, *window.findChildren(QWidget)]
        for part in parts:
            face = faces.get(_key(part.font()))
            if face is not None and part.testAttribute(Qt.WidgetAttribute.WA_SetFont):
                part.setFont(look.font(face))
        if window.isVisible():  # one that was closed has no say in how the screen stands
            fit_anew(*parts)


def fit_anew(*parts: QWidget) -> None:
    """Each finds new places for what is in it."""
    for part in parts:
        part.updateGeometry()
        QApplication.sendEvent(part, QResizeEvent(part.size(), part.size()))
        part.update()


def _key(font: QFont) -> tuple[int, int]:
    return font.pixelSize(), font.weight()
