"""Our small SVG files as painter paths: drawn in any colour and size, without the SVG module."""

from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from app.gui.resources import resources

GRID: Final = 24
STEPS: Final = "MLCZ"


class Icon(NamedTuple):
    """Shapes by how they are drawn. `cut` is drawn over the filled ones in the ground's colour."""

    strokes: QPainterPath
    fills: QPainterPath
    cuts: QPainterPath

    def paint(self, painter: QPainter, place: QRectF, colour: QColor, ground: QColor) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(place.topLeft())
        painter.scale(place.width() / GRID, place.height() / GRID)
        painter.fillPath(self.fills, colour)
        painter.strokePath(self.strokes, _pen(colour))
        painter.strokePath(self.cuts, _pen(ground))
        painter.restore()


@cache
def icon(name: str) -> Icon:
    """The icon of that file; only `M L C Z` and circles are used in our files."""
    drawn = Icon(QPainterPath(), QPainterPath(), QPainterPath())
    for shape, given in _elements((resources("icons") / f"{name}.svg").read_text("utf-8")):
        if given.get("class") == "cut":
            _add(drawn.cuts, shape, given)
        elif "fill" in given:
            _add(drawn.fills, shape, given)
        else:
            _add(drawn.strokes, shape, given)
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
