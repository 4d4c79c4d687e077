"""Text up to twice its size: everything grows with it at once, and nothing is clipped."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from app.checkin.notes import Notes
from app.domain.model import Conflict, ConflictKind, Link, RowId, Tally
from app.domain.values import NO_SHOW, Value
from app.gui.desk.tab import Tab
from app.gui.theme import Face, Measure
from app.gui.widgets.buttons import TextButton
from app.gui.widgets.line import Line
from app.gui.widgets.paragraph import Paragraph
from app.gui.words import plain
from tests.desks import booking

SIZES = [100, 150, 200]
GUESTS = [booking(f"b{n:02}", f"Guest {n:02}") for n in range(9)]
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
    def open_(percent, size, *, rtl=False, booked=GUESTS):
        made.add_bookings("yoga", *booked)
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


@pytest.mark.parametrize("percent", SIZES)
@pytest.mark.parametrize("size", [(1366, 768), (1080, 1920), (896, 1160)])
def test_s21_what_tells_people_of_one_name_apart_is_never_cut(sized, made, size, percent):
    """S-21: not by a note before it, nor by what needs attention."""
    booked = [
        booking("n1", "Dana Levi", 4, phone_tail="5553127"),
        booking("n2", "Dana Levi", phone_tail="5550042"),
        booking("n3", "Dana Levi", phone_tail="5550042"),
    ]
    made.add_bookings("yoga", *booked)
    row = RowId("n2", "yoga")
    made.desk.arrive(row)
    with made.store.transaction():
        shadow = made.store.view.of_row(row).shadow
        cards = shadow._replace(conflict=Conflict(ConflictKind.FOREIGN, NO_SHOW, Value(1)))
        made.store.shadows.put(row, cards)
    Notes(made.store, made.clock).write(row, "brings a mat and a towel and a bottle " * 3)
    desk = sized(percent, size, booked=booked)
    desk.window.pane.tabs.choose(Tab.ALL)
    shown = {name: plain(desk.row(name).facts._shown) for name in ("n1", "n2", "n3")}
    assert shown["n1"].startswith("…3127 · ")
    assert shown["n2"].startswith("…0042 · booking …n2 · ")
    assert shown["n3"].startswith("…0042 · booking …n3 · ")


@pytest.mark.parametrize("size", [(1366, 768), (1080, 1920)])
@pytest.mark.parametrize("percent", SIZES)
def test_the_date_is_shortened_in_words_and_the_search_says_what_it_is(sized, size, percent):
    """T-11: beside the longest word of the chip."""
    desk = sized(percent, size)
    desk.tell(link=Link.ONLINE, tally=Tally(conflict=1))
    date, field = desk.window.date, desk.window.top.searching.field
    assert date._shown in ("Mon 23 November", "Mon 23 Nov", "23 Nov")
    assert date.accessibleName() == "Mon 23 November"
    assert (date.toolTip() == "") is (date._shown == "Mon 23 November")
    assert field.width() >= field.least
    assert field.entry.placeholderText().startswith("Search")


@pytest.mark.parametrize("size", [(1366, 768), (1080, 1920)])
@pytest.mark.parametrize("percent", SIZES)
def test_the_way_back_to_today_takes_its_room_from_the_date_and_the_search(sized, size, percent):
    desk = sized(percent, size)
    top = desk.window.top
    desk.click("staff.day.after")
    parts = [desk.window.date, top.days.buttons, top.searching.field, desk.window.chip]
    places = [part.geometry() for part in parts]
    for at, place in enumerate(places):
        assert not any(place.intersects(other) for other in places[at + 1 :])


def test_a_window_that_was_closed_does_not_turn_the_screen(sized, open_desk):
    closed = [open_desk(size=(1366, 728)).window for _ in range(4)]
    desk = sized(100, (1080, 1920))
    for window in closed:
        window.close()
    desk.window.preferences.change(text_size=200)
    assert Measure.upright


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


@pytest.mark.parametrize("rtl", [False, True], ids=["ltr", "rtl"])
@pytest.mark.parametrize("percent", SIZES)
@pytest.mark.parametrize("size", [(1366, 728), (1180, 800), (1024, 600), (896, 480)])
def test_a_panel_leaves_a_roster_of_use_or_hides_all_of_it(sized, size, percent, rtl):
    """T-11: no name is sliced by its edge, and no button is below it."""
    desk = sized(percent, size, rtl=rtl)
    desk.window.panels.open_walk_in()
    panel, pane = desk.window.side.geometry(), desk.window.pane.geometry()
    if panel.intersects(pane):
        assert panel.contains(pane)
        return
    row = desk.row("b00")
    assert row.name.width() >= Measure.text(200)
    assert all(row.rect().contains(button.geometry()) for button in row.buttons)
    assert desk.window.pane.header.walk_in.geometry().right() < pane.width()


def test_a_panel_beside_the_roster_leaves_its_buttons_in_reach_at_1024(sized):
    desk = sized(100, (1024, 600))
    desk.window.panels.open_walk_in()
    assert not desk.window.side.geometry().intersects(desk.window.pane.geometry())
