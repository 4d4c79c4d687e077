"""A drawing is as sharp as the screen, in its own colours, and blurred by no half pixel."""

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from app.gui.widgets.icons import icon

SIDE = 22
INK, GROUND = QColor("#114477"), QColor("#ffeedd")


def canvas(ratio):
    made = QImage(40 * ratio, 40 * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    made.setDevicePixelRatio(ratio)
    made.fill(GROUND)
    return made


def painted(name, at, ratio, ink=INK):
    made = canvas(ratio)
    painter = QPainter(made)
    icon(name).paint(painter, QRectF(at, at, SIDE, SIDE), ink, GROUND)
    painter.end()
    return made


@pytest.mark.parametrize("name", ["check", "attention", "plus"])
@pytest.mark.parametrize("ratio", [1, 2])
def test_it_is_drawn_in_the_pixels_of_the_screen(qapp, name, ratio):
    straight = canvas(ratio)
    painter = QPainter(straight)
    painter.translate(QPointF(5, 5))
    icon(name).draw(painter, SIDE, INK, GROUND)
    painter.end()
    through = painted(name, 5, ratio)
    for x in range(40 * ratio):
        for y in range(40 * ratio):
            one, other = straight.pixelColor(x, y), through.pixelColor(x, y)
            apart = (one.red() - other.red(), one.green() - other.green())
            assert max(map(abs, apart)) <= 3, f"at {x}, {y}"


def test_between_two_pixels_it_is_as_sharp_as_on_one(qapp):
    assert painted("plus", 5.4, 1) == painted("plus", 5, 1)


def test_each_colour_is_its_own(qapp):
    assert painted("check", 5, 1) != painted("check", 5, 1, QColor("#aa0000"))
