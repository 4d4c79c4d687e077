"""Text up to twice its size: everything grows with it at once, and nothing is clipped."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from app.domain.model import Link, Tally
from app.gui.theme import Face, Measure
from app.gui.widgets.buttons import TextButton
from app.gui.widgets.line import Line
from app.gui.widgets.paragraph import Paragraph
from tests.desks import booking

SIZES = [100, 150, 200]
WINDOWS = [(1366, 728), (1080, 1920), (896, 480)]


def clipped(window):
    """Yield what has less room than its letters are tall, or than its caption is wide."""
    for line in window.findChildren(Line):
        tall = QFontMetrics(line.font()).tightBoundingRect("Åg").height()
        if line.isVisible() and line.text() and line.width() and line.height() < tall:
            yield line.objectName() or line.text()
    for paragraph in window.findChildren(Paragraph):
        if paragraph.isVisible() and paragraph.height() < paragraph.height_for(paragraph.width()):
            yield paragraph.text()
    for button in window.findChildren(TextButton):
        if button.isVisible() and button.height() < button.fontMetrics().height():
            yield button.objectName()


def outside(window):
    """What is shown beyond the edges of what it stands on; of empty lines nothing is shown."""
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and not button.parentWidget().rect().contains(button.geometry()):
            yield button.objectName()
    for line in window.findChildren(Line):
        if line.isVisible() and line.text():
            letters = QFontMetrics(line.font()).tightBoundingRect("Åg")
            letters.moveCenter(line.geometry().center())
            over = line.parentWidget().rect()
            if letters.top() < over.top() or letters.bottom() > over.bottom():
                yield line.objectName() or line.text()


@pytest.fixture
def sized(made, open_desk):
    def open_(percent, size, *, rtl=False):
        made.add_bookings("yoga", *(booking(f"b{n:02}", f"Guest {n:02}") for n in range(9)))
        desk = open_desk(size=size, rtl=rtl)
        desk.window.preferences.change(text_size=percent)
        return desk

    yield open_
    Measure.grow(100)


@pytest.mark.parametrize("percent", SIZES)
@pytest.mark.parametrize("size", WINDOWS)
def test_nothing_is_clipped_and_every_button_is_inside(sized, size, percent):
    """T-11: with larger text."""
    desk = sized(percent, size)
    QTest.mouseClick(desk.row("b00").plus, Qt.MouseButton.LeftButton)
    assert list(clipped(desk.window)) == []
    assert list(outside(desk.window)) == []


@pytest.mark.parametrize("percent", SIZES)
@pytest.mark.parametrize("size", WINDOWS)
def test_the_search_stands_over_nothing_until_it_is_used(sized, size, percent):
    """T-11: in the bar with the date, the way to other days and the longest word of the chip."""
    desk = sized(percent, size)
    desk.tell(link=Link.ONLINE, tally=Tally(conflict=1))
    field = desk.window.top.searching.field
    for other in (desk.window.date, desk.window.chip, desk.window.gear):
        assert not other.geometry().intersects(field.geometry()), other.objectName()
    assert field.width() >= 44


@pytest.mark.parametrize("rtl", [False, True], ids=["ltr", "rtl"])
@pytest.mark.parametrize("percent", SIZES)
@pytest.mark.parametrize("size", WINDOWS)
def test_t04_columns_line_up_and_nothing_overlaps_at_any_size(sized, size, percent, rtl):
    """T-04: as at the usual size; a row that has no room for its name has two lines."""
    desk = sized(percent, size, rtl=rtl)
    parts = ("name", "state", "minus", "numbers", "plus", "primary", "more")
    built = [row for row in map(desk.row, desk.names) if row is not None]
    assert len(built) > 1
    for row in built:
        assert row.name.width() >= Measure.text(200)
        places = [getattr(row, part).geometry() for part in parts]
        for at, one in enumerate(places):
            assert row.rect().contains(one)
            assert not any(one.intersects(other) for other in places[at + 1 :])
        assert row.facts.y() >= row.name.y() + row.name.height() - 2
        assert min(button.height() for button in row.buttons) >= 44


def test_it_holds_at_once_for_every_text_and_back(sized):
    desk = sized(100, (1366, 728))
    row, window = desk.row("b00"), desk.window
    before = {
        part: (part.font().pixelSize(), part.geometry(), part.mapTo(window, QPoint(0, 0)))
        for part in (window.date, row.name, row.facts, row.primary, window.pane.header.number)
    }
    window.preferences.change(text_size=200)
    for part, (pixels, _, _) in before.items():
        assert part.font().pixelSize() == 2 * pixels
    assert window.compact
    window.preferences.change(text_size=100)
    for part, was in before.items():
        now = (part.font().pixelSize(), part.geometry(), part.mapTo(window, QPoint(0, 0)))
        assert now == was


def test_a_desk_that_opens_large_is_the_one_that_became_large(sized, made, open_desk):
    became = sized(150, (1366, 728)).window
    opened = open_desk(size=(1366, 728)).window  # with settings of its own, at the usual size
    assert opened.look.font(Face.BODY).pixelSize() == 16
    opened.preferences.change(text_size=150)
    assert opened.grab().toImage().size() == became.grab().toImage().size()
    assert opened.pane.geometry() == became.pane.geometry()


@pytest.mark.parametrize("percent", SIZES)
def test_the_panels_grow_too(sized, percent):
    desk = sized(percent, (1366, 728))
    desk.window.panels.open_walk_in()
    assert list(clipped(desk.window)) == []
    assert desk.window.side.name.entry.height() >= desk.window.look.font(Face.BODY).pixelSize() + 12
    assert desk.window.rect().contains(desk.window.side.geometry())
