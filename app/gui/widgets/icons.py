"""Our small SVG files as painter paths: drawn in any colour and size, without the SVG module.

Each is drawn once for a size and its colours: ten rows of a search have forty of them.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from math import ceil
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from app.gui.resources import resources

GRID: Final = 24
MOST: Final = 256
STEPS: Final = "MLCZ"


class Icon(NamedTuple):
    """Shapes by how they are drawn. `cut` is drawn over the filled ones in the ground's colour."""

    name: str
    strokes: QPainterPath
    fills: QPainterPath
    cuts: QPainterPath

    def paint(self, painter: QPainter, place: QRectF, colour: QColor, ground: QColor) -> None:
        """In a square, at the nearest whole pixel: between two of them it would be blurred."""
        ratio = painter.device().devicePixelRatioF()
        drawn = _drawn(self.name, place.width(), colour.rgba(), ground.rgba(), ratio)
        painter.drawPixmap(place.topLeft().toPoint(), drawn)

    def draw(self, painter: QPainter, side: float, colour: QColor, ground: QColor) -> None:
        """At the origin."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(side / GRID, side / GRID)
        painter.fillPath(self.fills, colour)
        painter.strokePath(self.strokes, _pen(colour))
        painter.strokePath(self.cuts, _pen(ground))


@cache
def icon(name: str) -> Icon:
    """The icon of that file; only `M L C Z` and circles are used in our files."""
    drawn = Icon(name, QPainterPath(), QPainterPath(), QPainterPath())
    for shape, given in _elements((resources("icons") / f"{name}.svg").read_text("utf-8")):
        if given.get("class") == "cut":
            _add(drawn.cuts, shape, given)
        elif "fill" in given:
            _add(drawn.fills, shape, given)
        else:
            _add(drawn.strokes, shape, given)
    return drawn


@lru_cache(maxsize=MOST)
def _drawn(name: str, side: float, colour: int, ground: int, ratio: float) -> QPixmap:
    """With the colours as `QColor.rgba` and the pixels of the screen for each of ours."""
    pixels = ceil(side * ratio)
    drawn = QPixmap(pixels, pixels)
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(QColor(0, 0, 0, 0))
    painter = QPainter(drawn)
    icon(name).draw(painter, side, QColor.fromRgba(colour), QColor.fromRgba(ground))
    painter.end()
    return drawn


def _elements(drawing: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The shapes and their attributes, by hand: the files are ours, an XML reader takes longer."""
    for element in drawing.split("<"):
        shape, _, rest = element.partition(" ")
        if shape in ("path", "circle"):
            words = rest.split('"')
            names = [each.strip(" \n=") for each in words[:-1:2]]
            yield shape, dict(zip(names, words[1::2], strict=True))


def _steps(drawn: str) -> Iterator[tuple[str, list[float]]]:
    """Each step of a path with its numbers."""
    for step in STEPS:
        drawn = drawn.replace(step, f";{step} ")
    for each in drawn.split(";")[1:]:
        step, *numbers = each.replace(",", " ").split()
        yield step, [float(number) for number in numbers]


def _pen(colour: QColor) -> QPen:
    return QPen(
        colour, 2.25, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )


def _add(path: QPainterPath, shape: str, given: dict[str, str]) -> None:
    if shape == "circle":
        radius = float(given["r"])
        path.addEllipse(QPointF(float(given["cx"]), float(given["cy"])), radius, radius)
        return
    for step, at in _steps(given["d"]):
        points = [QPointF(x, y) for x, y in zip(at[::2], at[1::2], strict=True)]
        if step == "M":
            path.moveTo(points[0])
        elif step == "L":
            path.lineTo(points[0])
        elif step == "C":
            path.cubicTo(*points)
        else:
            path.closeSubpath()
