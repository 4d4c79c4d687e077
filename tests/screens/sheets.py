"""Contact sheets: many pictures on one, each with its name below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter

ACROSS, DOWN = 4, 4
CELL = QSize(480, 300)
LABEL = 24
GAP = 12


def write_sheets(out: Path, files: Sequence[Path]) -> list[Path]:
    """Write `sheet-01.png` and so on into the folder; return them."""
    sheets = []
    each = ACROSS * DOWN
    for first in range(0, len(files), each):
        sheets.append(out / f"sheet-{first // each + 1:02}.png")
        _sheet(files[first : first + each]).save(str(sheets[-1]))
    return sheets


def _sheet(files: Sequence[Path]) -> QImage:
    wide, tall = CELL.width() + GAP, CELL.height() + LABEL + GAP
    sheet = QImage(ACROSS * wide + GAP, DOWN * tall + GAP, QImage.Format.Format_RGB32)
    sheet.fill(QColor("#767676"))
    painter = QPainter(sheet)
    painter.setPen(QColor("#ffffff"))
    font = painter.font()
    font.setPixelSize(LABEL * 2 // 3)
    painter.setFont(font)
    for file, place in zip(files, _places(wide, tall), strict=False):
        picture = QImage(str(file)).scaled(
            CELL, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        painter.drawImage(place.topLeft(), picture)
        label = QRect(place.x(), place.y() + CELL.height(), CELL.width(), LABEL)
        painter.drawText(label, Qt.AlignmentFlag.AlignVCenter, file.stem)
    painter.end()
    return sheet


def _places(wide: int, tall: int) -> Iterator[QRect]:
    for row in range(DOWN):
        for column in range(ACROSS):
            yield QRect(GAP + column * wide, GAP + row * tall, CELL.width(), CELL.height())
